internal import CHarfBuzz
private import Glibc

/// A font file as the system maps it: pages come when they are read.
@safe final class MappedFile: Sendable {
    private nonisolated(unsafe) let start: UnsafeMutableRawPointer
    private let count: Int

    /// - Returns: nil for a file that is not there, is empty or cannot be mapped.
    init?(_ path: String) {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard unsafe fstat(file, &status) == 0, status.st_size > 0, status.st_size <= Int(UInt32.max) else {
            return nil
        }
        count = Int(status.st_size)
        guard let start = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, file, 0), unsafe start != MAP_FAILED else {
            return nil
        }
        unsafe self.start = unsafe start
    }

    deinit { unsafe munmap(start, count) }

    /// For the caller to destroy; the file stays mapped until it and all that is made of it are.
    var blob: OpaquePointer {
        let held = unsafe Unmanaged.passRetained(self)
        return unsafe hb_blob_create(
            start.assumingMemoryBound(to: CChar.self), UInt32(count), HB_MEMORY_MODE_READONLY, held.toOpaque()
        ) { held in
            if let held = unsafe held { unsafe Unmanaged<MappedFile>.fromOpaque(held).release() }
        }
    }

    /// Lets go of the pages read so far; they come again from the system's cache when they are read again.
    func forgetPages() { unsafe madvise(start, count, MADV_DONTNEED) }
}
