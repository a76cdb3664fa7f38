import Extraction
import Intake
import MinutesModel
import Provenance

enum CheckOutcome {
    /// A coded error.
    case refused
    case read
    case failed(String)
}

/// Reads an input, and checks what must hold for every record.
func check(_ input: [UInt8], _ kind: InputKind, extracting: Bool) -> CheckOutcome {
    let record: ArticleRecord
    do {
        record = try readRecord(input, format: kind.format, fileStem: "x")
    } catch {
        return error.byteOffset <= input.count ? .refused : .failed("the error's byte \(error.byteOffset) is not there")
    }
    if let failure = failure(of: record, file: input) { return .failed(failure) }
    guard extracting else { return .read }
    return failureOfMinutes(record).map { .failed($0) } ?? .read
}

private func failure(of record: ArticleRecord, file: [UInt8]) -> String? {
    let text = Array(record.text.utf8)
    func isBoundary(_ offset: UInt32) -> Bool {
        offset == text.count || (offset < text.count && text[Int(offset)] & 0xC0 != 0x80)
    }
    var end: UInt32 = 0
    for line in record.lines {
        guard line.range.lowerBound >= end, isBoundary(line.range.lowerBound), isBoundary(line.range.upperBound) else {
            return "the line \(line.range) overlaps or cuts a character"
        }
        end = line.range.upperBound
        guard line.kind != .blank else { continue }
        let places = record.fileRanges(of: line.range)
        if places.isEmpty || places.contains(where: { $0.isEmpty || $0.upperBound > file.count }) {
            return "the line \(line.range) leads to \(places)"
        }
    }
    end = 0
    for mark in record.markup {
        guard mark.lowerBound >= end, !mark.isEmpty, isBoundary(mark.lowerBound), isBoundary(mark.upperBound) else {
            return "the mark \(mark) overlaps or cuts a character"
        }
        end = mark.upperBound
    }
    // What stands in no line is white space.
    var at = 0
    for line in record.lines {
        if text[at..<Int(line.range.lowerBound)].contains(where: { !" \t\r\n".utf8.contains($0) }) {
            return "words stand before the line \(line.range) in none"
        }
        at = Int(line.range.upperBound)
    }
    return nil
}

private func failureOfMinutes(_ record: ArticleRecord) -> String? {
    let minutes = extractMinutes(from: record)
    let text = Array(record.text.utf8)
    for placed in minutes.speakers + minutes.chair + minutes.proceedings + minutes.remainder.map(\.text) {
        guard placed.origin.ranges.allSatisfy({ $0.upperBound <= text.count }) else {
            return "a range ends after the text"
        }
        let words = placed.origin.ranges.flatMap { text[Int($0.lowerBound)..<Int($0.upperBound)] }
        if words != Array(placed.value.utf8) { return "“\(placed.value)” is not what stands at its ranges" }
    }
    guard let again = try? Minutes(readingJSON: minutes.jsonBytes()), again == minutes else {
        return "the minutes' JSON is not read back the same"
    }
    return nil
}
