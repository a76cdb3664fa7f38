private import CLinuxShim
private import Glibc

/// The files of one record on their way: written under a hidden name in the output folder, moved into place together.
///
/// A process that dies leaves only hidden folders, which the next run over the same output folder clears
/// (`clearAbandoned`). Files and folders are synchronised before the move, so that a name never stands for less than
/// its files even after a loss of power.
package struct RecordFolder: ~Copyable {
    package let output: String
    package let name: String
    private let incoming: String
    private(set) package var files: [Manifest.File] = []
    private var isInPlace = false

    package init(output: String, name: String) throws(ExportError) {
        let incoming = output + "/" + Mark.incoming.folder(for: name)
        do throws(FileError) {
            try removeTree(incoming)
            try makeFolder(incoming)
        } catch {
            throw .output(Message(notWritable: error))
        }
        self.output = output
        self.name = name
        self.incoming = incoming
    }

    deinit {
        // A failed record leaves nothing; what cannot be removed now, the next run clears.
        if !isInPlace { try? removeTree(incoming) }
    }

    package mutating func write(_ name: String, _ bytes: [UInt8]) throws(ExportError) {
        do {
            try writeNewFile(incoming + "/" + name, bytes)
        } catch {
            throw .output(Message(notWritable: error))
        }
        files.append(Manifest.File(name: name, bytes: bytes.count, sha256: sha256(bytes)))
    }

    /// Writes the manifest and puts the folder into place; an older folder of that name gives way to it.
    package mutating func publish(manifest: [UInt8]) throws(ExportError) {
        do throws(FileError) {
            try writeNewFile(incoming + "/" + Manifest.fileName, manifest)
            try synchroniseFolder(incoming)
            try moveIntoPlace()
        } catch {
            throw .output(Message(notWritable: error))
        }
    }

    private mutating func moveIntoPlace() throws(FileError) {
        let place = output + "/" + name
        let replaced = output + "/" + Mark.replaced.folder(for: name)
        try removeTree(replaced)
        // Where the file system cannot exchange two names, the older folder steps aside first; `clearAbandoned` undoes that
        // where the second move never came.
        let hadOlder = fileExists(place)
        if hadOlder, jiyao_exchange(incoming, place) == 0 {
            isInPlace = true
            try synchroniseFolder(output)
            return try removeTree(incoming)
        }
        if hadOlder { try moveFile(place, to: replaced) }
        do {
            try moveFile(incoming, to: place)
        } catch {
            if hadOlder { try? moveFile(replaced, to: place) }
            throw error
        }
        isInPlace = true
        try synchroniseFolder(output)
        try removeTree(replaced)
    }

    /// Clears what processes that are no more left in an output folder, and puts back what they had moved aside.
    package static func clearAbandoned(in output: String) throws(FileError) {
        for folder in try listFolder(output) {
            guard let (mark, process, name) = Mark.parse(folder), process != getpid(), !isRunning(process) else {
                continue
            }
            if mark == .replaced && !fileExists(output + "/" + name) {
                try moveFile(output + "/" + folder, to: output + "/" + name)
            } else {
                try removeTree(output + "/" + folder)
            }
        }
    }

    private static func isRunning(_ process: Int32) -> Bool { kill(process, 0) == 0 || errno != ESRCH }
}

/// `.jiyao-incoming.4711.name`: hidden, and names the process.
private enum Mark: String, CaseIterable {
    case incoming = ".jiyao-incoming."
    case replaced = ".jiyao-replaced."

    func folder(for name: String) -> String { "\(rawValue)\(getpid()).\(name)" }

    static func parse(_ folder: String) -> (Mark, process: Int32, name: String)? {
        for mark in allCases where folder.hasPrefix(mark.rawValue) {
            let parts = folder.dropFirst(mark.rawValue.count).split(separator: ".", maxSplits: 1)
            guard parts.count == 2, let process = Int32(parts[0]), process > 0 else { return nil }
            return (mark, process, String(parts[1]))
        }
        return nil
    }
}
