import Extraction
import Foundation
import Intake
import MinutesModel
import OrderedJSON
import Provenance
import TestKit
import Testing

/// Minutes of the example, which fill most fields.
private func example() throws -> JSONValue {
    let data = try Data(contentsOf: Places.examples.appending(path: "qingan-congress.txt"))
    let record = try readRecord([UInt8](data), format: .text, fileStem: "qingan-congress")
    return withoutView(extractMinutes(from: record).json())
}

/// Applies a change to every object and value inside, the innermost first.
private func changed(_ json: JSONValue, _ change: (JSONValue) -> JSONValue) -> JSONValue {
    switch json {
    case .object(let members):
        return change(.object(members.map { JSONMember($0.key, changed($0.value, change)) }))
    case .array(let elements): return .array(elements.map { changed($0, change) })
    default: return json
    }
}

/// Without the outermost `points`: a view of the speeches, made anew when written.
private func withoutView(_ json: JSONValue) -> JSONValue {
    guard case .object(let members) = json else { return json }
    return .object(members.filter { $0.key != "points" })
}

private func rewritten(_ json: JSONValue) throws -> JSONValue {
    withoutView(try Minutes(readingJSON: json.prettyBytes()).json())
}

@Suite("Minutes as JSON come back as they were")
struct MinutesRoundTripTests {
    @Test("with a key nobody knows in every object of the tree")
    func unknownKeys() throws {
        var count = 0
        let noted = changed(try example()) { object in
            guard case .object(let members) = object else { return object }
            count += 1
            return .object(members + [JSONMember("x-note", .array([.number(String(count)), .object([])]))])
        }
        #expect(count > 100)
        #expect(try rewritten(noted) == noted)
    }

    @Test("with every value written by a person")
    func plainValues() throws {
        let plain = changed(try example()) { object in
            guard case .object(let members) = object, members.contains(where: { $0.key == "rule" }),
                let value = members.first(where: { $0.key == "value" })?.value
            else { return object }
            return value
        }
        #expect(try rewritten(plain) == plain)
    }

    @Test("a note beside a value of one's own keeps the value an object")
    func noteBesidePlainValue() throws {
        let text =
            #"{"schema": "jiyao.minutes/1", "id": "a", "title": {"value": "t", "by": "林静"}, "counts": {"guests": 3}}"#
        let minutes = try Minutes(readingJSON: Array(text.utf8))
        #expect(minutes.title?.value == "t")
        #expect(minutes.title?.origin == .written)
        #expect(minutes.json() == (try readJSON(Array(text.utf8))).value)
    }

    @Test("a person's edit of one value leaves all others as they were", arguments: 0..<12)
    func edits(turn: Int) throws {
        var index = 0
        let edited = changed(try example()) { object in
            guard case .object(let members) = object, members.contains(where: { $0.key == "rule" }),
                members.contains(where: { $0.key == "value" })
            else { return object }
            index += 1
            guard index % 12 == turn, case .string? = members.first(where: { $0.key == "value" })?.value else {
                return object
            }
            return .string("改过的字\(index)")
        }
        #expect(try rewritten(edited).prettyBytes() != (try example()).prettyBytes())
        #expect(try rewritten(edited) == edited)
    }
}
