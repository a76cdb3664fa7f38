import Foundation
import Hummingbird
import HummingbirdTesting
import OfficeService
import Testing

@Suite("Jobs")
struct JobTests {
    private static let lines =
        #"{"id": "one", "title": "云溪县十届人大二次会议闭幕", "content": "2月19日上午,云溪县第十届人民代表大会第二次会议闭幕。尹川主持会议。"}"# + "\n"
        + "{broken\n"
        + #"{"id": "two", "title": "清河镇第六届人民代表大会第一次会议开幕", "content": "3月2日,清河镇第六届人民代表大会第一次会议开幕。"}"# + "\n"

    private static let actor = Actor(holder: .local, request: "test")

    @Test("JSON Lines become a record each; a bad line fails alone; the results come singly and together")
    func wholeWay() async throws {
        try await OfficeFixture().test(.live) { client in
            let id = try await client.execute(
                uri: "/v1/jobs", method: .post, headers: [.contentType: "application/x-ndjson"],
                body: ByteBuffer(string: Self.lines)
            ) { response in
                #expect(response.status == .accepted)
                return try #require(try json(response)["id"] as? String)
            }
            let events = try await client.execute(uri: "/v1/jobs/\(id)/events", method: .get) { response in
                String(buffer: response.body)
            }
            #expect(events.contains("event: state"))
            let job = try await client.execute(uri: "/v1/jobs/\(id)", method: .get) { try json($0) }
            #expect(job["state"] as? String == "done")
            #expect(
                try Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(
                    try #require(job["finished"] as? String)) <= Date())
            #expect(job["done"] as? Int == 2)
            #expect(job["failed"] as? Int == 1)
            let records = try await client.execute(uri: "/v1/jobs/\(id)/records", method: .get) { response in
                try #require(try json(response)["records"] as? [[String: Any]])
            }
            #expect(records.map { $0["state"] as? String } == ["done", "failed", "done"])
            #expect(records[2]["record"] as? String == "two")
            try await client.execute(uri: "/v1/jobs/\(id)/records/1/pdf", method: .get) { response in
                #expect(String(decoding: response.body.readableBytesView.prefix(5), as: UTF8.self) == "%PDF-")
            }
            try await client.execute(uri: "/v1/jobs/\(id)/records/2/pdf", method: .get) { response in
                #expect(response.status == .notFound)
            }
            try await client.execute(uri: "/v1/jobs/\(id)/records/3/pages/1", method: .get) { response in
                #expect(response.headers[.contentType] == "image/png")
            }
            try await client.execute(uri: "/v1/jobs/\(id)/results.zip", method: .get) { response in
                #expect(response.status == .ok)
                let bytes = Data(response.body.readableBytesView)
                #expect(bytes.range(of: Data("0003-two/minutes.json".utf8)) != nil)
            }
        }
    }

    @Test("the same key and body make one job, the same key and another body are refused")
    func idempotency() async throws {
        try await OfficeFixture().test { client in
            let headers: HTTPFields = [.contentType: "text/plain", .idempotencyKey: "daily-17"]
            let first = try await client.execute(
                uri: "/v1/jobs", method: .post, headers: headers, body: ByteBuffer(string: article)
            ) { ($0.status, try json($0)["id"] as? String) }
            let second = try await client.execute(
                uri: "/v1/jobs", method: .post, headers: headers, body: ByteBuffer(string: article)
            ) { ($0.status, try json($0)["id"] as? String) }
            #expect(first.0 == .accepted)
            #expect(second.0 == .ok)
            #expect(first.1 == second.1)
            try await client.execute(
                uri: "/v1/jobs", method: .post, headers: headers, body: ByteBuffer(string: article + "完。")
            ) { response in
                #expect(response.status == .conflict)
                try #expect(json(response)["code"] as? String == "job.key-reused")
            }
        }
    }

    @Test("files of a form become a record each")
    func form() async throws {
        let body = """
            --mark\r
            Content-Disposition: form-data; name="file"; filename="a.txt"\r
            \r
            \(article)\r
            --mark\r
            Content-Disposition: form-data; name="file"; filename="b.md"\r
            Content-Type: text/markdown\r
            \r
            # 云溪县会议\r
            --mark--\r

            """
        try await OfficeFixture().test { client in
            try await client.execute(
                uri: "/v1/jobs", method: .post, headers: [.contentType: "multipart/form-data; boundary=mark"],
                body: ByteBuffer(string: body)
            ) { response in
                #expect(response.status == .accepted)
                try #expect(json(response)["total"] as? Int == 2)
            }
        }
    }

    @Test("the records of a zip archive are records of the job, and a damaged one is refused in the reader's language")
    func archive() async throws {
        var zip = ZipArchive()
        zip.add("会议/甲.txt", Array(article.utf8))
        zip.add("会议/乙.md", Array("# 云溪县会议".utf8))
        zip.add("图.png", [1, 2, 3])
        let bytes = zip.finished()
        try await OfficeFixture().test { client in
            let headers: HTTPFields = [.contentType: "application/zip", .acceptLanguage: "zh"]
            let id = try await client.execute(
                uri: "/v1/jobs", method: .post, headers: headers, body: ByteBuffer(bytes: bytes)
            ) { response in
                #expect(response.status == .accepted)
                return try #require(try json(response)["id"] as? String)
            }
            try await client.execute(uri: "/v1/jobs/\(id)/records", method: .get) { response in
                let records = try #require(try json(response)["records"] as? [[String: Any]])
                #expect(records.map { $0["name"] as? String } == ["会议/甲.txt", "会议/乙.md"])
            }
            try await client.execute(
                uri: "/v1/jobs", method: .post, headers: headers, body: ByteBuffer(bytes: bytes.dropLast(30))
            ) { response in
                #expect(response.status == .unprocessableContent)
                let message = try #require((try json(response)["messages"] as? [[String: Any]])?.first)
                #expect(message["code"] as? String == "input.bad-archive")
                #expect(message["detail"] as? String != "the file is no zip archive, or a damaged one")
            }
        }
    }

    @Test("what ran when the process died is queued again, and a result is written once")
    func death() async throws {
        let folder = NSTemporaryDirectory() + "jiyao-death-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let records = [SubmittedRecord(name: "a", format: "text", bytes: Array(article.utf8))]
        var id = ""
        var claimed: ClaimedRecord?
        do {
            let database = try OfficeDatabase(folder: folder)
            let acceptance = try await database.accept(
                records, template: "plain", makesPDF: false, key: nil, digest: "", actor: Self.actor)
            guard case .made(let status) = acceptance else { return #expect(Bool(false)) }
            id = status.id
            claimed = try await database.claim()
            #expect(try await database.claim() == nil)
            #expect(try await database.job(id, owner: nil)?.running == 1)
        }
        let database = try OfficeDatabase(folder: folder)
        #expect(try await database.job(id, owner: nil)?.queued == 1)
        let again = try #require(try await database.claim())
        #expect(again.record.bytes == records[0].bytes)
        let outcome = JobOutcome(record: "a", json: Array("{}".utf8), messages: [], hasFailed: false)
        try await database.finish(again, outcome)
        #expect(try await database.job(id, owner: nil)?.state == "done")
        // The old process's answer, should it come, changes nothing.
        var late = outcome
        late.hasFailed = true
        try await database.finish(try #require(claimed), late)
        #expect(try await database.job(id, owner: nil)?.done == 1)
    }

    @Test("a record that takes the process down each time is given up")
    func givenUp() async throws {
        let folder = NSTemporaryDirectory() + "jiyao-up-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let records = [SubmittedRecord(name: "a", format: "text", bytes: [])]
        do {
            let database = try OfficeDatabase(folder: folder)
            _ = try await database.accept(
                records, template: "plain", makesPDF: false, key: nil, digest: "", actor: Self.actor)
        }
        var answers: [Bool] = []
        for _ in 0..<4 { answers.append(try #require(try await OfficeDatabase(folder: folder).claim()).isGivenUp) }
        #expect(answers == [false, false, false, true])
    }

    @Test("a cancelled job keeps its results and begins no record")
    func cancelling() async throws {
        let fixture = try OfficeFixture()
        let database = fixture.office.database
        let records = (1...3).map { SubmittedRecord(name: "r\($0)", format: "text", bytes: Array(article.utf8)) }
        let acceptance = try await database.accept(
            records, template: "plain", makesPDF: false, key: nil, digest: "", actor: Self.actor)
        guard case .made(let status) = acceptance else { return #expect(Bool(false)) }
        let first = try #require(try await database.claim())
        try await database.finish(
            first, JobOutcome(record: "r1", json: Array("{}".utf8), messages: [], hasFailed: false))
        let cancelled = try await database.cancel(status.id, owner: nil, actor: Self.actor)
        #expect(cancelled?.state == "cancelled")
        #expect(cancelled?.done == 1)
        #expect(cancelled?.cancelled == 2)
        #expect(try await database.claim() == nil)
        #expect(try await database.audit(limit: 10).map(\.act) == ["job.cancel", "job.submit"])
        fixture.office.slots.stop()
    }

    @Test("a second process is kept out of a data folder")
    func locked() throws {
        let fixture = try OfficeFixture()
        defer { fixture.office.slots.stop() }
        #expect(throws: OfficeDatabase.FolderInUse.self) { try OfficeDatabase(folder: fixture.folder) }
    }

    @Test("a backup taken while the service works holds what was accepted")
    func backup() async throws {
        let fixture = try OfficeFixture()
        defer { fixture.office.slots.stop() }
        let records = [SubmittedRecord(name: "a", format: "text", bytes: [])]
        _ = try await fixture.office.database.accept(
            records, template: "plain", makesPDF: false, key: nil, digest: "", actor: Self.actor)
        let copy = fixture.folder + "-copy"
        defer { try? FileManager.default.removeItem(atPath: copy) }
        try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
        try OfficeDatabase.backUp(folder: fixture.folder, to: copy + "/jiyao.sqlite")
        #expect(try await OfficeDatabase(folder: copy).queuedRecords() == 1)
    }
}
