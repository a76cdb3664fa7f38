internal import OrderedJSON

/// Why a line is no case for `inspect lines`: one English sentence without a full stop.
struct BadCase: Error { var message: String }

/// The members of one case, read by name.
struct CaseFields {
    private let members: [JSONMember]
    let id: String
    let text: String

    init(_ value: JSONValue) throws(BadCase) {
        guard case .object(let members) = value else { throw BadCase(message: "a case is a JSON object") }
        self.members = members
        guard let id = try Self.string("id", members) else { throw BadCase(message: "a case has an id") }
        guard let text = try Self.string("text", members) else { throw BadCase(message: "a case has a text") }
        self.id = id
        self.text = text
    }

    func string(_ key: String) throws(BadCase) -> String? { try Self.string(key, members) }

    private static func string(_ key: String, _ members: [JSONMember]) throws(BadCase) -> String? {
        switch members.first(where: { $0.key == key })?.value {
        case .string(let text): return text
        case nil, .null: return nil
        default: throw BadCase(message: "\(key) is a string")
        }
    }

    /// `width_em` in thousandths of an em, rounded half up; nil where none is given.
    func measure() throws(BadCase) -> Int? {
        switch members.first(where: { $0.key == "width_em" })?.value {
        case nil, .null: return nil
        case .number(let spelling):
            guard let width = Double(spelling), width >= 0, width <= 1_000_000 else {
                throw BadCase(message: "width_em is between 0 and 1000000")
            }
            return Int(width * 1_000 + 0.5)
        default: throw BadCase(message: "width_em is a number")
        }
    }
}
