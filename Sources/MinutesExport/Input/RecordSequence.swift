/// The records of inputs one after another: lines, archives and lists are read a piece at a time, so that their length
/// costs nothing.
public struct RecordSequence: Sequence, IteratorProtocol {
    private var items: [FoundInputs.Item]
    private var place = 0
    private var lists: [String?]
    private let found: FoundInputs
    private let limits: Limits
    private var lines: LineReader?
    private var archive: ZipReader?
    private var list: ByteLines?

    init(_ found: FoundInputs, limits: Limits) {
        items = found.items
        lists = found.lists.reversed()
        self.found = found
        self.limits = limits
    }

    /// Blank lines are passed over; a line that cannot be read is refused with its number, and the ones after it follow.
    public mutating func next() -> FoundInputs.Item? {
        while true {
            if let line = lines?.next(limit: limits.recordBytes) { return line }
            lines = nil
            if let entry = archive?.next(limit: limits.recordBytes) {
                switch entry {
                case .item(let item): return item
                case .lines(let reader): lines = reader
                }
                continue
            }
            archive = nil
            guard let item = nextItem() else {
                guard nextPaths() else { return nil }
                continue
            }
            guard case .input(let input) = item, input.format.holdsMany else { return item }
            do throws(FileError) {
                if input.format == .jsonLines { lines = try LineReader(input) } else { archive = try ZipReader(input) }
            } catch {
                return .refused(path: input.path, Message(unreadable: error, input))
            }
        }
    }

    private mutating func nextItem() -> FoundInputs.Item? {
        guard place < items.count else { return nil }
        defer { place += 1 }
        return items[place]
    }

    /// Takes the inputs of the next path of a list; false where there is none.
    private mutating func nextPaths() -> Bool {
        while true {
            switch list?.next(limit: 1 << 16) {
            case .line(let bytes):
                let path = String(decoding: bytes.last == 0x0D ? bytes.dropLast() : bytes, as: UTF8.self)
                if path.isEmpty { continue }
                take(
                    findInputs(
                        [path], format: found.listFormat, fields: found.listFields, onlyMinutes: found.listsMinutes))
                return true
            case .tooLong: continue
            case .failed(let error):
                list = nil
                take(refusal: error)
                return true
            case nil:
                list = nil
                guard let path = lists.popLast() else { return false }
                do {
                    list = try ByteLines(path: path)
                } catch {
                    take(refusal: error)
                    return true
                }
            }
        }
    }

    private mutating func take(_ inputs: FoundInputs) {
        items = inputs.items
        place = 0
    }

    private mutating func take(refusal error: FileError) {
        let message = Message("input.unreadable-list", error.reason, path: error.path)
        take(FoundInputs(items: [.refused(path: error.path, message)]))
    }
}

extension FoundInputs {
    /// - Parameter limits: of each record.
    public func records(limits: Limits) -> RecordSequence { RecordSequence(self, limits: limits) }

    /// How many records there are; nil where a file holds any number of them.
    public var count: Int? {
        let holdsMany = items.contains { item in
            guard case .input(let input) = item else { return false }
            return input.format.holdsMany
        }
        return holdsMany || !lists.isEmpty ? nil : items.count
    }

    /// Whether every input may hold more than one record.
    public var isLines: Bool {
        !items.isEmpty && lists.isEmpty
            && items.allSatisfy { item in
                guard case .input(let input) = item else { return false }
                return input.format.holdsMany
            }
    }
}

extension Message {
    /// An input that holds many and cannot be opened.
    fileprivate init(unreadable error: FileError, _ input: Input) {
        if input.format == .zip && error.number == ZipReader.notAnArchive {
            self.init("input.bad-archive", "the file is no zip archive, or a damaged one", path: input.path)
        } else if input.format == .zip && error.number == ZipReader.noReader {
            self.init(
                "input.no-zip-reader", "libminizip is not there, which reads zip archives", path: input.path,
                hints: ["Debian has it in the package libminizip1"])
        } else {
            self.init("input.unreadable", error.reason, path: input.path)
        }
    }
}
