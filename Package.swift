// swift-tools-version: 6.2
// The targets stand in the order of the flow; a row may use only what stands above it, and names all it uses.
// Tests/ArchitectureTests reads this file and the import lines of every target and compares them.
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// For targets that hold C handles: every pointer use carries `unsafe`.
let guarded: [SwiftSetting] = strict + [.strictMemorySafety()]

func layer(
    _ name: String, uses: [Target.Dependency] = [], words: [String] = [], _ settings: [SwiftSetting] = strict
) -> Target {
    .target(
        name: name, dependencies: uses, resources: words.map { .embedInCode("Knowledge/\($0).txt") },
        swiftSettings: settings)
}

func tests(_ name: String, of uses: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: uses, swiftSettings: strict)
}

func systemC(_ name: String, _ pkgConfig: String, apt: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

/// The functions that a record needs stand together, and no function is found by name: a process maps a third of the program
/// instead of all of it (decision 0041). `scripts/order-functions.sh` writes the list. The folder `Linking` also says which form
/// of a library is taken.
let memorySparing = [
    "-Xclang-linker", "-no-pie", "-use-ld=lld", "-Xlinker", "--no-export-dynamic",
    "-Xlinker", "--symbol-ordering-file=\(Context.packageDirectory)/Sources/jiyao/Linking/functions.order",
    "-Xlinker", "--no-warn-symbol-ordering",
    "-L", "\(Context.packageDirectory)/Sources/jiyao/Linking", "-Xclang-linker", "-static-libgcc",
]

let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "Jiyao",
    products: [
        .executable(name: "jiyao", targets: ["jiyao"]),
        .library(name: "MinutesExport", targets: ["MinutesExport"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
    ],
    targets: [
        // ground
        layer("PaperUnits"),
        layer("Provenance"),
        layer("LineRules"),
        layer("OrderedJSON"),
        systemC("CNettle", "nettle", apt: "nettle-dev"),
        layer("Digests", uses: ["CNettle"], guarded),
        systemC("CYAML", "yaml-0.1", apt: "libyaml-dev"),
        layer("YAMLTree", uses: ["CYAML"], guarded),
        systemC("CPNG", "libpng", apt: "libpng-dev"),
        systemC("CJPEG", "libjpeg", apt: "libjpeg-dev"),
        .target(name: "CPictureShim", dependencies: ["CPNG", "CJPEG"]),
        layer("Pictures", uses: ["CPictureShim"], guarded),
        // in
        systemC("CGumbo", "gumbo", apt: "libgumbo-dev"),
        .target(name: "CGumboShim", dependencies: ["CGumbo"]),
        layer("Intake", uses: ["Provenance", "OrderedJSON", "CGumboShim"], guarded),
        // meaning
        layer("MinutesModel", uses: ["Provenance", "OrderedJSON"]),
        layer(
            "Extraction", uses: ["Provenance", "Intake", "MinutesModel"],
            words: ["names", "people", "roles", "meetings", "pages", "phrases", "kinds"]),
        // form
        layer("BlockModel", uses: ["PaperUnits", "Provenance", "LineRules", "Pictures"]),
        layer(
            "Templating", uses: ["PaperUnits", "Provenance", "LineRules", "MinutesModel", "BlockModel", "YAMLTree"]),
        // fonts
        systemC("CHarfBuzz", "harfbuzz-subset", apt: "libharfbuzz-dev"),
        systemC("CFreeType", "freetype2", apt: "libfreetype-dev"),
        layer("FontAccess", uses: ["PaperUnits", "CHarfBuzz", "CFreeType"], guarded),
        systemC("CFriBidi", "fribidi", apt: "libfribidi-dev"),
        layer("TextDirection", uses: ["CFriBidi"], guarded),
        // waist
        layer("PagedModel", uses: ["PaperUnits", "Provenance", "Pictures"]),
        // layout
        layer(
            "Typesetting",
            uses: [
                "PaperUnits", "Provenance", "LineRules", "Pictures", "BlockModel", "FontAccess", "TextDirection",
                "PagedModel",
            ]),
        // out
        systemC("CDeflate", "libdeflate", apt: "libdeflate-dev"),
        layer(
            "PDFOutput",
            uses: ["PaperUnits", "Pictures", "Provenance", "FontAccess", "PagedModel", "CDeflate", "Digests"], guarded),
        .target(name: "CPNGShim", dependencies: ["CPNG"]),
        layer(
            "PNGOutput", uses: ["PaperUnits", "Pictures", "FontAccess", "PagedModel", "CDeflate", "CPNGShim"], guarded),
        // proof
        layer("PageChecks", uses: ["PaperUnits", "FontAccess", "PagedModel"]),
        .target(name: "CQPDFShim"),
        layer("PDFChecks", uses: ["CFreeType", "CQPDFShim"], guarded),
        // façade
        .target(name: "CLinuxShim"),
        .target(name: "CMinizipShim"),
        layer(
            "MinutesExport",
            uses: [
                "CLinuxShim", "CMinizipShim",
                "PaperUnits", "Provenance", "LineRules", "OrderedJSON", "Pictures", "Intake", "MinutesModel",
                "Extraction", "BlockModel", "Templating", "FontAccess", "PagedModel", "Typesetting", "PDFOutput",
                "PNGOutput",
                "PageChecks", "PDFChecks", "Digests",
            ], words: ["chinese"]),
        // edges
        .executableTarget(
            name: "jiyao", dependencies: ["MinutesExport", arguments], exclude: ["Linking"],
            swiftSettings: strict, linkerSettings: [.unsafeFlags(memorySparing, .when(configuration: .release))]),
        // measuring
        .executableTarget(
            name: "layout-benchmark",
            dependencies: [
                "BlockModel", "PaperUnits", "LineRules", "FontAccess", "PagedModel", "Typesetting", "CHarfBuzz",
                "Provenance",
            ],
            path: "Benchmarks/Layout", swiftSettings: strict),
        .executableTarget(
            name: "reading-benchmark", dependencies: ["Intake", "Extraction", "MinutesModel"],
            path: "Benchmarks/Reading", swiftSettings: strict),
        .executableTarget(
            name: "pdf-benchmark",
            dependencies: ["FontAccess", "PagedModel", "CDeflate", "PDFOutput", "MinutesExport"],
            path: "Benchmarks/PDF", swiftSettings: strict),
        .executableTarget(
            name: "batch-benchmark", dependencies: ["MinutesExport"], path: "Benchmarks/Batch", swiftSettings: strict),
        .executableTarget(
            name: "png-benchmark", dependencies: ["MinutesExport", "PNGOutput", "PagedModel"],
            path: "Benchmarks/PNG", swiftSettings: strict),
        // tests
        .target(name: "TestKit", path: "Tests/TestKit", swiftSettings: strict),
        .executableTarget(
            name: "fuzz-lines",
            dependencies: [
                "LineRules", "PaperUnits", "Provenance", "BlockModel", "FontAccess", "PagedModel", "Typesetting",
            ],
            path: "Tests/LineFuzz", swiftSettings: strict),
        .executableTarget(
            name: "fuzz-readers", dependencies: ["Intake", "Extraction", "MinutesModel", "Provenance"],
            path: "Tests/ReaderFuzz", swiftSettings: strict),
        tests("ArchitectureTests", of: ["TestKit"]),
        tests("PaperUnitsTests", of: ["PaperUnits"]),
        tests("ProvenanceTests", of: ["Provenance"]),
        tests("PicturesTests", of: ["Pictures", "TestKit"]),
        tests("OrderedJSONTests", of: ["OrderedJSON"]),
        tests("DigestsTests", of: ["Digests"]),
        tests("YAMLTreeTests", of: ["YAMLTree"]),
        tests("LineRulesTests", of: ["LineRules"]),
        tests("IntakeTests", of: ["Intake", "Provenance"]),
        tests("MinutesModelTests", of: ["MinutesModel", "Provenance", "OrderedJSON", "TestKit"]),
        tests("ExtractionTests", of: ["Extraction", "Intake", "MinutesModel", "Provenance", "OrderedJSON", "TestKit"]),
        tests(
            "TemplatingTests",
            of: ["Templating", "BlockModel", "LineRules", "MinutesModel", "PaperUnits", "Provenance", "TestKit"]),
        tests("FontAccessTests", of: ["FontAccess", "PaperUnits", "CFreeType", "TestKit"]),
        tests("TextDirectionTests", of: ["TextDirection"]),
        tests(
            "TypesettingTests",
            of: [
                "Typesetting", "BlockModel", "FontAccess", "PagedModel", "LineRules", "PaperUnits", "Pictures",
                "Provenance", "TestKit",
            ]),
        tests(
            "PDFOutputTests",
            of: [
                "PDFOutput", "CDeflate", "Typesetting", "BlockModel", "PagedModel", "FontAccess", "PaperUnits",
                "Pictures", "Provenance", "TestKit",
            ]),
        tests(
            "PNGOutputTests",
            of: ["PNGOutput", "PagedModel", "FontAccess", "PaperUnits", "Pictures", "Provenance", "TestKit"]),
        tests(
            "PageChecksTests",
            of: [
                "PageChecks", "Typesetting", "Templating", "MinutesModel", "BlockModel", "PagedModel", "Pictures",
                "FontAccess",
                "PaperUnits", "Provenance", "TestKit",
            ]),
        tests(
            "PDFChecksTests",
            of: [
                "PDFChecks", "PDFOutput", "PagedModel", "FontAccess", "PaperUnits", "Pictures", "Provenance", "TestKit",
            ]),
        tests(
            "PipelineTests",
            of: ["MinutesExport", "Intake", "Templating", "PagedModel", "OrderedJSON", "Provenance", "TestKit"]),
    ],
    swiftLanguageModes: [.v6]
)
