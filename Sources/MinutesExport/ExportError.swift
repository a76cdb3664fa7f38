/// Why a record or a whole run failed.
public enum ExportError: Error, Sendable, Hashable {
    /// One record; the others go on.
    case record([Message])
    /// A usage or configuration that no record can be exported with.
    case configuration(Message)
    /// The font folder has no index, or files of the index are not there.
    case noFonts(Message)
    /// The output folder cannot be written (full disk, no permission): the run stops.
    case output(Message)

    public var messages: [Message] {
        switch self {
        case .record(let messages): messages
        case .configuration(let message), .noFonts(let message), .output(let message): [message]
        }
    }
}
