private import CLinuxShim
internal import Glibc

/// A failed call of the system, with what it was about.
package struct FileError: Error, Hashable {
    package var path: String
    /// `errno`.
    package var number: Int32

    package init(path: String, number: Int32 = errno) {
        self.path = path
        self.number = number
    }

    /// The system's own words, in English whatever the locale: the program never calls `setlocale`.
    package var reason: String { String(cString: strerror(number)) }
    package var isNotThere: Bool { number == ENOENT || number == ENOTDIR }
}

/// What stands at a path, symbolic links followed.
package struct FileStatus: Sendable, Hashable {
    package enum Kind: Sendable, Hashable { case file, folder, other }
    /// The same for two paths only if they lead to the same thing.
    package struct Identity: Sendable, Hashable {
        var device: UInt64
        var node: UInt64
    }
    package var kind: Kind
    package var bytes: Int
    package var identity: Identity

    package init(path: String) throws(FileError) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw FileError(path: path) }
        self.init(status)
    }

    init(_ status: stat) {
        switch status.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        default: kind = .other
        }
        bytes = Int(status.st_size)
        identity = Identity(device: UInt64(status.st_dev), node: UInt64(status.st_ino))
    }
}

package func fileExists(_ path: String) -> Bool { access(path, F_OK) == 0 }

/// The bytes of an open file up to its end, or the first `limit + 1` of them.
package func readAll(_ descriptor: Int32, path: String, limit: Int) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    // Most records fit; what is not read was filled with zeros for nothing.
    var chunk = [UInt8](repeating: 0, count: 16_384)
    while bytes.count <= limit {
        let count = read(descriptor, &chunk, min(chunk.count, limit + 1 - bytes.count))
        if count == 0 { break }
        if count < 0 {
            if errno == EINTR { continue }
            throw FileError(path: path)
        }
        bytes.append(contentsOf: chunk[0..<count])
    }
    return bytes
}

/// A regular file's bytes, or the first `limit + 1` of them. Never waits for a pipe or a device: those are `EINVAL`.
package func readFile(_ path: String, limit: Int = .max - 1) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError(path: path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError(path: path) }
    guard FileStatus(status).kind == .file else { throw FileError(path: path, number: EINVAL) }
    return try readAll(descriptor, path: path, limit: limit)
}

/// Names in a folder but for `.` and `..`, ordered by their bytes.
package func listFolder(_ path: String) throws(FileError) -> [String] {
    guard let folder = opendir(path) else { throw FileError(path: path) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
            tuple.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: tuple.pointee)) {
                String(cString: $0)
            }
        }
        if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

package func makeFolder(_ path: String) throws(FileError) {
    guard mkdir(path, 0o777) == 0 else { throw FileError(path: path) }
}

/// Makes a folder and those above it where they are not there.
package func makeFolders(_ path: String) throws(FileError) {
    do throws(FileError) {
        let status = try FileStatus(path: path)
        guard status.kind == .folder else { throw FileError(path: path, number: ENOTDIR) }
        return
    } catch {
        guard error.number == ENOENT else { throw error }
    }
    let parent = parentFolder(path)
    if parent != path { try makeFolders(parent) }
    if mkdir(path, 0o777) != 0 && errno != EEXIST { throw FileError(path: path) }
}

/// Writes a new file; it is on the disk after `synchroniseFile`.
package func writeNewFile(_ path: String, _ bytes: [UInt8]) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError(path: path) }
    var open = true
    defer { if open { close(descriptor) } }
    try writeAll(descriptor, bytes, path: path)
    open = false
    guard close(descriptor) == 0 else { throw FileError(path: path) }
}

package func writeAll(_ descriptor: Int32, _ bytes: [UInt8], path: String) throws(FileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if count < 0 {
            if errno == EINTR { continue }
            throw FileError(path: path)
        }
        rest = rest.dropFirst(count)
    }
}

/// Waits until a file is on the disk.
package func synchroniseFile(_ path: String) throws(FileError) { try synchronise(path, O_RDONLY) { fsync($0) } }

/// Waits until the names in a folder are on the disk.
package func synchroniseFolder(_ path: String) throws(FileError) {
    // Some network file systems cannot do this for folders; what they promise is all there is to have.
    try synchronise(path, O_RDONLY | O_DIRECTORY) { fsync($0) == 0 || errno == EINVAL ? 0 : -1 }
}

/// Waits until all that was written to the file system of a folder is on the disk, by whomever.
package func synchroniseFileSystem(of folder: String) throws(FileError) {
    try synchronise(folder, O_RDONLY | O_DIRECTORY) { jiyao_synchronise_file_system($0) }
}

private func synchronise(_ path: String, _ flags: Int32, _ wait: (Int32) -> Int32) throws(FileError) {
    let descriptor = open(path, flags | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: path) }
    defer { close(descriptor) }
    guard wait(descriptor) == 0 else { throw FileError(path: path) }
}

package func moveFile(_ from: String, to path: String) throws(FileError) {
    guard rename(from, path) == 0 else { throw FileError(path: path) }
}

/// Removes a file, or a folder with all in it; symbolic links are removed, not followed. What is not there is no error.
package func removeTree(_ path: String) throws(FileError) {
    if unlink(path) == 0 || errno == ENOENT { return }
    guard errno == EISDIR || errno == EPERM else { throw FileError(path: path) }
    for name in try listFolder(path) { try removeTree(path + "/" + name) }
    guard rmdir(path) == 0 || errno == ENOENT else { throw FileError(path: path) }
}

/// Without symbolic links and `..`; nil where nothing stands at the path.
package func resolvedPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
}

package func lastComponent(_ path: String) -> String {
    String(path.split(separator: "/").last ?? "/")
}

package func parentFolder(_ path: String) -> String {
    let components = path.split(separator: "/")
    let isAbsolute = path.hasPrefix("/")
    if components.count <= 1 { return isAbsolute ? "/" : "." }
    return (isAbsolute ? "/" : "") + components.dropLast().joined(separator: "/")
}

/// The name without its last suffix and the suffix in lower case without its dot; a leading dot starts no suffix.
package func splitSuffix(_ name: String) -> (stem: String, suffix: String) {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else { return (name, "") }
    return (String(name[..<dot]), name[name.index(after: dot)...].lowercased())
}
