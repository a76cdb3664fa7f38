/// How far a line is from its natural spacing.
///
/// The numbers are chosen so that the worked examples of `clreq.md` come out: a gap of 0.07 em everywhere is better than a
/// comma squeezed to the full, 0.11 em is worse.
struct LineBadness {
    /// What the line adds to the sum that is made least: the square of its badness, so that one bad line costs more
    /// than two half as bad.
    var demerits: Double

    init(_ badness: Double) { demerits = (badness + 1) * (badness + 1) }

    /// Badness of gaps that grow by so many tenths of an em each.
    fileprivate static func ofGaps(_ tenths: Double) -> Double { 100 * tenths * tenths * tenths }

    /// The cube of the growth of every gap, in tenths of an em, that costs a hair more than `demerits`.
    static func loosestCubed(within demerits: Double) -> Double {
        // The hair is for what the badness rounds.
        max(0, demerits.squareRoot() - 1) * 1.000_001 / 100 + 1e-9
    }
}

extension WidthTable {
    /// Whether the gaps of a line that is not stretched in vain take more tenths of an em than a number whose cube is
    /// given; quicker to tell than its badness.
    func isLooser(_ line: Range<Int>, _ atoms: ContiguousArray<Atom>, slack: Int64, thanCube cube: Double) -> Bool {
        let inside = stretchable(line)
        let room = Double(atoms[line.lowerBound].emu) * Double(max(1, inside.loose))
        let taken = Double(slack - min(slack, inside.growth)) * 10
        return taken * taken * taken > cube * room * room * room
    }

    /// - Parameter isLast: the last line is not stretched, and may end anywhere.
    func badness(_ line: Range<Int>, _ atoms: ContiguousArray<Atom>, room: Int64, isLast: Bool) -> LineBadness {
        let slack = room - width(line, atoms)
        if slack == 0 || (slack > 0 && isLast) { return LineBadness(0) }
        let inside = gaps(in: line)
        if slack < 0 {
            var left = Double(-slack)
            let badness =
                squeeze(&left, within: inside.marks + inside.left, weight: 80)
                + squeeze(&left, within: inside.spaces, weight: 120)
                + squeeze(&left, within: inside.stops, weight: 300)
            return LineBadness(badness)
        }
        var badness = 0.0
        let grown = min(slack, inside.growth)
        if grown > 0 {
            let share = Double(grown) / Double(inside.growth)
            badness += 5 * share * share
        }
        let rest = slack - grown
        if rest > 0 {
            // In tenths of an em a gap; what no gap can take stands as one gap.
            let tenths = Double(rest) * 10 / Double(atoms[line.lowerBound].emu) / Double(max(1, inside.loose))
            badness += LineBadness.ofGaps(tenths)
        }
        return LineBadness(badness)
    }
}

/// Takes what it can of `left` from gaps that give `limit` together, and says how bad that is.
private func squeeze(_ left: inout Double, within limit: Int64, weight: Double) -> Double {
    guard left > 0, limit > 0 else { return 0 }
    let used = min(left, Double(limit))
    left -= used
    return weight * (used / Double(limit)) * (used / Double(limit))
}
