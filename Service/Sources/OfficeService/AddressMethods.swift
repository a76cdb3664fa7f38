import HTTPTypes
import Synchronization

/// Which methods each address knows: the router tells a wrong method from a wrong address no other way.
final class AddressMethods: Sendable {
    private let addresses = Mutex<[(segments: [Substring], method: String)]>([])

    /// - Parameter routes: methods with paths; a segment in braces stands for any other.
    func take(_ routes: [(method: HTTPRequest.Method, path: String)]) {
        addresses.withLock {
            $0 = routes.map { ($0.path.split(separator: "/").map { Substring(String($0)) }, $0.method.rawValue) }
        }
    }

    /// In alphabetical order; none where the address is not there. What can be got has a head, which the router makes itself.
    func methods(of path: String) -> [String] {
        let segments = path.split(separator: "/")
        let methods = addresses.withLock { addresses in
            addresses.filter { address in
                address.segments.count == segments.count
                    && zip(address.segments, segments).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
            }.map(\.method)
        }
        return Set(methods.contains("GET") ? methods + ["HEAD"] : methods).sorted()
    }
}
