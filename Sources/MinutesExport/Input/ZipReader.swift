private import CMinizipShim
private import Glibc
private import Intake

/// The records of a zip archive, one entry held at a time.
///
/// Names of entries are shown and give a record without an id its own, made safe; nothing is written under them. Folders,
/// hidden entries and files of other kinds, archives among them, are passed over.
final class ZipReader {
    enum Entry {
        case item(FoundInputs.Item)
        case lines(LineReader)
    }

    /// `errno` values by which the opening tells why it failed.
    static let notAnArchive = EBADMSG
    static let noReader = ENOPKG

    private let input: Input
    private let path: String
    private let handle: Handle
    private let fileBytes: Int
    private var packedBytes: UInt64 = 0
    private var isAtEnd = false

    init(_ input: Input) throws(FileError) {
        guard case .file(let path) = input.place else { throw FileError(path: input.path, number: ESPIPE) }
        guard jiyao_zip_is_present() != 0 else { throw FileError(path: path, number: Self.noReader) }
        fileBytes = try FileStatus(path: path).bytes
        guard let archive = jiyao_zip_open(path) else { throw FileError(path: path, number: Self.notAnArchive) }
        self.input = input
        self.path = path
        handle = Handle(archive)
    }

    func next(limit: Int) -> Entry? {
        var entry = jiyao_zip_entry()
        while !isAtEnd {
            switch jiyao_zip_next(handle.archive, &entry) {
            case 0: isAtEnd = true
            case 1:
                if let found = take(&entry, limit: limit) { return found }
            default:
                isAtEnd = true
                return refuse(path, "input.bad-archive", "the archive is damaged: what follows cannot be read")
            }
        }
        return nil
    }

    private func take(_ entry: inout jiyao_zip_entry, limit: Int) -> Entry? {
        let bytes = withUnsafeBytes(of: &entry.name) { Array($0.prefix(Int(entry.name_length))) }
        let name = decodeFileName(bytes)
        let isHidden = name.split(separator: "/").contains {
            $0.hasPrefix(".") && $0 != "." && $0 != ".." || $0 == "__MACOSX"
        }
        guard !isHidden, let own = InputFormat.of(suffix: splitSuffix(lastComponent(name)).suffix), own != .zip else {
            return nil
        }
        // Entries that share their bytes make a small file a very large one.
        packedBytes &+= entry.packed_bytes
        guard packedBytes <= UInt64(fileBytes) else {
            isAtEnd = true
            return refuse(path, "input.bad-archive", "entries of the archive overlap: what follows is not read")
        }
        var record = input
        record.place = .entry(archive: path, name: name)
        record.format = input.entryFormat ?? own
        if entry.is_encrypted != 0 {
            return refuse(
                record.path, "input.encrypted", "the entry is encrypted", hint: "unpack it with its password first")
        }
        if record.format == .jsonLines {
            let lines = ByteLines(path: record.path) { [handle] chunk throws(FileError) in try handle.read(into: &chunk)
            }
            return .lines(LineReader(record, lines: lines))
        }
        return read(record, limit: limit)
    }

    private func read(_ record: Input, limit: Int) -> Entry {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        do throws(FileError) {
            while case let count = try handle.read(into: &chunk), count > 0 {
                bytes.append(contentsOf: chunk[..<count])
                guard bytes.count <= limit else {
                    return refuse(
                        record.path, "input.too-large", "the record is larger than \(limit) bytes",
                        hint: "--max-bytes raises the limit")
                }
            }
        } catch {
            return refuse(record.path, "input.bad-archive", "the entry is damaged, or packed in an unknown way")
        }
        var record = record
        record.held = bytes
        return .item(.input(record))
    }

    private func refuse(_ path: String, _ code: String, _ text: String, hint: String? = nil) -> Entry {
        .item(.refused(path: path, Message(code, text, path: path, hints: hint.map { [$0] } ?? [])))
    }

    /// Owns the open archive; lines of an entry are read from it, too.
    private final class Handle {
        let archive: OpaquePointer

        init(_ archive: OpaquePointer) { self.archive = archive }
        deinit { jiyao_zip_close(archive) }

        func read(into chunk: inout [UInt8]) throws(FileError) -> Int {
            let count = jiyao_zip_read(archive, &chunk, chunk.count)
            guard count >= 0 else { throw FileError(path: "", number: EBADMSG) }
            return count
        }
    }
}
