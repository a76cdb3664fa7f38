import Foundation
import HTTPTypes
import Hummingbird
import MinutesExport

/// Records a clerk works on, each with every version that was saved.
struct RecordRoutes {
    let office: Office

    private struct NewVersion: Decodable {
        var title: String
        /// Only with a record's first version.
        var source: String?
        /// Minutes JSON, as a string.
        var minutes: String
        var template: String?
        var note: String?
        /// The version this one was made from.
        var base: Int?
    }

    private struct Version: Encodable {
        var number: Int
        var note: String
        var savedBy: String
        var saved: String
        var template: String
        var minutes: String
    }

    func add(to router: Router<OfficeContext>) {
        router.get("/v1/records") { request, context in
            try context.need(.clerk)
            let limit = try request.integer("limit", in: 1...1_000, default: 100)
            return Response.json(["records": try await office.database.records(limit: limit)])
        }
        router.post("/v1/records") { request, context in
            try context.need(.clerk)
            let new = try await newVersion(request)
            let record = try await office.database.keep(
                title: new.title, source: new.source ?? "", minutes: new.minutes,
                template: new.template ?? office.configuration.template, note: new.note ?? "", actor: context.actor)
            var response = Response.json(record, status: .created)
            response.headers[.location] = "/v1/records/\(record.id)"
            return response
        }
        router.get("/v1/records/{record}") { _, context in
            try context.need(.clerk)
            guard let record = try await office.database.record(try identifier(context, "record")) else {
                throw Problem(.notFound, field: "record")
            }
            return Response.json(record)
        }
        router.delete("/v1/records/{record}") { _, context in
            try context.need(.clerk)
            let id = try identifier(context, "record")
            guard try await office.database.deleteRecord(id, actor: context.actor) else {
                throw Problem(.notFound, field: "record")
            }
            return Response(status: .noContent)
        }
        router.post("/v1/records/{record}/versions") { request, context in
            try context.need(.clerk)
            let id = try identifier(context, "record")
            let new = try await newVersion(request)
            guard let base = new.base else { throw Problem(.badBody, field: "base") }
            let saving = try await office.database.save(
                id, base: base, title: new.title, minutes: new.minutes,
                template: new.template ?? office.configuration.template, note: new.note ?? "", actor: context.actor)
            switch saving {
            case .noSuchRecord: throw Problem(.notFound, field: "record")
            case .conflict: throw Problem(.versionConflict, field: "base")
            case .saved(let record): return Response.json(record, status: .created)
            }
        }
        router.get("/v1/records/{record}/versions/{version}") { _, context in
            try context.need(.clerk)
            guard let number = context.parameters.get("version", as: Int.self), number > 0 else {
                throw Problem(.badParameter, field: "version")
            }
            let id = try identifier(context, "record")
            guard let version = try await office.database.version(number, of: id) else {
                throw Problem(.notFound, field: "version")
            }
            let summary = version.summary
            return Response.json(
                Version(
                    number: summary.number, note: summary.note, savedBy: summary.savedBy, saved: summary.saved,
                    template: summary.template, minutes: version.minutes))
        }
    }

    /// A version whose minutes the engine reads; what it cannot read is not kept.
    private func newVersion(_ request: Request) async throws -> NewVersion {
        let new = try await request.decoded(NewVersion.self, office)
        guard !new.title.isEmpty, new.title.utf8.count <= 1_000 else { throw Problem(.badBody, field: "title") }
        guard new.minutes.utf8.count <= office.configuration.recordBytes else { throw Problem(.tooLarge) }
        if let template = new.template, !office.templates.entries.contains(where: { $0.name == template }) {
            throw Problem(.badParameter, field: "template", detail: template)
        }
        let minutes = SubmittedRecord(name: "minutes.json", format: "json", bytes: Array(new.minutes.utf8))
        let input = try Input(minutes)
        try await office.slots.run(seconds: office.configuration.renderSeconds) { _ in
            try checkMinutes(input)
        }
        return new
    }
}
