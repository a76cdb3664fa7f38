import Foundation
import TestKit
import Testing

/// The ledgers name every rule of their list, and only tests that there are.
@Suite("Ledgers of conformance")
struct LedgerTests {
    private func ledger(_ name: String) throws -> String {
        try String(contentsOf: Places.repository.appending(path: "docs/conformance/\(name)"), encoding: .utf8)
    }

    @Test(
        "every rule of the list stands in the ledger", .enabled(if: Places.hasShared),
        arguments: ["gbt9704.md", "names-and-lists.md"])
    func complete(name: String) throws {
        let shared = try #require(Places.shared)
        let list = try String(contentsOf: shared.appending(path: "standards/\(name)"), encoding: .utf8)
        let pattern = try Regex(#"(?:GB-[0-9]+(?:\.[0-9]+)*-[a-z]|\b(?:NL|NM|NS|NQ|NR)-[0-9]+)\b"#)
        let wanted = Set(list.matches(of: pattern).map { String(list[$0.range]) })
        let ledger = try ledger(name)
        let listed = Set(ledger.matches(of: pattern).map { String(ledger[$0.range]) })
        #expect(wanted.count >= 20)
        #expect(wanted.subtracting(listed).sorted() == [])
    }

    @Test("every rule and worked example of line layout stands in its ledger", .enabled(if: Places.hasShared))
    func lineRules() throws {
        let shared = try #require(Places.shared)
        let list = try String(contentsOf: shared.appending(path: "standards/clreq.md"), encoding: .utf8)
        let wanted = Set(list.matches(of: /\n\| ([A-Z]{1,2}-(?:[0-9]+|[a-z])) \|/).map { String($0.1) })
        // `K-1 … K-12` stands for all of them.
        var listed: Set<String> = []
        for match in try ledger("clreq.md").matches(
            of: /\b([A-Z]{1,2})-([0-9]+|[a-z])\b(?: … [A-Z]{1,2}-([0-9]+|[a-z]))?/)
        {
            let (series, first, last) = (match.1, String(match.2), match.3.map(String.init) ?? String(match.2))
            if let first = Int(first), let last = Int(last) {
                for number in first...last { listed.insert("\(series)-\(number)") }
            } else if let first = first.utf8.first, let last = last.utf8.first {
                for letter in first...last { listed.insert("\(series)-\(Unicode.Scalar(letter))") }
            }
        }
        #expect(wanted.count >= 100)
        #expect(wanted.subtracting(listed).sorted() == [])
    }

    @Test("a test that a ledger names exists", arguments: ["clreq.md", "gbt9704.md", "names-and-lists.md"])
    func tests(name: String) throws {
        var sources = ""
        for file in swiftFiles(in: Places.repository.appending(path: "Tests")) {
            sources += try String(contentsOf: file, encoding: .utf8)
        }
        let ledger = try ledger(name)
        var suite = ""
        for match in ledger.matches(of: /`(\w+Tests)?(?:\.(\w+))?`/) {
            if let name = match.1 {
                suite = String(name)
                #expect(
                    sources.contains("struct \(suite)") || sources.contains("// \(suite)")
                        || suite.hasSuffix("OutputTests"))
            }
            if let function = match.2 { #expect(sources.contains("func \(function)("), "\(suite).\(function)") }
        }
    }
}
