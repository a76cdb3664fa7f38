import BlockModel
import Foundation
import MinutesModel
import Provenance
import Templating
import TestKit
import Testing

/// The annotated truth of a real article, as minutes a person wrote.
private struct Gold: Decodable {
    struct Group: Decodable {
        var role: String
        var names: [String]?
        var groups: [String]?
    }
    struct Decision: Decodable {
        var verb: String?
        var text: String
    }
    struct When: Decodable {
        var iso: String
        var text: String?
    }
    struct Truth: Decodable {
        var title: String?
        var organisation: String?
        var session: String?
        var sitting: String?
        var place: String?
        var source: String?
        var meeting_date: When?
        var publication_time: String?
        var chair: [String]?
        var speakers: [String]?
        var attendees: [Group]?
        var agenda: [String]?
        var resolutions: [Decision]?
    }
    var id: String
    var gold: Truth

    var minutes: Minutes {
        func written(_ words: String?) -> PlacedText? { words.map { PlacedText($0, .written) } }
        var minutes = Minutes(id: id)
        minutes.title = written(gold.title)
        minutes.organisation = written(gold.organisation)
        minutes.session = written(gold.session)
        minutes.sitting = written(gold.sitting)
        minutes.place = written(gold.place)
        minutes.source = written(gold.source)
        minutes.publicationTime = written(gold.publication_time)
        minutes.meetingDate = gold.meeting_date.map {
            MeetingDate(iso: $0.iso, text: $0.text ?? $0.iso, inferred: false, origin: .written)
        }
        minutes.chair = (gold.chair ?? []).compactMap(written)
        minutes.speakers = (gold.speakers ?? []).compactMap(written)
        minutes.attendees = (gold.attendees ?? []).map { group in
            AttendeeGroup(
                role: PlacedText(group.role, .written), names: (group.names ?? []).compactMap(written),
                groups: (group.groups ?? []).compactMap(written))
        }
        minutes.agenda = (gold.agenda ?? []).compactMap(written)
        minutes.resolutions = (gold.resolutions ?? []).map {
            Resolution(verb: PlacedText($0.verb ?? "", .written), text: PlacedText($0.text, .written))
        }
        return minutes
    }
}

@Suite("Composition of real articles", .enabled(if: Places.hasShared))
struct CorpusCompositionTests {
    private func corpus() throws -> [Gold] {
        let folder = try #require(Places.shared).appending(path: "corpus/gold")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
            try JSONDecoder().decode(Gold.self, from: Data(contentsOf: folder.appending(path: $0)))
        }
    }

    @Test("every name and every decision of every article is printed under its role")
    func complete() throws {
        let template = try shippedTemplate()
        let corpus = try corpus()
        #expect(!corpus.isEmpty)
        for article in corpus {
            let document = compose(article.minutes, with: template)
            let printed = document.inlines.map { folded($0.text) }
            for group in article.minutes.attendees {
                for words in group.names + group.groups {
                    #expect(printed.contains(folded(words.value)), "\(article.id): \(words.value)")
                }
            }
            for decision in article.minutes.resolutions {
                #expect(printed.contains(folded(decision.text.value)), "\(article.id): \(decision.text.value)")
            }
            for inline in document.inlines {
                switch inline.origin {
                case .template: #expect(try isTemplateWord(inline.text), "\(article.id): \(inline.text)")
                case .source, .derived, .written: continue
                }
            }
            #expect(!document.title.isEmpty)
        }
    }
}
