import FontAccess
import LineRules
import PaperUnits

// Faces draw Chinese marks in their own ways: an interpunct of a full em, a dash that does not reach its edges, quotation
// marks of Latin width. Here each mark gets the cell Chinese text gives it, whatever its face.
extension PreparedText {
    /// - Parameter faces: by the atoms' numbers.
    mutating func settleMarkCells(_ faces: [Typeface]) {
        let region = style.region
        var joins = false
        for index in atoms.indices {
            if atoms[index].lineClass == .han { continue }
            let atom = atoms[index]
            switch atom.lineClass {
            case .western:
                // A quotation mark in a Latin phrase.
                if (0x2018...0x201D).contains(atom.scalar) { atoms[index].fitToInk() }
            case .dot: centre(index, in: region == .mainland ? atom.emu / 2 : atom.emu, faces)
            case .dash, .ellipsis: joins = true
            case .connector where atom.scalar == 0x2014: atoms[index].centre(in: atom.emu)
            case .connector where atom.scalar == 0x2013: centre(index, in: atom.emu / 2, faces)
            case .connector where atom.scalar == 0xFF5E: centreHeight(index, faces)
            case .solidus where region != .mainland: centre(index, in: atom.emu, faces)
            case .solidus where atom.scalar == 0x2F: centre(index, in: atom.emu / 2, faces)
            case .open: atoms[index].widen(keeping: .right)
            case .close: atoms[index].widen(keeping: .left)
            case .mid, .end:
                if region.centresStops {
                    centreStop(index, faces)
                } else {
                    atoms[index].widen(keeping: .left)
                }
            case .hanPostfix: if atom.advance < atom.emu { atoms[index].centre(in: atom.emu) }
            default: break
            }
        }
        if joins { joinPairs(faces) }
    }

    /// The ink in the middle of its cell; a mark too wide for the cell keeps its own width.
    private mutating func centre(_ index: Int, in cell: Int64, _ faces: [Typeface]) {
        guard let ink = ink(of: index, faces) else { return }
        guard ink.right - ink.left <= cell else { return }
        atoms[index].shift = (cell - ink.left - ink.right) / 2
        atoms[index].advance = cell
    }

    /// 点号 of Taiwan and Hong Kong from a face that draws them at the lower left.
    private mutating func centreStop(_ index: Int, _ faces: [Typeface]) {
        let atom = atoms[index]
        atoms[index].advance = max(atom.advance, atom.emu)
        guard let ink = ink(of: index, faces) else { return }
        let shift = (atoms[index].advance - ink.left - ink.right) / 2
        guard abs(shift) > atom.emu / 10 || atom.advance < atom.emu else { return }
        atoms[index].shift = shift
        // ？ and ！ are as high as a character.
        guard ink.top - ink.bottom < atom.emu / 2 || atom.scalar == 0xFF1A || atom.scalar == 0xFF1B else { return }
        centreHeight(index, faces)
    }

    /// The ink half way up the em box; a 浪纹线 that some faces draw as high as an accent.
    private mutating func centreHeight(_ index: Int, _ faces: [Typeface]) {
        let atom = atoms[index]
        guard let ink = ink(of: index, faces) else { return }
        let middle = atom.emu * (emBoxAscent.numerator - emBoxAscent.denominator / 2) / emBoxAscent.denominator
        let rise = middle - (ink.top + ink.bottom) / 2
        guard abs(rise) > atom.emu / 10 else { return }
        for glyph in atom.glyphs {
            glyphs[Int(glyph)].yOffset = FontUnits(glyphs[Int(glyph)].yOffset.raw + atom.fontUnits(rise))
        }
    }

    /// 破折号 and 省略号 as units of two em from faces that do not join their halves.
    private mutating func joinPairs(_ faces: [Typeface]) {
        var index = 0
        while index < atoms.count {
            let lineClass = atoms[index].lineClass
            guard lineClass == .dash || lineClass == .ellipsis else {
                index += 1
                continue
            }
            let start = index
            while index < atoms.count, atoms[index].lineClass == lineClass, atoms[index].face == atoms[start].face,
                atoms[index].size == atoms[start].size
            {
                index += 1
            }
            if lineClass == .ellipsis {
                spreadDots(start..<index, faces)
            } else {
                joinDashes(start..<index, faces)
            }
        }
    }

    /// Twelve dots keep together, more of them may part between any two pairs.
    private mutating func spreadDots(_ run: Range<Int>, _ faces: [Typeface]) {
        for index in run where atoms[index].advance < atoms[index].emu { atoms[index].centre(in: atoms[index].emu) }
        let length = run.count == 4 ? 4 : 2
        for start in stride(from: run.lowerBound, through: run.upperBound - length, by: length) {
            spreadUnit(start..<start + length, faces)
        }
    }

    /// Dots at equal distances through ellipses that stay on one line, centred in their cells.
    private mutating func spreadUnit(_ range: Range<Int>, _ faces: [Typeface]) {
        guard let first = range.first, range.count > 1, let ink = ink(of: first, faces) else { return }
        let dot = ink.top - ink.bottom
        let pitch = (ink.right - ink.left - dot) / 2
        let excess = atoms[first].advance + ink.left - ink.right + dot - pitch
        guard abs(excess) > atoms[first].emu / 50 else { return }
        for (order, index) in range.enumerated() {
            atoms[index].shift += Int64(range.count - 1 - 2 * order) * excess / 2
        }
    }

    private mutating func joinDashes(_ range: Range<Int>, _ faces: [Typeface]) {
        var index = range.lowerBound
        while index < range.upperBound {
            let atom = atoms[index]
            // U+2E3A, or the halves made one by the face.
            let isWhole = atom.scalar == 0x2E3A || atom.text.count > 3
            let isPair = !isWhole && index + 1 < range.upperBound
            if isWhole || isPair, let ink = ink(of: index, faces) {
                setDash(index, isPair: isPair, ink)
            } else if atom.advance < atom.emu {
                atoms[index].centre(in: atom.emu)
            }
            index += isPair ? 2 : 1
        }
    }

    /// One line of two em: the halves are pushed together, or copies between them fill the gap, so that no seam shows.
    private mutating func setDash(_ index: Int, isPair: Bool, _ ink: MarkInk) {
        let atom = atoms[index]
        guard let glyph = atom.glyphs.first.map({ glyphs[Int($0)] }), atom.glyphs.count == 1 else { return }
        let origins = dashOrigins(advance: atom.advance, ink, em: atom.emu)
        atoms[index].advance = isPair ? atom.emu : 2 * atom.emu
        guard let first = origins.first, let last = origins.last else { return }
        atoms[index].shift = first
        let second = isPair ? index + 1 : index
        if isPair {
            atoms[second].advance = atom.emu
            atoms[second].shift = last - atom.emu
        }
        let added = isPair ? origins.dropFirst().dropLast() : origins.dropFirst()
        guard !added.isEmpty else { return }
        let start = Int32(glyphs.count)
        let own = isPair ? glyphs[Int(atoms[second].glyphs.lowerBound)] : glyph
        let base = isPair ? last : first
        for origin in added {
            var copy = own
            copy.advance = FontUnits(0)
            copy.xOffset = FontUnits(own.xOffset.raw + atom.fontUnits(origin - base))
            glyphs.append(copy)
        }
        glyphs.append(own)
        atoms[second].glyphs = start..<Int32(glyphs.count)
    }

    private func ink(of index: Int, _ faces: [Typeface]) -> MarkInk? {
        let atom = atoms[index]
        guard atom.glyphs.count == 1, faces.indices.contains(Int(atom.face)),
            let bounds = faces[Int(atom.face)].inkBounds(of: glyphs[Int(atom.glyphs.lowerBound)].id)
        else { return nil }
        func scaled(_ units: FontUnits) -> Int64 { units.scaled(to: atom.size, unitsPerEm: atom.unitsPerEm).emu }
        return MarkInk(
            left: scaled(bounds.left), right: scaled(bounds.right), top: scaled(bounds.top),
            bottom: scaled(bounds.bottom))
    }
}

/// EMU from the glyph's origin, y upward.
struct MarkInk {
    var left: Int64
    var right: Int64
    var top: Int64
    var bottom: Int64
}

/// Where the glyphs of a 破折号 start in its two em: the first and the last at its edges, as many between as make one
/// line with them. Neighbours overlap by a fiftieth of an em, which hides the seam that rounding to pixels would leave.
func dashOrigins(advance: Int64, _ ink: MarkInk, em: Int64) -> [Int64] {
    let overlap = em / 50
    let span = 2 * em - advance
    // Reaches from edge to edge by itself.
    if span <= em / 10 { return [span / 2] }
    let gap = span + ink.left - ink.right + overlap
    if gap <= 0 { return [0, span] }
    if gap <= em / 20 { return [gap / 2, span - gap / 2] }
    let reach = max(em / 10, ink.right - ink.left - overlap)
    let between = (gap + reach - 1) / reach
    return (0...between + 1).map { span * $0 / (between + 1) }
}

extension Atom {
    fileprivate enum Side { case left, right }

    /// A mark narrower than its em keeps its ink at one side of it.
    fileprivate mutating func widen(keeping side: Side) {
        guard advance < emu else { return }
        if side == .right { shift = emu - advance }
        advance = emu
    }

    mutating func centre(in cell: Int64) {
        shift = (cell - advance) / 2
        advance = cell
    }

    /// A twentieth of an em at either side of the ink.
    fileprivate mutating func fitToInk() {
        guard hasInk, advance > emu / 2 else { return }
        shift = emu / 20 - inkLeft
        advance = inkRight - inkLeft + emu / 10
    }

    fileprivate func fontUnits(_ length: Int64) -> Int32 { Int32(length * Int64(unitsPerEm) / max(1, emu)) }
}
