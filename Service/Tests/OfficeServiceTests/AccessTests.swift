import Crypto
import Foundation
import Hummingbird
import HummingbirdTesting
import OfficeService
import Testing

@Suite("Who may do what")
struct AccessTests {
    private static func digest(_ token: String) -> String {
        SHA256.hash(data: Data(token.utf8)).map { String(format: "%02x", $0) }.joined()
    }

    private static let tokens = """
        [{"name": "portal", "sha256": "\(digest("p-1"))", "role": "render", "per_minute": 2},
         {"name": "desk", "sha256": "\(digest("d-1"))", "role": "clerk"},
         {"name": "root", "sha256": "\(digest("r-1"))", "role": "admin"}]
        """

    @Test(
        "a role allows its own and no more",
        arguments: [
            ("/v1/templates", nil, 401), ("/v1/templates", "wrong", 401), ("/v1/templates", "p-1", 200),
            ("/v1/records", "p-1", 403), ("/v1/records", "d-1", 200), ("/metrics", "d-1", 403),
            ("/metrics", "r-1", 200), ("/v1/audit", "d-1", 403), ("/v1/audit", "r-1", 200), ("/healthz", nil, 200),
            ("/", nil, 200),
        ] as [(String, String?, Int)])
    func roles(address: String, token: String?, status: Int) async throws {
        try await OfficeFixture(tokens: Self.tokens).test { client in
            var headers: HTTPFields = [:]
            if let token { headers[.authorization] = "Bearer \(token)" }
            try await client.execute(uri: address, method: .get, headers: headers) { response in
                #expect(response.status.code == status)
            }
        }
    }

    @Test("a quota is answered with 429 and how long to wait")
    func quota() async throws {
        try await OfficeFixture(tokens: Self.tokens).test { client in
            var answers: [Int] = []
            for _ in 0..<5 {
                try await client.execute(
                    uri: "/v1/templates", method: .get, headers: [.authorization: "Bearer p-1"]
                ) { response in
                    answers.append(response.status.code)
                    if response.status == .tooManyRequests {
                        #expect(Int(response.headers[.retryAfter] ?? "") ?? 0 > 0)
                    }
                }
            }
            #expect(answers.contains(429))
        }
    }

    @Test("one holder does not see another's job")
    func foreignJob() async throws {
        let tokens = """
            [{"name": "a", "sha256": "\(Self.digest("a"))", "role": "render"},
             {"name": "b", "sha256": "\(Self.digest("b"))", "role": "render"}]
            """
        try await OfficeFixture(tokens: tokens).test { client in
            let id = try await client.execute(
                uri: "/v1/jobs", method: .post, headers: [.contentType: "text/plain", .authorization: "Bearer a"],
                body: ByteBuffer(string: article)
            ) { try #require(try json($0)["id"] as? String) }
            for (token, status) in [("a", 200), ("b", 404)] {
                try await client.execute(
                    uri: "/v1/jobs/\(id)", method: .get, headers: [.authorization: "Bearer \(token)"]
                ) { #expect($0.status.code == status) }
            }
        }
    }

    @Test("a page of another site is refused")
    func otherOrigin() async throws {
        try await OfficeFixture().test { client in
            try await client.execute(
                uri: "/v1/templates", method: .get, headers: [.origin: "https://elsewhere.example"]
            ) { response in
                #expect(response.status == .forbidden)
                try #expect(json(response)["field"] as? String == "Origin")
            }
        }
    }

    @Test("the page may load nothing but the service's own, and is framed by nobody")
    func policy() async throws {
        try await OfficeFixture().test { client in
            try await client.execute(uri: "/", method: .get) { response in
                let policy = try #require(response.headers[.contentSecurityPolicy])
                #expect(policy.hasPrefix("default-src 'none'"))
                #expect(!policy.contains("unsafe"))
                #expect(policy.contains("frame-ancestors 'none'"))
                let page = String(buffer: response.body)
                #expect(!page.contains("http://") && !page.contains("https://") && !page.contains("style="))
            }
        }
    }

    @Test("without tokens the service listens to the loopback only")
    func openToAll() throws {
        #expect(throws: ConfigurationError.openToAll) { try OfficeFixture { $0.host = "0.0.0.0" } }
    }
}
