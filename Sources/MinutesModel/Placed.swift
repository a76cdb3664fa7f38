package import Provenance

/// A value with its origin. In JSON: plain when a person wrote it, else `{"value", "at", "rule"}` or
/// `{"value", "derived"}` (`docs/minutes-json.md`).
package struct Placed<Value: Sendable>: Sendable {
    package var value: Value
    package var origin: Origin

    package init(_ value: Value, _ origin: Origin) {
        self.value = value
        self.origin = origin
    }
}

// Not on `Value` itself: each kind of value would be looked up among all conformances of the program.
extension Placed: Equatable where Value: Equatable {}
extension Placed: Hashable where Value: Hashable {}

/// Words of the source exactly as printed there: half-width marks and stray blanks kept; templates normalise.
package typealias PlacedText = Placed<String>
