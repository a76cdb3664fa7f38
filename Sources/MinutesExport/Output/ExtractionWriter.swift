internal import Glibc

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
    private let asLines: Bool
    private var names = RecordNames()
    private var lines: LinesFile?

    /// Makes the folder where it is not there.
    ///
    /// - Parameter asLines: a file or standard output holds many records, one line each.
    public init(_ target: ExtractionTarget, asLines: Bool = false) throws(ExportError) {
        self.target = target
        self.asLines = asLines && !target.isFolder
        do throws(FileError) {
            switch target {
            case .folder(let folder): try makeFolders(folder)
            case .file(let path): if asLines { lines = try LinesFile(path) }
            case .standardOutput: break
            }
        } catch {
            throw .output(Message(notWritable: error))
        }
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
        let bytes = asLines ? minutes.jsonLine : minutes.json
        do throws(FileError) {
            switch target {
            case .standardOutput: try writeAll(STDOUT_FILENO, bytes, path: "<stdout>")
            case .file(let path):
                if let lines { try lines.append(bytes) } else { try replaceFile(path, bytes) }
            case .folder(let folder):
                let name = names.claim(id: minutes.id, sha256: sha256(bytes))
                try replaceFile("\(folder)/\(name).json", bytes)
            }
        } catch {
            throw .output(Message(notWritable: error))
        }
    }

    /// Puts a file of lines in its place; without this call none appears.
    public func finish() throws(ExportError) {
        do throws(FileError) { try lines?.publish() } catch { throw .output(Message(notWritable: error)) }
    }
}
