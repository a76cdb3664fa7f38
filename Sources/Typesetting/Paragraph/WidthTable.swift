/// Sums over a paragraph's atoms, so that the width and the room of any stretch of it cost a few subtractions.
struct WidthTable {
    /// The n-th sum covers the atoms before n.
    private var sums: ContiguousArray<Sum>

    /// In EMU.
    private struct Sum {
        /// Room of the atoms with the spacing inside a line.
        var natural: Int64 = 0
        /// What gaps give on the right of their atoms, of all steps.
        var shrink: Int64 = 0
        var gaps = Gaps()
    }

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
        var loose: Int64 = 0
    }

    init(_ atoms: ContiguousArray<Atom>) {
        sums = []
        var sum = Sum()
        let span = atoms.span
        sums.append(addingCapacity: atoms.count + 1) { sums in
            sums.append(sum)
            for index in span.indices {
                sum.natural += span[index].advance - span[index].left + span[index].right
                switch span[index].shrinkRightStep {
                case 0: break
                case 2...5: sum.gaps.marks += span[index].shrinkRight
                case 6: sum.gaps.spaces += span[index].shrinkRight
                case 7: sum.gaps.stops += span[index].shrinkRight
                default: break
                }
                sum.shrink = sum.gaps.marks + sum.gaps.spaces + sum.gaps.stops
                sum.gaps.left += span[index].shrinkLeft
                switch span[index].stretchStep {
                case 3: sum.gaps.loose += 1
                case 1, 2: sum.gaps.growth += span[index].stretch
                default: break
                }
                sums.append(sum)
            }
        }
    }

    /// Width of a line of these atoms with the rules of line start and line end applied (`clreq.md` 6.3).
    func width(_ range: Range<Int>, _ atoms: ContiguousArray<Atom>) -> Int64 {
        guard !range.isEmpty else { return 0 }
        let (first, last) = (range.lowerBound, range.upperBound - 1)
        return sums[range.upperBound].natural - sums[first].natural + atoms[first].left - atoms[first].startTrim
            - atoms[last].right - atoms[last].endTrim
    }

    /// A lower bound of what the atoms need; it never falls as the range grows at its end or loses its start.
    func leastWidth(_ range: Range<Int>) -> Int64 {
        sums[range.upperBound].natural - sums[range.lowerBound].natural - shrinkable(range)
    }

    /// As `growth` and `loose` of `gaps(in:)`.
    func stretchable(_ range: Range<Int>) -> (growth: Int64, loose: Int64) {
        guard range.count > 1 else { return (0, 0) }
        let (first, last) = (range.lowerBound, range.upperBound - 1)
        return (sums[last].gaps.growth - sums[first].gaps.growth, sums[last].gaps.loose - sums[first].gaps.loose)
    }

    /// The gaps inside a line: the last atom's right side and the first one's left side are edges.
    func gaps(in range: Range<Int>) -> Gaps {
        guard range.count > 1 else { return Gaps() }
        let (first, last) = (range.lowerBound, range.upperBound - 1)
        return Gaps(
            marks: sums[last].gaps.marks - sums[first].gaps.marks,
            left: sums[last + 1].gaps.left - sums[first + 1].gaps.left,
            spaces: sums[last].gaps.spaces - sums[first].gaps.spaces,
            stops: sums[last].gaps.stops - sums[first].gaps.stops,
            growth: sums[last].gaps.growth - sums[first].gaps.growth,
            loose: sums[last].gaps.loose - sums[first].gaps.loose)
    }

    /// What justification can take off the line.
    func shrinkable(_ range: Range<Int>) -> Int64 {
        guard range.count > 1 else { return 0 }
        let (first, last) = (range.lowerBound, range.upperBound - 1)
        return sums[last].shrink - sums[first].shrink + sums[last + 1].gaps.left - sums[first + 1].gaps.left
    }
}
