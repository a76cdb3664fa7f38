private import FontAccess
private import MinutesModel
private import OrderedJSON
package import PageChecks
private import PagedModel
private import PaperUnits
private import Provenance
private import Templating

/// What measuring one record's pages against GB/T 9704-2012 found.
public struct PageCheck: Sendable {
    public var input: String
    /// The record's id.
    public var id: String
    public var template: String
    public var pages: Int
    package var outcomes: [RuleOutcome]
    /// What understanding and layout had to say.
    public var warnings: [Message]

    /// Some rule is broken.
    public var hasFailed: Bool { outcomes.contains(where: \.isBroken) }
}

/// Lays out one input and measures its pages: `jiyao check`.
///
/// A JSON input whose `schema` is that of minutes is laid out as it is; everything else is read as an article or record.
public func checkPages(of input: Input, environment: RenderEnvironment) throws(ExportError) -> PageCheck {
    let understood = try understandAny(input, limits: environment.limits)
    let paged = try environment.layOut(understood, path: input.path)
    let outcomes: [RuleOutcome]
    do {
        outcomes = try checkPages(paged, library: environment.library)
    } catch {
        throw .configuration(Message(error, path: environment.library.folder))
    }
    return PageCheck(
        input: input.path, id: understood.minutes.id, template: environment.template.name, pages: paged.pages.count,
        outcomes: outcomes,
        warnings: (understood.minutes.diagnostics + paged.warnings).map {
            Message($0, path: input.path, places: understood.places)
        })
}

/// The ids of every rule in the order of the report.
package var checkedRules: [String] { rulesOfOfficialDocuments.map(\.id) }

extension PageCheck {
    private func count(_ word: String) -> Int { outcomes.filter { $0.verdict.word == word }.count }

    /// One line of JSON (`jiyao.check/1`) with its newline.
    public var jsonLine: String {
        let value = JSONValue.object([
            JSONMember("schema", .string("jiyao.check/1")), JSONMember("standard", .string("GB/T 9704-2012")),
            JSONMember("input", .string(input)), JSONMember("id", .string(id)),
            JSONMember("template", .string(template)), JSONMember("pages", .number(String(pages))),
            JSONMember("status", .string(hasFailed ? "fail" : "pass")),
            JSONMember("passed", .number(String(count("pass")))), JSONMember("failed", .number(String(count("fail")))),
            JSONMember("not_applicable", .number(String(count("not-applicable")))),
            JSONMember("rules", .array(outcomes.map(\.json))),
            JSONMember("warnings", .array(warnings.map(\.json))),
        ])
        return value.oneLine + "\n"
    }

    /// For people: a rule a line, with the places of what is wrong below it; a final newline.
    public func table(onlyBroken: Bool = false) -> String {
        var lines = ["\(input): \(pages == 1 ? "1 page" : "\(pages) pages"), template \(template), GB/T 9704-2012"]
        let wordWidth = 14
        let idWidth = (outcomes.map(\.rule.id.count).max() ?? 0) + 2
        for outcome in outcomes where !onlyBroken || outcome.isBroken {
            let start =
                outcome.verdict.word.padded(to: wordWidth) + outcome.rule.id.padded(to: idWidth) + outcome.rule.title
            switch outcome.verdict {
            case .passed(let measured, _): lines.append("\(start): \(measured)")
            case .notApplicable(let reason): lines.append("\(start): \(reason)")
            case .failed(let findings, let count):
                lines.append("\(start): \(count == 1 ? "1 place" : "\(count) places")")
                let margin = String(repeating: " ", count: wordWidth + idWidth)
                for finding in findings {
                    let words = finding.place.text.isEmpty ? "" : " “\(finding.place.text)”"
                    lines.append(
                        "\(margin)page \(finding.place.page), x \(finding.place.x.spelt), y \(finding.place.y.spelt)\(words): "
                            + "\(finding.measured), wanted: \(finding.wanted)")
                }
                if count > findings.count { lines.append("\(margin)and \(count - findings.count) more") }
            }
        }
        lines.append(
            "\(count("pass")) passed, \(count("fail")) failed, \(count("not-applicable")) not applicable")
        return lines.joined(separator: "\n") + "\n"
    }
}

extension Verdict {
    fileprivate var word: String {
        switch self {
        case .passed: "pass"
        case .failed: "fail"
        case .notApplicable: "not-applicable"
        }
    }
}

extension RuleOutcome {
    fileprivate var json: JSONValue {
        var members = [
            JSONMember("id", .string(rule.id)), JSONMember("title", .string(rule.title)),
            JSONMember("status", .string(verdict.word)),
        ]
        switch verdict {
        case .passed(let measured, let wanted):
            members += [JSONMember("measured", .string(measured)), JSONMember("wanted", .string(wanted))]
        case .notApplicable(let reason): members.append(JSONMember("reason", .string(reason)))
        case .failed(let findings, let count):
            if let first = findings.first {
                members += [
                    JSONMember("measured", .string(first.measured)), JSONMember("wanted", .string(first.wanted)),
                ]
            }
            members += [
                JSONMember("count", .number(String(count))), JSONMember("findings", .array(findings.map(\.json))),
            ]
        }
        return .object(members)
    }
}

extension Finding {
    fileprivate var json: JSONValue {
        .object([
            JSONMember("page", .number(String(place.page))), JSONMember("x", place.x.json),
            JSONMember("y", place.y.json), JSONMember("text", .string(place.text)),
            JSONMember("measured", .string(measured)), JSONMember("wanted", .string(wanted)),
        ])
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
