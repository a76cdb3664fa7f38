private import BlockModel
private import Intake
private import MinutesModel
private import PagedModel
private import PDFOutput
private import PNGOutput
private import Templating
private import Typesetting

/// What each stage takes of a clock: for measuring, with one worker and nothing written.
package struct StageCosts: Sendable {
    package struct Stage: Sendable {
        package var name: String
        package var nanoseconds: Int
    }
    package var stages: [Stage]
    package var records = 0
    package var pages = 0
}

extension RenderEnvironment {
    /// - Parameter clock: nanoseconds, of the thread.
    package func stageCosts(
        of found: FoundInputs, imageDPI: Int?, clock: () -> Int
    ) throws(ExportError) -> StageCosts {
        var renderer = PageRenderer(library: library)
        let names = ["read", "extract", "compose", "lay out", "PDF", "JSON", "PNG"]
        var costs = StageCosts(stages: names.map { StageCosts.Stage(name: $0, nanoseconds: 0) })
        for item in found.records(limits: limits) {
            guard case .input(let input) = item else { continue }
            var marks = [clock()]
            let bytes = try input.read(limit: limits.recordBytes)
            let article = try readArticle(input, bytes, limits: limits)
            marks.append(clock())
            let understood = try understand(article, input, bytes, sha256: sha256(bytes), limits: limits)
            let minutes = understood.minutes
            marks.append(clock())
            var document = compose(minutes, with: template, strokes: strokes)
            document.pictures = understood.pictures.map(\.picture)
            marks.append(clock())
            do {
                let paged = try typeset(document, library: library)
                marks.append(clock())
                _ = try writePDF(
                    paged, library: library, metadata: PDFMetadata(creator: "Jiyao", producer: "Jiyao"),
                    descriptions: descriptions)
                marks.append(clock())
                _ = minutes.jsonBytes()
                marks.append(clock())
                if let imageDPI {
                    for page in paged.pages.indices {
                        _ = try renderer.writePNG(
                            page: page, of: paged, options: PNGOptions(dpi: imageDPI, color: .gray))
                    }
                }
                marks.append(clock())
                costs.pages += paged.pages.count
            } catch {
                throw .record([Message("stages.failed", "\(error)", path: input.path)])
            }
            costs.records += 1
            for index in costs.stages.indices { costs.stages[index].nanoseconds += marks[index + 1] - marks[index] }
        }
        return costs
    }
}
