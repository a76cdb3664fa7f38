package import Intake

/// Where the JSON records of another system have their fields: the file that `--fields` names.
public struct RecordFields: Sendable, Hashable {
    package var mapping: FieldMapping
    /// Of the file, lower-case hexadecimal: outputs depend on it.
    package var sha256: String

    /// - Throws: `configuration` where the file cannot be read or is no mapping.
    public init(path: String) throws(ExportError) {
        let bytes: [UInt8]
        do {
            bytes = try readFile(path, limit: 1 << 20)
        } catch {
            throw .configuration(Message("fields.unreadable", error.reason, path: path))
        }
        do {
            mapping = try FieldMapping(readingJSON: bytes)
        } catch {
            throw .configuration(Message(error, path: path, bytes: bytes))
        }
        sha256 = MinutesExport.sha256(bytes)
    }
}
