import BlockModel
import LineRules
import MinutesModel
import PaperUnits
import Provenance
import YAMLTree

extension Template {
    /// Reads one template that extends none.
    ///
    /// - Parameter path: named in errors; nothing is opened.
    /// - Throws: the first mistake, with its line and column.
    package init(name: String, yaml text: String, path: String) throws(TemplateError) {
        var sources = TemplateSources()
        let root = try templateRoot(text, path: path, &sources)
        try self.init(name: name, root, sources)
    }

    /// - Parameter node: with nothing left to extend.
    init(name: String, _ node: Node, _ sources: TemplateSources) throws(TemplateError) {
        var top = try YAMLMapping(node, sources, what: "a template")
        var reader = TemplateReader(sources)
        self.name = name
        let description = try top.require("description")
        self.description = try top.text(description, "description")
        guard !self.description.contains(where: \.isNewline) else {
            throw top.error(.templateBadValue, at: description.mark, "'description' must be one line")
        }
        if let base = top.take("extends") {
            throw top.error(
                .templateNotFound, at: base.mark, "a template that is not in a folder of templates can extend none")
        }
        language = try reader.language(top.take("language"), in: top)
        normalisation = try reader.normalisation(top.take("normalise"))
        lines = try reader.lineStyle(top.take("line-rules"), region: TypesettingRegion(language: language))
        separateDocuments = try top.choice("separate-documents")
        page = try reader.page(try top.require("page"))
        reader.page = page
        settings = try reader.settings(top.take("settings"))
        try reader.readColours(top.take("colours"))
        try reader.readFaces(try top.require("faces"))
        try reader.readStyles(try top.require("styles"))
        page.pageNumber = try reader.pageNumber(top.take("page-number"))
        try reader.readHeadings(top.take("headings"))
        items = try reader.items(try top.require("parts"))
        try top.finish()
        colours = reader.colours
        faces = reader.faces
        headings = reader.headings
        styles = reader.styles
    }
}

/// The tree of one file.
func templateRoot(
    _ text: String, path: String, _ sources: inout TemplateSources
) throws(TemplateError) -> Node {
    guard let root = try sources.compose(text, path: path) else {
        throw TemplateError(.templateSyntax, path: path, line: 1, column: 1, "the file is empty")
    }
    return root
}

/// What has been read of a template so far, for the parts that refer to it.
struct TemplateReader {
    let sources: TemplateSources
    var page: PageStyle?
    private(set) var colours: [TemplateColour] = [TemplateColour(name: "black", colour: .black)]
    private(set) var faces: [TemplateFace] = []
    private(set) var styles: [TemplateStyle] = []
    private(set) var headings: HeadingOptions?

    init(_ sources: TemplateSources) { self.sources = sources }

    /// Nil until the page has been read.
    var units: TemplateUnits? { page.map { TemplateUnits(em: $0.em, linePitch: $0.linePitch) } }

    func normalisation(_ node: Node?) throws(TemplateError) -> Normalisation {
        guard let node else { return Normalisation(chinesePunctuation: true, blanks: true) }
        var map = try YAMLMapping(node, sources, what: "'normalise'")
        let result = Normalisation(
            chinesePunctuation: try map.flag("chinese-punctuation") ?? true, blanks: try map.flag("blanks") ?? true)
        try map.finish()
        return result
    }

    func page(_ node: Node) throws(TemplateError) -> PageStyle {
        var map = try YAMLMapping(node, sources, what: "'page'")
        let size = try self.size("size", try map.require("size"), in: map)
        let typeArea = try self.size("type-area", try map.require("type-area"), in: map)
        let top = try length("top", try map.require("top"), in: map)
        let left = try length("left", try map.require("left"), in: map)
        let grid = try self.grid(&map, typeArea: typeArea)
        let least = try map.count("least-lines", in: 1...8) ?? 1
        let isMirrored = try map.flag("mirrored") ?? false
        let usesInks = try map.flag("inks") ?? false
        try map.finish()
        guard typeArea.width > .zero, typeArea.height > .zero, top >= .zero, left >= .zero,
            left + typeArea.width <= size.width, top + typeArea.height <= size.height
        else {
            throw map.error(
                .templateBadLength, at: map.mark, "the type area does not fit on the page",
                hint: "left + width of 'type-area' must be at most the width of 'size', top + height its height")
        }
        var style = PageStyle(
            size: size, top: top, left: left, isMirrored: isMirrored, typeArea: typeArea, em: grid.em,
            linePitch: grid.pitch, linesPerPage: grid.lines, leastLines: least, pageNumber: nil)
        style.usesInks = usesInks
        return style
    }

    /// Characters and lines that fill the type area, or a size and a distance of their own.
    private func grid(
        _ map: inout YAMLMapping, typeArea: Size
    ) throws(TemplateError) -> (em: Length, pitch: Length, lines: Int) {
        let characters = try map.count("characters-per-line", in: 4...200)
        let lines = try map.count("lines-per-page", in: 2...200)
        let bodySize = try length("body-size", in: &map, from: .pt(1), to: typeArea.width.scaled(by: 1, over: 4))
        let linePitch = try length("line-pitch", in: &map, from: .pt(1), to: typeArea.height.scaled(by: 1, over: 2))
        guard characters == nil || bodySize == nil, lines == nil || linePitch == nil else {
            throw map.error(
                .templateBadValue, at: map.mark, "the page has a grid and a size of its own",
                hint: "write 'characters-per-line' or 'body-size', 'lines-per-page' or 'line-pitch'")
        }
        let em = bodySize ?? typeArea.width.scaled(by: 1, over: Int64(characters ?? 28))
        let pitch = linePitch ?? (typeArea.height - em).scaled(by: 1, over: Int64((lines ?? 22) - 1))
        let count = pitch > .zero ? lines ?? Int((typeArea.height - em).emu / pitch.emu) + 1 : 0
        guard pitch >= em, count > 1 else {
            throw map.error(
                .templateBadValue, at: map.mark, "\(lines ?? count) lines of this size overlap in the type area")
        }
        return (em, pitch, count)
    }

    mutating func readColours(_ node: Node?) throws(TemplateError) {
        guard let node else { return }
        var map = try YAMLMapping(node, sources, what: "'colours'")
        for (name, _, value) in map.takeAll() {
            colours.removeAll { $0.name == name }
            guard let colour = try Colour(value, "a colour", in: map) else {
                throw map.error(
                    .templateBadValue, at: value.mark, "the value of '\(name)' is no colour",
                    hint: "write it as \"#E60012\"")
            }
            colours.append(TemplateColour(name: name, colour: colour))
        }
    }

    /// What an office says once for all its documents.
    func settings(_ node: Node?) throws(TemplateError) -> [DocumentFact: String] {
        guard let node else { return [:] }
        var map = try YAMLMapping(node, sources, what: "'settings'")
        var settings: [DocumentFact: String] = [:]
        for fact in DocumentFact.allCases {
            guard let nodes = try map.list(fact.rawValue) else { continue }
            var words: [String] = []
            for node in nodes { words.append(try map.text(node, fact.rawValue)) }
            settings[fact] = words.joined(separator: "，")
        }
        try map.finish()
        return settings
    }

    mutating func readFaces(_ node: Node) throws(TemplateError) {
        var map = try YAMLMapping(node, sources, what: "'faces'")
        for (name, _, value) in map.takeAll() {
            faces.append(TemplateFace(name: name, role: FaceRole(rawValue: try map.text(value, name))))
        }
    }

    mutating func readStyles(_ node: Node) throws(TemplateError) {
        var map = try YAMLMapping(node, sources, what: "'styles'")
        for (name, _, value) in map.takeAll() { styles.append(try style(named: name, value)) }
    }

    func pageNumber(_ node: Node?) throws(TemplateError) -> PageNumberStyle? {
        guard let node else { return nil }
        var map = try YAMLMapping(node, sources, what: "'page-number'")
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
        var map = try YAMLMapping(node, sources, what: "'headings'")
        let style = try style("style", in: &map)
        let numerals = try map.choice("numerals", as: HeadingOptions.Numerals.self) ?? .chinese
        let numbering = try map.take("numbering").map { node throws(TemplateError) in
            try wording("numbering", node, allowed: [.number], in: map)
        }
        try map.finish()
        headings = HeadingOptions(style: style, numerals: numerals, numbering: numbering)
    }
}
