import PDFChecks

extension PDFFile {
    /// The first object, by number, whose dictionary has these names; numbers count from the first page on.
    func first(_ key: String, _ name: String, after: Int = 0) -> Int {
        objects.filter { $0.key > after && $0.value.value.dictionary?[key] == .name(name) }.keys.min() ?? 0
    }

    mutating func edit(_ number: Int, _ change: (inout [String: PDFValue]) -> Void) {
        var entries = objects[number]?.value.dictionary ?? [:]
        change(&entries)
        objects[number]?.value = .dictionary(entries)
    }

    mutating func editCatalog(_ change: (inout [String: PDFValue]) -> Void) {
        edit(trailer["Root"]?.reference ?? 0, change)
    }

    /// Adds an object and gives its number.
    mutating func add(_ value: PDFValue, stream: [UInt8]? = nil) -> Int {
        let number = (objects.keys.max() ?? 0) + 1
        objects[number] = Object(value: value, stream: stream)
        return number
    }

    mutating func editStream(_ number: Int, _ change: (inout [UInt8]) -> Void) {
        guard var bytes = objects[number]?.stream else { return }
        change(&bytes)
        objects[number]?.stream = bytes
    }

    mutating func replace(_ old: String, _ new: String, inStream number: Int) {
        editStream(number) { $0 = $0.replacing(Array(old.utf8), with: Array(new.utf8)) }
    }

    var contents: [Int] { pages.map { dictionary(.reference($0))["Contents"]?.reference ?? 0 } }
    var packet: Int { catalog["Metadata"]?.reference ?? 0 }

    mutating func addContent(_ text: String) { editStream(contents[0]) { $0 += Array("\n\(text)\n".utf8) } }

    /// The first structure element of a type.
    func element(_ type: String, after: Int = 0) -> Int {
        objects.filter {
            $0.key > after && $0.value.value.dictionary?["Type"] == .name("StructElem")
                && $0.value.value.dictionary?["S"] == .name(type)
        }.keys.min() ?? 0
    }

    /// Writes the objects with a classic cross-reference table, streams decoded.
    func written() -> [UInt8] {
        var out = Array("%PDF-1.7\n%".utf8) + [0xE2, 0xE3, 0xCF, 0xD3, 0x0A]
        var offsets: [Int: Int] = [:]
        let size = (objects.keys.max() ?? 0) + 1
        for (number, object) in objects.sorted(by: { $0.key < $1.key }) {
            var entries = object.value.dictionary ?? [:]
            if entries["Type"] == .name("XRef") || entries["Type"] == .name("ObjStm") { continue }
            offsets[number] = out.count
            out += "\(number) 0 obj\n".utf8
            if let stream = object.stream {
                if let filter = entries["Filter"]?.name, ["FlateDecode", "DCTDecode"].contains(filter) {
                    entries["Filter"] = nil
                    entries["DecodeParms"] = nil
                }
                entries["Length"] = .integer(stream.count)
                out += PDFValue.dictionary(entries).syntax.utf8
                out += Array("\nstream\n".utf8) + stream + Array("\nendstream".utf8)
            } else {
                out += object.value.syntax.utf8
            }
            out += "\nendobj\n".utf8
        }
        let start = out.count
        out += "xref\n0 \(size)\n0000000000 65535 f \n".utf8
        for number in 1..<size {
            let digits = String(offsets[number] ?? 0)
            out += (String(repeating: "0", count: 10 - digits.count) + digits).utf8
            out += (offsets[number] == nil ? " 00000 f \n" : " 00000 n \n").utf8
        }
        var kept = trailer.filter { ["Root", "Info", "ID", "Encrypt"].contains($0.key) }
        kept["Size"] = .integer(size)
        out += "trailer\n\(PDFValue.dictionary(kept).syntax)\nstartxref\n\(start)\n%%EOF\n".utf8
        return out
    }
}

extension PDFValue {
    var syntax: String {
        switch self {
        case .null: "null"
        case .boolean(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .real(let number): "\(number)"
        case .name(let name): "/" + name.replacing("/", with: "#2F")
        case .string(let bytes): "<" + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + ">"
        case .array(let values): "[" + values.map(\.syntax).joined(separator: " ") + "]"
        case .dictionary(let entries):
            "<<" + entries.sorted { $0.key < $1.key }.map { "/\($0.key) \($0.value.syntax)" }.joined(separator: " ")
                + ">>"
        case .reference(let number): "\(number) 0 R"
        }
    }

    static func text(_ text: String) -> PDFValue { .string(Array(text.utf8)) }
}
