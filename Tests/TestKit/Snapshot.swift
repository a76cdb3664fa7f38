public import Foundation
public import Testing

/// Compares a text with its reference file; `UPDATE_SNAPSHOTS=missing|all` writes the reference instead.
public func expectSnapshot(
    _ actual: String, _ reference: URL, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let expected = try? String(contentsOf: reference, encoding: .utf8)
    guard expected != actual else { return }
    let mode = ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"]
    if mode == "all" || (mode == "missing" && expected == nil) {
        return try actual.write(to: reference, atomically: true, encoding: .utf8)
    }
    Attachment.record(actual, named: reference.lastPathComponent + ".actual")
    Issue.record("\(reference.lastPathComponent) differs from its reference", sourceLocation: sourceLocation)
}
