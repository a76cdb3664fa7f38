internal import CDeflate

/// How hard streams are compressed; the same choice gives the same bytes.
package enum Compression: String, Sendable, Hashable, CaseIterable {
    case `default`, fast, small

    var level: Int32 {
        switch self {
        case .default: 6
        case .fast: 1
        case .small: 12
        }
    }
}

/// A libdeflate compressor, which is used by one thread at a time.
@safe struct Deflater: ~Copyable {
    private let compressor: OpaquePointer?

    init(_ compression: Compression) { unsafe compressor = libdeflate_alloc_compressor(compression.level) }

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
