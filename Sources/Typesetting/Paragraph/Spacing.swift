import LineRules
import PaperUnits

extension PreparedText {
    /// Adjacent marks, line ends and starts, Han–Latin space, and the room justification has (`clreq.md` 6–8).
    mutating func settleSpacing() {
        let count = atoms.count
        let region = style.region
        var hasExclamations = false
        var span = atoms.mutableSpan
        for index in 0..<count {
            if span[index].lineClass == .han { continue }
            span[index].settleTrims(region)
            hasExclamations = hasExclamations || span[index].scalar == 0xFF01 || span[index].scalar == 0xFF1F
        }
        if hasExclamations, region == .mainland { settleExclamations() }
        if style.keepsCells {
            settleCells()
            return
        }
        let compressesMarks = style.compressesMarks
        let space = Int64(style.hanLatinSpace)
        for index in 0..<count {
            guard index + 1 < count else { break }
            // Between two ideographs there is nothing to settle.
            if atoms[index].lineClass == .han, atoms[index + 1].lineClass == .han { continue }
            let atom = atoms[index]
            let next = atoms[index + 1]
            if compressesMarks, atom.lineClass.sharesBlank(with: next.lineClass) {
                // One half of the 2 em goes: the left blank of an opening mark, else the right blank of the first.
                if next.lineClass == .open {
                    atoms[index + 1].left = next.startTrim
                } else {
                    atoms[index].right = -atom.endTrim
                }
                continue
            }
            if takesSpace(atom, next) || takesSpace(next, atom) {
                atoms[index].right += atom.emu * space / 1_000
                atoms[index].settleHanLatinRoom(space)
                continue
            }
            if atom.lineClass == .space, index > 0, besideHan(atoms[index - 1], next) {
                // A typed blank beside Han stands for the Han–Latin space: same width, same room.
                atoms[index].advance = atom.emu * space / 1_000
                atoms[index].settleHanLatinRoom(space)
            } else {
                atoms[index].settleRoom(before: next, compressesMarks: compressesMarks)
            }
            if next.lineClass == .open, compressesMarks { atoms[index + 1].shrinkLeft = next.startTrim }
        }
        if !style.halvesLineEndMarks || !style.halvesLineStartBrackets { keepEdges() }
    }

    /// Marks keep their em at line ends, brackets at line starts.
    private mutating func keepEdges() {
        for index in atoms.indices {
            if !style.halvesLineEndMarks { atoms[index].endTrim = 0 }
            if !style.halvesLineStartBrackets { atoms[index].startTrim = 0 }
        }
    }

    /// ？！ together take 1 em and three such marks 2 em (GB/T 15834 5.1.2).
    private mutating func settleExclamations() {
        func isStrong(_ index: Int) -> Bool {
            index < atoms.count && (atoms[index].scalar == 0xFF1F || atoms[index].scalar == 0xFF01)
        }
        var index = 0
        while index < atoms.count {
            guard isStrong(index), isStrong(index + 1) else {
                index += 1
                continue
            }
            let run = isStrong(index + 2) ? 3 : 2
            for step in 0..<run {
                let trim = atoms[index + step].endTrim
                if step + 1 < run || run == 2 { atoms[index + step].advance -= trim }
                atoms[index + step].endTrim = 0
                atoms[index + step].stretchStep = step + 1 < run ? 0 : 3
            }
            index += run
        }
    }

    private func besideHan(_ a: Atom, _ b: Atom) -> Bool {
        (a.lineClass == .han && b.lineClass.isWestern) || (a.lineClass.isWestern && b.lineClass == .han)
    }

    /// `han` then `other`: whether a Han–Latin space belongs between the two, in either order.
    private func takesSpace(_ han: Atom, _ other: Atom) -> Bool {
        guard han.lineClass == .han || han.lineClass == .hanPostfix else { return false }
        switch other.lineClass {
        case .western: return LineClass.isLetterOrDigit(other.scalar)
        // The gap comes after % and ℃, which belong to the number.
        case .westernClose: return other.scalar == 0x25 || other.scalar == 0x2030 || other.scalar == 0x2103
        default: return false
        }
    }
}

// Methods of the atom, not of the text: a method of the text would hold a copy of it while one of its atoms changes, and
// each change would then copy all of them.
extension Atom {
    /// Blank that may go at a line's start or end; of centred marks as much on the left as on the right.
    fileprivate mutating func settleTrims(_ region: TypesettingRegion) {
        switch lineClass {
        case .open: startTrim = min(emu / 2, blanks.left)
        case .mid, .end:
            guard region.centresStops else {
                endTrim = min(emu / 2, blanks.right)
                return
            }
            // ？ and ！ keep their em (`clreq.md` 15).
            let blank = blanks
            if scalar != 0xFF01, scalar != 0xFF1F { endTrim = 2 * min(emu / 4, blank.left, blank.right) }
        case .close: endTrim = min(emu / 2, blanks.right)
        case .dot where region.centresStops:
            shrinkRight = advance / 2
            shrinkRightStep = 3
        default: break
        }
    }

    /// A Han–Latin space of so many thousandths shrinks to an eighth of an em and grows to a half; none is a plain gap.
    fileprivate mutating func settleHanLatinRoom(_ space: Int64) {
        guard space > 0 else { return }
        shrinkRight = max(0, emu * (space - 125) / 1_000)
        shrinkRightStep = 6
        stretch = emu * (500 - space) / 1_000
        stretchStep = 2
    }

    /// Room of a gap that is neither compressed already nor a Han–Latin space.
    fileprivate mutating func settleRoom(before next: Atom, compressesMarks: Bool) {
        switch lineClass {
        case .space:
            let quarter = emu / 4
            if advance > quarter {
                shrinkRight = advance - quarter
                shrinkRightStep = 2
            }
            stretch = max(0, emu / 2 - advance)
            stretchStep = 1
        case .close where compressesMarks:
            shrinkRight = endTrim
            shrinkRightStep = 4
        case .mid where compressesMarks && scalar != 0xFF1A:
            shrinkRight = endTrim
            shrinkRightStep = 5
        case .end where compressesMarks:
            shrinkRight = endTrim
            shrinkRightStep = 7
        case .western, .westernOpen, .westernClose:
            if next.lineClass.isWestern || next.lineClass == .space { stretchStep = 0 }
        default: break
        }
        if next.lineClass == .space || next.lineClass == .connector || lineClass == .connector
            || next.lineClass == .solidus || lineClass == .solidus
        {
            stretchStep = 0
        }
    }

    /// The blank at either side of a mark that may go, measured from its ink: 0.03 em always stays.
    fileprivate var blanks: (left: Int64, right: Int64) {
        // A mark that runs right to left keeps its blanks: they lie on its other sides.
        guard hasInk, level == 0 else { return (0, 0) }
        let keep = emu * 3 / 100
        return (max(0, inkLeft + shift - keep), max(0, advance - inkRight - shift - keep))
    }
}

extension LineClass {
    var isWestern: Bool { self == .western || self == .westernOpen || self == .westernClose }

    /// Whether this mark and the one after it take 1.5 em together (`clreq.md` 6.2).
    func sharesBlank(with next: LineClass) -> Bool {
        switch (self, next) {
        case (.mid, .open), (.end, .open), (.close, .open), (.open, .open): true
        case (.mid, .close), (.end, .close), (.close, .close), (.close, .mid), (.close, .end): true
        case (.mid, .mid), (.end, .end), (.mid, .end), (.end, .mid): true
        default: false
        }
    }
}
