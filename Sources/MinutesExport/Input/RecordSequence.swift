private import Glibc

/// The records of inputs one after another: a JSON Lines file is read a line at a time, so that its length costs nothing.
public struct RecordSequence: Sequence, IteratorProtocol {
    private var items: IndexingIterator<[FoundInputs.Item]>
    private let limits: Limits
    private var lines: LineReader?

    init(_ found: FoundInputs, limits: Limits) {
        items = found.items.makeIterator()
        self.limits = limits
    }

    /// Blank lines are passed over; a line that cannot be read is refused with its number, and the ones after it follow.
    public mutating func next() -> FoundInputs.Item? {
        while true {
            if let line = lines?.next(limit: limits.recordBytes) { return line }
            lines = nil
            guard let item = items.next() else { return nil }
            guard case .input(let input) = item, input.format == .jsonLines else { return item }
            do {
                lines = try LineReader(input)
            } catch {
                return .refused(path: input.path, Message("input.unreadable", error.reason, path: input.path))
            }
        }
    }
}

extension FoundInputs {
    /// - Parameter limits: of each record.
    public func records(limits: Limits) -> RecordSequence { RecordSequence(self, limits: limits) }

    /// Whether every input may hold more than one record.
    public var isLines: Bool {
        !items.isEmpty
            && items.allSatisfy { item in
                guard case .input(let input) = item else { return false }
                return input.format == .jsonLines
            }
    }
}

/// Lines of a file or of standard input, held one at a time.
///
/// A class, because it owns an open file.
private final class LineReader {
    private let input: Input
    private let descriptor: Int32
    private var chunk = [UInt8](repeating: 0, count: 1 << 16)
    private var buffer: [UInt8] = []
    /// Bytes of the buffer that were given out.
    private var used = 0
    private var isAtEnd = false
    private var lineNumber = 0
    private var failure: Int32?

    init(_ input: Input) throws(FileError) {
        self.input = input
        switch input.place {
        case .standardInput: descriptor = STDIN_FILENO
        case .file(let path):
            let opened = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
            guard opened >= 0 else { throw FileError(path: path) }
            descriptor = opened
        }
    }

    deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

    func next(limit: Int) -> FoundInputs.Item? {
        while let line = nextLine(limit: limit) {
            switch line {
            case .tooLong:
                return refuse(
                    "input.too-large", "the record is larger than \(limit) bytes", "--max-bytes raises the limit")
            case .bytes(let bytes):
                if bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) { continue }
                if lineNumber == 1, bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
                    isAtEnd = true
                    used = buffer.count
                    return refuse(
                        "input.lines-encoding", "the file is UTF-16, whose lines cannot be told apart",
                        "save it as UTF-8")
                }
                var record = input
                record.line = Input.Line(bytes: bytes, linesBefore: lineNumber - 1)
                return .input(record)
            }
        }
        guard let number = failure else { return nil }
        failure = nil
        return refuse("input.unreadable", FileError(path: input.path, number: number).reason, nil)
    }

    private func refuse(_ code: String, _ text: String, _ hint: String?) -> FoundInputs.Item {
        .refused(
            path: input.path,
            Message(code, text, path: input.path, line: max(lineNumber, 1), hints: hint.map { [$0] } ?? []))
    }

    private enum Line {
        case bytes([UInt8])
        case tooLong
    }

    /// The next line without its end; one longer than the limit is passed over.
    private func nextLine(limit: Int) -> Line? {
        var searched = used
        var isTooLong = false
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                lineNumber += 1
                defer { used = end + 1 }
                return isTooLong || end - used > limit ? .tooLong : .bytes(Array(buffer[used..<end]))
            }
            if isAtEnd {
                guard used < buffer.count || isTooLong else { return nil }
                lineNumber += 1
                defer { used = buffer.count }
                return isTooLong || buffer.count - used > limit ? .tooLong : .bytes(Array(buffer[used...]))
            }
            if buffer.count - used > limit {
                isTooLong = true
                used = buffer.count
            }
            buffer.removeSubrange(..<used)
            used = 0
            searched = buffer.count
            fill()
        }
    }

    private func fill() {
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            if count < 0 { failure = errno }
            if count <= 0 { isAtEnd = true } else { buffer.append(contentsOf: chunk[..<count]) }
            return
        }
    }
}
