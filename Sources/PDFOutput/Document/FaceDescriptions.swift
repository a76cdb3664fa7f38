internal import FontAccess
private import Synchronization

/// Descriptions of faces, read once a process and shared by all workers.
package final class FaceDescriptions: Sendable {
    private let known = Mutex<[String: FaceDescription]>([:])

    package init() {}

    func description(of typeface: Typeface) throws(PDFError) -> FaceDescription {
        if let description = known.withLock({ $0[typeface.path + "#" + typeface.name] }) { return description }
        let description: FaceDescription
        do { description = try typeface.description() } catch { throw .font(error) }
        known.withLock { $0[typeface.path + "#" + typeface.name] = description }
        return description
    }
}
