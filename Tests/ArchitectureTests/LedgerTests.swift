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

    @Test("a test that a ledger names exists", arguments: ["gbt9704.md", "names-and-lists.md"])
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
