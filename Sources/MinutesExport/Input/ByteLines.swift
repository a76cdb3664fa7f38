private import Glibc

/// Lines of a stream of bytes, held one at a time.
///
/// A class, because it may own an open file.
final class ByteLines {
    enum Line {
        /// Without its end.
        case line([UInt8])
        /// Longer than the limit; it was passed over.
        case tooLong
        /// The stream broke off; the last answer.
        case failed(FileError)
    }

    private let path: String
    /// The file this owns.
    private let descriptor: Int32?
    /// Fills the front of a buffer; 0 at the end.
    private let fill: (inout [UInt8]) throws(FileError) -> Int
    private var chunk = [UInt8](repeating: 0, count: 1 << 16)
    private var buffer: [UInt8] = []
    /// Bytes of the buffer that were given out.
    private var used = 0
    private var isAtEnd = false
    private var failure: FileError?
    /// Of the line given last, 1-based.
    private(set) var number = 0

    /// - Parameter path: nil is standard input.
    convenience init(path: String?) throws(FileError) {
        let descriptor = path.map { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) } ?? STDIN_FILENO
        guard descriptor >= 0 else { throw FileError(path: path ?? "<stdin>") }
        let shown = path ?? "<stdin>"
        self.init(path: shown, owned: path == nil ? nil : descriptor) { chunk throws(FileError) in
            while true {
                let count = read(descriptor, &chunk, chunk.count)
                if count >= 0 { return count }
                if errno != EINTR { throw FileError(path: shown) }
            }
        }
    }

    /// - Parameter fill: fills the front of a buffer and tells how far; 0 at the end.
    init(path: String, owned: Int32? = nil, fill: @escaping (inout [UInt8]) throws(FileError) -> Int) {
        self.path = path
        descriptor = owned
        self.fill = fill
    }

    deinit { if let descriptor { close(descriptor) } }

    /// Gives up what is left.
    func finish() {
        isAtEnd = true
        used = buffer.count
    }

    func next(limit: Int) -> Line? {
        var searched = used
        var isTooLong = false
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                number += 1
                defer { used = end + 1 }
                return isTooLong || end - used > limit ? .tooLong : .line(Array(buffer[used..<end]))
            }
            if isAtEnd {
                if used < buffer.count || isTooLong {
                    number += 1
                    defer { used = buffer.count }
                    return isTooLong || buffer.count - used > limit ? .tooLong : .line(Array(buffer[used...]))
                }
                defer { failure = nil }
                return failure.map { .failed($0) }
            }
            if buffer.count - used > limit {
                isTooLong = true
                used = buffer.count
            }
            buffer.removeSubrange(..<used)
            used = 0
            searched = buffer.count
            readOn()
        }
    }

    private func readOn() {
        do throws(FileError) {
            let count = try fill(&chunk)
            if count == 0 { isAtEnd = true } else { buffer.append(contentsOf: chunk[..<count]) }
        } catch {
            failure = error
            isAtEnd = true
        }
    }
}
