import Foundation

/// The target rows of Package.swift, as far as the architecture speaks of them.
struct PackageManifest {
    struct Target {
        var name: String
        /// Module names, products by the module they bring.
        var uses: [String]
        var isTest: Bool
        /// A module map over a C library: no imports of its own.
        var isSystemC: Bool
        var path: String
    }

    /// In the order of the file.
    var targets: [Target] = []

    enum Mistake: Error { case noTargets, unreadableRow(String) }

    init(text: String) throws {
        let code = text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in line.range(of: "//").map { String(line[..<$0.lowerBound]) } ?? String(line) }
            .joined(separator: "\n")
        // `let arguments: … = .product(name: "ArgumentParser", …)`: constants that stand for products.
        var constants: [String: String] = [:]
        for match in code.matches(of: /let (\w+): Target\.Dependency = \.product\(name: "(\w+)"/) {
            constants[String(match.1)] = String(match.2)
        }
        guard let start = code.range(of: "targets: [\n") else { throw Mistake.noTargets }
        for row in Self.calls(in: code[start.upperBound...]) {
            guard let name = row.firstMatch(of: /\A[^"]*"([\w-]+)"/)?.1 else { throw Mistake.unreadableRow(row) }
            let isTest = row.hasPrefix("tests(")
            let isSystemC = row.hasPrefix("systemC(")
            let path = row.firstMatch(of: /path: "([^"]+)"/).map { String($0.1) }
            targets.append(
                Target(
                    name: String(name), uses: Self.dependencies(in: row, constants: constants), isTest: isTest,
                    isSystemC: isSystemC, path: path ?? (isTest ? "Tests/\(name)" : "Sources/\(name)")))
        }
    }

    /// Calls at the top level of the target list, each as its text from the function's name to its closing bracket.
    private static func calls(in text: Substring) -> [String] {
        var rows: [String] = []
        var row = ""
        var depth = 0
        for character in text {
            if depth == 0 && character == "]" { break }
            row.append(character)
            if character == "(" || character == "[" { depth += 1 }
            if character == ")" || character == "]" {
                depth -= 1
                if depth == 0 {
                    rows.append(row.trimmingCharacters(in: CharacterSet(charactersIn: " \n,")))
                    row = ""
                }
            }
        }
        return rows
    }

    private static func dependencies(in row: String, constants: [String: String]) -> [String] {
        guard let list = row.firstMatch(of: /(?:uses|of|dependencies): \[([^\]]*)\]/)?.1 else { return [] }
        return list.split(separator: ",").compactMap { entry in
            let word = entry.trimmingCharacters(in: .whitespacesAndNewlines)
            if word.isEmpty { return nil }
            return word.hasPrefix("\"") ? word.trimmingCharacters(in: ["\""]) : constants[word] ?? word
        }
    }
}
