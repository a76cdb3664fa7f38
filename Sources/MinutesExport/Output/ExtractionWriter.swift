private import Glibc

/// Where `jiyao extract` writes.
public enum ExtractionTarget: Sendable, Hashable {
    case standardOutput
    case file(String)
    case folder(String)

    /// `-`, a folder (ending in `/`, or there already), else a file.
    public init(_ argument: String) {
        if argument == "-" {
            self = .standardOutput
        } else if argument.hasSuffix("/") || (try? FileStatus(path: argument))?.kind == .folder {
            self = .folder(argument)
        } else {
            self = .file(argument)
        }
    }

    public var isFolder: Bool { if case .folder = self { true } else { false } }
}

/// Writes minutes one after another; files appear complete or not at all.
public struct ExtractionWriter {
    private let target: ExtractionTarget
    private var names = RecordNames()

    /// Makes the folder where it is not there.
    public init(_ target: ExtractionTarget) throws(ExportError) {
        self.target = target
        guard case .folder(let folder) = target else { return }
        do { try makeFolders(folder) } catch { throw .output(Message(notWritable: error)) }
    }

    /// Writes a text that is no record's own; the target must be standard output or a file.
    public func write(_ text: [UInt8]) throws(ExportError) {
        do throws(FileError) {
            switch target {
            case .standardOutput: try writeAll(STDOUT_FILENO, text, path: "<stdout>")
            case .file(let path): try replaceFile(path, text)
            case .folder: preconditionFailure("a folder takes minutes only")
            }
        } catch {
            throw .output(Message(notWritable: error))
        }
    }

    public mutating func write(_ minutes: ExtractedMinutes) throws(ExportError) {
        do throws(FileError) {
            switch target {
            case .standardOutput: try writeAll(STDOUT_FILENO, minutes.json, path: "<stdout>")
            case .file(let path): try replaceFile(path, minutes.json)
            case .folder(let folder):
                let name = names.claim(id: minutes.id, sha256: sha256(minutes.json))
                try replaceFile("\(folder)/\(name).json", minutes.json)
            }
        } catch {
            throw .output(Message(notWritable: error))
        }
    }
}

private func replaceFile(_ path: String, _ bytes: [UInt8]) throws(FileError) {
    let incoming = parentFolder(path) + "/.jiyao-incoming.\(getpid())." + lastComponent(path)
    try removeTree(incoming)
    do {
        try writeNewFile(incoming, bytes)
        try moveFile(incoming, to: path)
    } catch {
        try? removeTree(incoming)
        throw error
    }
}
