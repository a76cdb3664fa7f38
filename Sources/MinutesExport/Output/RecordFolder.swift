private import CLinuxShim
private import Glibc
package import PDFOutput

/// The files of one record on their way: written under a hidden name in the output folder, moved into place together.
///
/// A process that dies leaves only hidden folders, which the next run over the same output folder clears
/// (`clearAbandoned`). Files and folders are synchronised before the move, so that a name never stands for less than
/// its files even after a loss of power.
package final class RecordFolder {
    package let output: String
    package let name: String
    private let incoming: String
    private(set) package var files: [Manifest.File] = []
    private var isInPlace = false
    /// What stood in this one's place, under a hidden name.
    private var older: String?
    private let run: String

    /// - Parameter shard: what this run exports; other machines may export the others at the same time.
    package init(output: String, name: String, shard: Shard? = nil) throws(ExportError) {
        let run = Run.this.mark(shard: shard)
        let incoming = output + "/" + Mark.incoming.folder(for: name, run)
        do throws(FileError) {
            try removeTree(incoming)
            try makeFolder(incoming)
        } catch {
            throw .output(Message(notWritable: error))
        }
        self.output = output
        self.name = name
        self.run = run
        self.incoming = incoming
    }

    deinit {
        // A failed record leaves nothing; what cannot be removed now, the next run clears.
        if !isInPlace { try? removeTree(incoming) }
    }

    package func write(_ name: String, _ bytes: [UInt8]) throws(ExportError) {
        try write(name, bytes, sha256: sha256(bytes))
    }

    package func write(_ name: String, _ file: PDFFile) throws(ExportError) {
        try write(name, file.bytes, sha256: hexadecimal(file.sha256))
    }

    private func write(_ name: String, _ bytes: [UInt8], sha256: String) throws(ExportError) {
        do {
            try writeNewFile(incoming + "/" + name, bytes)
        } catch {
            throw .output(Message(notWritable: error))
        }
        files.append(Manifest.File(name: name, bytes: bytes.count, sha256: sha256))
    }

    /// Writes the manifest, the last of the files.
    package func finish(manifest: [UInt8]) throws(ExportError) {
        do {
            try writeNewFile(incoming + "/" + Manifest.fileName, manifest)
        } catch {
            throw .output(Message(notWritable: error))
        }
    }

    /// Folders from which on one wait for the whole file system is cheaper than one for each file; other programs' files are
    /// waited for, too.
    private static let many = 4

    /// Puts finished folders of one output folder into place; older folders of their names give way to them.
    ///
    /// Cost: two waits for the disk for many folders, four for one of two files.
    package static func publish(_ folders: [RecordFolder]) throws(ExportError) {
        guard let output = folders.first?.output else { return }
        do throws(FileError) {
            if folders.count >= many {
                try synchroniseFileSystem(of: output)
            } else {
                for folder in folders { try folder.synchronise() }
            }
            for folder in folders { try folder.moveIntoPlace() }
            try synchroniseFolder(output)
            for folder in folders { try folder.removeOlder() }
        } catch {
            throw .output(Message(notWritable: error))
        }
    }

    private func synchronise() throws(FileError) {
        for file in files.map(\.name) + [Manifest.fileName] { try synchroniseFile(incoming + "/" + file) }
        try synchroniseFolder(incoming)
    }

    private var place: String { output + "/" + name }
    private var replaced: String { output + "/" + Mark.replaced.folder(for: name, run) }

    private func moveIntoPlace() throws(FileError) {
        // Where the file system cannot exchange two names, the older folder steps aside first; `clearAbandoned` undoes that
        // where the second move never came.
        let hadOlder = fileExists(place)
        if hadOlder, jiyao_exchange(incoming, place) == 0 {
            older = incoming
            isInPlace = true
            return
        }
        if hadOlder {
            try removeTree(replaced)
            try moveFile(place, to: replaced)
        }
        do {
            try moveFile(incoming, to: place)
        } catch {
            if hadOlder { try? moveFile(replaced, to: place) }
            throw error
        }
        if hadOlder { older = replaced }
        isInPlace = true
    }

    private func removeOlder() throws(FileError) { if let older { try removeTree(older) } }

    /// What a file or folder is called before it is complete.
    static func hiddenName(of name: String) -> String { Mark.incoming.folder(for: name, Run.this.mark(shard: nil)) }

    /// A name that a record has before it is complete.
    static func isUnderWay(_ name: String) -> Bool { Mark.parse(name) != nil }

    /// Clears what processes that are no more left in an output folder, and puts back what they had moved aside.
    ///
    /// - Parameter shard: what this run exports. What a process of another boot or machine left is cleared only where it
    ///   exported the same: two runs never export the same at the same time.
    package static func clearAbandoned(in output: String, shard: Shard? = nil) throws(FileError) {
        for folder in try listFolder(output) {
            guard let (mark, run, name) = Mark.parse(folder), Run.this.mayClear(run, shard: shard) else { continue }
            if mark == .replaced && !fileExists(output + "/" + name) {
                try moveFile(output + "/" + folder, to: output + "/" + name)
            } else {
                try removeTree(output + "/" + folder)
            }
        }
    }
}

/// `.jiyao-incoming.4711-88123-3f2a9c1e-all.name`: hidden, and names the run.
private enum Mark: String, CaseIterable {
    case incoming = ".jiyao-incoming."
    case replaced = ".jiyao-replaced."

    func folder(for name: String, _ run: String) -> String { "\(rawValue)\(run).\(name)" }

    static func parse(_ folder: String) -> (Mark, run: Substring, name: String)? {
        for mark in allCases where folder.hasPrefix(mark.rawValue) {
            let parts = folder.dropFirst(mark.rawValue.count).split(separator: ".", maxSplits: 1)
            return parts.count == 2 ? (mark, parts[0], String(parts[1])) : nil
        }
        return nil
    }
}

/// A process among all that ever ran: its number, when it began (ticks since the boot), and the boot.
private struct Run: Sendable {
    var process: Int32
    var begin: String
    var boot: String

    static let this = Run(process: getpid(), begin: begin(of: getpid()) ?? "0", boot: bootOfThis())

    func mark(shard: Shard?) -> String { "\(process)-\(begin)-\(boot)-\(Self.name(of: shard))" }

    /// Whether what the run of a mark left may be cleared by this one.
    func mayClear(_ mark: Substring, shard: Shard?) -> Bool {
        let parts = mark.split(separator: "-")
        guard parts.count == 4, let other = Int32(parts[0]), other > 0 else { return false }
        guard parts[2] == boot else { return parts[3] == Self.name(of: shard) }
        if other == process && parts[1] == begin { return false }
        return Self.begin(of: other).map { $0 != parts[1] } ?? true
    }

    private static func name(of shard: Shard?) -> String { shard.map { "\($0.index)of\($0.count)" } ?? "all" }

    /// Field 22 of `/proc/PID/stat` (proc(5)); nil where there is no such process.
    private static func begin(of process: Int32) -> String? {
        guard let bytes = try? readFile("/proc/\(process)/stat") else { return nil }
        // The second field, the program's name, may hold blanks and brackets.
        let text = String(decoding: bytes[(bytes.lastIndex(of: UInt8(ascii: ")")) ?? 0)...], as: UTF8.self)
        let fields = text.split(separator: " ")
        return fields.count > 20 ? String(fields[20]) : nil
    }

    private static func bootOfThis() -> String {
        let bytes = (try? readFile("/proc/sys/kernel/random/boot_id")) ?? []
        return bytes.count < 8 ? "0" : String(decoding: bytes[..<8], as: UTF8.self)
    }
}
