import Provenance

/// Reads the article of a web page (`docs/normalisation.md`, "Web pages").
func readHTMLPage(_ page: [UInt8], limits: IntakeLimits) throws(IntakeError) -> RecordDraft {
    let tree = try parseHTML(page, limits: limits)
    let metadata = PageMetadata(tree)
    // Lines are looked for in it.
    let title = String(String(decoding: metadata.title.bytes, as: UTF8.self).prefix(300))
    let (blocks, pictures) = HTMLBlockReader.read(tree, title: title)
    let body = ArticleBody(tree, blocks, title: title)
    var draft = RecordDraft()
    func add(_ text: TracedText, _ kind: Line.Kind) -> ByteRange? {
        draft.append(text.folded(), kind: kind, gap: 0)
    }
    if body.headline == nil { _ = add(oneLine(metadata.title), .heading) }
    var ranges: [Int: ByteRange] = [:]
    for index in body.article {
        let block = blocks[index]
        ranges[index] = add(block.text, index == body.headline ? .heading : block.kind.isOfPicture ? .caption : .text)
    }
    guard !body.article.isEmpty else {
        throw IntakeError(
            .noArticle, at: 0, "the page shows no text", hint: "give the page as a browser shows it, or its text")
    }
    for picture in pictures where body.holds(picture) {
        let next = body.article.first { $0 >= picture.block }
        draft.pictures.append(
            RecordPicture(
                file: picture.file, place: next.flatMap { ranges[$0]?.lowerBound } ?? UInt32(draft.text.bytes.count),
                caption: picture.caption.flatMap { ranges[$0] }, alternate: picture.alternate))
    }
    addDeclared(metadata, shown: body.article.map { blocks[$0] }, to: &draft)
    for line in frameLines(blocks, article: Set(body.article)) { _ = add(line, .frame) }
    return draft
}

/// All lines and pictures of a piece of HTML in the field of a record: it has no frame.
func readHTMLFragment(
    _ text: TracedText, limits: IntakeLimits
) throws(IntakeError) -> (lines: [(TracedText, Line.Kind)], pictures: [HTMLPicture]) {
    let tree = try parseHTML(text.bytes, limits: limits)
    let (blocks, pictures) = HTMLBlockReader.read(tree)
    let lines = blocks.map { block -> (TracedText, Line.Kind) in
        let traced = TracedText(bytes: block.text.bytes, origins: block.text.origins.through(text.origins))
        return (traced, block.kind.isOfPicture ? .caption : .text)
    }
    return (lines, pictures)
}

extension HTMLBlock.Kind {
    var isOfPicture: Bool { self == .caption || self == .alternative }
}

/// What the page declares and does not show.
private func addDeclared(_ metadata: PageMetadata, shown: [HTMLBlock], to draft: inout RecordDraft) {
    let head = shown.prefix(10) + shown.suffix(4)
    if let time = metadata.publicationTime, !head.contains(where: { $0.letters <= 120 && holdsDate($0.text.bytes) }) {
        declare(.publicationTime, time, &draft)
    }
    if let source = metadata.source, !head.contains(where: { $0.string.contains("来源") || $0.string.contains("來源") }) {
        declare(.publisher, source, &draft)
    }
}

private func declare(_ name: FieldName, _ value: TracedText, _ draft: inout RecordDraft) {
    guard let range = draft.append(oneLine(value).folded(), kind: .field(name), gap: 0) else { return }
    draft.fields.append(DeclaredField(name: name, ranges: [range]))
}

/// A value that may have line ends in its source.
private func oneLine(_ text: TracedText) -> TracedText {
    var result = TracedText()
    for line in lineRanges(text.bytes) {
        let words = trimmed(line, of: text.bytes)
        guard !words.isEmpty else { continue }
        if !result.bytes.isEmpty { result.bytes.append(UInt8(ascii: " ")) }
        result.append(text.slice(words))
    }
    return result
}

/// The rest of the page, entries that follow each other on one line up to a width: they are listed, not read.
private func frameLines(_ blocks: [HTMLBlock], article: Set<Int>) -> [TracedText] {
    var lines: [TracedText] = []
    var before = -1
    for index in blocks.indices where !article.contains(index) && blocks[index].kind != .alternative {
        let text = blocks[index].text
        if let last = lines.last, before == index - 1, last.bytes.count + text.bytes.count < 240 {
            lines[lines.count - 1].bytes.append(UInt8(ascii: " "))
            lines[lines.count - 1].append(text)
        } else {
            lines.append(text)
        }
        before = index
    }
    return lines
}
