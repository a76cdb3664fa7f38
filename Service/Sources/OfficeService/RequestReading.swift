import Foundation
import HTTPTypes
import Hummingbird
import MinutesExport
import NIOCore

extension Request {
    /// The whole body, within a size and a time.
    func bytes(upTo limit: Int, seconds: Int) async throws -> [UInt8] {
        if let length = headers[.contentLength].flatMap({ Int($0) }), length > limit { throw Problem(.tooLarge) }
        let body = body
        return try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask {
                do {
                    let buffer = try await body.collect(upTo: limit)
                    return Array(buffer.readableBytesView)
                } catch is NIOTooManyBytesError {
                    throw Problem(.tooLarge)
                }
            }
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                throw Problem(.tooSlow)
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
    }

    /// One parameter of the query; nil where it is not given.
    func parameter(_ name: String) -> String? { uri.queryParameters[Substring(name)].map(String.init) }

    func integer(_ name: String, in range: ClosedRange<Int>, default standard: Int) throws -> Int {
        guard let text = parameter(name) else { return standard }
        guard let number = Int(text), range.contains(number) else {
            throw Problem(.badParameter, field: name, detail: "\(range.lowerBound)…\(range.upperBound)")
        }
        return number
    }

    /// A record's name: it becomes part of messages, ids and names of files to download.
    func recordName() throws -> String {
        let name = parameter("name") ?? "record"
        guard isRecordName(name) else { throw Problem(.badParameter, field: "name") }
        return name
    }

    /// The body as one record, in the format its media type tells.
    func record(_ office: Office) async throws -> SubmittedRecord {
        guard let format = inputFormat(ofMediaType: headers[.contentType]), format.isOneRecord else {
            throw Problem(.mediaType, field: "Content-Type")
        }
        let name = try recordName()
        let bytes = try await bytes(
            upTo: office.configuration.recordBytes, seconds: office.configuration.bodySeconds)
        return SubmittedRecord(name: name, format: format.rawValue, bytes: bytes)
    }

    func decoded<Body: Decodable>(_ type: Body.Type, _ office: Office) async throws -> Body {
        guard inputFormat(ofMediaType: headers[.contentType]) == .json else {
            throw Problem(.mediaType, field: "Content-Type")
        }
        let bytes = try await bytes(
            upTo: 4 * office.configuration.recordBytes, seconds: office.configuration.bodySeconds)
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch DecodingError.keyNotFound(let key, _) {
            throw Problem(.badBody, field: key.stringValue)
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
            throw Problem(.badBody, field: context.codingPath.map(\.stringValue).joined(separator: "."))
        } catch {
            throw Problem(.badBody)
        }
    }
}

func isRecordName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 200 && !name.hasPrefix(".") && !name.contains("/") && !name.contains("\\")
        && !name.unicodeScalars.contains { $0.properties.generalCategory == .control }
}

extension InputFormat {
    var isOneRecord: Bool { self != .jsonLines && self != .zip }
}

func inputFormat(ofMediaType type: String?) -> InputFormat? {
    switch type?.split(separator: ";").first?.trimmingCharacters(in: .whitespaces).lowercased() {
    case "text/plain": .text
    case "text/markdown": .markdown
    case "text/html": .html
    case "application/json": .json
    case "application/zip": .zip
    case "application/x-ndjson", "application/jsonl": .jsonLines
    default: nil
    }
}

func inputFormat(ofFileName name: String) -> InputFormat? {
    switch name.split(separator: ".").last?.lowercased() {
    case "txt": .text
    case "md": .markdown
    case "html", "htm": .html
    case "json": .json
    default: nil
    }
}

/// The files of a `multipart/form-data` body (RFC 7578); fields without a file name are passed over.
func formFiles(_ bytes: [UInt8], contentType: String) throws -> [SubmittedRecord] {
    guard let mark = contentType.range(of: "boundary=") else { throw Problem(.badBody, field: "boundary") }
    let value = contentType[mark.upperBound...].prefix { $0 != ";" }
    let boundary = Array("--\(value.trimmingCharacters(in: CharacterSet(charactersIn: "\" ")))".utf8)
    guard boundary.count > 2 else { throw Problem(.badBody, field: "boundary") }
    let data = Data(bytes)
    let blank = Data("\r\n\r\n".utf8)
    var files: [SubmittedRecord] = []
    guard var mark = data.range(of: Data(boundary)) else { throw Problem(.badBody, field: "boundary") }
    let next = Data(Array("\r\n".utf8) + boundary)
    while let end = data.range(of: next, in: mark.upperBound..<data.endIndex) {
        defer { mark = end }
        guard let head = data.range(of: blank, in: mark.upperBound..<end.lowerBound) else { continue }
        let lines = String(decoding: data[mark.upperBound..<head.lowerBound], as: UTF8.self)
            .components(separatedBy: "\r\n")
        guard let disposition = lines.first(where: { $0.lowercased().hasPrefix("content-disposition:") }),
            let name = disposition.range(of: "filename=\"").map({ disposition[$0.upperBound...].prefix { $0 != "\"" } })
        else { continue }
        guard isRecordName(String(name)) else { throw Problem(.badBody, field: "filename") }
        let type = lines.first { $0.lowercased().hasPrefix("content-type:") }?.dropFirst("content-type:".count)
        guard let format = inputFormat(ofFileName: String(name)) ?? inputFormat(ofMediaType: type.map(String.init)),
            format.isOneRecord
        else { throw Problem(.mediaType, field: String(name)) }
        files.append(
            SubmittedRecord(
                name: String(name), format: format.rawValue, bytes: [UInt8](data[head.upperBound..<end.lowerBound])))
    }
    return files
}
