import LineRules
import PaperUnits

extension PreparedText {
    /// Cells of Chinese marks: interpuncts half an em, dashes of a pair one em each, and how much blank a mark can give.
    mutating func settleWidths() {
        for index in atoms.indices {
            let atom = atoms[index]
            switch atom.lineClass {
            case .dot: centre(&atoms[index], in: atom.emu / 2)
            case .dash where atom.scalar == 0x2014, .ellipsis, .han, .hanPostfix, .mid, .end, .open, .close:
                // A face may give these its proportional form; Chinese text sets them in a full em.
                let graphic = atom.lineClass != .han
                if graphic, atom.advance < atom.emu { centre(&atoms[index], in: atom.emu) }
            case .connector where atom.scalar == 0x2014: centre(&atoms[index], in: atom.emu)
            default: break
            }
        }
    }

    private func centre(_ atom: inout Atom, in cell: Int64) {
        atom.shift = (cell - atom.advance) / 2
        atom.advance = cell
    }

    /// Adjacent marks, line ends and starts, Han–Latin space, and the room justification has (`clreq.md` 6–8).
    mutating func settleSpacing() {
        let count = atoms.count
        for index in 0..<count {
            let blank = atoms[index].blanks
            let half = atoms[index].emu / 2
            switch atoms[index].lineClass {
            case .open: atoms[index].startTrim = min(half, blank.left)
            case .mid, .end, .close: atoms[index].endTrim = min(half, blank.right)
            default: break
            }
        }
        settleExclamations()
        for index in 0..<count {
            let atom = atoms[index]
            guard index + 1 < count else { break }
            let next = atoms[index + 1]
            if compresses(atom.lineClass, next.lineClass) {
                // One half of the 2 em goes: the left blank of an opening mark, else the right blank of the first.
                if next.lineClass == .open {
                    atoms[index + 1].left = next.startTrim
                } else {
                    atoms[index].right = -atom.endTrim
                }
                continue
            }
            if takesSpace(atom, next) || takesSpace(next, atom) {
                let quarter = atom.emu / 4
                atoms[index].right += quarter
                atoms[index].shrinkRight = quarter / 2
                atoms[index].shrinkRightStep = 6
                atoms[index].stretch = quarter
                atoms[index].stretchStep = 2
                continue
            }
            if atom.lineClass == .space, index > 0, besideHan(atoms[index - 1], next) {
                // A typed blank beside Han stands for the Han–Latin space: same width, same room.
                let quarter = atom.emu / 4
                atoms[index].advance = quarter
                atoms[index].shrinkRight = quarter / 2
                atoms[index].shrinkRightStep = 6
                atoms[index].stretch = quarter
                atoms[index].stretchStep = 2
            } else {
                settleRoom(&atoms[index], before: next)
            }
            if next.lineClass == .open { atoms[index + 1].shrinkLeft = next.startTrim }
        }
    }

    /// Room of a gap that is neither compressed already nor a Han–Latin space.
    private func settleRoom(_ atom: inout Atom, before next: Atom) {
        switch atom.lineClass {
        case .space:
            let quarter = atom.emu / 4
            if atom.advance > quarter {
                atom.shrinkRight = atom.advance - quarter
                atom.shrinkRightStep = 2
            }
            atom.stretch = max(0, atom.emu / 2 - atom.advance)
            atom.stretchStep = 1
        case .close:
            atom.shrinkRight = atom.endTrim
            atom.shrinkRightStep = 4
        case .mid where atom.scalar != 0xFF1A:
            atom.shrinkRight = atom.endTrim
            atom.shrinkRightStep = 5
        case .end:
            atom.shrinkRight = atom.endTrim
            atom.shrinkRightStep = 7
        case .western, .westernOpen, .westernClose:
            if isWestern(next.lineClass) || next.lineClass == .space { atom.stretchStep = 0 }
        default: break
        }
        if next.lineClass == .space || next.lineClass == .connector || atom.lineClass == .connector
            || next.lineClass == .solidus || atom.lineClass == .solidus
        {
            atom.stretchStep = 0
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
        (a.lineClass == .han && isWestern(b.lineClass)) || (isWestern(a.lineClass) && b.lineClass == .han)
    }

    private func isWestern(_ lineClass: LineClass) -> Bool {
        lineClass == .western || lineClass == .westernOpen || lineClass == .westernClose
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

    private func compresses(_ a: LineClass, _ b: LineClass) -> Bool {
        switch (a, b) {
        case (.mid, .open), (.end, .open), (.close, .open), (.open, .open): true
        case (.mid, .close), (.end, .close), (.close, .close), (.close, .mid), (.close, .end): true
        case (.mid, .mid), (.end, .end), (.mid, .end), (.end, .mid): true
        default: false
        }
    }
}

extension Atom {
    /// The blank at either side of a mark that may go, measured from its ink: 0.03 em always stays.
    fileprivate var blanks: (left: Int64, right: Int64) {
        guard let ink else { return (0, 0) }
        let keep = emu * 3 / 100
        return (max(0, ink.left + shift - keep), max(0, advance - ink.right - shift - keep))
    }
}
