import BlockModel
import PaperUnits
import Provenance
import YAMLTree

// Values that several keys share.
extension TemplateReader {
    /// Refuses what lies outside `least...most`; nothing below 0 unless the caller says so.
    func length(
        _ key: String, _ node: Node, in map: YAMLMapping, from least: Length = .zero, to most: Length = .mm(10_000)
    ) throws(TemplateError) -> Length {
        let spelt = try map.text(node, key)
        guard let length = TemplateUnits.length(spelt, in: units) else {
            throw map.error(
                .templateBadLength, at: node.mark, "'\(spelt)' is no length for '\(key)'",
                hint: units == nil
                    ? "here a length is written like 35mm or 16pt"
                    : "write it like 35mm, 16pt, 3号, 小二, 2字 (characters) or 1行 (lines)")
        }
        guard least <= length, length <= most else {
            throw map.error(
                .templateBadLength, at: node.mark,
                "'\(key)' must be from \(least.spelling) to \(most.spelling), not '\(spelt)'")
        }
        return length
    }

    func length(
        _ key: String, in map: inout YAMLMapping, from least: Length = .zero, to most: Length = .mm(10_000)
    ) throws(TemplateError) -> Length? {
        guard let node = map.take(key) else { return nil }
        return try length(key, node, in: map, from: least, to: most)
    }

    /// A blank must leave room for a line on the page it stands on.
    var highestBlank: Length { page.map { $0.typeArea.height - 2 * $0.linePitch } ?? .zero }
    /// Sizes of type that a line, and a page, can hold.
    var sizes: (least: Length, most: Length) {
        (.pt(1), page.map { min($0.typeArea.width, $0.typeArea.height).scaled(by: 1, over: 4) } ?? .mm(100))
    }

    /// `A4`, `Letter`, or a list of width and height.
    func size(_ key: String, _ node: Node, in map: YAMLMapping) throws(TemplateError) -> Size {
        if case .scalar(let scalar) = node {
            if let size = namedSizes.first(where: { $0.name == scalar.string })?.size { return size }
        } else if case .sequence(let sequence) = node, sequence.nodes.count == 2 {
            return Size(
                width: try length(key, sequence.nodes[0], in: map), height: try length(key, sequence.nodes[1], in: map))
        }
        throw map.error(
            .templateBadValue, at: node.mark, "'\(key)' must be a size of paper or a width and a height",
            hint: "write it as [156mm, 225mm], or as one of: " + namedSizes.map(\.name).joined(separator: ", "))
    }

    func colour(_ key: String, in map: inout YAMLMapping) throws(TemplateError) -> Colour? {
        guard let node = map.take(key) else { return nil }
        if let colour = try Colour(node, "'\(key)'", in: map) { return colour }
        let spelt = try map.text(node, key)
        guard let colour = colours.first(where: { $0.name == spelt })?.colour else {
            throw map.error(
                .templateBadValue, at: node.mark, "'\(spelt)' is no colour",
                hint: "one of: " + colours.map(\.name).joined(separator: ", ") + ", or written as \"#E60012\"")
        }
        return colour
    }

    /// `1行` is a blank of lines, any other length a blank of that height.
    func blank(_ key: String, in map: inout YAMLMapping) throws(TemplateError) -> Blank? {
        guard let node = map.take(key) else { return nil }
        let spelt = try map.text(node, key)
        if spelt == "none" { return Blank.none }
        let blank = try length(key, node, in: map, to: highestBlank)
        if spelt.unicodeScalars.last == "行", let lines = Int(spelt.dropLast()) { return .lines(lines) }
        return .length(blank)
    }

    func style(_ key: String, in map: inout YAMLMapping) throws(TemplateError) -> TemplateStyle {
        let node = try map.require(key)
        let name = try map.text(node, key)
        guard let style = styles.first(where: { $0.name == name }) else {
            throw map.error(
                .templateUnknownStyle, at: node.mark, "no style is called '\(name)'",
                hint: "the styles are: " + styles.map(\.name).joined(separator: ", "))
        }
        return style
    }

    func wording(
        _ key: String, _ node: Node, allowed: [WordingField], in map: YAMLMapping
    ) throws(TemplateError) -> Wording {
        do {
            return try Wording(reading: try map.text(node, key), allowed: allowed)
        } catch let mistake as Wording.Mistake {
            switch mistake {
            case .unknownField(let name):
                throw map.error(
                    .templateUnknownField, at: node.mark, "'\(key)' cannot name the field '{\(name)}'",
                    hint: "the fields here are: " + allowed.map(\.rawValue).joined(separator: ", "))
            case .unclosedBrace:
                throw map.error(.templateBadValue, at: node.mark, "a brace is opened but not closed in '\(key)'")
            }
        } catch let error as TemplateError {
            throw error
        } catch {
            throw map.error(.templateBadValue, at: node.mark, "'\(key)' cannot be read")
        }
    }

    func wordings(
        _ key: String, allowed: [WordingField], in map: inout YAMLMapping
    ) throws(TemplateError) -> [Wording] {
        let mark = map.mark
        guard let nodes = try map.list(key), !nodes.isEmpty else {
            throw map.error(.templateMissingKey, at: mark, "the key '\(key)' is missing here or empty")
        }
        var wordings: [Wording] = []
        for node in nodes { wordings.append(try wording(key, node, allowed: allowed, in: map)) }
        return wordings
    }
}

private let namedSizes: [(name: String, size: Size)] = [
    ("A4", .a4), ("A3", Size(width: .mm(297), height: .mm(420))), ("A5", Size(width: .mm(148), height: .mm(210))),
    ("B5", Size(width: .mm(176), height: .mm(250))), ("Letter", Size(width: .pt(612), height: .pt(792))),
    ("Legal", Size(width: .pt(612), height: .pt(1_008))),
]

extension Colour {
    /// `"#E60012"`, or `{screen: "#E60012", print: [0, 80, 80, 0]}`; nil for any other word.
    init?(_ node: Node, _ what: String, in map: YAMLMapping) throws(TemplateError) {
        guard case .mapping = node else {
            self.init(spelling: try map.text(node, what))
            return
        }
        var both = try YAMLMapping(node, map.sources, what: what)
        let screen = try both.require("screen")
        guard let colour = Colour(spelling: try both.text(screen, "screen")) else {
            throw map.error(
                .templateBadValue, at: screen.mark, "'screen' is no colour", hint: "write it as \"#E60012\"")
        }
        self = colour
        let print = try both.list("print")
        try both.finish()
        guard let print else { return }
        let values = try print.map { ink throws(TemplateError) in
            guard let value = UInt8(try both.text(ink, "print")), value <= 100 else {
                throw map.error(.templateBadValue, at: ink.mark, "an ink is a whole number from 0 to 100 per cent")
            }
            return value
        }
        guard values.count == 4 else {
            throw map.error(
                .templateBadValue, at: node.mark, "'print' is a list of four inks",
                hint: "write cyan, magenta, yellow and black: [0, 80, 80, 0]")
        }
        inks = Inks(cyan: values[0], magenta: values[1], yellow: values[2], black: values[3])
    }

    /// `#E60012`
    init?(spelling: String) {
        let digits = Array(spelling.utf8)
        guard digits.count == 7, digits[0] == UInt8(ascii: "#"),
            let value = UInt32(spelling.dropFirst(), radix: 16), spelling.dropFirst().allSatisfy(\.isHexDigit)
        else { return nil }
        self.init(
            red: UInt8(truncatingIfNeeded: value >> 16), green: UInt8(truncatingIfNeeded: value >> 8),
            blue: UInt8(truncatingIfNeeded: value))
    }

    var spelling: String {
        "#"
            + [red, green, blue].map { channel in
                let digits = String(channel, radix: 16, uppercase: true)
                return digits.count == 1 ? "0" + digits : digits
            }.joined()
    }
}
