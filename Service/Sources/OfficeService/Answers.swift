import Foundation
import HTTPTypes
import Hummingbird

extension Response {
    /// JSON with sorted keys: the same answer has the same bytes.
    package static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let bytes = try? encoder.encode(value) else { preconditionFailure("an answer has no JSON form") }
        return .bytes([UInt8](bytes), type: "application/json", status: status)
    }

    package static func bytes(
        _ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok, fileName: String? = nil
    ) -> Response {
        var headers: HTTPFields = [.contentType: type]
        if let fileName {
            let escaped = fileName.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "minutes"
            headers[.contentDisposition] = "attachment; filename*=UTF-8''\(escaped)"
        }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension HTTPField.Name {
    package static let jiyaoPages = named("Jiyao-Pages")
    package static let jiyaoRecord = named("Jiyao-Record")
    package static let requestID = named("X-Request-Id")
    package static let traceparent = named("traceparent")
    package static let idempotencyKey = named("Idempotency-Key")
    package static let contentSecurityPolicy = named("Content-Security-Policy")
    package static let referrerPolicy = named("Referrer-Policy")
    package static let frameOptions = named("X-Frame-Options")
    package static let resourcePolicy = named("Cross-Origin-Resource-Policy")

    /// A name spelt in this file, so one that cannot be refused.
    private static func named(_ spelling: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(spelling) else { preconditionFailure("not a field name: \(spelling)") }
        return name
    }
}
