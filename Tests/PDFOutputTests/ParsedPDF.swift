import Foundation
import TestKit
import Testing

/// A file as qpdf reads it: every object as JSON, streams decoded.
struct ParsedPDF {
    let objects: [String: Any]
    let trailer: [String: Any]

    init(_ bytes: [UInt8]) throws {
        let outcome = try withFile(bytes, named: "a.pdf") {
            try #require(Tool("qpdf")).run(
                "--json=2", "--json-stream-data=inline", "--decode-level=generalized", $0)
        }
        let root = try #require(try JSONSerialization.jsonObject(with: outcome.output) as? [String: Any])
        let pair = try #require(root["qpdf"] as? [Any])
        objects = try #require(pair.last as? [String: Any])
        trailer = try #require((objects["trailer"] as? [String: Any])?["value"] as? [String: Any])
    }

    var catalog: [String: Any] { dictionary(trailer["/Root"]) }
    var info: [String: Any] { dictionary(trailer["/Info"]) }

    /// The value a reference leads to, or the value itself.
    func value(_ value: Any?) -> Any? {
        guard let reference = value as? String, let object = objects["obj:\(reference)"] as? [String: Any] else {
            return value
        }
        return object["value"] ?? (object["stream"] as? [String: Any])?["dict"]
    }

    func dictionary(_ reference: Any?) -> [String: Any] { value(reference) as? [String: Any] ?? [:] }

    func array(_ reference: Any?) -> [Any] { value(reference) as? [Any] ?? [] }

    /// The decoded bytes of a stream.
    func stream(_ reference: Any?) -> Data {
        guard let reference = reference as? String, let object = objects["obj:\(reference)"] as? [String: Any],
            let data = (object["stream"] as? [String: Any])?["data"] as? String
        else { return Data() }
        return Data(base64Encoded: data) ?? Data()
    }

    var pages: [String] { array(dictionary(catalog["/Pages"])["/Kids"]).compactMap { $0 as? String } }
}
