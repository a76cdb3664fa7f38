/// A ToUnicode map (ISO 32000-1 9.10.3).
struct CodeMap {
    private(set) var texts: [Int: String] = [:]
    private(set) var faults: [String] = []

    init(_ bytes: [UInt8]) {
        var tokens = PDFTokens(bytes)
        var operands: [PDFValue] = []
        var declared = 0
        while let token = tokens.next() {
            guard case .keyword(let word) = token else {
                if case .value(let value) = token { operands.append(value) }
                continue
            }
            switch word {
            case "beginbfchar", "beginbfrange":
                declared = operands.last?.integer ?? 0
                if declared > 100 { faults.append("a block has more than 100 lines") }
            case "endbfchar":
                if operands.count != 2 * declared { faults.append("a block has another number of lines than it says") }
                for index in stride(from: 0, to: operands.count - 1, by: 2) {
                    set(code(operands[index]), operands[index + 1].string ?? [])
                }
            case "endbfrange":
                if operands.count != 3 * declared { faults.append("a block has another number of lines than it says") }
                for index in stride(from: 0, to: operands.count - 2, by: 3) {
                    setRange(code(operands[index]), code(operands[index + 1]), operands[index + 2])
                }
            default: break
            }
            operands.removeAll(keepingCapacity: true)
        }
    }

    private func code(_ value: PDFValue) -> Int { (value.string ?? []).reduce(0) { ($0 << 8 | Int($1)) & 0xFFFF } }

    private mutating func set(_ code: Int, _ bytes: [UInt8]) {
        guard let text = utf16Text(bytes[...]) else {
            faults.append("the text of code \(code) is no UTF-16")
            return
        }
        if texts.updateValue(text, forKey: code) != nil { faults.append("code \(code) stands twice") }
    }

    private mutating func setRange(_ first: Int, _ last: Int, _ target: PDFValue) {
        guard first <= last, first >> 8 == last >> 8 else {
            faults.append("a range of codes crosses a change of the high byte")
            return
        }
        for (offset, code) in (first...last).enumerated() {
            if let list = target.array {
                if offset < list.count { set(code, list[offset].string ?? []) }
            } else if var bytes = target.string, let end = bytes.popLast() {
                set(code, bytes + [UInt8(truncatingIfNeeded: Int(end) + offset)])
            }
        }
    }
}
