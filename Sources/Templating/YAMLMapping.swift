import Provenance
import YAMLTree

/// A mapping of a template file: hands out each key once and refuses those nobody asked for.
struct YAMLMapping {
    let sources: TemplateSources
    let mark: Mark?
    private var entries: [(key: String, mark: Mark?, value: Node)]
    private var known: [String] = []

    init(_ node: Node, _ sources: TemplateSources, what: String) throws(TemplateError) {
        guard case .mapping(let mapping) = node else {
            throw sources.error(
                .templateWrongKind, at: node.mark, "\(what) must be a mapping of keys to values")
        }
        self.sources = sources
        mark = mapping.mark
        entries = []
        entries.reserveCapacity(mapping.pairs.count)
        // A part asks for some ten keys.
        known.reserveCapacity(12)
        for (key, value) in mapping.pairs {
            guard case .scalar(let scalar) = key else {
                throw sources.error(.templateWrongKind, at: key.mark, "a key must be a plain word")
            }
            entries.append((scalar.string, scalar.mark, value))
        }
    }

    /// The keys in the order written, for mappings whose keys the template chooses.
    mutating func takeAll() -> [(key: String, mark: Mark?, value: Node)] {
        defer { entries = [] }
        return entries
    }

    /// The key stands there and was not taken.
    mutating func has(_ key: String) -> Bool {
        known.append(key)
        return entries.contains { $0.key == key }
    }

    mutating func take(_ key: String) -> Node? {
        known.append(key)
        guard let index = entries.firstIndex(where: { $0.key == key }) else { return nil }
        return entries.remove(at: index).value
    }

    mutating func require(_ key: String) throws(TemplateError) -> Node {
        if let node = take(key) { return node }
        throw error(.templateMissingKey, at: mark, "the key '\(key)' is missing here")
    }

    /// To be called when every key has been asked for.
    func finish() throws(TemplateError) {
        guard let entry = entries.first else { return }
        throw error(
            .templateUnknownKey, at: entry.mark, "unknown key '\(entry.key)'",
            hint: "the keys here are: " + known.joined(separator: ", "))
    }

    func error(
        _ code: Diagnostic.Code, at mark: Mark?, _ message: String, hint: String? = nil
    ) -> TemplateError {
        sources.error(code, at: mark, message, hint: hint)
    }
}

extension YAMLMapping {
    func text(_ node: Node, _ key: String) throws(TemplateError) -> String {
        guard case .scalar(let scalar) = node else {
            throw error(.templateWrongKind, at: node.mark, "'\(key)' must be a single value")
        }
        return scalar.string
    }

    mutating func text(_ key: String) throws(TemplateError) -> String? {
        guard let node = take(key) else { return nil }
        return try text(node, key)
    }

    mutating func requireText(_ key: String) throws(TemplateError) -> String {
        try text(try require(key), key)
    }

    /// A list, or a single value as a list of one.
    mutating func list(_ key: String) throws(TemplateError) -> [Node]? {
        guard let node = take(key) else { return nil }
        switch node {
        case .scalar: return [node]
        case .sequence(let sequence): return sequence.nodes
        default: throw error(.templateWrongKind, at: node.mark, "'\(key)' must be a list")
        }
    }

    mutating func flag(_ key: String) throws(TemplateError) -> Bool? {
        guard let node = take(key) else { return nil }
        switch try text(node, key) {
        case "yes", "true": return true
        case "no", "false": return false
        case let other:
            throw error(.templateBadValue, at: node.mark, "'\(key)' is yes or no, not '\(other)'")
        }
    }

    mutating func count(_ key: String, in range: ClosedRange<Int>) throws(TemplateError) -> Int? {
        guard let node = take(key) else { return nil }
        let spelt = try text(node, key)
        guard let value = Int(spelt), range.contains(value) else {
            throw error(
                .templateBadValue, at: node.mark,
                "'\(key)' is a whole number from \(range.lowerBound) to \(range.upperBound), not '\(spelt)'")
        }
        return value
    }

    mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: String, as type: Choice.Type = Choice.self
    ) throws(TemplateError) -> Choice? {
        guard let node = take(key) else { return nil }
        let spelt = try text(node, key)
        guard let choice = Choice(rawValue: spelt) else {
            throw error(
                .templateBadValue, at: node.mark, "'\(spelt)' is no value of '\(key)'",
                hint: "one of: " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return choice
    }
}
