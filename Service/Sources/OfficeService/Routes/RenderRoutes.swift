import Foundation
import HTTPTypes
import Hummingbird
import MinutesExport

/// A record in, what was asked for out, in the same request.
struct RenderRoutes {
    let office: Office

    /// What the page works with: the minutes with the text their ranges count in.
    private struct Reading: Encodable {
        var id: String
        var text: String
        /// Minutes JSON; a string, so that numbers and order of its members stay as the engine wrote them.
        var minutes: String
        var messages: [SentMessage]
    }

    private struct Layout: Encodable {
        var id: String
        var pages: Int
        var messages: [SentMessage]
    }

    func add(to router: Router<OfficeContext>) {
        router.get("/v1/templates") { _, _ in Response.json(["templates": office.templates.entries]) }
        router.post("/v1/minutes") { request, _ in
            let minutes = try await office.understand(try await request.record(office))
            var response = Response.bytes(minutes.json, type: "application/json")
            response.headers[.jiyaoRecord] = headerValue(minutes.id)
            return response
        }
        router.post("/v1/reading") { request, context in
            let minutes = try await office.understand(try await request.record(office))
            return Response.json(
                Reading(
                    id: minutes.id, text: minutes.text, minutes: String(decoding: minutes.json, as: UTF8.self),
                    messages: minutes.warnings.map { SentMessage($0, context.language) }))
        }
        router.post("/v1/layout") { request, context in
            let language = context.language
            let record = try await request.record(office)
            let layout = try await office.withPages(of: record, template: request.parameter("template")) { pages, _ in
                Layout(id: pages.id, pages: pages.pages, messages: pages.warnings.map { SentMessage($0, language) })
            }
            return Response.json(layout)
        }
        router.post("/v1/pdf") { request, _ in
            let record = try await request.record(office)
            let measurements = office.measurements
            let made = try await office.withPages(of: record, template: request.parameter("template")) { pages, _ in
                (pages.id, pages.pages, try measurements.time(.pdf) { try pages.pdf() })
            }
            var response = Response.bytes(made.2, type: "application/pdf", fileName: made.0 + ".pdf")
            response.headers[.jiyaoPages] = String(made.1)
            response.headers[.jiyaoRecord] = headerValue(made.0)
            return response
        }
        router.post("/v1/pages/{page}") { request, context in
            let page = try pageNumber(context)
            let dpi = try request.integer("dpi", in: ExportOptions.dpiRange, default: 96)
            let record = try await request.record(office)
            return try await image(page, dpi: dpi, of: record, template: request.parameter("template"))
        }
    }

    func pageNumber(_ context: OfficeContext) throws -> Int {
        guard let page = context.parameters.get("page", as: Int.self), page > 0 else {
            throw Problem(.badParameter, field: "page")
        }
        return page
    }

    func image(_ page: Int, dpi: Int, of record: SubmittedRecord, template: String?) async throws -> Response {
        let measurements = office.measurements
        let made = try await office.withPages(of: record, template: template) { pages, bench in
            guard page <= pages.pages else { throw Problem(.noSuchPage, field: "page", detail: "1…\(pages.pages)") }
            return (
                pages.pages,
                try measurements.time(.image) { try bench.images.png(page: page - 1, of: pages, dpi: dpi) }
            )
        }
        var response = Response.bytes(made.1, type: "image/png")
        response.headers[.jiyaoPages] = String(made.0)
        return response
    }
}

/// Percent-encoded: fields of a head are ASCII.
private func headerValue(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? ""
}
