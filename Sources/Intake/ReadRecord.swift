import Provenance

/// Reads one record.
///
/// - Parameters:
///   - bytes: the whole input.
///   - fileStem: the file's name without folders and extension; names the record where it has no id of its own.
///   - fields: where a JSON record has its fields.
package func readRecord(
    _ bytes: [UInt8], format: RecordFormat, fileStem: String, fields: FieldMapping = .standard,
    limits: IntakeLimits = IntakeLimits()
) throws(IntakeError) -> ArticleRecord {
    guard bytes.count <= limits.recordBytes else {
        throw IntakeError(
            .tooLarge, at: limits.recordBytes,
            "the record has \(bytes.count) bytes, the limit is \(limits.recordBytes)",
            hint: "split it into records or raise the limit")
    }
    let source = try readText(bytes, declared: format == .html ? declaredEncoding(bytes) : nil)
    do {
        let draft =
            switch format {
            case .text: readPlainText(source)
            case .markdown: readMarkdown(source)
            case .html: try readHTMLPage(source.bytes, limits: limits)
            case .json: try readJSONRecord(source.bytes, fields: fields, limits: limits)
            }
        try check(draft.text)
        return ArticleRecord(
            id: draft.id ?? safeFolderName(fileStem) ?? "record", format: format,
            text: String(decoding: draft.text.bytes, as: UTF8.self), lines: draft.lines, fields: draft.fields,
            markup: draft.markup, pictures: draft.pictures, diagnostics: draft.diagnostics, source: source,
            origins: draft.text.origins)
    } catch {
        throw error.placed(in: source)
    }
}

/// Whether a text can be trusted, entities and escapes resolved.
private func check(_ text: TracedText) throws(IntakeError) {
    if let offset = text.bytes.firstIndex(where: isForbiddenControl) {
        throw controlError(text.bytes[offset], at: text.origins.source(at: offset))
    }
    if let trace = findMojibake(text.bytes) {
        throw IntakeError(
            .mojibake, at: text.origins.source(at: trace.offset), trace.message,
            hint: "the record was damaged before it came here: get it again from where it was taken")
    }
    guard text.bytes.count < Int(UInt32.max) else {
        throw IntakeError(.tooLarge, at: 0, "the record's text is too long", hint: "split it into records")
    }
}
