/// The records of a file with one on each line.
final class LineReader {
    private let input: Input
    private let lines: ByteLines

    convenience init(_ input: Input) throws(FileError) {
        if case .file(let path) = input.place {
            self.init(input, lines: try ByteLines(path: path))
        } else {
            self.init(input, lines: try ByteLines(path: nil))
        }
    }

    init(_ input: Input, lines: ByteLines) {
        self.input = input
        self.lines = lines
    }

    func next(limit: Int) -> FoundInputs.Item? {
        while let line = lines.next(limit: limit) {
            switch line {
            case .failed(let error): return refuse("input.unreadable", error.reason, nil)
            case .tooLong:
                return refuse(
                    "input.too-large", "the record is larger than \(limit) bytes", "--max-bytes raises the limit")
            case .line(let bytes):
                if bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) { continue }
                if lines.number == 1, bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
                    lines.finish()
                    return refuse(
                        "input.lines-encoding", "the file is UTF-16, whose lines cannot be told apart",
                        "save it as UTF-8")
                }
                var record = input
                record.held = bytes
                record.line = lines.number
                return .input(record)
            }
        }
        return nil
    }

    private func refuse(_ code: String, _ text: String, _ hint: String?) -> FoundInputs.Item {
        .refused(
            path: input.path,
            Message(code, text, path: input.path, line: max(lines.number, 1), hints: hint.map { [$0] } ?? []))
    }
}
