import Glibc
import MinutesExport

/// One line on standard error; where nobody can read it, nothing is to be done about it.
func printToStandardError(_ text: String) { _ = writeBytes(Array((text + "\n").utf8), to: STDERR_FILENO) }

/// Bytes on standard output.
func printBytes(_ bytes: [UInt8]) throws(ExportError) {
    guard writeBytes(bytes, to: STDOUT_FILENO) else {
        throw .output(
            Message("output.not-writable", "cannot be written: \(String(cString: strerror(errno)))", path: "<stdout>"))
    }
}

/// One line on standard output.
func printLine(_ text: String) throws(ExportError) { try printBytes(Array((text + "\n").utf8)) }

func print(_ messages: [Message]) {
    for message in messages { printToStandardError(message.rendered(in: .ofEnvironment)) }
}

/// False where the disk is full or nobody reads any more; `errno` says which.
func writeBytes(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if count < 0 {
            if errno == EINTR { continue }
            return false
        }
        rest = rest.dropFirst(count)
    }
    return true
}
