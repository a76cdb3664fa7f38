private import Glibc

/// A file that grows piece by piece under a hidden name and appears when it is complete.
final class LinesFile {
    private let path: String
    private let incoming: String
    private let descriptor: Int32
    private var isPublished: Bool

    init(_ path: String) throws(FileError) {
        self.path = path
        isPublished = isDevice(path)
        incoming = isPublished ? path : incomingName(path)
        descriptor = open(incoming, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw FileError(path: path) }
    }

    deinit {
        close(descriptor)
        if !isPublished { unlink(incoming) }
    }

    func append(_ bytes: [UInt8]) throws(FileError) { try writeAll(descriptor, bytes, path: path) }

    func publish() throws(FileError) {
        guard !isPublished else { return }
        guard fsync(descriptor) == 0 else { throw FileError(path: path) }
        try moveFile(incoming, to: path)
        isPublished = true
    }
}

/// A device or a pipe is written to; moving a file there would take its place.
private func isDevice(_ path: String) -> Bool { (try? FileStatus(path: path))?.kind == .other }

private func incomingName(_ path: String) -> String {
    parentFolder(path) + "/" + RecordFolder.hiddenName(of: lastComponent(path))
}

func replaceFile(_ path: String, _ bytes: [UInt8]) throws(FileError) {
    if isDevice(path) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: path) }
        defer { close(descriptor) }
        return try writeAll(descriptor, bytes, path: path)
    }
    let incoming = incomingName(path)
    try removeTree(incoming)
    do {
        try writeNewFile(incoming, bytes)
        try synchroniseFile(incoming)
        try moveFile(incoming, to: path)
    } catch {
        try? removeTree(incoming)
        throw error
    }
}
