private import Glibc
private import LineRules
internal import OrderedJSON
private import Typesetting

/// What `jiyao inspect lines` says to one line of its input.
public enum LineCaseOutcome: Sendable, Hashable {
    /// One JSON object, UTF-8 with a final newline.
    case answer([UInt8])
    case refused(Message)
}

/// Answers JSON Lines `{"id","text","width_em","level","lang"}` one by one, without any face: lines, break
/// opportunities, advances and Han–Latin gaps (docs/command.md). Only cases of level `shaping` look at a face.
///
/// - Parameters:
///   - path: a file, or nil for standard input.
///   - each: called once for each line that is not blank, in order. A line longer than `limits.recordBytes` is refused.
public func inspectLines(
    of path: String?, fonts: String, limits: Limits = Limits(), each: (LineCaseOutcome) throws(ExportError) -> Void
) throws(ExportError) {
    let name = path ?? "<stdin>"
    var descriptor = STDIN_FILENO
    if let path {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { throw .configuration(notReadable(FileError(path: path))) }
    }
    defer { if path != nil { close(descriptor) } }
    var faces = CaseFaces(folder: fonts)
    var number = 0
    var pending: [UInt8] = []
    var isTooLong = false
    var chunk = [UInt8](repeating: 0, count: 65_536)
    func end() throws(ExportError) {
        number += 1
        if isTooLong {
            try each(.refused(Message("inspect.line-too-long", "the line is too long", path: name, line: number)))
        } else if pending.contains(where: { $0 > 0x20 }) {
            try each(outcome(of: pending, path: name, line: number, &faces))
        }
        pending.removeAll(keepingCapacity: true)
        isTooLong = false
    }
    while true {
        let count = read(descriptor, &chunk, chunk.count)
        if count < 0, errno == EINTR { continue }
        if count < 0 { throw .configuration(notReadable(FileError(path: name))) }
        for part in chunk[..<count].split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            if part.offset > 0 { try end() }
            if pending.count + part.element.count > limits.recordBytes {
                isTooLong = true
                pending.removeAll(keepingCapacity: true)
            } else if !isTooLong {
                pending.append(contentsOf: part.element)
            }
        }
        if count == 0 { break }
    }
    if isTooLong || !pending.isEmpty { try end() }
}

private func notReadable(_ error: FileError) -> Message {
    Message("input.not-readable", "cannot be read: \(error.reason)", path: error.path)
}

private func outcome(of line: [UInt8], path: String, line number: Int, _ faces: inout CaseFaces) -> LineCaseOutcome {
    do {
        return .answer(try answer(to: try readJSON(line).value, &faces).lineBytes())
    } catch let error as JSONSyntaxError {
        return .refused(Message(error.code.rawValue, error.message, path: path, line: number))
    } catch let error as BadCase {
        return .refused(Message("inspect.bad-case", error.message, path: path, line: number))
    } catch {
        return .refused(Message("inspect.bad-case", "cannot be read", path: path, line: number))
    }
}

private func answer(to value: JSONValue, _ faces: inout CaseFaces) throws(BadCase) -> JSONValue {
    let asked = try CaseFields(value)
    var result = [JSONMember("id", .string(asked.id))]
    let level = try asked.string("level") ?? "clreq-gb"
    if level == "shaping" {
        if let glyphs = try faces.glyphs(asked) { result.append(JSONMember("glyphs", glyphs)) }
        return .object(result)
    }
    guard let level = LineCase.Level(name: level) else { return .object(result) }
    let found = Typesetting.answer(
        LineCase(
            text: asked.text, measure: try asked.measure(), level: level, language: try asked.string("lang") ?? "",
            metrics: try asked.string("metrics").flatMap(LineCase.Metrics.init(name:))))
    if let lines = found.lines { result.append(JSONMember("lines", .array(lines.map { .string($0) }))) }
    result.append(JSONMember("breaks", .array(found.breaks.map { .number(String($0)) })))
    if let advances = found.advances {
        result.append(JSONMember("advances_em", .array(advances.map { .number(thousandths($0)) })))
    }
    if let gaps = found.gaps { result.append(JSONMember("gap_after", .array(gaps.map { .number(String($0)) }))) }
    if let joined = found.joined { result.append(JSONMember("joined", .string(joined))) }
    return .object(result)
}

/// `1250` as `1.25`. Advances are never negative.
private func thousandths(_ value: Int) -> String {
    let (whole, rest) = value.quotientAndRemainder(dividingBy: 1_000)
    guard rest != 0 else { return String(whole) }
    var digits = String(rest + 1_000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "\(whole).\(digits)"
}

extension LineCase.Level {
    /// Nil for what the engine has no answer to without a face.
    fileprivate init?(name: String) {
        switch name {
        case "default": self = .unicode
        case "trim-start": self = .trimmed(.all)
        case "space-first": self = .trimmed(.spaceFirst)
        case "grapheme": self = .clusters
        case "justified": self = .regional
        case "break-all": self = .css(.normal, .breakAll)
        case "keep-all": self = .css(.normal, .keepAll)
        default:
            if name.hasPrefix("clreq-"), let level = ProhibitionLevel(rawValue: String(name.dropFirst(6))) {
                self = .chinese(level)
            } else if let strictness = CSSBreakRules.Strictness(rawValue: name) {
                self = .css(strictness, .normal)
            } else {
                return nil
            }
        }
    }
}

extension LineCase.Metrics {
    /// By the first words of `metrics`; nil where it says nothing of widths.
    fileprivate init?(name: String) {
        if name.hasPrefix("every character 1em") {
            self = .square
        } else if name.hasPrefix("ASCII letters and digits 0.5em") {
            self = .asciiHalf
        } else {
            return nil
        }
    }
}
