import Extraction
import Foundation
import MinutesModel
import Provenance
import TestKit
import Testing

/// An invented report with what a careful reader finds in it: the text, a line of dashes, then one value a line.
///
/// `attend 出席: 林静、高原 | a group`, `res 通过: a matter`, `elect: 林静 | 会长`; `opt` before a field names a value that is neither
/// asked for nor wrong. A field that has no line must have no value.
private struct InventedReport: CustomTestStringConvertible, Sendable {
    var name: String
    var text: String
    var expected: [(field: String, value: String)]

    var testDescription: String { name }

    init(_ url: URL) throws {
        let whole = try String(contentsOf: url, encoding: .utf8)
        let parts = whole.components(separatedBy: "\n-----\n")
        name = url.deletingPathExtension().lastPathComponent
        text = parts[0] + "\n"
        expected = parts[1].split(separator: "\n").map { line in
            let colon = line.firstIndex(of: ":") ?? line.endIndex
            return (String(line[..<colon]), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces))
        }
    }

    static let all: [InventedReport] = {
        let folder = Places.repository.appending(path: "Tests/References/Extraction")
        let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return (files ?? []).filter { $0.pathExtension == "txt" }.sorted { $0.path < $1.path }
            .compactMap { try? InventedReport($0) }
    }()
}

private func key(_ text: String) -> String { String(text.filter { !$0.isWhitespace }) }

/// Two wordings of one thing: one holds the other, and is not much longer.
private func alike(_ first: String, _ second: String) -> Bool {
    let (short, long) = first.count < second.count ? (key(first), key(second)) : (key(second), key(first))
    return short == long || long.contains(short) && 10 * short.count >= 6 * long.count
}

/// What was found, in the form of the expectations, by field.
private func found(_ minutes: Minutes) -> [String: [String]] {
    var found: [String: [String]] = [:]
    func add(_ field: String, _ values: [PlacedText?]) {
        for value in values.compactMap({ $0 }) { found[field, default: []].append(value.value) }
    }
    add("title", [minutes.title])
    add("kicker", [minutes.kicker])
    add("sub", minutes.subheadlines)
    add("org", [minutes.organisation])
    add("session", [minutes.session])
    add("sitting", [minutes.sitting])
    add("place", [minutes.place])
    add("published", [minutes.publicationTime])
    add("source", [minutes.source])
    add("recorder", [minutes.recorder])
    add("chair", minutes.chair)
    add("speakers", minutes.speakers)
    add("reporters", minutes.reporters)
    add("photographers", minutes.photographers)
    add("editors", minutes.editors)
    add("agenda", minutes.agenda)
    add("caption", minutes.captions)
    if let date = minutes.meetingDate { found["date"] = [date.iso + (date.isoEnd.map { ".." + $0 } ?? "")] }
    for group in minutes.attendees {
        add("attend " + key(group.role.value), group.names)
        add("attend " + key(group.role.value) + " |", group.groups)
    }
    for resolution in minutes.resolutions { add("res " + key(resolution.verb.value), [resolution.text]) }
    for appointment in minutes.appointments {
        let field = appointment.action == .remove ? "remove" : "elect"
        found[field, default: []].append(appointment.person.value + " | " + (appointment.post?.value ?? ""))
    }
    let counts = minutes.counts
    let numbers = [
        ("expected", counts.expected), ("present", counts.present), ("absent", counts.absent),
        ("observers", counts.observers), ("alternates", counts.alternates),
    ]
    for case (let name, let count?) in numbers where count.origin.ranges.count > 0 {
        found["counts", default: []].append("\(name)=\(count.value)")
    }
    if counts.quorumStated?.value == true { found["counts", default: []].append("quorum_stated=true") }
    return found
}

/// The values a line of expectations names, by the fields of `found`.
private func values(_ field: String, _ value: String) -> [(field: String, value: String)] {
    switch field {
    case "chair", "speakers", "reporters", "photographers", "editors":
        return value.split(separator: "、").map { (field, String($0)) }
    case "counts": return value.split(separator: " ").map { (field, String($0)) }
    case "date": return [(field, String(value.split(separator: " ")[0]))]
    case "appoint": return [("elect", value)]
    case _ where field.hasPrefix("attend "):
        let parts = value.components(separatedBy: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        return parts[0].split(separator: "、").map { (field, String($0)) } + parts.dropFirst().map { (field + " |", $0) }
    case _ where field.hasPrefix("res "):
        return [(field, value.components(separatedBy: " ## ")[0])]
    default: return [(field, value)]
    }
}

private let exactFields: Set<String> = ["chair", "speakers", "reporters", "photographers", "editors", "date", "counts"]

private func agree(_ field: String, _ expected: String, _ found: String) -> Bool {
    if exactFields.contains(field) || field.hasPrefix("attend ") && !field.hasSuffix("|") {
        return key(expected) == key(found)
    }
    if field == "published" { return expected.filter(\.isNumber).hasPrefix(found.filter(\.isNumber).prefix(8)) }
    if field == "elect" || field == "remove" {
        let pairs = [expected, found].map { $0.components(separatedBy: " | ") }
        return key(pairs[0][0]) == key(pairs[1][0]) && alike(pairs[0][1], pairs[1][1])
    }
    return alike(expected, found)
}

@Suite("Invented reports")
struct InventedReportTests {
    @Test("seventy reports and more stand in the references")
    func number() { #expect(InventedReport.all.count >= 70) }

    @Test("a reader's values are found, and no others", arguments: InventedReport.all)
    fileprivate func report(_ report: InventedReport) throws {
        let record = try readText(report.text)
        expectComplete(record, "\(report.name)")
        var left = found(extractMinutes(from: record))
        let optional = report.expected.filter { $0.field.hasPrefix("opt ") }
        for line in report.expected where !line.field.hasPrefix("opt ") {
            for (field, value) in values(line.field, line.value) {
                let index = left[field]?.firstIndex { agree(field, value, $0) }
                #expect(index != nil, "\(field) lacks \(value); it has \(left[field] ?? [])")
                if let index { left[field]?.remove(at: index) }
            }
        }
        for field in left.keys.sorted() {
            let shortField = field.split(separator: " ")[0]
            let names = optional.filter { line in
                let name = line.field.dropFirst(4)
                return name == shortField || name == "organisation" && field == "org"
                    || name == "resolutions" && shortField == "res" || name == "appointments" && shortField == "elect"
            }.map(\.value)
            let extra = left[field, default: []].filter { value in
                !names.contains { alike($0, value) || key(value).contains(key($0)) }
            }
            #expect(extra.isEmpty, "\(field) has \(extra), which the report does not say")
        }
    }
}
