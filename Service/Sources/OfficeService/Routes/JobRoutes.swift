import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import MinutesExport
import NIOCore

/// Many records, or patient callers: submit, watch, fetch, cancel.
struct JobRoutes {
    let office: Office

    func add(to router: Router<OfficeContext>) {
        router.post("/v1/jobs") { request, context in try await submit(request, context) }
        router.get("/v1/jobs") { request, context in
            let limit = try request.integer("limit", in: 1...1_000, default: 100)
            return Response.json(["jobs": try await office.database.jobs(owner: context.owner, limit: limit)])
        }
        router.get("/v1/jobs/{job}") { _, context in
            Response.json(try await status(context))
        }
        router.delete("/v1/jobs/{job}") { _, context in
            let id = try identifier(context, "job")
            guard let status = try await office.database.cancel(id, owner: context.owner, actor: context.actor) else {
                throw Problem(.notFound, field: "job")
            }
            office.jobs.ring()
            return Response.json(status)
        }
        router.get("/v1/jobs/{job}/events") { _, context in
            let first = try await status(context)
            return events(first, owner: context.owner)
        }
        router.get("/v1/jobs/{job}/records") { request, context in
            let from = try request.integer("from", in: 1...1_000_000, default: 1)
            let limit = try request.integer("limit", in: 1...1_000, default: 100)
            let records = try await office.database.records(
                ofJob: try identifier(context, "job"), owner: context.owner, from: from, limit: limit)
            guard let records else { throw Problem(.notFound, field: "job") }
            return Response.json(["records": records.map { $0.worded(in: context.language) }])
        }
        router.get("/v1/jobs/{job}/records/{record}/minutes") { _, context in
            Response.bytes(try await result(context).json, type: "application/json")
        }
        router.get("/v1/jobs/{job}/records/{record}/pdf") { _, context in
            let result = try await result(context)
            guard let pdf = result.pdf else { throw Problem(.notFound, field: "record") }
            return Response.bytes(pdf, type: "application/pdf", fileName: result.record + ".pdf")
        }
        router.get("/v1/jobs/{job}/records/{record}/pages/{page}") { request, context in
            let routes = RenderRoutes(office: office)
            let page = try routes.pageNumber(context)
            let dpi = try request.integer("dpi", in: ExportOptions.dpiRange, default: 96)
            let template = try await status(context).template
            let minutes = try await result(context).json
            let record = SubmittedRecord(name: "minutes.json", format: "json", bytes: minutes)
            return try await routes.image(page, dpi: dpi, of: record, template: template)
        }
        router.get("/v1/jobs/{job}/results.zip") { _, context in
            guard try await status(context).hasEnded else { throw Problem(.notFinished, field: "job") }
            return try await archive(try identifier(context, "job"), owner: context.owner)
        }
    }

    private func submit(_ request: Request, _ context: OfficeContext) async throws -> Response {
        let formats = (request.parameter("formats") ?? "json,pdf").split(separator: ",").map(String.init)
        guard !formats.isEmpty, Set(formats).isSubset(of: ["json", "pdf"]) else {
            throw Problem(.badParameter, field: "formats", detail: "json,pdf")
        }
        let template = request.parameter("template") ?? office.configuration.template
        guard office.templates.entries.contains(where: { $0.name == template }) else {
            throw Problem(.badParameter, field: "template", detail: template)
        }
        let key = request.headers[.idempotencyKey]
        if let key, key.isEmpty || key.utf8.count > 200 { throw Problem(.badParameter, field: "Idempotency-Key") }
        let webhook = request.parameter("webhook")
        if let webhook {
            guard let policy = office.webhooks else { throw Problem(.noWebhooks, field: "webhook") }
            guard policy.host(of: webhook) != nil else { throw Problem(.badParameter, field: "webhook") }
        }
        let type = request.headers[.contentType] ?? ""
        let name = try request.recordName()
        let isForm = type.lowercased().hasPrefix("multipart/form-data")
        let format = inputFormat(ofMediaType: type)
        guard isForm || format != nil else { throw Problem(.mediaType, field: "Content-Type") }
        let bytes = try await request.bytes(
            upTo: office.configuration.jobBytes, seconds: office.configuration.bodySeconds)
        let records = try records(bytes, format: format, form: isForm ? type : nil, name: name)
        guard !records.isEmpty else { throw Problem(.badBody, detail: "no record") }
        guard records.count <= office.configuration.jobRecords,
            records.allSatisfy({ $0.bytes.count <= office.configuration.recordBytes })
        else { throw Problem(.tooLarge) }
        let digest =
            SHA256.hash(data: Data(bytes)).map { String(format: "%02x", $0) }.joined()
            + " \(template) \(formats.sorted().joined(separator: ",")) \(webhook ?? "")"
        let acceptance = try await office.database.accept(
            records, template: template, makesPDF: formats.contains("pdf"), key: key, digest: digest,
            webhook: webhook, actor: context.actor)
        switch acceptance {
        case .keyReused: throw Problem(.keyReused, field: "Idempotency-Key")
        case .known(let status): return answer(status, .ok)
        case .made(let status):
            office.jobs.ring()
            return answer(status, .accepted)
        }
    }

    private func records(
        _ bytes: [UInt8], format: InputFormat?, form: String?, name: String
    ) throws -> [SubmittedRecord] {
        if let form { return try formFiles(bytes, contentType: form) }
        if format == .zip {
            return try archivedRecords(
                bytes, recordBytes: office.configuration.recordBytes, totalBytes: 4 * office.configuration.jobBytes,
                records: office.configuration.jobRecords
            ).map { SubmittedRecord(name: $0.name, format: $0.format.rawValue, bytes: $0.bytes) }
        }
        guard format == .jsonLines else {
            return [SubmittedRecord(name: name, format: format?.rawValue ?? "", bytes: bytes)]
        }
        let lines = bytes.split(separator: UInt8(ascii: "\n")).filter { line in
            !line.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\t") }
        }
        return lines.enumerated().map { index, line in
            SubmittedRecord(name: "\(name)-\(index + 1)", format: "json", bytes: Array(line))
        }
    }

    private func answer(_ status: JobStatus, _ code: HTTPResponse.Status) -> Response {
        var response = Response.json(status, status: code)
        response.headers[.location] = "/v1/jobs/\(status.id)"
        return response
    }

    private func status(_ context: OfficeContext) async throws -> JobStatus {
        guard let status = try await office.database.job(try identifier(context, "job"), owner: context.owner) else {
            throw Problem(.notFound, field: "job")
        }
        return status
    }

    private func result(_ context: OfficeContext) async throws -> JobResult {
        guard let number = context.parameters.get("record", as: Int.self), number > 0 else {
            throw Problem(.badParameter, field: "record")
        }
        let id = try identifier(context, "job")
        guard let results = try await office.database.results(ofJob: id, owner: context.owner, number: number) else {
            throw Problem(.notFound, field: "job")
        }
        guard let result = results.first else { throw Problem(.notFound, field: "record") }
        return result
    }

    /// Server-sent events: the state now, and after each change, until the job or the service ends.
    private func events(_ first: JobStatus, owner: String?) -> Response {
        let signal = office.jobs.listen()
        let body = ResponseBody { [office] writer in
            var last = first
            try await writer.write(event(last))
            for await _ in signal {
                if last.hasEnded || office.isStopping { break }
                guard let now = try await office.database.job(last.id, owner: owner) else { break }
                if now.queued != last.queued || now.running != last.running || now.state != last.state {
                    last = now
                    try await writer.write(event(last))
                }
                if last.hasEnded { break }
            }
            try await writer.finish(nil)
        }
        // A job that ended rings no more.
        if first.hasEnded { office.jobs.ring() }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"], body: body)
    }

    private func event(_ status: JobStatus) -> ByteBuffer {
        let bytes = (try? JSONEncoder().encode(status)) ?? Data()
        return ByteBuffer(string: "event: state\ndata: \(String(decoding: bytes, as: UTF8.self))\n\n")
    }

    private func archive(_ id: String, owner: String?) async throws -> Response {
        guard let results = try await office.database.results(ofJob: id, owner: owner) else {
            throw Problem(.notFound, field: "job")
        }
        var archive = ZipArchive()
        for result in results {
            guard archive.holds(result.json.count + (result.pdf?.count ?? 0)) else { throw Problem(.tooLarge) }
            let number = String(result.number)
            let folder = String(repeating: "0", count: max(0, 4 - number.count)) + number + "-" + result.record
            archive.add("\(folder)/minutes.json", result.json)
            if let pdf = result.pdf { archive.add("\(folder)/minutes.pdf", pdf) }
        }
        return Response.bytes(archive.finished(), type: "application/zip", fileName: "\(id).zip")
    }
}

/// A job's or record's number as the service made it.
func identifier(_ context: OfficeContext, _ name: String) throws -> String {
    guard let text = context.parameters.get(name), let id = UUID(uuidString: text) else {
        throw Problem(.notFound, field: name)
    }
    return id.uuidString.lowercased()
}
