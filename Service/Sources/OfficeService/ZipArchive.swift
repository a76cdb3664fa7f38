/// A ZIP archive (APPNOTE 6.3) of stored files, made in memory: entries are PDFs, which do not shrink.
package struct ZipArchive: Sendable {
    private var out: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    package init() {}

    /// - Parameter name: UTF-8, relative, with forward slashes.
    package mutating func add(_ name: String, _ bytes: [UInt8]) {
        let path = Array(name.utf8)
        var common: [UInt8] = []
        // Version 2.0, names in UTF-8, stored, 1980-01-01 00:00: the same files give the same archive.
        common.append16(20)
        common.append16(0x0800)
        common.append16(0)
        common.append16(0)
        common.append16(0x0021)
        common.append32(Self.checksum(bytes))
        common.append32(UInt32(bytes.count))
        common.append32(UInt32(bytes.count))
        common.append16(UInt16(path.count))
        common.append16(0)
        directory.append32(0x0201_4B50)
        directory.append16(20)
        directory += common
        directory += [UInt8](repeating: 0, count: 10)
        directory.append32(UInt32(out.count))
        directory += path
        out.append32(0x0403_4B50)
        out += common + path + bytes
        count += 1
    }

    /// Adding a file of so many bytes stays within what the format without ZIP64 can say.
    package func holds(_ bytes: Int) -> Bool { out.count + bytes < 1 << 31 && count < 65_000 }

    package consuming func finished() -> [UInt8] {
        let start = out.count
        out += directory
        out.append32(0x0605_4B50)
        out.append32(0)
        out.append16(UInt16(count))
        out.append16(UInt16(count))
        out.append32(UInt32(directory.count))
        out.append32(UInt32(start))
        out.append16(0)
        return out
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
    }

    /// CRC-32 of ISO 3309.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ $0 >> 8 }
    }
}

extension [UInt8] {
    fileprivate mutating func append16(_ value: UInt16) { self += [UInt8(value & 255), UInt8(value >> 8)] }
    fileprivate mutating func append32(_ value: UInt32) {
        append16(UInt16(value & 0xFFFF))
        append16(UInt16(value >> 16))
    }
}
