internal import CDeflate

/// How hard streams are compressed; the same choice gives the same bytes.
package enum Compression: String, Sendable, Hashable, CaseIterable {
    /// Outlines as literals (`FontSubset.isPacked`), all else as well as is cheap.
    case `default`
    /// Outlines as literals, all else in the least time.
    case fast
    /// As few bytes as deflate gives, whatever the time.
    case small

    fileprivate var level: Int32 {
        switch self {
        case .default: 6
        case .fast: 1
        case .small: 12
        }
    }
}

/// What a stream holds, which decides how it is compressed.
enum StreamKind {
    /// Left as it is: encoded already, or for programs that look for it in the bytes.
    case plain
    case text
    /// In zlib's form already.
    case packed
}

/// A libdeflate compressor, which is used by one thread at a time.
@safe struct Deflater: ~Copyable {
    private let compressor: OpaquePointer?

    init(_ compression: Compression) {
        unsafe compressor = libdeflate_alloc_compressor(compression.level)
    }

    deinit { if let compressor = unsafe compressor { unsafe libdeflate_free_compressor(compressor) } }

    /// The zlib form of `data`, nil when there is no memory for it.
    mutating func zlib(_ data: [UInt8]) -> [UInt8]? {
        guard let compressor = unsafe compressor else { return nil }
        let bound = unsafe libdeflate_zlib_compress_bound(compressor, data.count)
        let packed = unsafe [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            count = unsafe data.withUnsafeBytes { source in
                unsafe libdeflate_zlib_compress(
                    compressor, source.baseAddress, source.count, buffer.baseAddress, bound)
            }
        }
        return packed.isEmpty ? nil : packed
    }
}
