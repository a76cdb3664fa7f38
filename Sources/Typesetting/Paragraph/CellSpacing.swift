import LineRules
import PaperUnits

// 纵横对齐: every character in a cell of the line's grid (CLREQ 3.2.5).
extension PreparedText {
    /// Han and marks take one em; a Western run takes whole ones, with equal gaps of at most half an em at its sides;
    /// marks are compressed two at a time, to one em, so that what follows stays in its cell.
    mutating func settleCells() {
        var index = 0
        while index < atoms.count {
            if atoms[index].isInWesternRun {
                let start = index
                while index < atoms.count, atoms[index].isInWesternRun { index += 1 }
                fitToCells(start..<index)
                continue
            }
            if atoms[index].lineClass == .dot { atoms[index].centre(in: atoms[index].emu) }
            if style.compressesMarks, index + 1 < atoms.count,
                atoms[index].lineClass.sharesBlank(with: atoms[index + 1].lineClass), closeUp(index)
            {
                index += 2
            } else {
                index += 1
            }
        }
        for index in atoms.indices {
            atoms[index].shrinkRight = 0
            if !atoms[index].isInWesternRun { (atoms[index].startTrim, atoms[index].endTrim) = (0, 0) }
        }
    }

    /// Two marks in one em; false where their blanks do not make up an em.
    private mutating func closeUp(_ index: Int) -> Bool {
        let (first, second) = (atoms[index], atoms[index + 1])
        let half = first.emu / 2
        let firstBlank = first.lineClass == .open ? first.startTrim : first.endTrim
        let secondBlank = second.lineClass == .open ? second.startTrim : second.endTrim
        guard firstBlank == half, secondBlank == half, first.size == second.size else { return false }
        if first.lineClass == .open { atoms[index].left = half } else { atoms[index].right = -half }
        if second.lineClass == .open { atoms[index + 1].left = half } else { atoms[index + 1].right = -half }
        return true
    }

    /// The number of cells that brings the gaps nearest to a quarter of an em.
    private mutating func fitToCells(_ range: Range<Int>) {
        guard let first = range.first, let last = range.last else { return }
        let em = atoms[first].emu
        for edge in [first, last] where atoms[edge].lineClass == .space { atoms[edge].advance = 0 }
        let width = range.reduce(Int64(0)) { $0 + atoms[$1].advance }
        let gap = (width + em) / em * em - width
        atoms[first].left = -(gap / 2)
        atoms[first].startTrim = atoms[first].left
        atoms[last].right = gap - gap / 2
        atoms[last].endTrim = -atoms[last].right
    }
}

extension Atom {
    fileprivate var isInWesternRun: Bool {
        switch lineClass {
        case .western, .westernOpen, .westernClose, .space, .solidus: true
        case .connector: advance < emu
        default: false
        }
    }
}
