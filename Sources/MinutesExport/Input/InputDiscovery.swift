private import Glibc

/// One record to be read.
public struct Input: Sendable, Hashable {
    public enum Place: Sendable, Hashable {
        case file(String)
        /// A file inside a zip archive, by the name it has there.
        case entry(archive: String, name: String)
        /// Nowhere: a caller holds the record's bytes, and no file is read for it.
        case memory(name: String)
        case standardInput
    }
    public var place: Place
    public var format: InputFormat
    /// Of an archive's entries, whatever their names.
    public var entryFormat: InputFormat?
    /// Where a JSON record has its fields; nil for the usual keys.
    public var fields: RecordFields?
    /// The record's bytes, where a file or an archive holds many.
    var held: [UInt8]?
    /// 1-based; of a file with a record on each line.
    var line: Int?

    /// Of the file, before the record.
    var linesBefore: Int { line.map { $0 - 1 } ?? 0 }

    public init(_ place: Place, format: InputFormat) {
        self.place = place
        self.format = format
    }

    /// As messages and reports name it.
    public var path: String {
        switch place {
        case .file(let path): path
        case .entry(let archive, let name): "\(archive)!/\(name)"
        case .memory(let name): name
        case .standardInput: "<stdin>"
        }
    }

    /// File name without folders.
    var name: String {
        switch place {
        case .file(let path): lastComponent(path)
        case .entry(_, let name), .memory(let name): lastComponent(name)
        case .standardInput: "stdin"
        }
    }
}

/// What a person's arguments came to: inputs in order, and arguments that are none.
public struct FoundInputs: Sendable, Hashable {
    public enum Item: Sendable, Hashable {
        case input(Input)
        /// Reported as a failed record.
        case refused(path: String, Message)
    }
    public var items: [Item] = []
    /// Files with the path of an input on each line, or nil for standard input; their inputs come last.
    public var lists: [String?] = []
    /// How the inputs of lists are read.
    var listFormat: InputFormat?
    var listFields: RecordFields?
    var listsMinutes = false
}

/// Turns arguments into inputs: a file, a folder (searched recursively) or `-` for standard input.
///
/// In a folder, names are taken in the order of their bytes; hidden ones, files of other kinds and what a symbolic link
/// leads back to are passed over. A file named by itself is refused with a code where it cannot be read.
///
/// - Parameter format: overrides the suffix.
/// - Parameter fields: where JSON records have their fields.
/// - Parameter lists: files with the path of an input on each line; `-` is standard input. Read while records are exported.
/// - Parameter onlyMinutes: of the `.json` files in a folder, takes all but manifests.
public func findInputs(
    _ arguments: [String], lists: [String] = [], format: InputFormat? = nil, fields: RecordFields? = nil,
    onlyMinutes: Bool = false
) -> FoundInputs {
    var found = findInputs(arguments, format: format, onlyMinutes: onlyMinutes)
    found.lists = lists.map { $0 == "-" ? nil : $0 }
    found.listFormat = format
    found.listFields = fields
    found.listsMinutes = onlyMinutes
    found.items = found.items.map { item in
        guard case .input(var input) = item else { return item }
        input.fields = fields
        return .input(input)
    }
    return found
}

private func findInputs(_ arguments: [String], format: InputFormat?, onlyMinutes: Bool) -> FoundInputs {
    var found = FoundInputs()
    var folders: Set<FileStatus.Identity> = []
    for argument in arguments {
        if argument == "-" {
            found.items.append(.input(Input(.standardInput, format: format ?? (onlyMinutes ? .json : .text))))
            continue
        }
        do {
            let status = try FileStatus(path: argument)
            switch status.kind {
            case .folder:
                let before = found.items.count
                try search(
                    argument, status.identity, seen: &folders, format: format, onlyMinutes: onlyMinutes, into: &found)
                if found.items.count == before {
                    found.refuse(
                        argument, "input.empty-folder", "no record in the folder",
                        hints: ["records end in \(onlyMinutes ? ".json" : InputFormat.supported)"])
                }
            case .file: found.add(file: argument, format: format, onlyMinutes: onlyMinutes)
            case .other:
                found.refuse(
                    argument, "input.not-a-file", "neither a file nor a folder",
                    hints: ["`-` reads standard input"])
            }
        } catch {
            let code = error.isNotThere ? "input.not-found" : "input.unreadable"
            found.refuse(argument, code, error.isNotThere ? "no such file or folder" : error.reason)
        }
    }
    return found
}

private func search(
    _ folder: String, _ identity: FileStatus.Identity, seen: inout Set<FileStatus.Identity>, format: InputFormat?,
    onlyMinutes: Bool, into found: inout FoundInputs
) throws(FileError) {
    guard seen.insert(identity).inserted else { return }
    for name in try listFolder(folder) where !name.hasPrefix(".") {
        let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
        // A link that leads nowhere is no record.
        guard let status = try? FileStatus(path: path) else { continue }
        switch status.kind {
        case .folder:
            do {
                try search(
                    path, status.identity, seen: &seen, format: format, onlyMinutes: onlyMinutes, into: &found)
            } catch {
                found.refuse(error.path, "input.unreadable", error.reason)
            }
        case .file:
            let suffix = splitSuffix(name).suffix
            guard let own = InputFormat.of(suffix: suffix) else { continue }
            if onlyMinutes {
                if own == .json && name != Manifest.fileName {
                    found.items.append(.input(Input(.file(path), format: .json)))
                }
            } else {
                found.items.append(.input(Input(path: path, own: own, format: format)))
            }
        case .other: continue
        }
    }
}

extension FoundInputs {
    fileprivate mutating func add(file path: String, format: InputFormat?, onlyMinutes: Bool) {
        let suffix = splitSuffix(lastComponent(path)).suffix
        if onlyMinutes {
            items.append(.input(Input(.file(path), format: .json)))
        } else if let own = InputFormat.of(suffix: suffix) ?? format {
            items.append(.input(Input(path: path, own: own, format: format)))
        } else {
            refuse(
                path, "input.unknown-format", "the name does not say how to read the file",
                hints: ["this version reads \(InputFormat.supported); --input-format overrides the name"])
        }
    }

    fileprivate mutating func refuse(_ path: String, _ code: String, _ text: String, hints: [String] = []) {
        items.append(.refused(path: path, Message(code, text, path: path, hints: hints)))
    }
}

extension Input {
    /// - Parameter format: overrides that of the name; of an archive, it is that of the entries.
    fileprivate init(path: String, own: InputFormat, format: InputFormat?) {
        self.init(.file(path), format: own == .zip ? .zip : format ?? own)
        if own == .zip { entryFormat = format }
    }

    /// The record's bytes.
    package func read(limit: Int) throws(ExportError) -> [UInt8] {
        if let held { return held }
        let bytes: [UInt8]
        do {
            switch place {
            case .file(let path): bytes = try readFile(path, limit: limit)
            case .entry, .memory: preconditionFailure("entries of an archive and records in memory hold their bytes")
            case .standardInput: bytes = try readAll(STDIN_FILENO, path: path, limit: limit)
            }
        } catch {
            throw .record([
                Message(
                    error.isNotThere ? "input.not-found" : "input.unreadable",
                    error.isNotThere ? "no such file" : error.reason, path: path)
            ])
        }
        guard bytes.count <= limit else {
            throw .record([
                Message(
                    "input.too-large", "the record is larger than \(limit) bytes", path: path,
                    hints: ["--max-bytes raises the limit"])
            ])
        }
        return bytes
    }
}
