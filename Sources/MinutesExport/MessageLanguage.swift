private import Glibc

/// The language of messages on standard error. Output never depends on it.
public enum MessageLanguage: Sendable, Hashable {
    case english, chinese

    /// By `LC_ALL`, else `LC_MESSAGES`, else `LANG` (POSIX 8.2): Chinese where the first that is set begins with `zh`.
    public static let ofEnvironment: MessageLanguage = {
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            guard let value = getenv(name), value.pointee != 0 else { continue }
            return String(cString: value).lowercased().hasPrefix("zh") ? .chinese : .english
        }
        return .english
    }()
}
