import BlockModel
import MinutesModel
import Provenance

/// Words with their origin, not yet styled.
struct Fragment: Hashable {
    var text: String
    var origin: Origin
    /// The value of a field, not a word of the template.
    var isField = false

    static func words(_ text: String) -> Fragment { Fragment(text: text, origin: .template) }
}

extension [Fragment] {
    var text: String { map(\.text).joined() }

    func styled(_ style: TextStyle, headingLevel: Int? = nil) -> [Inline] {
        map { Inline($0.text, style: style, origin: $0.origin, headingLevel: headingLevel) }
    }

    func joined(by separator: String) -> [Fragment] {
        var result: [Fragment] = []
        for fragment in self {
            if !result.isEmpty, !separator.isEmpty { result.append(.words(separator)) }
            result.append(fragment)
        }
        return result
    }
}

extension SourceText {
    /// Nil where nothing but white space is left.
    func prose(_ placed: PlacedText?) -> Fragment? { placed.flatMap { fragment(prose($0.value), $0.origin) } }
    func name(_ placed: PlacedText?) -> Fragment? { placed.flatMap { fragment(name($0.value), $0.origin) } }

    private func fragment(_ text: String, _ origin: Origin) -> Fragment? {
        text.allSatisfy(\.isWhitespace) ? nil : Fragment(text: text, origin: origin)
    }
}

extension Wording {
    /// The words with the fields' values in place; nil where a field has none.
    ///
    /// Words of the template that repeat the end of a value are not printed twice: a session that ends with 会议
    /// before `会议纪要` gives one 会议. Only an overlap of two characters or more counts, 大会 keeps its 会.
    func filled(_ value: (WordingField) -> [Fragment]?) -> [Fragment]? {
        var result: [Fragment] = []
        for piece in pieces {
            switch piece {
            case .field(let field):
                guard let fragments = value(field), !fragments.isEmpty else { return nil }
                result += fragments.map { fragment in
                    var value = fragment
                    value.isField = true
                    return value
                }
            case .words(let words):
                let rest = words.withoutOverlap(after: result.last?.text ?? "")
                if !rest.isEmpty { result.append(.words(rest)) }
            }
        }
        return result.isEmpty ? nil : result
    }
}

extension String {
    fileprivate func withoutOverlap(after text: String) -> String {
        let (words, before) = (Array(unicodeScalars), Array(text.unicodeScalars))
        for length in stride(from: min(words.count, before.count), through: 2, by: -1)
        where before.suffix(length).elementsEqual(words.prefix(length)) {
            var rest = String.UnicodeScalarView()
            rest.append(contentsOf: words.dropFirst(length))
            return String(rest)
        }
        return self
    }

    /// Natural width in em, rounded up: an ideograph 1, a half-width character ½.
    var approximateEms: Int {
        (unicodeScalars.reduce(0) { $0 + ($1.value < 0x2000 ? 1 : 2) } + 1) / 2
    }
}
