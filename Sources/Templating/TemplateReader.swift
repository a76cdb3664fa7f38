import BlockModel
import LineRules
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
        language = try reader.language(top.take("language"), in: top)
        normalisation = try reader.normalisation(top.take("normalise"))
        lines = try reader.lineStyle(top.take("line-rules"), region: TypesettingRegion(language: language))
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
        let least = try map.count("least-lines", in: 1...8) ?? 1
        let isMirrored = try map.flag("mirrored") ?? false
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
            size: size, top: top, left: left, isMirrored: isMirrored, typeArea: typeArea, em: em, linePitch: pitch,
            linesPerPage: lines,
            leastLines: least, pageNumber: nil)
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
            inset: try length("inset", in: &map) ?? .zero, side: try map.choice("side") ?? .centre,
            skipsFirst: try map.flag("skip-first") ?? false)
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
