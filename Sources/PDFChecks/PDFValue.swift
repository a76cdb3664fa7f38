/// A value of PDF syntax (ISO 32000-1 7.3).
package indirect enum PDFValue: Sendable, Hashable {
    case null
    case boolean(Bool)
    case integer(Int)
    case real(Double)
    /// Without its slash, `#xx` undone.
    case name(String)
    case string([UInt8])
    case array([PDFValue])
    case dictionary([String: PDFValue])
    /// An object's number; its generation is 0 in every file this project writes.
    case reference(Int)

    package var integer: Int? { if case .integer(let value) = self { value } else { nil } }
    package var name: String? { if case .name(let value) = self { value } else { nil } }
    package var string: [UInt8]? { if case .string(let value) = self { value } else { nil } }
    package var array: [PDFValue]? { if case .array(let value) = self { value } else { nil } }
    package var dictionary: [String: PDFValue]? { if case .dictionary(let value) = self { value } else { nil } }
    package var reference: Int? { if case .reference(let value) = self { value } else { nil } }
    package var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }

    package var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .real(let value): value
        default: nil
        }
    }

    /// A text string (7.9.2.2): UTF-16 behind its mark, else taken as ASCII. Nil where it is neither.
    package var text: String? {
        guard let bytes = string else { return nil }
        guard bytes.starts(with: [0xFE, 0xFF]) else {
            return bytes.allSatisfy { $0 < 0x80 } ? String(decoding: bytes, as: UTF8.self) : nil
        }
        return utf16Text(bytes.dropFirst(2))
    }
}

/// Nil for an odd number of bytes or half a surrogate pair.
func utf16Text(_ bytes: ArraySlice<UInt8>) -> String? {
    guard bytes.count % 2 == 0 else { return nil }
    var units: [UInt16] = []
    var place = bytes.startIndex
    while place < bytes.endIndex {
        units.append(UInt16(bytes[place]) << 8 | UInt16(bytes[place + 1]))
        place += 2
    }
    return String(validating: units, as: UTF16.self)
}
