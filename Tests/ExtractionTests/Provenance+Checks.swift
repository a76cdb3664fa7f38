import Extraction
import Foundation
import Intake
import MinutesModel
import OrderedJSON
import Provenance
import Testing

/// A value as the minutes' JSON shows it: with the ranges of its words.
private struct PlacedValue {
    var value: String
    var ranges: [Range<Int>]
}

/// Every placed value of a JSON tree, wherever it stands.
private func placedValues(_ json: JSONValue) -> [PlacedValue] {
    switch json {
    case .array(let elements): return elements.flatMap(placedValues)
    case .object(let members):
        guard let at = members.first(where: { $0.key == "at" })?.value, members.contains(where: { $0.key == "rule" })
        else { return members.flatMap { placedValues($0.value) } }
        let value = members.first { $0.key == "value" || $0.key == "text" }?.value
        return [PlacedValue(value: words(value), ranges: ranges(at))]
    default: return []
    }
}

private func words(_ json: JSONValue?) -> String {
    switch json {
    case .string(let text), .number(let text): text
    case .bool(let flag): String(flag)
    default: ""
    }
}

private func ranges(_ json: JSONValue) -> [Range<Int>] {
    guard case .array(let pairs) = json else { return [] }
    return pairs.compactMap { pair in
        guard case .array(let bounds) = pair, bounds.count == 2, let start = Int(words(bounds[0])),
            let end = Int(words(bounds[1])), start <= end
        else { return nil }
        return start..<end
    }
}

/// Checks what must hold for every text: values are the words at their ranges, nothing that is no blank is left out,
/// and the JSON is read back the same.
func expectComplete(_ record: ArticleRecord, _ context: Comment, sourceLocation: SourceLocation = #_sourceLocation) {
    let minutes = extractMinutes(from: record)
    let bytes = Array(record.text.utf8)
    var isCovered = [Bool](repeating: false, count: bytes.count)
    for placed in placedValues(minutes.json()) {
        var joined: [UInt8] = []
        for range in placed.ranges {
            guard range.upperBound <= bytes.count else {
                Issue.record("range \(range) ends after the text: \(context)", sourceLocation: sourceLocation)
                return
            }
            joined += bytes[range]
            for index in range { isCovered[index] = true }
        }
        if placed.value == "true" { continue }
        #expect(Array(placed.value.utf8) == joined, context, sourceLocation: sourceLocation)
    }
    var offset = 0
    var lost = ""
    for scalar in record.text.unicodeScalars {
        let isBlank = scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}"
        if !isBlank && !isCovered[offset] { lost.unicodeScalars.append(scalar) }
        offset += UTF8.width(scalar)
    }
    #expect(lost.isEmpty, context, sourceLocation: sourceLocation)
    let written = minutes.jsonBytes()
    #expect((try? Minutes(readingJSON: written)) == minutes, context, sourceLocation: sourceLocation)
}

func readText(_ text: String) throws -> ArticleRecord {
    try readRecord(Array(text.utf8), format: .text, fileStem: "record")
}
