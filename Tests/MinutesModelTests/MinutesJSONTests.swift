import Foundation
import MinutesModel
import OrderedJSON
import Provenance
import TestKit
import Testing

private func read(_ text: String) throws(MinutesJSONError) -> Minutes { try Minutes(readingJSON: Array(text.utf8)) }

private func keys(_ value: JSONValue) -> [String] {
    if case .object(let members) = value { members.map(\.key) } else { [] }
}

@Suite("Minutes as JSON")
struct MinutesJSONTests {
    @Test("what was written is read back the same, and written with the same bytes", arguments: 1...200)
    func roundTrip(seed: UInt64) throws {
        var samples = MinutesSamples(seed: seed)
        var minutes = samples.next()
        minutes.unknown = [JSONMember("备注", .array([.number("1.50"), .null])), JSONMember("x", .object([]))]
        let bytes = minutes.jsonBytes()
        let again = try Minutes(readingJSON: bytes)
        #expect(again == minutes)
        #expect(again.jsonBytes() == bytes)
    }

    @Test("the three forms of a value")
    func forms() throws {
        var minutes = Minutes(id: "a")
        minutes.chair = [
            PlacedText("林静", .written), PlacedText("林静", .source([12..<18, 20..<21], rule: "chair.zhuchi")),
        ]
        minutes.counts.absent = Placed(48, .derived("expected - present"))
        #expect(
            minutes.json().prettyText() == """
                {
                  "schema": "jiyao.minutes/1",
                  "id": "a",
                  "chair": [
                    "林静",
                    {
                      "value": "林静",
                      "at": [[12,18],[20,21]],
                      "rule": "chair.zhuchi"
                    }
                  ],
                  "counts": {
                    "absent": {
                      "value": 48,
                      "derived": "expected - present"
                    }
                  }
                }

                """)
    }

    @Test("minutes a person wrote from nothing need a schema and an id")
    func byHand() throws {
        let minutes = try read(
            #"{"schema": "jiyao.minutes/1", "id": "手写", "title": "会议", "chair": null, "meeting_date": {"iso": "2031-05-06"}}"#
        )
        #expect(minutes.title == PlacedText("会议", .written))
        #expect(minutes.chair.isEmpty)
        #expect(minutes.meetingDate?.inferred == false)
        #expect(minutes.record == nil)
    }

    @Test("keys of the outermost object that are not known are kept; points are a view and are not read")
    func unknown() throws {
        let minutes = try read(
            #"{"乙": [1.0], "schema": "jiyao.minutes/1", "id": "a", "points": 5, "甲": {"b": null, "a": 1}}"#)
        #expect(minutes.unknown.map(\.key) == ["乙", "甲"])
        #expect(keys(minutes.json()) == ["schema", "id", "乙", "甲"])
        #expect(minutes.speeches.isEmpty)
    }

    @Test("points repeat the headings of the speeches with their speaker")
    func points() {
        var minutes = Minutes(id: "a")
        minutes.speeches = [
            Speech(
                speaker: PlacedText("甲", .written),
                points: [Speech.Point(heading: PlacedText("一要学。", .written))])
        ]
        guard case .object(let members) = minutes.json() else { return }
        #expect(
            members.first { $0.key == "points" }?.value
                == .array([.object([JSONMember("speaker", .string("甲")), JSONMember("text", .string("一要学。"))])]))
    }

    @Test(
        "a wrong field is an error with its JSON path, byte and code",
        arguments: [
            ("[]", .wrongType, "$", 0), ("{", .syntax, "$", 1), (#"{"id": "a"}"#, .missingKey, "$", 0),
            (#"{"schema": "jiyao.minutes/2", "id": "a"}"#, .unknownSchema, "$.schema", 11),
            (#"{"schema": "jiyao.minutes/1"}"#, .missingKey, "$", 0),
            (field(#""id": "../a""#, id: ""), .badID, "$.id", 36),
            (field(#""title": 5"#), .wrongType, "$.title", 50),
            (field(#""chair": "林静""#), .wrongType, "$.chair", 50),
            (
                field(#""attendees": [{"role": "a"}, {"role": "b", "names": ["x", 7]}]"#), .wrongType,
                "$.attendees[1].names[1]", 99
            ),
            (field(#""attendees": [{"names": []}]"#), .missingKey, "$.attendees[0]", 55),
            (field(#""counts": {"present": -1}"#), .badValue, "$.counts.present", 63),
            (field(#""counts": {"present": 99999999999999999999}"#), .badValue, "$.counts.present", 63),
            (field(#""counts": {"present": "301"}"#), .wrongType, "$.counts.present", 63),
            (field(#""title": {"value": "a", "at": [[5, 3]], "rule": "r"}"#), .badRange, "$.title.at[0]", 72),
            (field(#""title": {"value": "a", "at": [[1, 2]]}"#), .badValue, "$.title", 50),
            (field(#""title": {"at": [[1, 2]], "rule": "r"}"#), .missingKey, "$.title", 50),
            (field(#""meeting_date": {"iso": "2031-5-6"}"#), .badValue, "$.meeting_date.iso", 65),
            (field(#""appointments": [{"action": "hire", "person": "a"}]"#), .badValue, "$.appointments[0].action", 69),
            (
                field(
                    #""record": {"name": "", "format": "", "sha256": "", "text_bytes": 4}, "title": {"value": "", "at": [[0, 5]], "rule": ""}"#
                ),
                .badRange, "$.title.at[0]", 140
            ),
        ] as [(String, MinutesJSONError.Code, String, Int)])
    func mistakes(text: String, code: MinutesJSONError.Code, path: String, byte: Int) {
        let error = #expect(throws: MinutesJSONError.self) { try read(text) }
        #expect(error?.code == code)
        #expect(error?.path == path)
        #expect(error?.byteOffset == byte)
        #expect(error?.hint.isEmpty == false)
    }

    @Test("damaged minutes are read or refused, and what is read is written and read the same", arguments: 1...20)
    func damaged(seed: UInt64) throws {
        var samples = MinutesSamples(seed: seed)
        let bytes = samples.next().jsonBytes()
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        for _ in 0..<50 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            var damaged = bytes
            let place = Int(state % UInt64(bytes.count))
            switch state >> 60 & 3 {
            case 0: damaged.remove(at: place)
            case 1: damaged[place] = UInt8(truncatingIfNeeded: state >> 32)
            case 2: damaged.insert(contentsOf: bytes[place..<min(place + 40, bytes.count)], at: place)
            default: damaged[place] = UInt8(ascii: "]")
            }
            guard let minutes = try? Minutes(readingJSON: damaged) else { continue }
            #expect(try Minutes(readingJSON: minutes.jsonBytes()) == minutes)
        }
    }

    @Test("the schema file names the keys that are written, and no others")
    func schemaFile() throws {
        let url = Places.repository.appending(path: "docs/minutes.schema.json")
        let schema = try readJSON([UInt8](Data(contentsOf: url))).value
        guard case .object(let members) = schema, let properties = members.first(where: { $0.key == "properties" })
        else {
            Issue.record("the schema has no properties")
            return
        }
        var samples = MinutesSamples(seed: 7)
        #expect(keys(properties.value) == keys(samples.next().json()))
    }
}

private func field(_ member: String, id: String = #""id": "a", "#) -> String {
    #"{"schema": "jiyao.minutes/1", "# + id + member + "}"
}
