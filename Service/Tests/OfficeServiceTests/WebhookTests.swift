import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import OfficeService
import Synchronization
import Testing

@Suite("Webhooks")
struct WebhookTests {
    private static let secret = Array("a secret of enough bytes, and more".utf8)

    @Test(
        "addresses of one's own network are none that a job may name",
        arguments: [
            "http://127.0.0.1/", "http://10.1.2.3/", "https://172.31.0.1/", "http://192.168.0.9:81/", "http://0.0.0.0/",
            "http://169.254.169.254/latest", "http://100.64.0.1/", "http://[::1]/", "http://[::ffff:10.0.0.1]/",
            "http://[fd00::1]/", "http://[fe80::1]/", "http://[64:ff9b::a00:1]/", "http://[2002:a00:1::]/",
            "http://224.0.0.1/", "http://255.255.255.255/", "file:///etc/hosts", "ftp://example.org/", "http://",
            "http://user:word@example.org/", "http://example.org/#part", "example.org",
        ])
    func denied(address: String) throws {
        #expect(try WebhookPolicy(secret: Self.secret).host(of: address) == nil)
    }

    @Test(
        "public addresses, names, and what the operator named may be named by a job",
        arguments: [
            "https://example.org/done?x=1", "http://93.184.216.34/", "https://[2606:4700::1]/", "http://10.0.0.7/",
        ])
    func allowed(address: String) throws {
        #expect(try WebhookPolicy(secret: Self.secret, allowedHosts: "portal, 10.0.0.7").host(of: address) != nil)
    }

    @Test("a name that leads to the loopback is found out when it is looked up")
    func name() {
        let addresses = NetworkAddress.lookUp("localhost")
        #expect(!addresses.isEmpty)
        #expect(addresses.allSatisfy { !$0.isPublic })
        #expect(addresses.map(\.literal).allSatisfy { ["127.0.0.1", "::1"].contains($0) })
    }

    @Test("a secret that is short is refused")
    func short() {
        #expect(throws: ConfigurationError.weakSecret("file")) {
            try WebhookPolicy(secret: Array("twenty-three bytes long\n".utf8), secretFile: "file")
        }
    }

    @Test("a job's end is told with a signature, again after an answer that is no success, and no more after one")
    func told() async throws {
        let receiver = Receiver()
        let router = Router()
        router.post("/done") { request, _ in
            let body = try await request.body.collect(upTo: 1 << 16)
            return receiver.take(request.headers, Array(body.readableBytesView)) ? HTTPResponse.Status.ok : .badGateway
        }
        try await Application(router: router).test(.live) { target in
            let port = try #require(target.port)
            let policy = try WebhookPolicy(secret: Self.secret, allowedHosts: "localhost")
            let fixture = try OfficeFixture(webhooks: policy)
            try await fixture.test(.live) { client in
                let id = try await client.execute(
                    uri: "/v1/jobs?formats=json&webhook=http%3A%2F%2Flocalhost%3A\(port)%2Fdone", method: .post,
                    headers: [.contentType: "text/plain"], body: ByteBuffer(string: article)
                ) { response in
                    #expect(response.status == .accepted)
                    return try #require(try json(response)["id"] as? String)
                }
                for _ in 0..<600 {
                    let state = try await client.execute(uri: "/v1/jobs/\(id)", method: .get) {
                        try json($0)["webhook"] as? String
                    }
                    if state == "delivered" { break }
                    try await Task.sleep(for: .milliseconds(50))
                }
                let calls = receiver.calls
                #expect(calls.count == 2)
                let call = try #require(calls.last)
                #expect(call.headers[HTTPField.Name("webhook-id")!] == id)
                let time = try #require(call.headers[HTTPField.Name("webhook-timestamp")!])
                let signed = Data("\(id).\(time).".utf8) + Data(call.body)
                let code = HMAC<SHA256>.authenticationCode(for: signed, using: SymmetricKey(data: Self.secret))
                #expect(
                    call.headers[HTTPField.Name("webhook-signature")!] == "v1," + Data(code).base64EncodedString())
                let told = try #require(try JSONSerialization.jsonObject(with: Data(call.body)) as? [String: Any])
                #expect(told["type"] as? String == "job.finished")
                #expect((told["data"] as? [String: Any])?["state"] as? String == "done")
            }
        }
    }

    @Test("a call to a host inside, and one that nobody answers, is given up after its tries")
    func givenUp() async throws {
        let fixture = try OfficeFixture(webhooks: try WebhookPolicy(secret: Self.secret))
        try await fixture.test(.live) { client in
            let id = try await client.execute(
                uri: "/v1/jobs?formats=json&webhook=http%3A%2F%2Flocalhost%3A9%2F", method: .post,
                headers: [.contentType: "text/plain"], body: ByteBuffer(string: article)
            ) { try #require(try json($0)["id"] as? String) }
            var state: String?
            for _ in 0..<600 where state != "failed" {
                state = try await client.execute(uri: "/v1/jobs/\(id)", method: .get) {
                    try json($0)["webhook"] as? String
                }
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(state == "failed")
        }
    }

    @Test("webhooks are off until the operator gives a secret")
    func off() async throws {
        try await OfficeFixture().test { client in
            try await client.execute(
                uri: "/v1/jobs?webhook=https%3A%2F%2Fexample.org%2F", method: .post,
                headers: [.contentType: "text/plain"], body: ByteBuffer(string: article)
            ) { response in
                #expect(response.status == .badRequest)
                try #expect(json(response)["code"] as? String == "job.no-webhooks")
            }
        }
    }

    /// Refuses the first call.
    private final class Receiver: Sendable {
        struct Call { var headers: HTTPFields, body: [UInt8] }
        private let taken = Mutex<[Call]>([])
        var calls: [Call] { taken.withLock(\.self) }

        func take(_ headers: HTTPFields, _ body: [UInt8]) -> Bool {
            taken.withLock {
                $0.append(Call(headers: headers, body: body))
                return $0.count > 1
            }
        }
    }
}
