/// A JSON value that keeps the order of members, so that what was read can be written back unchanged.
package indirect enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    /// The number as spelt, e.g. `1.50`; validated by the reader.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([JSONMember])
}

package struct JSONMember: Sendable, Hashable {
    package var key: String
    package var value: JSONValue

    package init(_ key: String, _ value: JSONValue) {
        self.key = key
        self.value = value
    }
}
