/// What a colour profile of version 4.3 is put together from (ICC.1:2010): header, tag table, and tags that share their
/// data where it is equal.
struct ColourProfile {
    enum Class: String { case display = "mntr", output = "prtr" }
    enum ConnectionSpace: String { case xyz = "XYZ ", lab = "Lab " }

    let deviceClass: Class
    /// `RGB ` or `CMYK`
    let colourSpace: String
    let connectionSpace: ConnectionSpace
    /// Names of tags with the data they share.
    let tags: [(names: [String], content: [UInt8])]

    var bytes: [UInt8] {
        let tagCount = tags.reduce(0) { $0 + $1.names.count }
        var table = Self.uint32(tagCount)
        var data: [UInt8] = []
        for (names, content) in tags {
            let offset = 128 + 4 + 12 * tagCount + data.count
            for name in names { table += Self.signature(name) + Self.uint32(offset) + Self.uint32(content.count) }
            data += content + Array(repeating: 0, count: (4 - content.count % 4) % 4)
        }
        // Size, no preferred engine, version 4.3, class, space, connection space.
        var header = Self.uint32(128 + table.count + data.count) + Self.uint32(0) + [4, 0x30, 0, 0]
        header += Self.signature(deviceClass.rawValue + colourSpace + connectionSpace.rawValue)
        // A fixed date: the profile describes a model, not a moment.
        header += [2000, 1, 1, 0, 0, 0].flatMap { Self.uint16($0) }
        header += Self.signature("acsp") + Array(repeating: 0, count: 28)
        // The illuminant of the connection space, D50, in the bytes the standard prescribes.
        header += [0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D]
        header += Array(repeating: 0, count: 128 - header.count)
        return header + table + data
    }

    static func uint32(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(value >> (24 - 8 * $0) & 0xFF) } }
    static func uint16(_ value: Int) -> [UInt8] { [UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)] }
    static func signature(_ text: String) -> [UInt8] { Array(text.utf8) }

    /// s15Fixed16: 16 bits before the point and 16 after it.
    static func fixed(_ value: Double) -> [UInt8] {
        uint32(Int(value * 65_536 + (value < 0 ? -0.5 : 0.5)) & 0xFFFF_FFFF)
    }

    static func text(_ string: String) -> [UInt8] {
        let content = utf16BigEndian(string)
        return signature("mluc") + uint32(0) + uint32(1) + uint32(12) + signature("enUS") + uint32(content.count)
            + uint32(28) + content
    }

    static func xyz(_ x: Double, _ y: Double, _ z: Double) -> [UInt8] {
        signature("XYZ ") + uint32(0) + fixed(x) + fixed(y) + fixed(z)
    }

    /// A table of 16-bit values (`lut16Type`, 10.10) without curves: the first channel changes slowest.
    static func table(inputs: Int, outputs: Int, points: Int, _ values: [UInt16]) -> [UInt8] {
        let matrix = [1, 0, 0, 0, 1, 0, 0, 0, 1].flatMap { fixed($0) }
        let line: [UInt8] = [0, 0, 0xFF, 0xFF]
        var bytes = signature("mft2") + uint32(0) + [UInt8(inputs), UInt8(outputs), UInt8(points), 0] + matrix
        bytes += uint16(2) + uint16(2)
        for _ in 0..<inputs { bytes += line }
        for value in values { bytes += uint16(Int(value)) }
        for _ in 0..<outputs { bytes += line }
        return bytes
    }
}
