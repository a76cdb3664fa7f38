package import MinutesModel
private import OrderedJSON
private import Provenance

/// Minutes of one input as JSON, and what a person should know about them.
public struct ExtractedMinutes: Sendable {
    /// Safe as a file's stem.
    public var id: String
    public var warnings: [Message]
    /// What the byte ranges of `json` count in: the record's text as read, in UTF-8.
    public var text: String
    package var minutes: Minutes

    /// `minutes.json`, UTF-8 with a final newline.
    public var json: [UInt8] { minutes.jsonBytes() }
    /// The same on one line: an entry of a JSON Lines file.
    public var jsonLine: [UInt8] { minutes.json().lineBytes() }
}

/// Reads one article or record: `jiyao extract`.
public func extractMinutes(from input: Input, limits: Limits = Limits()) throws(ExportError) -> ExtractedMinutes {
    let understood = try understand(input, try input.read(limit: limits.recordBytes), limits: limits)
    return ExtractedMinutes(
        id: understood.minutes.id,
        warnings: understood.minutes.diagnostics.map { Message($0, path: input.path, places: understood.places) },
        text: understood.text, minutes: understood.minutes)
}

/// The pages of one input as JSON (`jiyao.layout/1`): `jiyao inspect layout`.
///
/// A JSON input whose `schema` is that of minutes is laid out as it is; everything else is read as an article or record.
public func inspectLayout(of input: Input, environment: RenderEnvironment) throws(ExportError) -> [UInt8] {
    let understood = try understandAny(input, limits: environment.limits)
    return try environment.layOut(understood, path: input.path).layoutJSON.prettyBytes()
}

/// Reads minutes where the input's schema says so, and finds the minutes in an article or record else.
func understandAny(_ input: Input, limits: Limits) throws(ExportError) -> UnderstoodRecord {
    let bytes = try input.read(limit: limits.recordBytes)
    return input.format == .json && isMinutes(bytes)
        ? try readMinutes(input, bytes, limits: limits) : try understand(input, bytes, limits: limits)
}

private func isMinutes(_ bytes: [UInt8]) -> Bool {
    guard case .string(let schema) = (try? readJSON(bytes))?.value["schema"] else { return false }
    return schema.hasPrefix("jiyao.minutes/")
}
