package import Provenance

/// A value with its origin. In JSON: plain when a person wrote it, else `{"value", "at", "rule"}` or
/// `{"value", "derived"}` (`docs/minutes-json.md`).
package struct Placed<Value: Sendable & Hashable>: Sendable, Hashable {
    package var value: Value
    package var origin: Origin

    package init(_ value: Value, _ origin: Origin) {
        self.value = value
        self.origin = origin
    }
}

/// Words of the source exactly as printed there: half-width marks and stray blanks kept; templates normalise.
package typealias PlacedText = Placed<String>
