import BlockModel
import PaperUnits
import Provenance
import YAMLTree

extension TemplateReader {
    func style(named name: String, _ node: Node) throws(TemplateError) -> TemplateStyle {
        var map = try YAMLMapping(node, sources, what: "a style")
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
        if let nodes = try map.list("marks-below") { style.text.marks = try marks(nodes, in: map) }
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
        if let keep = try map.flag("keep-with-previous") { style.paragraph.keepWithPrevious = keep }
        if let keep = try map.flag("keep-together") { style.paragraph.keepTogether = keep }
        if let starts = try map.flag("starts-page") { style.paragraph.startsPage = starts }
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

    /// `none`, `dots`, `straight` or `wavy`; dots go with either line.
    private func marks(_ nodes: [Node], in map: YAMLMapping) throws(TemplateError) -> InterlinearMarks {
        var marks = InterlinearMarks.none
        for node in nodes {
            switch try map.text(node, "marks-below") {
            case "none" where nodes.count == 1: break
            case "dots" where !marks.dots: marks.dots = true
            case let line where marks.line == nil && InterlinearMarks.Line(rawValue: line) != nil:
                marks.line = InterlinearMarks.Line(rawValue: line)
            case let other:
                throw map.error(
                    .templateBadValue, at: node.mark, "'\(other)' is no mark that can stand here",
                    hint: "dots, straight, wavy, or a list of dots and one of the lines, or none alone")
            }
        }
        return marks
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
