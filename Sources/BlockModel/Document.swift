package import LineRules
package import PaperUnits
package import Pictures
package import Provenance

/// Layout's input: everything a template decided, in lengths, with nothing left to look up.
package struct Document: Sendable, Hashable {
    /// For the file's metadata and the reader's window.
    package var title: String
    /// BCP 47, `zh-CN`.
    package var language: String
    package var lines: LineStyle
    package var page: PageStyle
    package var blocks: [Block]
    package var pictures: [Picture]

    package init(
        title: String, language: String, lines: LineStyle = LineStyle(), page: PageStyle, blocks: [Block],
        pictures: [Picture] = []
    ) {
        self.title = title
        self.language = language
        self.lines = lines
        self.page = page
        self.blocks = blocks
        self.pictures = pictures
    }
}

/// 版心 and 版面网格: the type area and the grid of lines in it.
package struct PageStyle: Sendable, Hashable {
    package var size: Size
    /// Page edge to type area, top (天头) and left (订口).
    package var top: Length
    package var left: Length
    /// On even pages `left` is measured from the right edge, where they are bound (GB/T 9704 5.2.1, reading b of
    /// GB-5.2.1-f).
    package var isMirrored: Bool
    package var typeArea: Size
    /// Size of a body character, the `字` of the template: type area width / characters per line.
    package var em: Length
    /// Tops of two successive body lines are this far apart (`L` of GB/T 9704 3.3).
    package var linePitch: Length
    package var linesPerPage: Int
    /// Lines of a paragraph on either side of a page end: 1 fills every page (GB/T 9704 5.2.3), 2 avoids 孤行
    /// (CLREQ 3.4.4).
    package var leastLines: Int
    package var pageNumber: PageNumberStyle?
    /// Files for printing mix a colour from its inks, where it has some.
    package var usesInks = false

    package init(
        size: Size, top: Length, left: Length, isMirrored: Bool = false, typeArea: Size, em: Length, linePitch: Length,
        linesPerPage: Int,
        leastLines: Int = 1, pageNumber: PageNumberStyle?
    ) {
        self.size = size
        self.top = top
        self.left = left
        self.isMirrored = isMirrored
        self.typeArea = typeArea
        self.em = em
        self.linePitch = linePitch
        self.linesPerPage = linesPerPage
        self.leastLines = leastLines
        self.pageNumber = pageNumber
    }

    /// Left edge of the type area on a page, counted from 1.
    package func left(onPage number: Int) -> Length {
        isMirrored && number.isMultiple(of: 2) ? size.width - left - typeArea.width : left
    }
}

/// `— 1 —` below the type area (GB/T 9704 7.5).
package struct PageNumberStyle: Sendable, Hashable {
    package enum Side: String, Sendable, Hashable, CaseIterable { case outer, centre, right }
    package var text: TextStyle
    /// Set before and after the digits, each `gap` away from them.
    package var dash: String
    package var gap: Length
    /// Lower edge of the type area to the middle of the em box, where the dash's stroke is.
    package var below: Length
    /// Blank between the block and the edge of the type area on its side.
    package var inset: Length
    package var side: Side
    /// The first page of a letter has no number (GB/T 9704 10.1).
    package var skipsFirst: Bool

    package init(
        text: TextStyle, dash: String, gap: Length, below: Length, inset: Length, side: Side, skipsFirst: Bool = false
    ) {
        self.text = text
        self.dash = dash
        self.gap = gap
        self.below = below
        self.inset = inset
        self.side = side
        self.skipsFirst = skipsFirst
    }
}

package enum Block: Sendable, Hashable {
    case paragraph(Paragraph)
    case nameList(NameList)
    case table(Table)
    case rule(Rule)
    case figures(Figures)
    case signature(Signature)
    case imprint(Imprint)
}

/// A face by its role; the font index says which files fill it.
package struct FaceRole: RawRepresentable, Sendable, Hashable {
    package var rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    package static let fangsong = FaceRole(rawValue: "fangsong")
    package static let kaiti = FaceRole(rawValue: "kaiti")
    package static let heiti = FaceRole(rawValue: "heiti")
    package static let songti = FaceRole(rawValue: "songti")
    package static let xiaobiaosong = FaceRole(rawValue: "xiaobiaosong")
}

package struct TextStyle: Sendable, Hashable {
    package var role: FaceRole
    package var size: Length
    package var colour: Colour
    package var marks: InterlinearMarks

    package init(role: FaceRole, size: Length, colour: Colour = .black, marks: InterlinearMarks = .none) {
        self.role = role
        self.size = size
        self.colour = colour
        self.marks = marks
    }
}

/// A run of text of one style and one origin.
package struct Inline: Sendable, Hashable {
    package var text: String
    package var style: TextStyle
    package var origin: Origin
    /// 1...6 where the run is a heading set into the paragraph's first line (run-in).
    package var headingLevel: Int?

    package init(_ text: String, style: TextStyle, origin: Origin, headingLevel: Int? = nil) {
        self.text = text
        self.style = style
        self.origin = origin
        self.headingLevel = headingLevel
    }
}
