private import Digests

/// SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits.
package func sha256(_ bytes: [UInt8]) -> String {
    hexadecimal(SHA256.digest(of: bytes))
}

/// Names of a digest over named parts: independent of where one part ends and the next begins.
package func sha256(ofParts parts: [(name: String, bytes: [UInt8])]) -> String {
    sha256(Array(parts.map { "\(sha256($0.bytes))  \($0.name)\n" }.joined().utf8))
}

func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
