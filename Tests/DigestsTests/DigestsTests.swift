import Digests
import Testing

/// The examples of FIPS 180-4's companion, and a message longer than a block.
@Suite("Digests")
struct DigestsTests {
    private func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test("SHA-256 of nothing, of abc and of two blocks is as the standard says")
    func sha256() {
        let expected = [
            "": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "abc": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq":
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        ]
        for (text, digest) in expected { #expect(hexadecimal(SHA256.digest(of: Array(text.utf8))) == digest) }
    }

    @Test("SHA-512 of abc is as the standard says")
    func sha512() {
        #expect(
            hexadecimal(SHA512.digest(of: Array("abc".utf8)))
                == "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f")
    }

    @Test("pieces give the digest of the whole, wherever they are cut")
    func pieces() {
        let message = (0..<200).map { UInt8($0) }
        for cut in stride(from: 0, through: 200, by: 7) {
            var hash = SHA256()
            hash.update(Array(message[..<cut]))
            hash.update(Array(message[cut...]))
            #expect(hash.finish() == SHA256.digest(of: message))
        }
    }
}
