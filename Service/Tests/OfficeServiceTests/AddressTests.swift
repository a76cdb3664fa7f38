import Foundation
import Hummingbird
import HummingbirdTesting
import OfficeService
import Testing

@Suite("Addresses")
struct AddressTests {
    @Test("the OpenAPI document lists the addresses that there are, and no others")
    func described() async throws {
        let fixture = try OfficeFixture()
        let router = officeRouter(fixture.office)
        let served = Set(
            router.routes.filter { $0.method != .head }.map { "\($0.method.rawValue) \($0.path)" }
        ).subtracting(["GET /", "GET /page.css", "GET /page.js", "GET /example.txt"])
        try await fixture.test { client in
            try await client.execute(uri: "/openapi.json", method: .get) { response in
                let paths = try #require(try json(response)["paths"] as? [String: [String: Any]])
                let written = Set(paths.flatMap { path, methods in methods.keys.map { "\($0.uppercased()) \(path)" } })
                #expect(written == served)
            }
        }
    }

    @Test("the service is well, ready, and counts what it does")
    func operation() async throws {
        try await OfficeFixture().test { client in
            for address in ["/healthz", "/readyz", "/", "/page.js", "/page.css", "/example.txt"] {
                try await client.execute(uri: address, method: .get) { #expect($0.status == .ok, "\(address)") }
            }
            try await client.execute(
                uri: "/v1/pdf", method: .post, headers: [.contentType: "text/plain"], body: ByteBuffer(string: article)
            ) { #expect($0.status == .ok) }
            try await client.execute(uri: "/metrics", method: .get) { response in
                let text = String(buffer: response.body)
                #expect(text.contains("jiyao_requests_total{method=\"POST\",route=\"/v1/pdf\",status=\"200\"} 1"))
                #expect(text.contains("jiyao_stage_seconds_count{stage=\"pdf\"} 1"))
                #expect(text.contains("jiyao_pages_total 2"))
            }
        }
    }

    @Test("a method that an address does not know is answered with those it knows, and an unknown address is not found")
    func wrongMethod() async throws {
        try await OfficeFixture().test { client in
            try await client.execute(uri: "/v1/jobs/17/records", method: .delete) { response in
                #expect(response.status == .methodNotAllowed)
                #expect(response.headers[.allow] == "GET, HEAD")
            }
            try await client.execute(uri: "/v1/nothing", method: .get) { #expect($0.status == .notFound) }
            try await client.execute(uri: "/v1/jobs/17", method: .get) { #expect($0.status == .notFound) }
        }
    }

    @Test("the OpenAPI document names the templates that there are")
    func templates() async throws {
        let fixture = try OfficeFixture()
        let names = fixture.office.templates.entries.map(\.name)
        try await fixture.test { client in
            try await client.execute(uri: "/openapi.json", method: .get) { response in
                let components = try #require(try json(response)["components"] as? [String: Any])
                let parameters = try #require(components["parameters"] as? [String: [String: Any]])
                let schema = try #require(parameters["template"]?["schema"] as? [String: Any])
                #expect(schema["enum"] as? [String] == names)
                #expect(names.contains("gbt9704-minutes"))
            }
        }
    }

    @Test("a service that is being stopped is not ready")
    func stopping() async throws {
        let fixture = try OfficeFixture()
        fixture.office.beginStopping()
        try await fixture.test { client in
            try await client.execute(uri: "/readyz", method: .get) { #expect($0.status == .serviceUnavailable) }
        }
    }

    @Test("a version is saved on the one it was made from, and two clerks do not overwrite each other")
    func versions() async throws {
        let body =
            #"{"title": "云溪", "source": "原文", "minutes": "{\"schema\":\"jiyao.minutes/1\",\"id\":\"a\"}", "base": 1}"#
        try await OfficeFixture().test { client in
            let headers: HTTPFields = [.contentType: "application/json"]
            let id = try await client.execute(
                uri: "/v1/records", method: .post, headers: headers, body: ByteBuffer(string: body)
            ) { response in
                #expect(response.status == .created)
                return try #require(try json(response)["id"] as? String)
            }
            for status in [HTTPResponse.Status.created, .conflict] {
                try await client.execute(
                    uri: "/v1/records/\(id)/versions", method: .post, headers: headers, body: ByteBuffer(string: body)
                ) { #expect($0.status == status) }
            }
            try await client.execute(uri: "/v1/records/\(id)/versions/2", method: .get) { response in
                try #expect((json(response)["minutes"] as? String)?.contains("jiyao.minutes/1") == true)
            }
            try await client.execute(uri: "/v1/records/\(id)", method: .delete) { #expect($0.status == .noContent) }
            try await client.execute(uri: "/v1/records/\(id)", method: .get) { #expect($0.status == .notFound) }
        }
    }

    @Test("minutes that the engine cannot read are not kept")
    func unreadable() async throws {
        try await OfficeFixture().test { client in
            try await client.execute(
                uri: "/v1/records", method: .post, headers: [.contentType: "application/json"],
                body: ByteBuffer(string: #"{"title": "云溪", "minutes": "{}"}"#)
            ) { response in
                #expect(response.status == .unprocessableContent)
                try #expect(json(response)["messages"] != nil)
            }
        }
    }
}
