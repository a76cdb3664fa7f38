/// An element of a small XML document; names keep their prefixes.
final class XMLElement {
    let name: String
    let attributes: [String: String]
    private(set) var kids: [XMLElement] = []
    private(set) var text = ""

    init(name: String, attributes: [String: String]) {
        self.name = name
        self.attributes = attributes
    }

    /// The first descendant of that name, itself included.
    func first(_ wanted: String) -> XMLElement? {
        if name == wanted { return self }
        for kid in kids { if let found = kid.first(wanted) { return found } }
        return nil
    }

    func all(_ wanted: String) -> [XMLElement] {
        (name == wanted ? [self] : []) + kids.flatMap { $0.all(wanted) }
    }

    var trimmed: String {
        let scalars = text.unicodeScalars
        guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let end = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[start...end])
    }

    /// Reads what a metadata packet may be: elements, attributes, text, references to characters; a document type is
    /// refused. Nil for what is not well-formed.
    static func document(_ bytes: [UInt8]) -> XMLElement? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var rest = text.unicodeScalars[...]
        let root = XMLElement(name: "", attributes: [:])
        var open = [root]
        while let first = rest.first {
            if first != "<" {
                let run = rest.prefix { $0 != "<" }
                guard let decoded = decode(run) else { return nil }
                open[open.count - 1].text += decoded
                rest = rest.dropFirst(run.count)
                continue
            }
            let isInstruction = rest.dropFirst().first == "?"
            guard let end = rest.firstIndex(of: ">") else { return nil }
            let inside = rest[rest.index(after: rest.startIndex)..<end]
            rest = rest[rest.index(after: end)...]
            if isInstruction {
                guard inside.last == "?" else { return nil }
                continue
            }
            if inside.first == "/" {
                let name = String(inside.dropFirst()).filter { !$0.isWhitespace }
                guard open.count > 1, open.last?.name == name else { return nil }
                open.removeLast()
                continue
            }
            let isEmpty = inside.last == "/"
            guard inside.first != "!", let element = element(isEmpty ? inside.dropLast() : inside), open.count < 100
            else { return nil }
            open[open.count - 1].kids.append(element)
            if !isEmpty { open.append(element) }
        }
        return open.count == 1 && root.kids.count == 1 && root.trimmed.isEmpty ? root.kids[0] : nil
    }

    private static func element(_ inside: Substring.UnicodeScalarView) -> XMLElement? {
        let name = inside.prefix { !$0.properties.isWhitespace }
        var rest = inside.dropFirst(name.count).drop { $0.properties.isWhitespace }
        var attributes: [String: String] = [:]
        while !rest.isEmpty {
            let key = rest.prefix { $0 != "=" }
            rest = rest.dropFirst(key.count + 1)
            guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
            rest = rest.dropFirst()
            let value = rest.prefix { $0 != quote }
            guard value.count < rest.count, let decoded = decode(value) else { return nil }
            attributes[String(key)] = decoded
            rest = rest.dropFirst(value.count + 1).drop { $0.properties.isWhitespace }
        }
        return name.isEmpty ? nil : XMLElement(name: String(name), attributes: attributes)
    }

    private static func decode(_ run: Substring.UnicodeScalarView) -> String? {
        guard run.contains("&") else { return String(run) }
        var out = String.UnicodeScalarView()
        var rest = run
        while let first = rest.popFirst() {
            guard first == "&" else {
                out.append(first)
                continue
            }
            let name = rest.prefix { $0 != ";" }
            guard name.count < rest.count, let scalar = scalar(named: String(name)) else { return nil }
            out.append(scalar)
            rest = rest.dropFirst(name.count + 1)
        }
        return String(out)
    }

    private static func scalar(named name: String) -> Unicode.Scalar? {
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard name.hasPrefix("#") else { return nil }
            let isHex = name.hasPrefix("#x")
            return UInt32(name.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10).flatMap(Unicode.Scalar.init)
        }
    }
}
