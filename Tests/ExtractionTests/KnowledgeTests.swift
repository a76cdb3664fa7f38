import Extraction
import Foundation
import MinutesModel
import TestKit
import Testing

/// The words of a section, read from its file: a word that is added there is tried by the tests below, and needs no code.
private func words(_ section: String, _ file: String) -> [String] {
    let url = Places.repository.appending(path: "Sources/Extraction/Knowledge/\(file).txt")
    guard let text = try? String(contentsOf: url, encoding: .utf8),
        let start = text.range(of: "\n[\(section)]\n")?.upperBound
    else { return [] }
    let body = text[start...]
    let end = body.range(of: "\n[")?.lowerBound ?? body.endIndex
    return body[..<end].split(separator: "\n").filter { !$0.hasPrefix("#") }
        .flatMap { $0.split(separator: " ") }.map(String.init)
}

private func extract(_ text: String) throws -> Minutes {
    extractMinutes(from: try readText("青安县茶叶协会召开会议\n5月6日，青安县茶叶协会第三次理事会在县茶厂举行。\n" + text + "\n"))
}

@Suite("A word in a file of knowledge is understood without code")
struct KnowledgeTests {
    @Test("a verb of adopting", arguments: words("resolution-verb", "meetings").filter { !$0.hasPrefix("宣") })
    func adopting(verb: String) throws {
        let minutes = try extract("会议\(verb)《青安县茶叶管理办法》。")
        #expect(minutes.resolutions.map(\.text.value) == ["《青安县茶叶管理办法》"])
        #expect(minutes.resolutions.map(\.verb.value) == [verb])
    }

    @Test("a verb of deliberating before a verb of adopting", arguments: words("deliberation-verbs", "meetings"))
    func deliberating(verb: String) throws {
        for adopting in words("adoption-verbs", "meetings") {
            let minutes = try extract("会议\(verb)并\(adopting)《青安县茶叶管理办法》。")
            #expect(minutes.resolutions.map(\.verb.value) == ["\(verb)并\(adopting)"])
        }
    }

    @Test("a verb of hearing", arguments: words("act-verbs", "meetings"))
    func hearing(verb: String) throws {
        let minutes = try extract("会议\(verb)《青安县茶叶工作报告》。")
        #expect(minutes.agenda.map(\.value) == ["《青安县茶叶工作报告》"])
        #expect(minutes.resolutions.isEmpty)
    }

    @Test("a role", arguments: words("attendance-verbs", "roles").filter { !$0.hasPrefix("就") && !$0.hasPrefix("落") })
    func role(verb: String) throws {
        let minutes = try extract("会长林静、秘书长高原\(verb)会议。")
        #expect(minutes.attendees.map { $0.names.map(\.value) } == [["林静", "高原"]])
        #expect(minutes.attendees.map(\.role.value) == [verb])
    }

    @Test("a verb of speaking", arguments: words("address-verbs", "people"))
    func speaking(verb: String) throws {
        #expect(try extract("会长林静\(verb)。").speakers.map(\.value) == ["林静"])
    }

    @Test("a title before a name", arguments: words("title-words", "people"))
    func title(word: String) throws {
        #expect(try extract("\(word)林静、\(word)高原出席会议。").attendees.first?.names.map(\.value) == ["林静", "高原"])
    }

    @Test("a verb of election", arguments: words("election-verbs", "phrases"))
    func electing(verb: String) throws {
        let found = try extract("会议\(verb)林静为会长。").appointments
        #expect(found.map(\.person.value) == ["林静"])
        #expect(found.map(\.post?.value) == ["会长"])
        #expect(found.map(\.action) == [.elect])
    }

    @Test("a verb of having been elected", arguments: words("elected-words", "phrases"))
    func elected(verb: String) throws {
        #expect(try extract("林静、高原\(verb)副会长。").appointments.map(\.person.value) == ["林静", "高原"])
    }

    @Test("words for a quorum", arguments: words("quorum-words", "roles"))
    func quorum(words: String) throws {
        #expect(try extract("应到理事39人，实到35人，\(words)。").counts.quorumStated?.value == true)
    }

    @Test("words for people who are due, and who came")
    func counts() throws {
        for due in words("expected", "roles") {
            for present in ["实到", "出席"] {
                let counts = try extract("\(due)39人，\(present)35人。").counts
                #expect(counts.expected?.value == 39, "\(due)")
                #expect(counts.present?.value == 35, "\(due)")
            }
        }
        for present in words("present", "roles") {
            #expect(try extract("应到39人，\(present)35人。").counts.present?.value == 35, "\(present)")
        }
    }

    @Test("a label before who chaired", arguments: words("chair-label", "pages"))
    func chairLabel(label: String) throws {
        #expect(try extract("\(label)：林静\n地点：县茶厂").chair.map(\.value) == ["林静"])
    }

    @Test("a family name", arguments: words("compound-surnames", "names"))
    func compoundName(surname: String) throws {
        #expect(try extract("会长\(surname)静主持会议。").chair.map(\.value) == ["\(surname)静"])
    }
}
