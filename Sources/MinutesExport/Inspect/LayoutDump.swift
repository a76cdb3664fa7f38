package import OrderedJSON
package import PagedModel
private import PaperUnits
private import Pictures
private import Provenance

extension PagedDocument {
    /// The pages as `jiyao inspect layout` prints them (`"schema": "jiyao.layout/1"`).
    ///
    /// Lengths are millimetres with four decimals, rounded half away from zero; origin at the page's top left corner, y
    /// downward. `baseline`, `em_top` and `em_bottom` are distances from the top of the page.
    ///
    /// Text turned counter-clockwise has `"degrees": 90`: its pen starts at `x`, `y` and runs toward the top of the page
    /// along the line x = `baseline`, and its em box reaches from `em_left` to `em_right`; `offsets` and `advances` are
    /// along and across the baseline as ever. Rules of a turned table are given where they stand on the page.
    package var layoutJSON: JSONValue {
        .object([
            JSONMember("schema", .string("jiyao.layout/1")),
            JSONMember("unit", .string("mm")),
            JSONMember("title", .string(title)),
            JSONMember("language", .string(language)),
            JSONMember("pages", .array(pages.map { $0.layoutJSON(in: self) })),
            JSONMember(
                "outline",
                .array(
                    outline.map { entry in
                        .object([
                            JSONMember("level", .number(String(entry.level))),
                            JSONMember("title", .string(entry.title)),
                            JSONMember("page", .number(String(entry.page + 1))),
                            JSONMember("y", entry.y.json),
                        ])
                    })),
            JSONMember(
                "warnings",
                .array(
                    warnings.map {
                        .object([
                            JSONMember("code", .string($0.code.rawValue)), JSONMember("message", .string($0.message)),
                        ])
                    })),
        ])
    }
}

extension Page {
    fileprivate func layoutJSON(in document: PagedDocument) -> JSONValue {
        .object([
            JSONMember("label", .string(label)),
            JSONMember("width", size.width.json),
            JSONMember("height", size.height.json),
            JSONMember("lines", .array(linesJSON)),
            JSONMember("items", .array(placed.map { $0.item.layoutJSON(in: document, turnedAbout: $0.origin) })),
        ])
    }

    /// Each item with the origin of the turned part it stands in.
    private var placed: [(item: DisplayItem, origin: Point?)] {
        var origin: Point?
        return items.map { item in
            switch item {
            case .beginTurned(let point): origin = point
            case .endTurned: origin = nil
            default: break
            }
            return (item, origin)
        }
    }

    /// Each line once, in the order of its first run.
    private var linesJSON: [JSONValue] {
        var seen: Set<Int32> = []
        return placed.compactMap { item, origin in
            guard case .glyphs(let run) = item, seen.insert(run.line).inserted else { return nil }
            return .object([JSONMember("line", .number(String(run.line)))] + run.lineJSON(turnedAbout: origin))
        }
    }
}

extension GlyphRun {
    /// Where its line stands on the page.
    fileprivate func lineJSON(turnedAbout origin: Point?) -> [JSONMember] {
        guard let origin else {
            return [
                JSONMember("baseline", position.y.json), JSONMember("em_top", emTop.json),
                JSONMember("em_bottom", emBottom.json),
            ]
        }
        return [
            JSONMember("degrees", .number("90")), JSONMember("baseline", (origin.x + position.y).json),
            JSONMember("em_left", (origin.x + emTop).json), JSONMember("em_right", (origin.x + emBottom).json),
        ]
    }
}

extension DisplayItem {
    fileprivate func layoutJSON(in document: PagedDocument, turnedAbout origin: Point?) -> JSONValue {
        switch self {
        case .glyphs(let run):
            let face = Int(run.face)
            let start: [JSONMember] =
                if let origin {
                    [
                        JSONMember("x", (origin.x + run.position.y).json),
                        JSONMember("y", (origin.y - run.position.x).json),
                    ]
                } else {
                    [JSONMember("x", run.position.x.json)]
                }
            let direction = run.isRightToLeft ? [JSONMember("right_to_left", .bool(true))] : []
            return .object(
                [
                    JSONMember("kind", .string("text")), JSONMember("line", .number(String(run.line))),
                ] + start + run.lineJSON(turnedAbout: origin) + [
                    JSONMember("face", document.faces.indices.contains(face) ? .string(document.faces[face]) : .null),
                    JSONMember("size", run.size.json),
                    JSONMember("colour", run.colour.json),
                    JSONMember("text", .string(run.text)),
                    JSONMember("glyphs", .array(run.glyphs.map { .number(String($0.id)) })),
                    JSONMember("clusters", .array(run.glyphs.map { .number(String($0.cluster)) })),
                    JSONMember("offsets", .array(run.glyphs.map { .array([$0.x.json, $0.y.json]) })),
                    JSONMember("advances", .array(run.glyphs.map(\.advance.json))),
                ] + direction)
        case .rule(var rect, let colour):
            if let origin {
                rect = Rect(
                    x: origin.x + rect.y, y: origin.y - rect.right, width: rect.height, height: rect.width)
            }
            return .object([
                JSONMember("kind", .string("rule")),
                JSONMember("x", rect.x.json), JSONMember("y", rect.y.json),
                JSONMember("width", rect.width.json), JSONMember("height", rect.height.json),
                JSONMember("colour", colour.json),
            ])
        case .shape(let contour, let colour):
            return .object([
                JSONMember("kind", .string("shape")),
                JSONMember("points", .array(contour.points.map { .array([$0.x.json, $0.y.json]) })),
                JSONMember("colour", colour.json),
            ])
        case .image(let picture, let rect):
            let pixels: [JSONMember] =
                if document.pictures.indices.contains(picture) {
                    [
                        JSONMember("pixels_across", .number(String(document.pictures[picture].uprightWidth))),
                        JSONMember("pixels_down", .number(String(document.pictures[picture].uprightHeight))),
                    ]
                } else {
                    []
                }
            return .object(
                [
                    JSONMember("kind", .string("image")), JSONMember("picture", .number(String(picture))),
                    JSONMember("x", rect.x.json), JSONMember("y", rect.y.json),
                    JSONMember("width", rect.width.json), JSONMember("height", rect.height.json),
                ] + pixels)
        case .begin(let element):
            let number = Int(element.raw)
            let tag = document.structure.indices.contains(number) ? document.structure[number].tag.word : "unknown"
            return .object([
                JSONMember("kind", .string("begin")), JSONMember("element", .number(String(number))),
                JSONMember("tag", .string(tag)),
            ])
        case .beginArtifact(let artifact):
            return .object([
                JSONMember("kind", .string("begin-artifact")), JSONMember("artifact", .string(artifact.word)),
            ])
        case .end: return .object([JSONMember("kind", .string("end"))])
        case .beginTurned(let point):
            return .object([
                JSONMember("kind", .string("begin-turned")), JSONMember("degrees", .number("90")),
                JSONMember("x", point.x.json), JSONMember("y", point.y.json),
            ])
        case .endTurned: return .object([JSONMember("kind", .string("end-turned"))])
        }
    }
}

extension StructureTag {
    fileprivate var word: String {
        switch self {
        case .document: "document"
        case .heading(let level): "heading-\(level)"
        case .paragraph: "paragraph"
        case .list: "list"
        case .listItem: "list-item"
        case .label: "label"
        case .listBody: "list-body"
        case .group: "group"
        case .figure: "figure"
        case .table: "table"
        case .caption: "caption"
        case .tableHead: "table-head"
        case .tableBody: "table-body"
        case .row: "row"
        case .headCell: "head-cell"
        case .cell: "cell"
        }
    }
}

extension Artifact {
    fileprivate var word: String {
        switch self {
        case .pageFooter: "page-footer"
        case .layout: "layout"
        case .repeatedHead: "repeated-head"
        }
    }
}

extension Colour {
    fileprivate var json: JSONValue {
        let channels = [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        return .string("#" + channels.joined())
    }
}
