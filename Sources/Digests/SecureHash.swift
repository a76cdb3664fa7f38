private import CNettle

/// SHA-256 (FIPS 180-4) of bytes that come piece by piece.
package struct SHA256 {
    private var context = sha256_ctx()

    package init() { unsafe nettle_sha256_init(&context) }

    package mutating func update(_ bytes: [UInt8]) { update(bytes[...]) }

    package mutating func update(_ bytes: ArraySlice<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            unsafe nettle_sha256_update(&context, bytes.count, base)
        }
    }

    /// - Returns: 32 bytes. The next piece begins a new digest.
    package mutating func finish() -> [UInt8] {
        unsafe Array(unsafeUninitializedCapacity: Int(SHA256_DIGEST_SIZE)) { digest, count in
            count = digest.count
            unsafe nettle_sha256_digest(&context, count, digest.baseAddress)
        }
    }

    /// - Returns: 32 bytes.
    package static func digest(of bytes: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finish()
    }
}

/// SHA-512 (FIPS 180-4).
package enum SHA512 {
    /// - Returns: 64 bytes.
    package static func digest(of bytes: [UInt8]) -> [UInt8] {
        var context = sha512_ctx()
        unsafe nettle_sha512_init(&context)
        unsafe bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            unsafe nettle_sha512_update(&context, bytes.count, base)
        }
        return unsafe Array(unsafeUninitializedCapacity: Int(SHA512_DIGEST_SIZE)) { digest, count in
            count = digest.count
            unsafe nettle_sha512_digest(&context, count, digest.baseAddress)
        }
    }
}
