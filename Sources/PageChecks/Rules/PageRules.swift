import PagedModel
import PaperUnits

private let ofPress = "a matter of paper and press, which no file holds"

/// Clauses 4 to 7.1.
let pageRules: [Rule] = [
    Rule("GB-4-a", "公文用纸") { _ in .notApplicable(ofPress) },
    Rule("GB-5.1-a", "A4 210 × 297 mm") { reading in
        var measuring = Measuring("210.000 × 297.000 mm")
        for (index, page) in reading.document.pages.enumerated() {
            let isRight =
                abs(page.size.width.millimetres - 210) <= 0.1 && abs(page.size.height.millimetres - 297) <= 0.1
            measuring.note(
                "\(page.size.width.spelt) × \(page.size.height.spelt)", isRight,
                at: Place(page: index + 1, x: .zero, y: .zero, text: ""))
        }
        return measuring.verdict(orElse: "there is no page")
    },
    Rule("GB-5.2.1-a", "天头 37 mm ± 1 mm") { reading in
        var measuring = Measuring("37 mm ± 1 mm")
        for line in reading.topLines { measuring.length(line.emTop, is: Standard.top, within: 1, at: line.place) }
        return measuring.verdict(orElse: "no page begins with a line of text")
    },
    Rule("GB-5.2.1-b", "订口 28 mm ± 1 mm") { reading in
        var measuring = Measuring("28 mm ± 1 mm at the bound edge")
        let page = reading.document.pages.first?.size.width ?? .mm(210)
        if let left = reading.leftOfOdd {
            measuring.length(left, is: 28, within: 1, at: Place(page: 1, x: left, y: .mm(37), text: "left edge"))
        }
        if let left = reading.leftOfEven {
            // Bound at the left as well, or at the right.
            let bound = reading.binding == .mirrored ? page - left - .mm(Standard.width) : left
            measuring.length(bound, is: 28, within: 1, at: Place(page: 2, x: left, y: .mm(37), text: "left edge"))
        }
        return measuring.verdict(orElse: "no line stands at the left edge of the type area")
    },
    Rule("GB-5.2.1-c", "版心 156 × 225 mm") { reading in
        var measuring = Measuring("156 × 225 mm, nothing outside")
        for picture in reading.pictures {
            let (left, right) = (reading.left(picture.page) - 0.02, reading.right(picture.page) + 0.02)
            let rect = picture.rect
            let isInside =
                rect.x.millimetres >= left && rect.right.millimetres <= right
                && rect.y.millimetres >= Standard.top - 0.02 && rect.bottom.millimetres <= Standard.bottom + 0.02
            measuring.note(
                isInside ? "all text inside" : "a picture at x \(rect.x.spelt) … \(rect.right.spelt)", isInside,
                at: picture.place)
        }
        let kinds: Set = [ReadLine.Kind.content, .table, .caption]
        for line in reading.lines where kinds.contains(line.kind) && !line.isTurned {
            let (left, right) = (reading.left(line.page) - 0.02, reading.right(line.page) + 0.02)
            let isInside =
                line.left.millimetres >= left && line.right.millimetres <= right
                && line.emTop.millimetres >= Standard.top - 0.02 && line.emBottom.millimetres <= Standard.bottom + 0.02
            if isInside {
                measuring.note("all text inside", true, at: line.place)
            } else {
                measuring.note(
                    "x \(line.left.spelt) … \(line.right.spelt), y \(line.emTop.spelt) … \(line.emBottom.spelt)", false,
                    at: line.place)
            }
        }
        return measuring.verdict(orElse: "there is no text")
    },
    Rule("GB-5.2.1-d", "右白边 26 mm、下白边 35 mm") { reading in
        var measuring = Measuring("26 mm ± 1 mm at the right, 35 mm ± 1 mm below")
        for line in reading.fullLines {
            let page = reading.document.pages[line.page - 1].size
            let isEvenMirrored = reading.binding == .mirrored && line.page.isMultiple(of: 2)
            // The outer edge of a mirrored even page is its left one, where turn-over lines stand.
            if isEvenMirrored, line.left > .mm(30) { continue }
            let right = isEvenMirrored ? line.left : page.width - line.right
            measuring.note("\(right.spelt) at the outer edge", (25...27.02).contains(right.millimetres), at: line.place)
        }
        for line in reading.lastLines where line.emBottom > .mm(Standard.bottom - Standard.pitch / 2) {
            let below = reading.document.pages[line.page - 1].size.height - line.emBottom
            measuring.note("\(below.spelt) below", (34...36).contains(below.millimetres), at: line.place)
        }
        return measuring.verdict(orElse: "no line and no page is full")
    },
    Rule("GB-5.2.1-e", "页码在版心之外") { reading in
        var measuring = Measuring("below 262 mm")
        for line in reading.footers { measuring.length(line.emTop, in: 262...297, at: line.place) }
        return measuring.verdict(orElse: "there is no page number")
    },
    Rule("GB-5.2.1-f", "订口：左侧、装订侧或两侧均 27 mm") { reading in
        var measuring = Measuring("reading a (28 and 28 mm), b (28 and 26 mm) or c (27 and 27 mm)")
        guard let edge = reading.leftOfOdd ?? reading.leftOfEven else {
            return .notApplicable("no line stands at the left edge of the type area")
        }
        let edges = [reading.leftOfOdd, reading.leftOfEven].compactMap { $0?.spelt }.joined(separator: ", ")
        measuring.note(
            reading.binding.map { "reading \($0.rawValue): \(edges)" } ?? edges, reading.binding != nil,
            at: Place(page: 1, x: edge, y: .mm(37), text: "left edges"))
        return measuring.verdict(orElse: "")
    },
    Rule("GB-5.2.2-a", "正文3号仿宋") { reading in
        var measuring = Measuring("仿宋, 15.5 … 16.1 pt")
        for block in reading.blocks where block.kind == .body && block.headingLevel == nil {
            for line in block.lines {
                for read in line.runs where read.headingLevel == nil {
                    measuring.body(read.run, reading, at: line.place)
                }
            }
        }
        return measuring.verdict(orElse: "there is no body text")
    },
    Rule("GB-5.2.3-a", "每面22行") { reading in reading.linesOfPages() },
    Rule("GB-5.2.3-b", "每行28字") { reading in
        var measuring = Measuring("28 characters in 156 mm")
        for block in reading.blocks where block.kind == .body {
            for line in block.lines.dropFirst().dropLast() where line.isOfHan {
                // Prohibitions may take a character or two from a line, which is then spaced out.
                let count = line.runs.map(\.run.glyphs.count).reduce(0, +)
                let isRight = (26...28).contains(count)
                measuring.note(
                    isRight ? "28 characters a line" : "\(count) characters in \((line.right - line.left).spelt)",
                    isRight,
                    at: line.place)
            }
            for read in block.first.runs where reading.faces.isFirst(read.run) && block.headingLevel == nil {
                let perLine = Length.mm(Standard.width).emu * 100 / max(1, read.run.size.emu)
                let isRight = (2_799...2_801).contains(perLine)
                measuring.note(
                    isRight
                        ? "28 characters of \(read.run.size.speltInPoints) in 156.000 mm"
                        : "\(perLine / 100).\(String(perLine % 100 + 100).dropFirst()) characters a line", isRight,
                    at: block.place)
            }
        }
        return measuring.verdict(orElse: "there is no body text")
    },
    Rule("GB-5.2.3-c", "撑满版心") { reading in
        var measuring = Measuring("from the indent to the right edge of the type area, ± 0.1 mm")
        for line in reading.fullLines {
            let excess = line.right - .mm(reading.right(line.page))
            if abs(excess.millimetres) <= 0.1 {
                measuring.note("full", true, at: line.place)
            } else {
                measuring.note("\(excess.spelt) beyond the edge", false, at: line.place)
            }
        }
        return measuring.verdict(orElse: "no paragraph has a second line")
    },
    Rule("GB-5.2.4-a", "文字为黑色") { reading in
        var measuring = Measuring("black but for 标志 and 分隔线")
        for line in reading.lines {
            let isMark = reading.mark?.lines.contains { $0.page == line.page && $0.emTop == line.emTop } ?? false
            guard !isMark else { continue }
            for read in line.runs {
                measuring.note(
                    read.run.colour == .black ? "black" : read.run.colour.spelt, read.run.colour == .black,
                    at: line.place)
            }
        }
        for rule in reading.rules + reading.tableRules where rule.rect != reading.separator?.rect {
            measuring.note(rule.colour == .black ? "black" : rule.colour.spelt, rule.colour == .black, at: rule.place)
        }
        return measuring.verdict(orElse: "there is nothing but the mark")
    },
    Rule("GB-6.1-a", "版面不歪斜") { reading in
        var measuring = Measuring("level baselines")
        for line in reading.lines where !line.isTurned {
            let base = line.runs[0].run.position.y
            let isLevel = line.runs.allSatisfy { $0.run.position.y == base }
            measuring.note(isLevel ? "level" : "not level", isLevel, at: line.place)
        }
        return measuring.verdict(orElse: "there is no text")
    },
    Rule("GB-6.2-a", "两面套正 ≤ 2 mm") { reading in
        guard let odd = reading.leftOfOdd, let even = reading.leftOfEven else {
            return .notApplicable("the document has one page")
        }
        var measuring = Measuring("at most 2 mm between recto and verso")
        let through = reading.document.pages[0].size.width - even - .mm(Standard.width)
        measuring.length(
            odd < through ? through - odd : odd - through, in: 0...2.02,
            at: Place(page: 2, x: even, y: .mm(37), text: "left edge"))
        return measuring.verdict(orElse: "")
    },
    Rule("GB-6.2-b", "红色 Y80 M80") { reading in
        var measuring = Measuring("red")
        for line in reading.mark?.lines ?? [] {
            for read in line.runs where !read.run.colour.isGray {
                measuring.note(read.run.colour.spelt, read.run.colour.isRed, at: line.place)
            }
        }
        if let separator = reading.separator, !separator.colour.isGray {
            measuring.note(separator.colour.spelt, separator.colour.isRed, at: separator.place)
        }
        return measuring.verdict(orElse: "nothing on the pages is coloured")
    },
    Rule("GB-6.3-a", "页码位置误差 ≤ 4 mm") { reading in
        var measuring = Measuring("at most 4 mm between the page numbers of two pages")
        guard let first = reading.footers.first else { return .notApplicable("there is no page number; \(ofPress)") }
        for line in reading.footers {
            measuring.length(
                max(line.emTop, first.emTop) - min(line.emTop, first.emTop), in: 0...4, at: line.place)
        }
        return measuring.verdict(orElse: "")
    },
    Rule("GB-7.1-a", "版头、主体、版记依次") { reading in
        var measuring = Measuring("版头 above 主体 above 版记")
        var zone = 0
        for block in reading.blocks {
            let own = block.zone
            var isRight = own >= zone
            if let separator = reading.separator, block.first.page == 1 {
                isRight = isRight && (block.first.emTop > separator.rect.y) == (own > 0)
            }
            measuring.note(["版头", "主体", "版记"][own], isRight, at: block.place)
            zone = max(zone, own)
        }
        return measuring.verdict(orElse: "there is no text")
    },
]

extension PageReading {
    /// The first line of each page that begins with body text, and of each first page that begins with anything but a mark.
    fileprivate var topLines: [ReadLine] {
        var seen: Set<Int> = []
        return lines.filter { line in
            line.kind == .content && !line.isTurned && seen.insert(line.page).inserted
                && (line.page > 1 || mark == nil) && line.size < .pt(17) && bottomAbove(line) == nil
        }
    }

    /// The last line of each page that a paragraph goes on from.
    fileprivate var lastLines: [ReadLine] {
        blocks.filter { $0.kind == .body }.flatMap { block in
            zip(block.lines, block.lines.dropFirst()).filter { $0.page != $1.page }.map(\.0)
        }
    }

    /// Lines of the body that their paragraph goes on after.
    fileprivate var fullLines: [ReadLine] {
        blocks.filter { $0.kind == .body }.flatMap { $0.lines.dropLast() }
    }

    fileprivate func linesOfPages() -> Verdict {
        var measuring = Measuring("22 lines a page, \(Length.mm(Standard.pitch).spelt) apart")
        for block in blocks where block.kind == .body {
            for (line, next) in zip(block.lines, block.lines.dropFirst()) {
                if next.page == line.page {
                    let pitch = next.emTop - line.emTop
                    let isRight = abs(pitch.millimetres - Standard.pitch) <= 0.02
                    measuring.note(isRight ? "22 lines a page" : "\(pitch.spelt) apart", isRight, at: next.place)
                } else {
                    // A paragraph leaves no line of its page empty.
                    let number = (line.emTop.millimetres - Standard.top) / Standard.pitch + 1
                    // A signature or a note takes the last two lines along.
                    let isTakenAlong =
                        block.lines.filter { $0.page == next.page }.count <= 2 && isFollowedByClosing(block)
                    let isLast = abs(number - 22) <= 0.02 || isTakenAlong
                    measuring.note(
                        isLast ? "22 lines a page" : "the page ends with line \(Int(number + 0.5))", isLast,
                        at: line.place)
                }
            }
        }
        for (page, tops) in fullPages {
            measuring.note(
                "\(tops.count) lines on page \(page)", tops.count <= 22,
                at: Place(page: page, x: .mm(left(page)), y: tops.first ?? .zero, text: ""))
        }
        return measuring.verdict(orElse: "no paragraph has two lines")
    }

    /// The block's last page goes on with 署名 or 附注 and no further text.
    private func isFollowedByClosing(_ block: ReadBlock) -> Bool {
        guard let index = blocks.firstIndex(where: { $0.first.place == block.first.place }) else { return false }
        let next = index + 1 < blocks.count ? blocks[index + 1].kind : .imprint
        return [.signatory, .date, .note, .nameList, .annexNote].contains(next)
    }

    /// Tops of the lines of pages that hold body text only.
    private var fullPages: [(page: Int, tops: [Length])] {
        document.pages.indices.compactMap { index in
            let here = lines.filter { $0.page == index + 1 && $0.kind != .footer && $0.kind != .other }
            guard index > 0, index < document.pages.count - 1, here.allSatisfy({ $0.kind == .content }) else {
                return nil
            }
            return (index + 1, Set(here.map(\.emTop)).sorted())
        }
    }
}

extension ReadBlock {
    /// 0 版头, 1 主体, 2 版记.
    fileprivate var zone: Int {
        switch kind {
        case .mark, .copyNumber, .secrecy, .urgency, .number, .signers, .headLine: 0
        case .imprint: 2
        default: 1
        }
    }
}

extension ReadLine {
    /// Nothing but ideographs of one size.
    fileprivate var isOfHan: Bool {
        runs.allSatisfy { read in read.run.size == runs[0].run.size && read.run.text.unicodeScalars.allSatisfy(\.isHan)
        }
    }
}

extension Measuring {
    /// 3号仿宋.
    mutating func body(_ run: GlyphRun, _ reading: PageReading, at place: Place) {
        guard reading.faces.fills(run, .fangsong) else {
            return note("\(reading.faces.name(of: run)), “\(run.text.shortened)”", false, at: place)
        }
        let isRight = !reading.faces.isFirst(run) || Standard.third.contains(run.size.points)
        note(isRight ? "仿宋" : run.size.speltInPoints, isRight, at: place)
    }

    /// Role and size of a run.
    mutating func type(
        _ run: GlyphRun, _ role: Role, _ points: ClosedRange<Double>, _ reading: PageReading, at place: Place
    ) {
        guard reading.faces.fills(run, role) else { return note(reading.faces.name(of: run), false, at: place) }
        let isRight = !reading.faces.isFirst(run) || points.contains(run.size.points)
        note(isRight ? "\(role.name) \(run.size.speltInPoints)" : run.size.speltInPoints, isRight, at: place)
    }
}

extension Colour {
    /// `#E60012`
    var spelt: String {
        "#"
            + [red, green, blue].map { channel in
                let digits = String(channel, radix: 16, uppercase: true)
                return digits.count == 1 ? "0" + digits : digits
            }.joined()
    }

    /// Far more red than anything else.
    var isRed: Bool { red >= 0xA0 && green <= 0x60 && blue <= 0x60 }
}
