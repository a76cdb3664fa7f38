import Foundation
import HTTPTypes
import Hummingbird
import Logging
import MinutesExport

/// What a request carries to its route.
package struct OfficeContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    package var actor = Actor(holder: .local, request: "")
    package var language = Language.english

    package init(source: ApplicationRequestContextSource) { coreContext = CoreRequestContextStorage(source: source) }
}

/// Every request passes here: it gets its number, is let in or not, and its answer gets headers, a count and a log line.
///
/// Neither logs nor measurements hold anything of a body or of a query.
struct RequestGate: RouterMiddleware {
    typealias Context = OfficeContext
    let office: Office
    let methods: AddressMethods

    func handle(
        _ request: Request, context: OfficeContext,
        next: (Request, OfficeContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var context = context
        let number = UUID().uuidString.lowercased()
        let trace = request.headers[.traceparent].flatMap(traceID)
        context.language = Language(accept: request.headers[.acceptLanguage])
        context.actor = Actor(holder: .local, request: number)
        var response: Response
        do {
            try checkOrigin(request)
            context.actor.holder = try holder(of: request)
            response = try await next(request, context)
        } catch {
            var problem = Problem(error)
            // What a route itself does not find is a problem already.
            let allowed = error is Problem ? [] : methods.methods(of: request.uri.path)
            if problem.code == .notFound, !allowed.isEmpty { problem = Problem(.methodNotAllowed) }
            if problem.code == .fault {
                office.logger.error("fault", metadata: ["request": "\(number)", "error": "\(type(of: error))"])
            }
            for code in problem.messages.isEmpty ? [problem.code.rawValue] : problem.messages.map(\.code) {
                office.measurements.failed(code: code)
            }
            response = problem.response(context.language, request: number)
            if problem.code == .methodNotAllowed { response.headers[.allow] = allowed.joined(separator: ", ") }
        }
        response.headers[.requestID] = number
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "no-referrer"
        response.headers[.resourcePolicy] = "same-origin"
        response.headers[.frameOptions] = "DENY"
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let route = context.endpointPath ?? "none"
        office.measurements.answered(
            request.method.rawValue, route: route, status: response.status.code, seconds: seconds)
        var notes: Logger.Metadata = [
            "request": "\(number)", "method": "\(request.method.rawValue)", "route": "\(route)",
            "status": "\(response.status.code)", "milliseconds": "\(Int(seconds * 1_000))",
            "holder": "\(context.actor.holder.name)",
        ]
        if let trace { notes["trace"] = "\(trace)" }
        office.logger.debug("answered", metadata: notes)
        return response
    }

    /// A page of another site may neither read nor write here, not even with a name of its own that leads to the loopback.
    private func checkOrigin(_ request: Request) throws {
        guard let authority = request.head.authority else {
            guard request.headers[.origin] == nil else { throw Problem(.foreignOrigin, field: "Origin") }
            return
        }
        let host = hostName(authority)
        let names =
            ["localhost", "127.0.0.1", "[::1]", office.configuration.host]
            + office.configuration.names.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        guard names.contains(host) else { throw Problem(.foreignOrigin, field: "Host") }
        if let origin = request.headers[.origin] {
            guard let start = origin.range(of: "://"), origin[start.upperBound...] == authority else {
                throw Problem(.foreignOrigin, field: "Origin")
            }
        }
    }

    private func hostName(_ authority: String) -> String {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") { return String(authority[...end]) }
        return authority.split(separator: ":").first.map { $0.lowercased() } ?? ""
    }

    private func holder(of request: Request) throws -> AccessTokens.Holder {
        guard let tokens = office.tokens else { return .local }
        guard request.uri.path.hasPrefix("/v1/") || request.uri.path == "/metrics" else {
            return AccessTokens.Holder(name: "anybody", role: .render)
        }
        let scheme = "Bearer "
        guard let value = request.headers[.authorization], value.hasPrefix(scheme),
            let holder = tokens.holder(of: String(value.dropFirst(scheme.count)))
        else { throw Problem(.noToken, field: "Authorization") }
        if let seconds = tokens.spend(holder) { throw Problem(.quota, retryAfterSeconds: seconds) }
        return holder
    }
}

/// The trace of a W3C traceparent; nil where it is malformed.
private func traceID(_ header: String) -> String? {
    let parts = header.split(separator: "-", omittingEmptySubsequences: false)
    let digits = Set("0123456789abcdef")
    guard parts.count >= 4, parts[0].count == 2, parts[1].count == 32, parts[2].count == 16,
        parts[1].allSatisfy(digits.contains), parts[1].contains(where: { $0 != "0" })
    else { return nil }
    return String(parts[1])
}

extension OfficeContext {
    func need(_ role: AccessTokens.Role) throws {
        guard actor.holder.role >= role else { throw Problem(.notAllowed) }
    }

    /// Nil for those who may see what others did.
    var owner: String? { actor.holder.role >= .clerk ? nil : actor.holder.name }
}
