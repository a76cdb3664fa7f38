import Intake
import MinutesModel
import Provenance

/// Gives each picture of the record its caption: the one the record ties to it, else the caption right behind it.
func readPhotographs(_ article: Article, _ record: ArticleRecord, into minutes: inout Minutes) {
    let source = article.source
    var taken = Set(record.pictures.compactMap { $0.caption?.lowerBound })
    for (number, picture) in record.pictures.enumerated() {
        var photograph = Photograph(file: picture.file)
        if let caption = picture.caption {
            photograph.caption = source.placed(source.trimmed(source.span(caption)), "photograph.caption")
        } else if let span = article.caption(behind: picture, before: record.pictures.dropFirst(number + 1).first),
            taken.insert(source.start(span)).inserted
        {
            photograph.caption = source.placed(span, "photograph.caption-behind")
        }
        photograph.alternate = picture.alternate.map { PlacedText($0, .derived("alternate words of the picture")) }
        minutes.photographs.append(photograph)
    }
}

extension Article {
    /// The paragraph behind a picture, if it is a caption and no other picture stands before it.
    fileprivate func caption(behind picture: RecordPicture, before next: RecordPicture?) -> Span? {
        guard let paragraph = paragraphs.first(where: { source.start($0.span) >= picture.place }),
            paragraph.part == .caption
        else { return nil }
        let start = source.start(paragraph.span)
        return (next?.place ?? .max) <= start ? nil : paragraph.span
    }
}

extension SourceText {
    /// The byte a span begins at.
    fileprivate func start(_ span: Span) -> UInt32 { ranges(span).first?.lowerBound ?? .max }
}
