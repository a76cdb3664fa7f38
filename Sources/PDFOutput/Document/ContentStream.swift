internal import PagedModel
internal import PaperUnits
internal import Pictures

/// Writes the content of one page (ISO 32000-1 8, 9, 14.6), y upward from the bottom.
///
/// Every glyph is placed from its own coordinates: what a reader adds up from widths and rounded adjustments is
/// tracked, so that errors do not pile up. Distances are whole numbers of 10⁻¹¹ pt there.
struct ContentStream: ~Copyable {
    private var out = ObjectWriter()
    private let height: Length
    private let usesInks: Bool
    private var fill = Colour.black
    private var font: (face: UInt16, size: Int64)?
    /// Start of the current line in 1/1000 pt, nil outside text.
    private var line: (x: Int64, y: Int64)?
    /// Where a reader's pen stands, 10⁻¹¹ pt.
    private var pen: Int64 = 0
    /// Codes not written yet; `isShowing` while the array of a `TJ` is open.
    private var string: [UInt8] = []
    private var isShowing = false
    private var hasPath = false
    /// Of the mark that is open around what is shown.
    private var language: String?
    /// Colour and font before the turned part that is open, to which the end of the part returns.
    private var upright: (fill: Colour, font: (face: UInt16, size: Int64)?)?
    /// Faces shown, in the order of first use.
    private(set) var facesShown: [UInt16] = []
    /// The same of pictures.
    private(set) var picturesShown: [Int] = []

    /// Whether a colour stands in the content as red, green and blue.
    private(set) var hasRGB = false

    init(height: Length, usesInks: Bool) {
        self.height = height
        self.usesInks = usesInks
    }

    consuming func finish() -> [UInt8] { out.take() }

    // MARK: Marks

    mutating func beginElement(_ tag: String, mcid: Int) {
        leave()
        out.name(tag)
        out.dictionary { $0.integer("MCID", mcid) }
        out.keyword("BDC\n")
    }

    mutating func beginArtifact(_ artifact: Artifact) {
        leave()
        out.name("Artifact")
        out.dictionary { entries in
            entries.name("Type", artifact == .layout ? "Layout" : "Pagination")
            if artifact == .pageFooter { entries.name("Subtype", "Footer") }
        }
        out.keyword("BDC\n")
    }

    mutating func endMark() {
        leave()
        out.keyword("EMC\n")
    }

    private mutating func leave() {
        endPath()
        endText()
    }

    // MARK: Turned parts

    /// Turns what follows 90° counter-clockwise about a point of the page. With y upward from the page's foot the place
    /// (x, y) of the part is (x, height − y) before the turn and (origin.x + y, height − origin.y + x) after it.
    mutating func beginTurned(about origin: Point) {
        leave()
        upright = (fill, font)
        out.keyword("q\n")
        for number in [0, 1, -1, 0] { out.integer(number) }
        out.decimal(thousandthsOfPoint(origin.x + height), places: 3)
        out.decimal(thousandthsOfPoint(height - origin.y), places: 3)
        out.keyword("cm\n")
    }

    mutating func endTurned() {
        leave()
        guard let upright else { return }
        out.keyword("Q\n")
        (fill, font) = upright
        self.upright = nil
    }

    // MARK: Rules

    mutating func rule(_ rect: Rect, _ colour: Colour) {
        endText()
        if colour != fill { endPath() }
        setFill(colour)
        out.decimal(thousandthsOfPoint(rect.x), places: 3)
        out.decimal(thousandthsOfPoint(height - rect.bottom), places: 3)
        // From the rounded edges, so that rules that meet still meet.
        out.decimal(thousandthsOfPoint(rect.right) - thousandthsOfPoint(rect.x), places: 3)
        out.decimal(thousandthsOfPoint(height - rect.y) - thousandthsOfPoint(height - rect.bottom), places: 3)
        out.keyword("re\n")
        hasPath = true
    }

    mutating func shape(_ contour: Contour, _ colour: Colour) {
        endText()
        if colour != fill { endPath() }
        setFill(colour)
        point(contour.start)
        out.keyword("m\n")
        for stretch in contour.stretches {
            switch stretch {
            case .line(let end):
                point(end)
                out.keyword("l\n")
            case .curve(let first, let second, let end):
                point(first)
                point(second)
                point(end)
                out.keyword("c\n")
            }
        }
        out.keyword("h\n")
        hasPath = true
    }

    private mutating func point(_ place: Point) {
        out.decimal(thousandthsOfPoint(place.x), places: 3)
        out.decimal(thousandthsOfPoint(height - place.y), places: 3)
    }

    private mutating func endPath() {
        if hasPath { out.keyword("f\n") }
        hasPath = false
    }

    private mutating func setFill(_ colour: Colour) {
        guard colour != fill else { return }
        fill = colour
        if usesInks, let inks = colour.inks {
            for ink in [inks.cyan, inks.magenta, inks.yellow, inks.black] { out.decimal(Int64(ink), places: 2) }
            out.keyword("k\n")
            return
        }
        if !colour.isGray { hasRGB = true }
        func channel(_ value: UInt8) -> Int64 { (Int64(value) * 10_000 + 127) / 255 }
        out.decimal(channel(colour.red), places: 4)
        if !colour.isGray {
            out.decimal(channel(colour.green), places: 4)
            out.decimal(channel(colour.blue), places: 4)
        }
        out.keyword(colour.isGray ? "g\n" : "rg\n")
    }

    // MARK: Pictures

    mutating func image(_ picture: Int, _ place: Rect, _ orientation: Orientation) {
        leave()
        if !picturesShown.contains(picture) { picturesShown.append(picture) }
        out.keyword("q\n")
        for number in imageMatrix(place, orientation, pageHeight: height) { out.decimal(number, places: 3) }
        out.keyword("cm\n")
        out.name("I\(picture)")
        out.keyword("Do\nQ\n")
    }

    // MARK: Text

    mutating func show(_ object: TextObject) {
        guard var face = object.faces.first else { return }
        endPath()
        let languages = object.languages
        func language(_ unit: Int) -> String? { languages.isEmpty ? nil : languages[unit] }
        var run = -1
        var hand = Hand()
        var start = 0
        while start < object.units.count {
            let stretch = object.stretch(from: start)
            start = stretch.upperBound
            let isOfOneLanguage =
                languages.isEmpty || stretch.allSatisfy { languages[$0] == languages[stretch.lowerBound] }
            setLanguage(isOfOneLanguage ? language(stretch.lowerBound) : nil)
            let hasActualText = stretch.count > 1 || object.units[stretch.lowerBound].needsActualText
            if hasActualText { beginSpan { $0.text("ActualText", object.text(of: stretch)) } }
            for index in stretch {
                if !isOfOneLanguage { setLanguage(language(index)) }
                let unit = object.units[index]
                if unit.run != run {
                    run = unit.run
                    face = object.faces[run]
                    hand = begin(object.runs[run])
                }
                for index in unit.part.glyphs { show(object.runs[run].glyphs[index], by: hand, face) }
            }
            if !isOfOneLanguage { setLanguage(nil) }
            if hasActualText { endSpan() }
        }
        setLanguage(nil)
    }

    private mutating func beginSpan(_ body: (inout DictionaryWriter) -> Void) {
        beginText()
        endShowing()
        out.name("Span")
        out.dictionary(body)
        out.keyword("BDC\n")
    }

    private mutating func endSpan() {
        endShowing()
        out.keyword("EMC\n")
    }

    /// Nil for the document's own.
    private mutating func setLanguage(_ new: String?) {
        guard new != language else { return }
        if language != nil { endSpan() }
        language = new
        if let new { beginSpan { $0.text("Lang", new) } }
    }

    private mutating func beginText() {
        guard line == nil else { return }
        out.keyword("BT\n")
        line = (0, 0)
    }

    private mutating func endText() {
        endShowing()
        guard line != nil else { return }
        line = nil
        out.keyword("ET\n")
    }

    private mutating func endShowing() {
        guard isShowing else { return }
        endString()
        out.append([UInt8(ascii: "]")])
        out.keyword("TJ\n")
        isShowing = false
    }

    private mutating func endString() {
        guard !string.isEmpty else { return }
        out.literalString(string)
        string.removeAll(keepingCapacity: true)
    }

    /// What the glyphs of a run have in common: asked of the run, it would be asked for each glyph.
    private struct Hand {
        var position = Point(x: .zero, y: .zero)
        /// 1/10,000 pt
        var size: Int64 = 0
        /// One unit of a TJ number is a thousandth of the size; large type gets a decimal to stay within 0.01 pt.
        var decimals = 0
        var unit: Int64 = 0
    }

    /// Sets colour and font of a run.
    private mutating func begin(_ run: GlyphRun) -> Hand {
        beginText()
        let size = (run.size.emu * 100 + 63) / 127
        if run.colour != fill {
            endShowing()
            setFill(run.colour)
        }
        if font?.face != run.face || font?.size != size {
            endShowing()
            font = (run.face, size)
            if !facesShown.contains(run.face) { facesShown.append(run.face) }
            out.name("F\(run.face)")
            out.decimal(size, places: 4)
            out.keyword("Tf\n")
        }
        let decimals = size > 200_000 ? 1 : 0
        return Hand(
            position: run.position, size: size, decimals: decimals, unit: size * (decimals == 1 ? 1000 : 10_000))
    }

    private mutating func show(_ glyph: PlacedGlyph, by hand: Hand, _ face: EmbeddedFace) {
        let x = hand.position.x + glyph.x
        let y = thousandthsOfPoint(height - hand.position.y - glyph.y)
        let target = hundredBillionths(x)
        var adjustment = roundedQuotient(pen - target, hand.unit)
        if line?.y != y || !isShowing && adjustment != 0 || abs(adjustment) > 30_000 {
            endShowing()
            move(to: (thousandthsOfPoint(x), y))
            adjustment = 0
        }
        if !isShowing {
            out.append([UInt8(ascii: "[")])
            isShowing = true
        }
        if adjustment != 0 {
            endString()
            out.decimal(adjustment, places: hand.decimals)
            pen -= adjustment * hand.unit
        }
        // Strings hold 32,767 bytes at most.
        if string.count >= 16_000 { endString() }
        let shown = face[glyph.id]
        string.append(UInt8(shown.code >> 8))
        string.append(UInt8(shown.code & 0xFF))
        pen += shown.width * hand.size
    }

    private mutating func move(to place: (x: Int64, y: Int64)) {
        let start = line ?? (0, 0)
        out.decimal(place.x - start.x, places: 3)
        out.decimal(place.y - start.y, places: 3)
        out.keyword("Td\n")
        line = place
        pen = place.x * 100_000_000
    }
}

/// Rounded half away from zero.
func thousandthsOfPoint(_ length: Length) -> Int64 { roundedQuotient(length.emu * 10, 127) }

private func hundredBillionths(_ length: Length) -> Int64 { roundedQuotient(length.emu * 1_000_000_000, 127) }

private func roundedQuotient(_ value: Int64, _ divisor: Int64) -> Int64 {
    (value < 0 ? value - divisor / 2 : value + divisor / 2) / divisor
}
