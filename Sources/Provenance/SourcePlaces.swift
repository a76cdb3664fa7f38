/// Where the words of a record's text stand in the file a person opens: lines and columns for messages.
package struct SourcePlaces: Sendable {
    private let map: SourceMap
    private let origins: TextOrigins
    private let text: SourceMap
    /// Lines of the file before the record, for records that share one.
    private let linesBefore: Int

    /// - Parameters:
    ///   - source: the file's text in UTF-8, which `origins` lead to.
    ///   - text: the record's text, whose byte ranges are asked for.
    package init(source: [UInt8], text: String, origins: TextOrigins, linesBefore: Int = 0) {
        map = SourceMap(source)
        self.text = origins.isCopy && source.count == text.utf8.count ? map : SourceMap(text: text)
        self.origins = origins
        self.linesBefore = linesBefore
    }

    /// The position of a byte of the record's text.
    package func position(ofByte offset: Int) -> SourceMap.Position {
        var position = map.position(ofByte: origins.source(at: offset))
        position.line += linesBefore
        return position
    }

    /// Where a scalar first stands in a part of the record's text, or in all of it for nil.
    package func firstOffset(of scalar: Unicode.Scalar, in range: ByteRange? = nil) -> Int? {
        text.firstOffset(of: scalar, in: range)
    }
}
