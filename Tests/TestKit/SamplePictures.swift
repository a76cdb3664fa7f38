internal import Foundation

/// Pictures of 16 × 8 pixels in four fields: red and green above, blue and white below.
public enum SamplePictures {
    /// Baseline, YCbCr.
    public static let colour = decoded(
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAIBAQEBAQIBAQECAgICAgQDAgICAgUEBAMEBgUGBgYFBgYGBwkIBgcJBwYGCAsI
        CQoKCgoKBggLDAsKDAkKCgr/2wBDAQICAgICAgUDAwUKBwYHCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoK
        CgoKCgoKCgoKCgoKCgr/wAARCAAIABADAREAAhEBAxEB/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABwQAAEDBQAAAAAAAAAA
        AAAAAAAYGWZopabj5P/EABUBAQEAAAAAAAAAAAAAAAAAAAgJ/8QAHREAAQMFAQAAAAAAAAAAAAAAABcYZWSjpOPkZv/aAAwD
        AQACEQMRAD8APVQ0QuGsQjDPRYnUKh6UDlc48TCVVuC9wEUfrrWwmig0jZ2n/9k=
        """)

    /// One component.
    public static let gray = decoded(
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAIBAQEBAQIBAQECAgICAgQDAgICAgUEBAMEBgUGBgYFBgYGBwkIBgcJBwYGCAsI
        CQoKCgoKBggLDAsKDAkKCgr/wAALCAAIABABAREA/8QAFQABAQAAAAAAAAAAAAAAAAAACAn/xAAYEAACAwAAAAAAAAAAAAAA
        AAAAGmin5f/aAAgBAQAAPwArlLlfZw1ppH//2Q==
        """)

    /// Progressive, YCbCr.
    public static let progressive = decoded(
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAIBAQEBAQIBAQECAgICAgQDAgICAgUEBAMEBgUGBgYFBgYGBwkIBgcJBwYGCAsI
        CQoKCgoKBggLDAsKDAkKCgr/2wBDAQICAgICAgUDAwUKBwYHCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoK
        CgoKCgoKCgoKCgoKCgr/wgARCAAIABADAREAAhEBAxEB/8QAFAABAAAAAAAAAAAAAAAAAAAACP/EABUBAQEAAAAAAAAAAAAA
        AAAAAAcI/9oADAMBAAIQAxAAAAE9ISo8QiaP/8QAFhABAQEAAAAAAAAAAAAAAAAAABYX/9oACAEBAAEFAqFgj//EABsRAAIB
        BQAAAAAAAAAAAAAAAABkFheio+Lj/9oACAEDAQE/Aa0oZeZA2LNj/8QAHBEAAQMFAAAAAAAAAAAAAAAAABYXY2Wio+Lj/9oA
        CAECAQE/AWGqOLqI+e3Y/8QAGhAAAQUBAAAAAAAAAAAAAAAAADQ2o6Th4v/aAAgBAQAGPwJJJg66PZ//xAAUEAEAAAAAAAAA
        AAAAAAAAAAAQ/9oACAEBAAE/ITD/AP/aAAwDAQACAAMAAAAQA//EABQRAQAAAAAAAAAAAAAAAAAAABD/2gAIAQMBAT8QA3//
        xAAUEQEAAAAAAAAAAAAAAAAAAAAQ/9oACAECAQE/ECi//8QAFBABAAAAAAAAAAAAAAAAAAAAEP/aAAgBAQABPxATP//Z
        """)

    /// CMYK.
    public static let inks = decoded(
        """
        /9j/7gAOQWRvYmUAZAAAAAAA/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcGBggLCAkK
        CgoKCgYICwwLCgwJCgoK/8AAFAgACAAQBEMRAE0RAFkRAEsRAP/EABcAAQEBAQAAAAAAAAAAAAAAAAYJAAr/xAAdEAABBAID
        AAAAAAAAAAAAAAAAGmin5RhpZ6Xj/9oADgRDAE0AWQBLAAA/AD6tVgEq1RE8PpKn/wAVWpfweIvdksO3B2GYA8s9D7jxF7sl
        h24Mf//Z
        """)

    /// Components are red, green and blue.
    public static let unconverted = decoded(
        """
        /9j/7gAOQWRvYmUAZAAAAAAA/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcGBggLCAkK
        CgoKCgYICwwLCgwJCgoK/8AAEQgACAAQA1IRAEcRAEIRAP/EABYAAQEBAAAAAAAAAAAAAAAAAAYJCv/EAB0QAAEEAgMAAAAA
        AAAAAAAAAAAaaKflGGlnpeP/2gAMA1IARwBCAAA/AD6tVgEq1RE8PpKn/wAVWo8Re7JYduDYZgDyz0PuPEXuyWHbg//Z
        """)

    /// With Exif (orientation 6: turned clockwise when seen) and a comment.
    public static let turned = decoded(
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD//gAIY2FtZXJh/9sAQwAC
        AQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcGBggLCAkKCgoKCgYICwwLCgwJCgoK/9sAQwECAgIC
        AgIFAwMFCgcGBwoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoK/8AAEQgACAAQAwER
        AAIRAQMRAf/EABQAAQAAAAAAAAAAAAAAAAAAAAn/xAAcEAABAwUAAAAAAAAAAAAAAAAAGBlmaKWm4+T/xAAVAQEBAAAAAAAA
        AAAAAAAAAAAICf/EAB0RAAEDBQEAAAAAAAAAAAAAAAAXGGVko6Tj5Gb/2gAMAwEAAhEDEQA/AD1UNELhrEIwz0WJ1CoelA5X
        OPEwlVbgvcBFH661sJooNI2dp//Z
        """)

    private static func decoded(_ text: String) -> [UInt8] {
        [UInt8](Data(base64Encoded: text, options: .ignoreUnknownCharacters) ?? Data())
    }

    /// The four fields as a PNG of 8 bits.
    public static let png = png(width: 16, height: 8, colourType: 2, rows: (0..<8).map { row(of: $0 < 4 ? 0 : 2) })

    private static func row(of first: Int) -> [UInt8] {
        var row: [UInt8] = []
        for column in 0..<16 { row += fields[first + (column < 8 ? 0 : 1)] }
        return row
    }

    public static let fields: [[UInt8]] = [[220, 20, 20], [20, 180, 20], [20, 20, 220], [250, 250, 250]]

    /// A PNG without compression.
    public static func png(
        width: Int, height: Int, depth: UInt8 = 8, colourType: UInt8, rows: [[UInt8]],
        chunks: [(String, [UInt8])] = []
    ) -> [UInt8] {
        var lines: [UInt8] = []
        for row in rows { lines += [0 as UInt8] + row }
        let (low, high) = (UInt8(lines.count & 0xFF), UInt8(lines.count >> 8))
        // One stored block.
        var data: [UInt8] = [0x78, 0x01, 1, low, high, ~low, ~high]
        data += lines
        data += bigEndian(adler32(lines))
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        file += chunk("IHDR", bigEndian(UInt32(width)) + bigEndian(UInt32(height)) + [depth, colourType, 0, 0, 0])
        for (name, body) in chunks { file += chunk(name, body) }
        file += chunk("IDAT", data)
        return file + chunk("IEND", [])
    }

    private static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
        bigEndian(UInt32(body.count)) + Array(name.utf8) + body + bigEndian(crc32(Array(name.utf8) + body))
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (24 - 8 * $0) & 0xFF) } }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }

    private static func adler32(_ bytes: [UInt8]) -> UInt32 {
        var (first, second): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            first = (first + UInt32(byte)) % 65_521
            second = (second + first) % 65_521
        }
        return second << 16 | first
    }
}
