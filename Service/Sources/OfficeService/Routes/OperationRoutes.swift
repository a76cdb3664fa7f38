import Foundation
import HTTPTypes
import Hummingbird

/// What operators and their programs ask.
struct OperationRoutes {
    let office: Office

    func add(to router: Router<OfficeContext>) {
        router.get("/healthz") { _, _ in Response.json(["status": "ok"]) }
        router.get("/readyz") { _, _ in
            guard !office.isStopping else { throw Problem(.stopping, retryAfterSeconds: 5) }
            guard await office.database.isWritable() else { throw Problem(.fault, detail: "database") }
            return Response.json(["status": "ready"])
        }
        router.get("/metrics") { _, context in
            try context.need(.admin)
            let text = office.measurements.text(
                slots: office.slots.load, queuedRecords: try await office.database.queuedRecords())
            return Response.bytes(Array(text.utf8), type: "text/plain; version=0.0.4; charset=utf-8")
        }
        let document = OperationRoutes.document(templates: office.templates.entries.map(\.name))
        router.get("/openapi.json") { _, _ in Response.bytes(document, type: "application/json") }
        router.get("/v1/audit") { request, context in
            try context.need(.admin)
            let limit = try request.integer("limit", in: 1...1_000, default: 100)
            return Response.json(["entries": try await office.database.audit(limit: limit)])
        }
    }

    /// The OpenAPI document with the names of this office's templates.
    private static func document(templates: [String]) -> [UInt8] {
        let written = try? JSONSerialization.jsonObject(with: Data(PackageResources.openapi_json)) as? [String: Any]
        guard var root = written, var components = root["components"] as? [String: Any],
            var parameters = components["parameters"] as? [String: [String: Any]],
            var schema = parameters["template"]?["schema"] as? [String: Any]
        else { preconditionFailure("the document has no parameter template") }
        schema["enum"] = templates
        parameters["template"]?["schema"] = schema
        components["parameters"] = parameters
        root["components"] = components
        guard
            let bytes = try? JSONSerialization.data(
                withJSONObject: root, options: [.sortedKeys, .withoutEscapingSlashes])
        else { preconditionFailure("the document has no JSON form") }
        return [UInt8](bytes)
    }
}
