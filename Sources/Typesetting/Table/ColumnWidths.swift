import BlockModel
import PaperUnits

/// Shares a measure out among the columns of a table.
///
/// Fixed columns keep their width. Automatic ones get no less than their longest unit wherever the measure allows it; what is
/// left goes where it saves lines. The same table gives the same widths, and they add up to the measure exactly. All widths
/// in EMU.
struct ColumnWidths {
    /// A cell with its place and what it asks for.
    struct Cell {
        var row: Int
        var column: Int
        var columnSpan: Int
        /// A cell over several rows makes no single row higher.
        var isOneRow: Bool
        var content: ContentWidths
    }

    private var isFixed: [Bool]
    private var mayGrow: [Bool]
    private var least: [Int64]
    private var comfortable: [Int64]
    private var widest: [Int64]
    private let cells: [Cell]
    /// Padding of both sides of a cell.
    private let padding: Int64

    init(_ columns: [TableColumn], _ cells: [Cell], padding: Int64) {
        self.cells = cells
        self.padding = padding
        isFixed = []
        mayGrow = []
        least = []
        comfortable = []
        widest = []
        var limits: [Int64] = []
        for column in columns {
            switch column.width {
            case .fixed(let width):
                isFixed.append(true)
                mayGrow.append(false)
                least.append(max(width.emu, 0))
                limits.append(least[least.count - 1])
            case .automatic(let lower, let upper):
                isFixed.append(false)
                mayGrow.append(upper == nil)
                least.append(max(lower.emu, 0))
                limits.append(upper?.emu ?? .max)
            }
        }
        comfortable = least
        widest = least
        for cell in cells where cell.columnSpan == 1 && !isFixed[cell.column] {
            let (column, content) = (cell.column, cell.content)
            least[column] = max(least[column], content.least + padding)
            comfortable[column] = max(comfortable[column], content.comfortable + padding)
            widest[column] = max(widest[column], content.widest + padding)
        }
        for column in columns.indices where !isFixed[column] {
            comfortable[column] = max(least[column], min(comfortable[column], limits[column]))
            widest[column] = max(comfortable[column], min(widest[column], limits[column]))
        }
        // Few columns first, so that a wide head asks only for what its columns lack.
        for span in 2...max(2, columns.count) {
            for cell in cells where cell.columnSpan == span {
                let range = cell.column..<cell.column + span
                grow(&least, in: range, to: cell.content.least + padding)
                grow(&comfortable, in: range, to: cell.content.comfortable + padding)
                grow(&widest, in: range, to: cell.content.widest + padding)
            }
        }
        for column in columns.indices {
            comfortable[column] = max(comfortable[column], least[column])
            widest[column] = max(widest[column], comfortable[column])
        }
    }

    /// Below this width content would be cut up in a way nobody wants to read.
    var comfortableSum: Int64 { comfortable.reduce(0, +) }

    private func grow(_ widths: inout [Int64], in range: Range<Int>, to wanted: Int64) {
        let open = range.filter { !isFixed[$0] }
        let lack = wanted - range.reduce(0) { $0 + widths[$1] }
        guard lack > 0, !open.isEmpty else { return }
        for (column, part) in zip(open, share(lack, among: open.map { _ in .max })) { widths[column] += part }
    }

    /// The widths; without an automatic column those given, where they fit.
    func shared(_ measure: Int64) -> [Int64] {
        let sum = least.reduce(0, +)
        if isFixed.allSatisfy(\.self), sum <= measure { return least }
        if sum >= measure {
            let fixed = zip(least, isFixed).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
            guard fixed < measure, fixed < sum else { return apportion(measure, by: least) }
            let parts = apportion(measure - fixed, by: zip(least, isFixed).map { $0.1 ? 0 : $0.0 })
            return least.indices.map { isFixed[$0] ? least[$0] : parts[$0] }
        }
        if comfortableSum > measure { return improved(between(least, comfortable, measure), from: least) }
        let full = widest.reduce(0, +)
        if full > measure { return improved(between(comfortable, widest, measure), from: comfortable) }
        var takers = widest.indices.filter { mayGrow[$0] }
        if takers.isEmpty { takers = widest.indices.filter { !isFixed[$0] } }
        let rest = apportion(measure - full, by: widest.indices.map { takers.contains($0) ? max(widest[$0], 1) : 0 })
        return zip(widest, rest).map(+)
    }

    private func between(_ low: [Int64], _ high: [Int64], _ measure: Int64) -> [Int64] {
        let rest = apportion(measure - low.reduce(0, +), by: zip(low, high).map { $1 - $0 })
        return zip(low, rest).map(+)
    }

    /// Moves width from column to column as long as the table gets lower; a bounded number of trials, far less than the
    /// layout of the cells costs.
    private func improved(_ start: [Int64], from low: [Int64]) -> [Int64] {
        let open = start.indices.filter { !isFixed[$0] }
        guard open.count > 1 else { return start }
        var widths = start
        var best = height(widths)
        var trials = max(64, 400_000 / max(1, cells.count))
        var step = max(1, start.reduce(0, +) / 16)
        let smallest = max(1, step / 16)
        while step >= smallest {
            var winner: (widths: [Int64], height: (Int64, Int64))?
            for giver in open where widths[giver] - step >= low[giver] {
                for taker in open where taker != giver && widths[taker] + step <= max(widest[taker], widths[taker]) {
                    guard trials > 0 else { return winner?.widths ?? widths }
                    trials -= 1
                    var trial = widths
                    trial[giver] -= step
                    trial[taker] += step
                    let height = height(trial)
                    if height < (winner?.height ?? best) { winner = (trial, height) }
                }
            }
            if let winner {
                (widths, best) = winner
            } else {
                step /= 2
            }
        }
        return widths
    }

    /// Lines of the highest cell of each row, added up; where two tables have as many, the finer measure decides.
    private func height(_ widths: [Int64]) -> (Int64, Int64) {
        var (lines, fine) = (Int64(0), Int64(0))
        var (rowLines, rowFine, row) = (Int64(0), Int64(0), -1)
        for cell in cells where cell.isOneRow {
            if cell.row != row {
                lines += rowLines
                fine += rowFine
                (rowLines, rowFine, row) = (0, 0, cell.row)
            }
            var room = -padding
            for column in cell.column..<cell.column + cell.columnSpan { room += widths[column] }
            rowLines = max(rowLines, cell.content.lines(in: room))
            rowFine = max(rowFine, cell.content.fineLines(in: room))
        }
        return (lines + rowLines, fine + rowFine)
    }
}

/// Parts of `total` in proportion to `weights`, adding up to it exactly; equal parts where all weights are 0. None of them is
/// negative.
func apportion(_ total: Int64, by weights: [Int64]) -> [Int64] {
    let sum = weights.reduce(0, +)
    guard sum > 0 else { return share(total, among: weights.map { _ in .max }) }
    var parts: [Int64] = []
    var weight: Int64 = 0
    var given: Int64 = 0
    for part in weights {
        weight += part
        let end = sum.dividingFullWidth(total.multipliedFullWidth(by: weight)).quotient
        parts.append(end - given)
        given = end
    }
    return parts
}
