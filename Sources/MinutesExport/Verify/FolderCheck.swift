private import OrderedJSON

/// What was found in one record's folder, or in an output folder as a whole.
public struct FolderCheck: Sendable, Hashable {
    public struct Problem: Sendable, Hashable {
        /// Stable, `verify.…`.
        public var code: String
        /// Inside the folder; empty for the folder itself.
        public var file: String
        public var text: String
    }

    public var folder: String
    /// Files that were read, and their bytes.
    public var files: Int
    public var bytes: Int
    public var problems: [Problem]

    public var messages: [Message] {
        problems.map { problem in
            Message(problem.code, problem.text, path: problem.file.isEmpty ? folder : folder + "/" + problem.file)
        }
    }

    /// One line with its newline.
    public var jsonLine: String {
        JSONValue.object([
            JSONMember("schema", .string("jiyao.verify/1")), JSONMember("folder", .string(folder)),
            JSONMember("status", .string(problems.isEmpty ? "pass" : "fail")),
            JSONMember("files", .number(String(files))), JSONMember("bytes", .number(String(bytes))),
            JSONMember(
                "problems",
                .array(
                    problems.map { problem in
                        .object([
                            JSONMember("code", .string(problem.code)), JSONMember("file", .string(problem.file)),
                            JSONMember("message", .string(problem.text)),
                        ])
                    })),
        ]).oneLine + "\n"
    }

    mutating func add(_ code: String, _ file: String, _ text: String) {
        problems.append(Problem(code: code, file: file, text: text))
    }
}

/// Checks a record's folder, or an output folder with all its records, against manifests and journal. Every file is read.
///
/// - Parameter deliver: takes a check for each record in the order of names, the output folder's own last.
/// - Throws: `configuration` where there is no such folder.
public func verifyFolder(
    _ folder: String, deliver: (FolderCheck) throws(ExportError) -> Void
) throws(ExportError) {
    let names: [String]
    do throws(FileError) {
        names = try listFolder(folder)
    } catch {
        throw .configuration(
            Message(
                error.isNotThere ? "input.not-found" : "input.unreadable",
                error.isNotThere ? "there is no such folder" : error.reason, path: folder))
    }
    if names.contains(BagLayout.declaration) || names.contains(BagLayout.payloadManifest) {
        return try deliver(verifyBag(folder))
    }
    if names.contains(Manifest.fileName) { return try deliver(verifyRecord(folder, names)) }
    var whole = FolderCheck(folder: folder, files: 0, bytes: 0, problems: [])
    var expected: [String: String]
    do throws(FileError) {
        expected = try Journal.exported(in: folder)
    } catch {
        throw .configuration(Message("journal.unreadable", error.reason, path: error.path))
    }
    for name in names {
        if name.hasPrefix(Journal.prefix) { continue }
        let path = folder + "/" + name
        if RecordFolder.isUnderWay(name) {
            whole.add("verify.unfinished", name, "an export was broken off here; the next one clears it")
        } else if name.hasPrefix(".") || (try? FileStatus(path: path))?.kind != .folder {
            whole.add("verify.extra-file", name, "nothing of ours has this name")
        } else {
            var check = verifyRecord(path, (try? listFolder(path)) ?? [])
            if let manifest = expected.removeValue(forKey: name),
                let own = FoundManifest(folder: path)?.own.sha256, own != manifest
            {
                check.add("verify.other-manifest", Manifest.fileName, "the journal knows another manifest")
            }
            try deliver(check)
        }
    }
    for name in expected.keys.sorted() {
        whole.add("verify.missing-record", name, "the journal says that it was exported, and it is not there")
    }
    if !whole.problems.isEmpty { try deliver(whole) }
}

private func verifyRecord(_ folder: String, _ names: [String]) -> FolderCheck {
    var check = FolderCheck(folder: folder, files: 0, bytes: 0, problems: [])
    guard let manifest = FoundManifest(folder: folder) else {
        check.add("verify.no-manifest", "", "the folder holds no manifest of ours, or a damaged one")
        return check
    }
    if !manifest.isSealed {
        check.add("verify.changed-file", Manifest.fileName, "the manifest is not what was written")
    }
    check.files = 1
    check.bytes = manifest.own.bytes
    let listed = Set(manifest.files.map(\.name) + [Manifest.fileName])
    for file in manifest.files {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try readFile(folder + "/" + file.name)
        } catch {
            if error.isNotThere {
                check.add("verify.missing-file", file.name, "the file is not there")
            } else {
                check.add("verify.unreadable", file.name, error.reason)
            }
            continue
        }
        check.files += 1
        check.bytes += bytes.count
        if bytes.count != file.bytes {
            check.add("verify.changed-file", file.name, "it has \(bytes.count) bytes instead of \(file.bytes)")
        } else if sha256(bytes) != file.sha256 {
            check.add("verify.changed-file", file.name, "its SHA-256 is not the one written down")
        }
    }
    for name in names where !listed.contains(name) {
        check.add("verify.extra-file", name, "the manifest does not list it")
    }
    return check
}
