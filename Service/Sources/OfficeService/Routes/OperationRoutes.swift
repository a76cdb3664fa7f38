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
        router.get("/openapi.json") { _, _ in
            Response.bytes(PackageResources.openapi_json, type: "application/json")
        }
        router.get("/v1/audit") { request, context in
            try context.need(.admin)
            let limit = try request.integer("limit", in: 1...1_000, default: 100)
            return Response.json(["entries": try await office.database.audit(limit: limit)])
        }
    }
}
