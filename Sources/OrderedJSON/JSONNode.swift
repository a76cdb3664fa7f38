/// A value as it was read, with the place it was read from: what a reader with a schema needs for its messages.
package struct JSONNode: Sendable, Hashable {
    package indirect enum Content: Sendable, Hashable {
        case null
        case bool(Bool)
        case number(String)
        case string(String)
        case array([JSONNode])
        case object([Member])
    }

    package struct Member: Sendable, Hashable {
        package var key: String
        /// Byte offset of the key's opening quotation mark.
        package var keyOffset: Int
        package var node: JSONNode
    }

    package var content: Content
    /// Byte offset of the value's first byte.
    package var offset: Int

    /// The value without its places. Recursive; the reader's depth limit bounds it.
    package var value: JSONValue {
        switch content {
        case .null: .null
        case .bool(let flag): .bool(flag)
        case .number(let spelling): .number(spelling)
        case .string(let text): .string(text)
        case .array(let elements): .array(elements.map(\.value))
        case .object(let members): .object(members.map { JSONMember($0.key, $0.node.value) })
        }
    }

    /// `string`, `array` …: for messages.
    package var kindName: String {
        switch content {
        case .null: "null"
        case .bool: "boolean"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}
