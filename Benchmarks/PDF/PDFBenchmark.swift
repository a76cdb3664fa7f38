import CDeflate
import FontAccess
import Glibc
import MinutesExport
import PDFOutput
import PagedModel

/// Milliseconds of processor time a document takes to write without layout, what of it is cutting faces, compressing and
/// serialising, and what each way of compressing outlines takes and gives.
///
///     pdf-benchmark INPUT...
///
/// Run in the folder with `Fonts/` and `templates/`. The first row writes each document with faces no document has used
/// yet, all others with outlines kept from a run before.
@main
struct PDFBenchmark {
    static func main() throws {
        let paths = Array(CommandLine.arguments.dropFirst())
        guard !paths.isEmpty else {
            print("usage: pdf-benchmark INPUT...")
            exit(2)
        }
        let environment = try RenderEnvironment(fonts: "Fonts", templates: "templates", template: "gbt9704-minutes")
        var documents: [PagedDocument] = []
        for case .input(let input) in findInputs(paths).records(limits: Limits()) {
            guard let understood = try? understand(input, try input.read(limit: 1 << 22), limits: Limits()) else {
                continue
            }
            documents.append(try environment.layOut(understood, path: input.path))
        }
        print("\(documents.count) documents, \(documents.reduce(0) { $0 + $1.pages.count }) pages")
        let count = Double(max(1, documents.count))
        func write(_ library: FontLibrary, _ compression: Compression) throws -> Int {
            try documents.reduce(0) { bytes, document in
                try bytes
                    + writePDF(
                        document, library: library, metadata: PDFMetadata(creator: "Jiyao", producer: "Jiyao"),
                        compression: compression, descriptions: environment.descriptions
                    ).bytes.count
            }
        }
        print("| writing | ms/document | KB/document |")
        print("|---|---|---|")
        let cold = try seconds(runs: 1) { _ = try write(FontLibrary(folder: "Fonts"), .default) }
        print("| default, faces fresh | \(rounded(cold * 1000 / count)) | |")
        for compression in Compression.allCases {
            var bytes = 0
            let time = try seconds { bytes = try write(environment.library, compression) }
            print(
                "| \(compression.rawValue) | \(rounded(time * 1000 / count)) | \(rounded(Double(bytes) / 1000 / count)) |"
            )
        }
        try split(documents, environment.library, try seconds { _ = try write(environment.library, .default) }, count)
    }

    private static func split(
        _ documents: [PagedDocument], _ library: FontLibrary, _ whole: Double, _ count: Double
    ) throws {
        let uses = try documents.flatMap { try glyphs(of: $0, library) }
        let programs = try uses.map { try $0.face.subset($0.glyphs).program }
        let outlines = programs.reduce(0) { $0 + $1.count }
        var packed = 0
        let packing = try seconds {
            packed = try uses.reduce(0) { $0 + (try $1.face.subset($1.glyphs, packs: true).program.count) }
        }
        print("\n| of default | ms/document |\n|---|---|")
        print("| cutting faces, packed | \(rounded(packing * 1000 / count)) |")
        print(
            "| all else: content, structure, their compression, digests | "
                + "\(rounded((whole - packing) * 1000 / count)) |")
        print(
            "\n| outlines, \(rounded(Double(outlines) / 1000 / count)) KB/document | ms/document | KB/document |\n|---|---|---|"
        )
        print(
            "| joined from codes kept | \(rounded(packing * 1000 / count)) | \(rounded(Double(packed) / 1000 / count)) |"
        )
        for level: Int32 in [1, 3, 6, 9, 12] {
            let compressor = libdeflate_alloc_compressor(level)
            defer { libdeflate_free_compressor(compressor) }
            var bytes = 0
            let time = seconds(runs: 3) {
                bytes = programs.reduce(0) { sum, program in
                    var out = [UInt8](repeating: 0, count: libdeflate_zlib_compress_bound(compressor, program.count))
                    return sum + libdeflate_zlib_compress(compressor, program, program.count, &out, out.count)
                }
            }
            print(
                "| libdeflate \(level) | \(rounded(time * 1000 / count)) | \(rounded(Double(bytes) / 1000 / count)) |")
        }
    }

    private static func glyphs(
        of document: PagedDocument, _ library: FontLibrary
    ) throws -> [(face: Typeface, glyphs: [UInt16])] {
        var used = Array(repeating: Set<UInt16>(), count: document.faces.count)
        for page in document.pages {
            for case .glyphs(let run) in page.items { used[Int(run.face)].formUnion(run.glyphs.lazy.map(\.id)) }
        }
        return try zip(document.faces, used).filter { !$0.1.isEmpty }
            .map { (try library.typeface(named: $0.0), $0.1.sorted()) }
    }

    /// The best of some runs, in seconds of processor time.
    private static func seconds<E: Error>(runs: Int = 5, _ work: () throws(E) -> Void) throws(E) -> Double {
        var best = Double.infinity
        for _ in 0..<runs {
            let start = clock()
            try work()
            best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC))
        }
        return best
    }

    private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
