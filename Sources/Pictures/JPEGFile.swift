/// The segments of a JPEG file (ITU-T T.81 B) that make its image: applications' notes and what follows the image left out.
struct JPEGFile {
    private(set) var bytes: [UInt8] = [0xFF, 0xD8]
    private(set) var orientation = Orientation.upright

    /// A progressive file has some ten scans; each of thousands would decode the whole image again.
    private static let scanLimit = 200

    init(_ file: [UInt8]) throws(PictureError) {
        var place = 2
        var scans = 0
        while true {
            guard place + 1 < file.count else { throw .damaged("the file ends early") }
            guard file[place] == 0xFF else { throw .damaged("something stands between two segments") }
            let marker = file[place + 1]
            switch marker {
            case 0xFF:
                place += 1
                continue
            case 0xD9:
                bytes += [0xFF, 0xD9]
                return
            case 0x01, 0xD0...0xD7:
                place += 2
                continue
            default: break
            }
            guard place + 3 < file.count else { throw .damaged("the file ends early") }
            let length = Int(file[place + 2]) << 8 | Int(file[place + 3])
            let end = place + 2 + length
            guard length >= 2, end <= file.count else { throw .damaged("a segment reaches beyond the file") }
            try check(marker, file[(place + 4)..<max(place + 4, end)])
            // APP0 says JFIF and APP14 which colours the components are.
            if !(0xE1...0xED).contains(marker), marker != 0xEF, marker != 0xFE { bytes += file[place..<end] }
            place = end
            guard marker == 0xDA else { continue }
            scans += 1
            guard scans <= Self.scanLimit else { throw .damaged("it has more than \(Self.scanLimit) scans") }
            // Coded data: a marker is FF with anything but 0 or a restart behind it.
            let start = place
            while place + 1 < file.count,
                file[place] != 0xFF || file[place + 1] == 0 || (0xD0...0xD7).contains(file[place + 1])
            {
                place += 1
            }
            bytes += file[start..<place]
        }
    }

    private mutating func check(_ marker: UInt8, _ segment: ArraySlice<UInt8>) throws(PictureError) {
        switch marker {
        case 0xC0, 0xC1, 0xC2:
            guard segment.first == 8 else { throw .unsupported("JPEG with more than 8 bits a channel") }
        case 0xC3, 0xC7: throw .unsupported("lossless JPEG")
        case 0xC5, 0xC6, 0xCD...0xCF: throw .unsupported("hierarchical JPEG")
        case 0xC9...0xCB: throw .unsupported("JPEG with arithmetic coding")
        case 0xE1: if let exif = exifOrientation(Array(segment)) { orientation = Orientation(exif: exif) }
        default: break
        }
    }
}

/// Tag 274 of the first directory of an Exif segment (Exif 2.32 4.6.2), nil where there is none or it is damaged.
private func exifOrientation(_ segment: [UInt8]) -> Int? {
    guard segment.starts(with: Array("Exif".utf8) + [0, 0]), segment.count > 14 else { return nil }
    let data = segment[6...]
    let isLittle = data.starts(with: Array("II".utf8))
    guard isLittle || data.starts(with: Array("MM".utf8)) else { return nil }
    func number(at offset: Int, _ count: Int) -> Int? {
        guard offset >= 0, offset + count <= data.count else { return nil }
        let bytes = data[(6 + offset)..<(6 + offset + count)]
        return (isLittle ? Array(bytes.reversed()) : Array(bytes)).reduce(0) { $0 << 8 | Int($1) }
    }
    guard let directory = number(at: 4, 4), let count = number(at: directory, 2) else { return nil }
    for entry in 0..<count {
        let place = directory + 2 + 12 * entry
        guard let tag = number(at: place, 2) else { return nil }
        if tag == 274 { return number(at: place + 8, 2) }
    }
    return nil
}
