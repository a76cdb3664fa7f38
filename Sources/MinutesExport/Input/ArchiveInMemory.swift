private import CLinuxShim
private import Glibc

/// A record of an archive that a caller holds.
public struct ArchivedRecord: Sendable, Hashable {
    /// Its place in the archive; of a record that stands on a line, without suffix and with the line's number.
    public var name: String
    /// Of one record: never `.jsonLines` or `.zip`.
    public var format: InputFormat
    public var bytes: [UInt8]
}

/// The records of a zip archive in memory, in the archive's order; nothing is unpacked to a folder.
///
/// Cost: the archive and its records are in memory at once.
/// - Parameters:
///   - recordBytes: of each record, unpacked.
///   - totalBytes: of all records, unpacked: a small archive can hold very much.
/// - Throws: `ExportError.record` with the first entry that cannot be read, or where a limit is passed; no record is given then.
public func archivedRecords(
    _ archive: [UInt8], recordBytes: Int, totalBytes: Int, records most: Int
) throws(ExportError) -> [ArchivedRecord] {
    let descriptor = jiyao_memory_file()
    guard descriptor >= 0 else { throw .output(Message("output.no-memory-file", "no file in memory can be made")) }
    defer { close(descriptor) }
    do throws(FileError) { try writeAll(descriptor, archive, path: "archive") } catch {
        throw .output(Message("output.no-memory-file", error.reason))
    }
    let path = "/proc/self/fd/\(descriptor)"
    let found = FoundInputs(items: [.input(Input(.file(path), format: .zip))])
    var records: [ArchivedRecord] = []
    var total = 0
    for item in found.records(limits: Limits(recordBytes: recordBytes)) {
        switch item {
        case .refused(let place, var message):
            message.path = nil
            if let entry = place.firstRange(of: "!/") { message.path = String(place[entry.upperBound...]) }
            throw .record([message])
        case .input(let input):
            let bytes = input.held ?? []
            total += bytes.count
            guard total <= totalBytes, records.count < most else {
                throw .record([
                    Message("input.too-large", "the archive holds more than \(totalBytes) bytes or \(most) records")
                ])
            }
            guard case .entry(_, let name) = input.place else { continue }
            records.append(
                ArchivedRecord(
                    name: input.line.map { "\(splitSuffix(name).stem)-\($0)" } ?? name,
                    format: input.format == .jsonLines ? .json : input.format, bytes: bytes))
        }
    }
    return records
}
