internal import Provenance

/// Where the words of one structure element come from, written as user properties (ISO 32000-1 14.7.5.4): the owner of
/// attributes that any program may use for values of its own.
///
/// - `source`: bytes of the record's text, `120-156 201-204`, half-open, ascending
/// - `rule`: the rule that recognised them; `derived`: the rule that computed the words; `written`: by a person
struct ElementOrigin {
    private var ranges: [ByteRange] = []
    private var rules: [String] = []
    private var derivations: [String] = []
    private var isWritten = false

    var isEmpty: Bool { ranges.isEmpty && derivations.isEmpty && !isWritten }

    mutating func note(_ origin: Origin) {
        switch origin {
        case .source(let more, let rule):
            for range in more where range != ranges.last { ranges.append(range) }
            if !rules.contains(rule) { rules.append(rule) }
        case .derived(let rule): if !derivations.contains(rule) { derivations.append(rule) }
        case .written: isWritten = true
        case .template: break
        }
    }

    /// Ranges that touch or overlap as one.
    private var mergedRanges: [ByteRange] {
        var merged: [ByteRange] = []
        for range in ranges.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }

    /// Ranges in one property: a string holds 32,767 bytes, a range at most 22.
    private static let rangesInProperty = 1_000

    func write(to attributes: inout DictionaryWriter) {
        attributes.name("O", "UserProperties")
        attributes.array("P") { properties in
            let ranges = mergedRanges
            for start in stride(from: 0, to: ranges.count, by: Self.rangesInProperty) {
                var text = ""
                for range in ranges[start...].prefix(Self.rangesInProperty) {
                    if !text.isEmpty { text += " " }
                    text += String(range.lowerBound)
                    text += "-"
                    text += String(range.upperBound)
                }
                write("source", text, to: &properties)
            }
            if !rules.isEmpty { write("rule", rules.joined(separator: " "), to: &properties) }
            if !derivations.isEmpty { write("derived", derivations.joined(separator: "; "), to: &properties) }
            if isWritten {
                properties.dictionary { property in
                    property.text("N", "written")
                    property.boolean("V", true)
                }
            }
        }
    }

    private func write(_ name: String, _ value: String, to properties: inout ObjectWriter) {
        properties.dictionary { property in
            property.text("N", name)
            property.text("V", value)
        }
    }
}
