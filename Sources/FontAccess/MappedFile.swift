internal import CHarfBuzz
private import Glibc

/// A font file as the system maps it: pages come when they are read.
@safe final class MappedFile: Sendable {
    private nonisolated(unsafe) let start: UnsafeMutableRawPointer
    private let count: Int
    private let descriptor: Int32

    /// - Returns: nil for a file that is not there, is empty or cannot be mapped.
    init?(_ path: String) {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        var status = stat()
        guard unsafe fstat(file, &status) == 0, status.st_size > 0, status.st_size <= Int(UInt32.max),
            let start = unsafe mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, file, 0),
            unsafe start != MAP_FAILED
        else {
            close(file)
            return nil
        }
        descriptor = file
        count = Int(status.st_size)
        unsafe self.start = unsafe start
    }

    deinit {
        unsafe munmap(start, count)
        close(descriptor)
    }

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

    /// Where in the file the bytes of a table stand that was got from `blob`.
    func place(of table: UnsafeRawPointer) -> Int { unsafe table - UnsafeRawPointer(start) }

    /// Reads bytes into the front of `buffer`, which grows where it is too short, and maps no page for them: a page costs more
    /// than an outline, and stays.
    /// - Returns: false where the file ends before.
    func read(_ range: Range<Int>, into buffer: inout [UInt8]) -> Bool {
        if buffer.count < range.count { buffer += repeatElement(0, count: range.count - buffer.count) }
        return unsafe buffer.withUnsafeMutableBytes { buffer in
            var place = range.lowerBound
            while place < range.upperBound {
                let rest = unsafe UnsafeMutableRawBufferPointer(
                    rebasing: buffer[(place - range.lowerBound)..<range.count])
                let count = unsafe pread(descriptor, rest.baseAddress, rest.count, off_t(place))
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { return false }
                place += count
            }
            return true
        }
    }
}
