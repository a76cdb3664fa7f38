/// The output intent: sRGB, as an ICC profile of version 4 built from the numbers of IEC 61966-2-1.
enum OutputIntent {
    static let identifier = "sRGB IEC61966-2.1"

    static func write(to reference: ObjectReference, in file: inout FileWriter) {
        let profile = file.allocate()
        file.dictionary(reference) { entries in
            entries.name("Type", "OutputIntent")
            entries.name("S", "GTS_PDFA1")
            entries.text("OutputConditionIdentifier", identifier)
            entries.text("RegistryName", "http://www.color.org")
            entries.text("Info", identifier)
            entries.reference("DestOutputProfile", profile)
        }
        file.stream(profile, sRGBProfile) { $0.integer("N", 3) }
    }

    /// ICC.1:2010: header, tag table, and tags that share their data where it is equal.
    static let sRGBProfile: [UInt8] = {
        func uint32(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(value >> (24 - 8 * $0) & 0xFF) } }
        func signature(_ text: String) -> [UInt8] { Array(text.utf8) }
        /// s15Fixed16: 16 bits before the point and 16 after it.
        func fixed(_ value: Double) -> [UInt8] {
            uint32(Int(value * 65_536 + (value < 0 ? -0.5 : 0.5)) & 0xFFFF_FFFF)
        }
        func text(_ string: String) -> [UInt8] {
            let content = utf16BigEndian(string)
            return signature("mluc") + uint32(0) + uint32(1) + uint32(12) + signature("enUS") + uint32(content.count)
                + uint32(28) + content
        }
        func xyz(_ x: Double, _ y: Double, _ z: Double) -> [UInt8] {
            signature("XYZ ") + uint32(0) + fixed(x) + fixed(y) + fixed(z)
        }
        // Parametric type 3: ((x + 0.055) / 1.055) ^ 2.4 from 0.04045 on, x / 12.92 below.
        let curve =
            signature("para") + uint32(0) + [0, 3, 0, 0] + fixed(2.4) + fixed(1 / 1.055) + fixed(0.055 / 1.055)
            + fixed(1 / 12.92) + fixed(0.04045)
        // Bradford, D65 to D50.
        let adaptation =
            signature("sf32") + uint32(0)
            + [1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168].flatMap(fixed)
        let tags: [([String], [UInt8])] = [
            (["desc"], text("sRGB")),
            (["cprt"], text("CC0")),
            (["wtpt"], xyz(0.9642, 1, 0.8249)),
            (["chad"], adaptation),
            (["rXYZ"], xyz(0.43607, 0.22250, 0.01393)),
            (["gXYZ"], xyz(0.38506, 0.71688, 0.09710)),
            (["bXYZ"], xyz(0.14308, 0.06062, 0.71417)),
            (["rTRC", "gTRC", "bTRC"], curve),
        ]
        let tagCount = tags.reduce(0) { $0 + $1.0.count }
        var table = uint32(tagCount)
        var data: [UInt8] = []
        for (names, content) in tags {
            let offset = 128 + 4 + 12 * tagCount + data.count
            for name in names { table += signature(name) + uint32(offset) + uint32(content.count) }
            data += content + Array(repeating: 0, count: (4 - content.count % 4) % 4)
        }
        // Size, no preferred engine, version 4.3, class, space, connection space.
        var header = uint32(128 + table.count + data.count) + uint32(0) + [4, 0x30, 0, 0]
        header += signature("mntr") + signature("RGB ") + signature("XYZ ")
        // A fixed date: the profile describes a standard, not a moment.
        header += [2000, 1, 1, 0, 0, 0].flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        header += signature("acsp") + Array(repeating: 0, count: 28)
        // The illuminant of the connection space, D50, in the bytes the standard prescribes.
        header += [0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D]
        header += Array(repeating: 0, count: 128 - header.count)
        return header + table + data
    }()
}
