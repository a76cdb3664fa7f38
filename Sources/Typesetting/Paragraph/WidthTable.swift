/// Sums over a paragraph's atoms, so that the width and the room of any stretch of it cost a few subtractions.
///
/// The n-th sum covers the atoms before n; all are in EMU.
struct WidthTable {
    /// Room of the atoms with the spacing inside a line.
    private(set) var natural: ContiguousArray<Int64>
    private var gaps: ContiguousArray<Gaps>

    /// What gaps can give and take. A gap lies right of its atom, but for a bracket's own blank on its left.
    struct Gaps {
        /// Steps 2 to 5 of `clreq.md` 8.1: word spaces, interpuncts, brackets, commas; then 6, Han–Latin spaces; then 7, stops.
        var marks: Int64 = 0
        var left: Int64 = 0
        var spaces: Int64 = 0
        var stops: Int64 = 0
        /// Word spaces and Han–Latin spaces may grow so much together.
        var growth: Int64 = 0
        /// Gaps that may grow without limit.
        var loose: Int32 = 0
    }

    init(_ atoms: ContiguousArray<Atom>) {
        natural = [0]
        gaps = [Gaps()]
        natural.reserveCapacity(atoms.count + 1)
        gaps.reserveCapacity(atoms.count + 1)
        var width: Int64 = 0
        var sum = Gaps()
        for atom in atoms {
            width += atom.advance - atom.left + atom.right
            switch atom.shrinkRightStep {
            case 2...5: sum.marks += atom.shrinkRight
            case 6: sum.spaces += atom.shrinkRight
            case 7: sum.stops += atom.shrinkRight
            default: break
            }
            sum.left += atom.shrinkLeft
            switch atom.stretchStep {
            case 1, 2: sum.growth += atom.stretch
            case 3: sum.loose += 1
            default: break
            }
            natural.append(width)
            gaps.append(sum)
        }
    }

    /// Width of a line of these atoms with the rules of line start and line end applied (`clreq.md` 6.3).
    func width(_ range: Range<Int>, _ atoms: ContiguousArray<Atom>) -> Int64 {
        guard !range.isEmpty else { return 0 }
        let first = atoms[range.lowerBound]
        let last = atoms[range.upperBound - 1]
        return natural[range.upperBound] - natural[range.lowerBound] + first.left - first.startTrim - last.right
            - last.endTrim
    }

    /// A lower bound of what the atoms need; it never falls as the range grows at its end or loses its start.
    func leastWidth(_ range: Range<Int>) -> Int64 {
        natural[range.upperBound] - natural[range.lowerBound] - shrinkable(range)
    }

    /// The gaps inside a line: the last atom's right side and the first one's left side are edges.
    func gaps(in range: Range<Int>) -> Gaps {
        guard range.count > 1 else { return Gaps() }
        let (from, to) = (gaps[range.lowerBound], gaps[range.upperBound - 1])
        return Gaps(
            marks: to.marks - from.marks, left: gaps[range.upperBound].left - gaps[range.lowerBound + 1].left,
            spaces: to.spaces - from.spaces, stops: to.stops - from.stops, growth: to.growth - from.growth,
            loose: to.loose - from.loose)
    }

    /// What justification can take off the line.
    func shrinkable(_ range: Range<Int>) -> Int64 {
        let inside = gaps(in: range)
        return inside.marks + inside.left + inside.spaces + inside.stops
    }
}
