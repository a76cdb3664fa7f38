import OrderedJSON

/// Collects the members of inner objects that this version does not know while they are read.
///
/// A class, as the readers of values are plain functions that return nothing but the value.
final class KeptKeys {
    var members: [InnerMembers] = []
}

/// Reads the members of one object by key, and remembers which were asked for.
struct ObjectReader {
    typealias Read<Value> = (JSONNode, String) throws(MinutesJSONError) -> Value

    let path: String
    private let node: JSONNode
    private let members: [String: JSONNode.Member]
    private(set) var asked: Set<String> = []

    init(_ node: JSONNode, _ path: String) throws(MinutesJSONError) {
        guard case .object(let list) = node.content else { throw wrongType(node, path, "an object") }
        self.path = path
        self.node = node
        members = Dictionary(list.map { ($0.key, $0) }) { first, _ in first }
    }

    /// nil where the key is missing or null.
    mutating func optional<Value>(_ key: String, _ read: Read<Value>) throws(MinutesJSONError) -> Value? {
        asked.insert(key)
        guard let member = members[key], member.node.content != .null else { return nil }
        return try read(member.node, "\(path).\(key)")
    }

    mutating func required<Value>(_ key: String, _ read: Read<Value>) throws(MinutesJSONError) -> Value {
        if let value = try optional(key, read) { return value }
        throw MinutesJSONError(
            .missingKey, path, at: node.offset, "the key \"\(key)\" is missing", hint: "add \"\(key)\" to this object")
    }

    /// The elements of an array; none where the key is missing or null.
    mutating func list<Value>(_ key: String, _ read: Read<Value>) throws(MinutesJSONError) -> [Value] {
        try optional(key) { node, path throws(MinutesJSONError) in try readList(node, path, read) } ?? []
    }

    /// Remembers the members that were not asked for, with the place of this object.
    func keepOthers(_ kept: KeptKeys) {
        guard case .object(let list) = node.content else { return }
        let others = list.filter { !asked.contains($0.key) }.map { JSONMember($0.key, $0.node.value) }
        if !others.isEmpty { kept.members.append(InnerMembers(path: path, members: others)) }
    }
}

func readList<Value>(
    _ node: JSONNode, _ path: String, _ read: ObjectReader.Read<Value>
) throws(MinutesJSONError) -> [Value] {
    guard case .array(let elements) = node.content else { throw wrongType(node, path, "an array") }
    var values: [Value] = []
    for (index, element) in elements.enumerated() { values.append(try read(element, "\(path)[\(index)]")) }
    return values
}

func readString(_ node: JSONNode, _ path: String) throws(MinutesJSONError) -> String {
    guard case .string(let text) = node.content else { throw wrongType(node, path, "a string") }
    return text
}

func readBool(_ node: JSONNode, _ path: String) throws(MinutesJSONError) -> Bool {
    guard case .bool(let flag) = node.content else { throw wrongType(node, path, "true or false") }
    return flag
}

/// A whole number that is not negative.
func readCount(_ node: JSONNode, _ path: String) throws(MinutesJSONError) -> Int {
    guard case .number(let spelling) = node.content else { throw wrongType(node, path, "a number") }
    guard let count = Int(spelling), count >= 0 else {
        throw MinutesJSONError(
            .badValue, path, at: node.offset, "\(spelling) is not a whole number from 0 on",
            hint: "write digits only, such as 349")
    }
    return count
}

func wrongType(_ node: JSONNode, _ path: String, _ expected: String) -> MinutesJSONError {
    MinutesJSONError(
        .wrongType, path, at: node.offset, "expected \(expected), found \(node.kindName)",
        hint: "docs/minutes-json.md lists the type of every field")
}
