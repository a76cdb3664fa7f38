/// How far a line is from its natural spacing.
///
/// The numbers are chosen so that the worked examples of `clreq.md` come out: a gap of 0.07 em everywhere is better than a
/// comma squeezed to the full, 0.11 em is worse.
struct LineBadness {
    /// What the line adds to the sum that is made least: the square of its badness, so that one bad line costs more
    /// than two half as bad.
    var demerits: Double

    init(_ badness: Double) { demerits = (badness + 1) * (badness + 1) }
}

extension WidthTable {
    /// - Parameter isLast: the last line is not stretched, and may end anywhere.
    func badness(_ line: Range<Int>, _ atoms: ContiguousArray<Atom>, room: Int64, isLast: Bool) -> LineBadness {
        let slack = room - width(line, atoms)
        if slack == 0 || (slack > 0 && isLast) { return LineBadness(0) }
        let inside = gaps(in: line)
        if slack < 0 {
            var left = Double(-slack)
            var badness = 0.0
            for (weight, limit) in [(80.0, inside.marks + inside.left), (120, inside.spaces), (300, inside.stops)] {
                guard left > 0, limit > 0 else { continue }
                let used = min(left, Double(limit))
                badness += weight * (used / Double(limit)) * (used / Double(limit))
                left -= used
            }
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
            badness += 100 * tenths * tenths * tenths
        }
        return LineBadness(badness)
    }
}
