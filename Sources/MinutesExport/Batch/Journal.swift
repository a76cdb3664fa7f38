private import Glibc
private import OrderedJSON

/// What became of each record, kept in the output folder as JSON Lines: a hidden file that only grows.
///
/// Manifests decide what is there; the journal knows what failed, and which records there must be. A line that a killed
/// process left unfinished is cut off by the next one. Shards write files of their own.
final class Journal {
    static let prefix = ".jiyao-journal"
    private static let suffix = ".jsonl"

    private let path: String
    private let descriptor: Int32
    /// What the last line of each record said when the run began, by hashes; this run's own are not kept, so that memory
    /// does not grow with it.
    private var known: [UInt64: UInt64] = [:]
    /// Inputs whose last line says that they failed.
    private var failedLast: Set<UInt64> = []
    private var lastSync = ContinuousClock.now
    private var isSynchronised = true

    init(folder: String, shard: Shard?) throws(ExportError) {
        let path = folder + "/" + Self.prefix + (shard.map { ".\($0.index)-of-\($0.count)" } ?? "") + Self.suffix
        do throws(FileError) {
            let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
            guard opened >= 0 else { throw FileError(path: path) }
            self.path = path
            descriptor = opened
            let end = Self.readLines(of: try readAll(opened, path: path, limit: .max - 1)) { entry in
                known[entry.record] = entry.hash
                let input = stableHash(entry.label)
                if entry.isFailed { failedLast.insert(input) } else { failedLast.remove(input) }
            }
            guard ftruncate(opened, off_t(end)) == 0, lseek(opened, off_t(end), SEEK_SET) >= 0 else {
                throw FileError(path: path)
            }
        } catch {
            throw .output(Message(notWritable: error))
        }
    }

    deinit { close(descriptor) }

    /// Notes what became of a record, on the disk within a second.
    func append(_ outcome: RecordOutcome) throws(ExportError) {
        let entry = Entry(outcome)
        let isNews = known[entry.record] != entry.hash || failedLast.contains(stableHash(entry.label))
        guard entry.isFailed || isNews else { return }
        do throws(FileError) {
            try writeAll(descriptor, Array((entry.json.oneLine + "\n").utf8), path: path)
            isSynchronised = false
            if ContinuousClock.now - lastSync > .seconds(1) { try synchronise() }
        } catch {
            throw .output(Message(notWritable: error))
        }
    }

    /// To be called at the end.
    func finish() throws(ExportError) {
        do throws(FileError) { try synchronise() } catch { throw .output(Message(notWritable: error)) }
    }

    private func synchronise() throws(FileError) {
        guard !isSynchronised else { return }
        guard fdatasync(descriptor) == 0 || errno == EINVAL else { throw FileError(path: path) }
        isSynchronised = true
        lastSync = .now
    }

    /// Labels of the inputs that failed when they were exported last; nil where there is no journal.
    static func failed(in output: String) throws(FileError) -> Set<String>? {
        var failed: Set<String> = []
        var hasJournal = false
        try forEachEntry(in: output) { entry in
            hasJournal = true
            if entry.isFailed { failed.insert(entry.label) } else { failed.remove(entry.label) }
        }
        return hasJournal ? failed : nil
    }

    /// Records that were exported, each with the digest of its manifest.
    static func exported(in output: String) throws(FileError) -> [String: String] {
        var exported: [String: String] = [:]
        try forEachEntry(in: output) { entry in
            if let manifest = entry.manifest { exported[entry.id] = manifest }
        }
        return exported
    }

    private static func forEachEntry(in output: String, _ body: (Entry) -> Void) throws(FileError) {
        for name in try listFolder(output) where name.hasPrefix(prefix) && name.hasSuffix(suffix) {
            _ = readLines(of: try readFile(output + "/" + name), body)
        }
    }

    /// - Returns: where the last whole line ends.
    private static func readLines(of bytes: [UInt8], _ body: (Entry) -> Void) -> Int {
        var start = 0
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            if let value = try? readJSON(Array(bytes[start..<end])).value, let entry = Entry(value) { body(entry) }
            start = end + 1
        }
        return start
    }

    private struct Entry {
        var label: String
        var id: String
        var isFailed: Bool
        /// SHA-256 of the record's manifest; nil for one that failed.
        var manifest: String?
        var codes: [String] = []

        init(_ outcome: RecordOutcome) {
            label = outcome.label
            id = outcome.id ?? ""
            isFailed = outcome.status == .failed
            manifest = isFailed ? nil : outcome.files.last?.sha256
            codes = outcome.messages.filter { $0.severity == .error }.map(\.code)
        }

        init?(_ json: JSONValue) {
            guard case .string(let label) = json["input"], case .string(let id) = json["id"] else { return nil }
            self.label = label
            self.id = id
            isFailed = json["failed"] != nil
            if case .string(let digest) = json["manifest"] { manifest = digest }
        }

        var record: UInt64 { stableHash("\(label)\n\(id)") }

        var hash: UInt64 { stableHash("\(label)\n\(id)\n\(manifest ?? "failed")") }

        var json: JSONValue {
            .object([
                JSONMember("input", .string(label)), JSONMember("id", .string(id)),
                manifest.map { JSONMember("manifest", .string($0)) }
                    ?? JSONMember("failed", .array(codes.map { .string($0) })),
            ])
        }
    }
}
