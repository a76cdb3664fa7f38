import BlockModel
import PaperUnits
import Provenance
import Yams

extension Template {
    /// Reads one template.
    ///
    /// - Parameter path: named in errors; nothing is opened.
    /// - Throws: the first mistake, with its line and column.
    package init(name: String, yaml text: String, path: String) throws(TemplateError) {
        guard text.aliasCount <= 32 else {
            throw TemplateError(.templateTooLarge, path: path, "the file has more than 32 aliases ('*name')")
        }
        let root: Node?
        do { root = try compose(yaml: text) } catch { throw TemplateError(error, path: path) }
        guard let root else {
            throw TemplateError(.templateSyntax, path: path, line: 1, column: 1, "the file is empty")
        }
        var top = try YAMLMapping(root, path: path, what: "a template")
        var reader = TemplateReader(path: path)
        self.name = name
        let description = try top.require("description")
        self.description = try top.text(description, "description")
        guard !self.description.contains(where: \.isNewline) else {
            throw top.error(.templateBadValue, at: description.mark, "'description' must be one line")
        }
        language = try top.text("language") ?? "zh-CN"
        normalisation = try reader.normalisation(top.take("normalise"))
        page = try reader.page(try top.require("page"))
        reader.page = page
        try reader.readColours(top.take("colours"))
        try reader.readFaces(try top.require("faces"))
        try reader.readStyles(try top.require("styles"))
        page.pageNumber = try reader.pageNumber(top.take("page-number"))
        try reader.readHeadings(top.take("headings"))
        parts = try reader.parts(try top.require("parts"))
        try top.finish()
        faces = reader.faces
        headings = reader.headings
        styles = reader.styles
    }
}

extension String {
    /// An upper bound of the YAML aliases in the text. Aliases of aliases grow exponentially when a parser compares
    /// them; 32 of them make at most about 3¹¹ nodes.
    fileprivate var aliasCount: Int {
        var count = 0
        var before = UInt8(ascii: " ")
        for byte in utf8 {
            if byte == UInt8(ascii: "*"), " \n\r\t[{,?:-".utf8.contains(before) { count += 1 }
            before = byte
        }
        return count
    }
}

extension TemplateError {
    /// What the YAML parser found.
    fileprivate init(_ error: any Error, path: String) {
        func syntax(_ mark: Mark?, _ problem: String) -> TemplateError {
            TemplateError(.templateSyntax, path: path, line: mark?.line, column: mark?.column, problem)
        }
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self = syntax(mark, problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            self = syntax(
                context.mark,
                "a key stands twice in this mapping: " + duplicates.sorted().joined(separator: ", "))
        case .reader(let problem, _, _, _): self = syntax(nil, problem)
        default: self = syntax(nil, "the text is not YAML")
        }
    }
}

/// What has been read of a template so far, for the parts that refer to it.
struct TemplateReader {
    let path: String
    var page: PageStyle?
    private(set) var colours: [(name: String, colour: Colour)] = [("black", .black)]
    private(set) var faces: [TemplateFace] = []
    private(set) var styles: [TemplateStyle] = []
    private(set) var headings: HeadingOptions?

    init(path: String) { self.path = path }

    /// Nil until the page has been read.
    var units: TemplateUnits? { page.map { TemplateUnits(em: $0.em, linePitch: $0.linePitch) } }

    func normalisation(_ node: Node?) throws(TemplateError) -> Normalisation {
        guard let node else { return Normalisation(chinesePunctuation: true, blanks: true) }
        var map = try YAMLMapping(node, path: path, what: "'normalise'")
        let result = Normalisation(
            chinesePunctuation: try map.flag("chinese-punctuation") ?? true, blanks: try map.flag("blanks") ?? true)
        try map.finish()
        return result
    }

    func page(_ node: Node) throws(TemplateError) -> PageStyle {
        var map = try YAMLMapping(node, path: path, what: "'page'")
        let size = try self.size("size", try map.require("size"), in: map)
        let typeArea = try self.size("type-area", try map.require("type-area"), in: map)
        let top = try length("top", try map.require("top"), in: map)
        let left = try length("left", try map.require("left"), in: map)
        let lines = try map.count("lines-per-page", in: 2...200) ?? 22
        let characters = try map.count("characters-per-line", in: 4...200) ?? 28
        try map.finish()
        guard typeArea.width > .zero, typeArea.height > .zero, top >= .zero, left >= .zero,
            left + typeArea.width <= size.width, top + typeArea.height <= size.height
        else {
            throw map.error(
                .templateBadLength, at: map.mark, "the type area does not fit on the page",
                hint: "left + width of 'type-area' must be at most the width of 'size', top + height its height")
        }
        let em = typeArea.width.scaled(by: 1, over: Int64(characters))
        let pitch = (typeArea.height - em).scaled(by: 1, over: Int64(lines - 1))
        guard pitch >= em else {
            throw map.error(.templateBadValue, at: map.mark, "\(lines) lines of this size overlap in the type area")
        }
        return PageStyle(
            size: size, top: top, left: left, typeArea: typeArea, em: em, linePitch: pitch, linesPerPage: lines,
            pageNumber: nil)
    }

    mutating func readColours(_ node: Node?) throws(TemplateError) {
        guard let node else { return }
        var map = try YAMLMapping(node, path: path, what: "'colours'")
        for (name, _, value) in map.takeAll() {
            let spelt = try map.text(value, name)
            guard let colour = Colour(spelling: spelt) else {
                throw map.error(
                    .templateBadValue, at: value.mark, "'\(spelt)' is no colour", hint: "write it as \"#E60012\"")
            }
            colours.append((name, colour))
        }
    }

    mutating func readFaces(_ node: Node) throws(TemplateError) {
        var map = try YAMLMapping(node, path: path, what: "'faces'")
        for (name, _, value) in map.takeAll() {
            faces.append(TemplateFace(name: name, role: FaceRole(rawValue: try map.text(value, name))))
        }
    }

    mutating func readStyles(_ node: Node) throws(TemplateError) {
        var map = try YAMLMapping(node, path: path, what: "'styles'")
        for (name, _, value) in map.takeAll() { styles.append(try style(named: name, value)) }
    }

    func pageNumber(_ node: Node?) throws(TemplateError) -> PageNumberStyle? {
        guard let node else { return nil }
        var map = try YAMLMapping(node, path: path, what: "'page-number'")
        let style = try self.style("style", in: &map)
        let number = PageNumberStyle(
            text: style.text, dash: try map.text("dash") ?? "", gap: try length("gap", in: &map) ?? .zero,
            below: try length("below", try map.require("below"), in: map),
            inset: try length("inset", in: &map) ?? .zero, side: try map.choice("side") ?? .centre)
        try map.finish()
        return number
    }

    mutating func readHeadings(_ node: Node?) throws(TemplateError) {
        guard let node else { return }
        var map = try YAMLMapping(node, path: path, what: "'headings'")
        let style = try style("style", in: &map)
        let numerals = try map.choice("numerals", as: HeadingOptions.Numerals.self) ?? .chinese
        let numbering = try map.take("numbering").map { node throws(TemplateError) in
            try wording("numbering", node, allowed: [.number], in: map)
        }
        try map.finish()
        headings = HeadingOptions(style: style, numerals: numerals, numbering: numbering)
    }
}

// Values that several keys share.
extension TemplateReader {
    /// - Parameter range: what the key takes; nothing below 0 unless it says so.
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

    /// `A4`, or a list of width and height.
    func size(_ key: String, _ node: Node, in map: YAMLMapping) throws(TemplateError) -> Size {
        if case .scalar(let scalar) = node {
            if scalar.string == "A4" { return .a4 }
        } else if case .sequence(let sequence) = node, sequence.count == 2 {
            return Size(
                width: try length(key, sequence[0], in: map), height: try length(key, sequence[1], in: map))
        }
        throw map.error(
            .templateBadValue, at: node.mark, "'\(key)' must be A4 or a width and a height",
            hint: "write it as [156mm, 225mm]")
    }

    func colour(_ key: String, in map: inout YAMLMapping) throws(TemplateError) -> Colour? {
        guard let node = map.take(key) else { return nil }
        let spelt = try map.text(node, key)
        if let named = colours.first(where: { $0.name == spelt }) { return named.colour }
        guard let colour = Colour(spelling: spelt) else {
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
        if spelt.hasSuffix("行"), let lines = Int(spelt.dropLast()) { return .lines(lines) }
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

    private func style(named name: String, _ node: Node) throws(TemplateError) -> TemplateStyle {
        var map = try YAMLMapping(node, path: path, what: "a style")
        var style: TemplateStyle
        if let base = map.take("like") {
            let spelt = try map.text(base, "like")
            guard let found = styles.first(where: { $0.name == spelt }) else {
                throw map.error(
                    .templateUnknownStyle, at: base.mark, "no style above is called '\(spelt)'",
                    hint: "a style can only be like one written before it")
            }
            style = found
            style.name = name
            if let role = try face(in: &map) { style.text.role = role }
        } else {
            guard let role = try face(in: &map) else {
                throw map.error(.templateMissingKey, at: map.mark, "the key 'face' is missing here")
            }
            let size = units?.em ?? .zero
            style = TemplateStyle(
                name: name, text: TextStyle(role: role, size: size), paragraph: ParagraphStyle())
        }
        if let sizeNode = map.take("size") {
            style.text.size = try length("size", sizeNode, in: map, from: sizes.least, to: sizes.most)
        }
        if let colour = try colour("colour", in: &map) { style.text.colour = colour }
        if let alignment = try map.choice("align", as: Alignment.self) { style.paragraph.alignment = alignment }
        if let indent = try length("first-indent", in: &map, from: .mm(-10_000)) {
            style.paragraph.firstIndent = indent
        }
        if let indent = try length("left-indent", in: &map) { style.paragraph.leftIndent = indent }
        if let indent = try length("right-indent", in: &map) { style.paragraph.rightIndent = indent }
        if let before = try blank("blank-above", in: &map) { style.paragraph.before = before }
        if let depth = try length("ink-below-top", in: &map, to: highestBlank) {
            style.paragraph.before = .inkFromTop(depth)
        }
        if let pitchNode = map.take("line-pitch") {
            style.paragraph.linePitch = try linePitch(pitchNode, size: style.text.size, in: map)
        }
        if let keep = try map.flag("keep-with-next") { style.paragraph.keepWithNext = keep }
        if let balanced = try map.flag("balanced") { style.paragraph.balanced = balanced }
        if let nodes = try map.list("fit") {
            style.paragraph.fitSizes = []
            for node in nodes {
                style.paragraph.fitSizes.append(
                    try length("fit", node, in: map, from: sizes.least, to: sizes.most))
            }
        }
        if let margin = try length("fit-margin", in: &map) { style.paragraph.fitMargin = margin }
        try map.finish()
        try checkIndents(of: style, in: map)
        return style
    }

    private func checkIndents(of style: TemplateStyle, in map: YAMLMapping) throws(TemplateError) {
        let paragraph = style.paragraph
        let starts = [paragraph.leftIndent, paragraph.leftIndent + paragraph.firstIndent]
        guard let width = page?.typeArea.width,
            starts.allSatisfy({ .zero <= $0 && $0 + paragraph.rightIndent + 2 * style.text.size <= width })
        else {
            throw map.error(
                .templateBadLength, at: map.mark,
                "the indents of this style leave no room for two characters in the type area, or start outside it")
        }
    }

    /// `grid` stands on the page's lines; `by-size` is the character's height + 7/8 of the body's (GB/T 9704 3.2).
    private func linePitch(_ node: Node, size: Length, in map: YAMLMapping) throws(TemplateError) -> Length? {
        switch try map.text(node, "line-pitch") {
        case "grid": return nil
        case "by-size": return size + (units?.em ?? .zero).scaled(by: 7, over: 8)
        default: return try length("line-pitch", node, in: map, from: size, to: highestBlank)
        }
    }

    private func face(in map: inout YAMLMapping) throws(TemplateError) -> FaceRole? {
        guard let node = map.take("face") else { return nil }
        let name = try map.text(node, "face")
        guard let face = faces.first(where: { $0.name == name }) else {
            throw map.error(
                .templateUnknownFace, at: node.mark, "no face is called '\(name)'",
                hint: "the faces are: " + faces.map(\.name).joined(separator: ", "))
        }
        return face.role
    }
}

extension Colour {
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
