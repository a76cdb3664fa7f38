import BlockModel
import FontAccess
import Foundation
import PageChecks
import PagedModel
import PaperUnits
import TestKit
import Testing

private func verdicts(_ document: PagedDocument) throws -> [String: Verdict] {
    let outcomes = try checkPages(document, library: FontLibrary(folder: Places.fonts.path))
    return Dictionary(uniqueKeysWithValues: outcomes.map { ($0.rule.id, $0.verdict) })
}

extension Verdict {
    fileprivate var hasFailed: Bool { if case .failed = self { true } else { false } }
    fileprivate var hasPassed: Bool { if case .passed = self { true } else { false } }
}

/// How one rule is broken: before layout or on the laid-out pages.
struct Breakage: Sendable, CustomTestStringConvertible {
    var rule: String
    var specimen: @Sendable (inout Specimen) -> Void = { _ in }
    var change: @Sendable (inout Specimen) -> Void = { _ in }
    var pages: @Sendable (inout PagedDocument) -> Void = { _ in }
    var testDescription: String { rule }

    /// - Parameter specimen: what the rule needs to apply at all.
    static func layout(
        _ rule: String, on specimen: @escaping @Sendable (inout Specimen) -> Void = { _ in },
        _ change: @escaping @Sendable (inout Specimen) -> Void
    ) -> Breakage { Breakage(rule: rule, specimen: specimen, change: change) }

    static func pages(
        _ rule: String, on specimen: @escaping @Sendable (inout Specimen) -> Void = { _ in },
        _ pages: @escaping @Sendable (inout PagedDocument) -> Void
    ) -> Breakage { Breakage(rule: rule, specimen: specimen, pages: pages) }
}

@Suite("Pages measured against GB/T 9704", .enabled(if: Places.hasFonts, "run Fonts/install.sh first"))
struct PageChecksTests {
    /// Rules that no page can break: print notes, permissions, other kinds of document.
    private static let beyondPages: Set<String> = [
        "GB-4-a", "GB-7.2.4-b", "GB-7.3.5.1-a", "GB-7.3.5.3-a", "GB-7.3.7-e", "GB-7.5-g", "GB-9-a", "GB-10.1-a",
        "GB-10.1-b", "GB-10.1-c", "GB-10.1-d", "GB-10.2-a", "GB-10.3-i",
    ]

    @Test("a document with every part, set as the standard asks, breaks no rule")
    func wholeSpecimen() throws {
        var upward = Specimen()
        upward.isUpward = true
        upward.signatories = ["清安市政府"]
        var joint = Specimen()
        joint.addressees = "各县人民政府，市政府各部门："
        joint.signatories = ["清安市人民代表大会常务委员会", "清安市人民政府"]
        var seen: Set<String> = []
        for specimen in [Specimen(), upward, joint] {
            for (id, verdict) in try verdicts(specimen.layOut()) {
                #expect(!verdict.hasFailed, "\(id): \(verdict)")
                if verdict.hasPassed { seen.insert(id) }
            }
        }
        // 7.5-e needs a blank page.
        let never = Set(rulesOfOfficialDocuments.map(\.id)).subtracting(seen).subtracting(["GB-7.5-e"])
        #expect(never.sorted() == Self.beyondPages.sorted())
    }

    @Test("each rule is broken once, and seen", arguments: breakages)
    func broken(_ breakage: Breakage) throws {
        var specimen = Specimen()
        breakage.specimen(&specimen)
        let right = try verdicts(specimen.layOut())
        #expect(right[breakage.rule]?.hasPassed == true, "\(String(describing: right[breakage.rule]))")
        breakage.change(&specimen)
        var document = try specimen.layOut()
        breakage.pages(&document)
        let wrong = try verdicts(document)
        #expect(wrong[breakage.rule]?.hasFailed == true, "\(String(describing: wrong[breakage.rule]))")
    }

    @Test("every rule that pages can break is broken by a test")
    func complete() {
        let broken = Set(breakages.map(\.rule))
        let wanted = Set(rulesOfOfficialDocuments.map(\.id)).subtracting(Self.beyondPages)
        #expect(wanted.subtracting(broken).sorted() == [])
        #expect(broken.subtracting(wanted).sorted() == [])
    }

    @Test("every rule of the list is in the check, once", .enabled(if: Places.hasShared))
    func ids() throws {
        let shared = try #require(Places.shared)
        let list = try String(contentsOf: shared.appending(path: "standards/gbt9704.md"), encoding: .utf8)
        let wanted = Set(list.matches(of: /GB-[0-9]+(?:\.[0-9]+)*-[a-z]/).map { String($0.0) })
        let ids = rulesOfOfficialDocuments.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(wanted.subtracting(ids).sorted() == [])
        #expect(Set(ids).subtracting(wanted).sorted() == [])
    }

    @Test("a finding names its page, its place, what was measured and what is wanted")
    func finding() throws {
        var document = try Specimen().layOut()
        document.edit("会议胜利", first: true) { $0.move(right: 2) }
        guard case .failed(let findings, let count) = try verdicts(document)["GB-7.3.3-b"] else {
            Issue.record("the rule passed")
            return
        }
        #expect(count == 1 && findings[0].place.text == "会议胜利闭幕。")
        #expect(findings[0].measured == "13.143 mm in" && abs(findings[0].place.x.millimetres - 41.143) < 0.01)
    }

    @Test("mirrored margins and 27 mm at both sides are readings of the standard")
    func bindings() throws {
        var specimen = Specimen()
        specimen.page.isMirrored = true
        var mirrored = try verdicts(specimen.layOut())
        #expect(mirrored.values.allSatisfy { !$0.hasFailed })
        if case .passed(let measured, _) = mirrored["GB-5.2.1-f"] { #expect(measured.hasPrefix("reading b")) }
        specimen.page.isMirrored = false
        specimen.page.left = .mm(27)
        mirrored = try verdicts(specimen.layOut())
        #expect(mirrored.values.allSatisfy { !$0.hasFailed })
    }
}
