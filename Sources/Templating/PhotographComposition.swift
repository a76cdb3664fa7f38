import BlockModel
import MinutesModel
import PaperUnits
import Provenance

extension Composer {
    mutating func append(_ part: PhotographsPart) {
        let photographs = minutes.photographs
        guard !photographs.isEmpty else { return }
        appendHeading(part.heading)
        for start in stride(from: 0, to: photographs.count, by: part.columns) {
            let row = (start..<min(start + part.columns, photographs.count)).map { figure($0, part) }
            append(
                .figures(
                    Figures(
                        row, columns: part.columns, gap: part.gap,
                        before: before(start == 0 && part.heading != nil ? .lines(0) : part.before),
                        maximum: part.maximum, leastResolution: part.leastResolution)))
        }
    }

    private func figure(_ index: Int, _ part: PhotographsPart) -> Figure {
        let photograph = minutes.photographs[index]
        let words = source.prose(photograph.caption)
        let caption = part.caption.lazy.compactMap { wording in
            wording.filled { field in
                field == .number ? [.words(String(index + 1))] : words.map { [$0] }
            }
        }.first
        // A reader hears the caption as well, which stands beside the picture.
        let alternate = source.prose(photograph.alternate)?.text ?? words?.text ?? part.alternate
        return Figure(
            picture: index, alternate: alternate,
            caption: caption.map {
                Paragraph($0.styled(part.captionStyle.text), style: part.captionStyle.paragraph)
            })
    }
}
