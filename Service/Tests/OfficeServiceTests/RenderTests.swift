import Foundation
import Hummingbird
import HummingbirdTesting
import MinutesExport
import OfficeService
import Testing

@Suite("Records in, minutes and pages out")
struct RenderTests {
    @Test("an article becomes Minutes JSON whose ranges count in the text that is sent along")
    func reading() async throws {
        try await OfficeFixture().test { client in
            try await client.execute(
                uri: "/v1/reading?name=yunxi.txt", method: .post, headers: [.contentType: "text/plain"],
                body: ByteBuffer(string: article)
            ) { response in
                #expect(response.status == .ok)
                let answer = try json(response)
                let text = try #require(answer["text"] as? String)
                let written = try #require(answer["minutes"] as? String)
                let minutes = try #require(
                    try JSONSerialization.jsonObject(with: Data(written.utf8)) as? [String: Any])
                let chair = try #require((minutes["chair"] as? [[String: Any]])?.first)
                let range = try #require((chair["at"] as? [[Int]])?.first)
                let words = String(decoding: Array(text.utf8)[range[0]..<range[1]], as: UTF8.self)
                #expect(words == "尹川")
                #expect(chair["value"] as? String == "尹川")
            }
        }
    }

    @Test("the PDF is the one that the command exports, byte for byte")
    func samePDF() async throws {
        let folder = NSTemporaryDirectory() + "jiyao-same-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = folder + "/yunxi.txt"
        try article.write(toFile: file, atomically: true, encoding: .utf8)
        let environment = try RenderEnvironment(
            fonts: Resource.fonts.locate(), templates: Resource.templates.locate(), template: "gbt9704-minutes")
        let exporter = try Exporter(
            .articles, environment: environment,
            options: ExportOptions(outputFolder: folder + "/out", formats: [.pdf]))
        let item = try #require(findInputs([file]).items.first)
        let pages = try #require(exporter.export(item).pages)
        let exported = try Data(contentsOf: URL(fileURLWithPath: folder + "/out/yunxi/minutes.pdf"))
        try await OfficeFixture().test { client in
            try await client.execute(
                uri: "/v1/pdf?name=yunxi.txt", method: .post, headers: [.contentType: "text/plain"],
                body: ByteBuffer(string: article)
            ) { response in
                #expect(response.status == .ok)
                #expect(response.headers[.jiyaoPages] == String(pages))
                #expect(Data(response.body.readableBytesView) == exported)
            }
        }
    }

    @Test("corrected minutes are drawn, and a page that is not there is refused by its number")
    func pages() async throws {
        let minutes = #"{"schema": "jiyao.minutes/1", "id": "yunxi", "title": "云溪县人大会议", "chair": ["尹川"]}"#
        try await OfficeFixture().test { client in
            let headers: HTTPFields = [.contentType: "application/json", .acceptLanguage: "zh-CN,en;q=0.5"]
            try await client.execute(
                uri: "/v1/pages/1?dpi=72", method: .post, headers: headers, body: ByteBuffer(string: minutes)
            ) { response in
                #expect(response.status == .ok)
                #expect(Array(response.body.readableBytesView.prefix(4)) == [0x89, 0x50, 0x4E, 0x47])
            }
            try await client.execute(
                uri: "/v1/pages/9", method: .post, headers: headers, body: ByteBuffer(string: minutes)
            ) { response in
                #expect(response.status == .notFound)
                let problem = try json(response)
                #expect(problem["code"] as? String == "record.no-such-page")
                #expect(problem["title"] as? String == "没有这一页")
            }
        }
    }

    @Test(
        "what is wrong with a request is a problem with a code and a field",
        arguments: [
            ("/v1/pdf?template=nobody", "text/plain", "request.bad-parameter", "template", 400),
            ("/v1/pdf?template=../../etc", "text/plain", "request.bad-parameter", "template", 400),
            ("/v1/pdf?name=../x", "text/plain", "request.bad-parameter", "name", 400),
            ("/v1/pages/0", "text/plain", "request.bad-parameter", "page", 400),
            ("/v1/pages/1?dpi=9000", "text/plain", "request.bad-parameter", "dpi", 400),
            ("/v1/minutes", "application/zip", "request.media-type", "Content-Type", 415),
            ("/v1/minutes", "application/json", "record.refused", nil, 422),
            ("/v1/nothing", "text/plain", "request.not-found", nil, 404),
        ] as [(String, String, String, String?, Int)])
    func problems(address: String, type: String, code: String, field: String?, status: Int) async throws {
        try await OfficeFixture().test { client in
            try await client.execute(
                uri: address, method: .post, headers: [.contentType: type], body: ByteBuffer(string: article)
            ) { response in
                #expect(response.status.code == status)
                #expect(response.headers[.contentType] == "application/problem+json")
                let problem = try json(response)
                #expect(problem["code"] as? String == code)
                #expect(problem["field"] as? String == field)
                #expect((problem["fix"] as? String)?.isEmpty == false)
                #expect(problem["request"] as? String == response.headers[.requestID])
            }
        }
    }

    @Test("a body above the limit is refused")
    func tooLarge() async throws {
        try await OfficeFixture { $0.recordBytes = 100 }.test { client in
            try await client.execute(
                uri: "/v1/minutes", method: .post, headers: [.contentType: "text/plain"],
                body: ByteBuffer(string: article)
            ) { #expect($0.status == .contentTooLarge) }
        }
    }

    @Test("every code has its words in both languages")
    func wording() {
        for code in Problem.Code.allCases {
            let (en, zh) = code.wording
            #expect(!en.title.isEmpty && !en.fix.isEmpty && !zh.title.isEmpty && !zh.fix.isEmpty)
            #expect(zh.title.unicodeScalars.contains { $0.value >= 0x4E00 }, "\(code.rawValue)")
        }
    }

    @Test(
        "the language is the one that Accept-Language prefers",
        arguments: [
            ("zh-CN", Language.chinese), ("en;q=0.5, zh;q=0.9", .chinese), ("zh;q=0.1, en", .english),
            ("zh;q=0", .english), ("fr", .english),
        ])
    func languages(header: String, language: Language) {
        #expect(Language(accept: header) == language)
    }
}
