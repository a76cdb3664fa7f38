import Foundation
import TestKit
import Testing

/// SwiftPM lets a target import what its dependencies depend on, so the arrows of the flow are checked here.
@Suite("Architecture")
struct ArchitectureTests {
    let manifest: PackageManifest

    /// Parts of the toolchain and the system.
    static let system: Set<String> = [
        "Foundation", "FoundationEssentials", "FoundationXML", "Glibc", "Swift", "Synchronization", "Testing",
    ]
    /// Stages between bytes and bytes, in the order of the flow.
    static let engine = [
        "PaperUnits", "Provenance", "LineRules", "OrderedJSON", "Digests", "YAMLTree", "Intake", "MinutesModel",
        "Extraction",
        "BlockModel", "Templating", "FontAccess", "PagedModel", "Typesetting", "PDFOutput", "PNGOutput",
    ]

    init() throws {
        let url = Places.repository.appending(path: "Package.swift")
        manifest = try PackageManifest(text: String(contentsOf: url, encoding: .utf8))
    }

    @Test("the manifest is read completely: every engine target and every folder of Swift files has its row")
    func completeness() throws {
        #expect(Self.engine.allSatisfy { name in manifest.targets.contains { $0.name == name && !$0.isTest } })
        let paths = Set(manifest.targets.map(\.path))
        for parent in ["Sources", "Tests"] {
            let folder = Places.repository.appending(path: parent)
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where !name.hasPrefix(".") {
                // Folders of references and fixtures hold no code.
                if swiftFiles(in: folder.appending(path: name)).isEmpty { continue }
                #expect(paths.contains("\(parent)/\(name)"), "\(parent)/\(name) has no row in Package.swift")
            }
        }
    }

    @Test("every import is a dependency the row names, or a module of the system")
    func importsAreNamed() throws {
        for target in manifest.targets where !target.isSystemC {
            for (module, file) in try imports(of: target) where !Self.system.contains(module) {
                #expect(target.uses.contains(module), "\(target.name)/\(file) imports \(module)")
            }
        }
    }

    @Test("every dependency a row names is imported")
    func dependenciesAreUsed() throws {
        // A target of C sources includes a header instead.
        for target in manifest.targets where !target.isSystemC && !target.name.hasSuffix("Shim") {
            let imported = try imports(of: target)
            for module in target.uses {
                #expect(imported[module] != nil, "\(target.name) names \(module) and never imports it")
            }
        }
    }

    @Test("a row uses only rows above it")
    func rowsPointUp() {
        let names = manifest.targets.map(\.name)
        for (number, target) in manifest.targets.enumerated() {
            for module in target.uses where names.contains(module) {
                #expect(names[..<number].contains(module), "\(target.name) names \(module), which stands below it")
            }
        }
    }

    @Test("the engine does without Foundation", arguments: engine)
    func noFoundation(name: String) throws {
        let target = try #require(manifest.targets.first { $0.name == name })
        let imported = try imports(of: target)
        #expect(imported.keys.filter { $0.hasPrefix("Foundation") }.sorted() == [])
    }

    @Test("the engine asks no clock, no locale and no environment", arguments: engine)
    func noSurroundings(name: String) throws {
        let target = try #require(manifest.targets.first { $0.name == name })
        let forbidden = [
            "Date()", "ContinuousClock", "SuspendingClock", "Locale", "getenv", "ProcessInfo", ".random(", "time(nil",
        ]
        for file in try sources(of: target) {
            let text = try String(contentsOf: file, encoding: .utf8)
            for word in forbidden where text.contains(word) {
                Issue.record("\(name)/\(file.lastPathComponent) has \(word)")
            }
        }
    }

    @Test("bad input never meets a trap written by hand")
    func noTraps() throws {
        let forbidden = ["fatalError(", "try! ", " as! "]
        for target in manifest.targets where !target.isTest && !target.isSystemC {
            for file in try sources(of: target) {
                let text = try String(contentsOf: file, encoding: .utf8)
                for word in forbidden where text.contains(word) {
                    Issue.record("\(target.name)/\(file.lastPathComponent) has \(word)")
                }
            }
        }
    }

    @Test(
        "import lines are understood",
        arguments: [
            ("import Foo", "Foo"), ("package import Foo", "Foo"), ("@testable import Foo", "Foo"),
            ("private import struct Foo.Bar", "Foo"), ("@_spi(X) public import Foo", "Foo"),
        ])
    func importLines(line: String, module: String) {
        #expect(importedModule(in: line[...]) == module)
        #expect(importedModule(in: "let important = 1") == nil)
        #expect(importedModule(in: "// import Foo") == nil)
    }

    private func imports(of target: PackageManifest.Target) throws -> [String: String] {
        try importedModules(of: Places.repository.appending(path: target.path))
    }

    private func sources(of target: PackageManifest.Target) throws -> [URL] {
        swiftFiles(in: Places.repository.appending(path: target.path))
    }
}
