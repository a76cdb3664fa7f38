import OrderedJSON
import Provenance

/// Reads values in their three forms: plain, `{"value","at","rule"}`, `{"value","derived"}`.
struct PlacedReader {
    /// Ranges must end within it; nil where the minutes name no record.
    var textBytes: Int?
    let kept: KeptKeys

    func text(_ node: JSONNode, _ path: String) throws(MinutesJSONError) -> PlacedText {
        try placed(node, path, readString)
    }

    func count(_ node: JSONNode, _ path: String) throws(MinutesJSONError) -> Placed<Int> {
        try placed(node, path, readCount)
    }

    func flag(_ node: JSONNode, _ path: String) throws(MinutesJSONError) -> Placed<Bool> {
        try placed(node, path, readBool)
    }

    private func placed<Value>(
        _ node: JSONNode, _ path: String, _ read: ObjectReader.Read<Value>
    ) throws(MinutesJSONError) -> Placed<Value> {
        guard case .object = node.content else { return Placed(try read(node, path), .written) }
        var object = try ObjectReader(node, path)
        let value = try object.required("value", read)
        let origin = try origin(of: &object, node)
        object.keepOthers(kept)
        return Placed(value, origin)
    }

    /// `at` with `rule`, or `derived`, or neither.
    func origin(of object: inout ObjectReader, _ node: JSONNode) throws(MinutesJSONError) -> Origin {
        let derived = try object.optional("derived", readString)
        let ranges = try object.optional("at") { node, path throws(MinutesJSONError) in
            try readList(node, path, range)
        }
        let rule = try object.optional("rule", readString)
        switch (derived, ranges, rule) {
        case (let derived?, nil, nil): return .derived(derived)
        case (nil, let ranges?, let rule?): return .source(ranges, rule: rule)
        case (nil, nil, nil): return .written
        default:
            throw MinutesJSONError(
                .badValue, object.path, at: node.offset,
                "\"at\" and \"rule\" belong together, \"derived\" stands alone",
                hint: "for a value of your own write the value only, without an object")
        }
    }

    /// `[start, end]`, half-open.
    func range(_ node: JSONNode, _ path: String) throws(MinutesJSONError) -> ByteRange {
        let bounds = try readList(node, path, readCount)
        let limit = textBytes ?? Int(UInt32.max)
        guard bounds.count == 2, bounds[0] <= bounds[1], bounds[1] <= limit,
            let start = UInt32(exactly: bounds[0]), let end = UInt32(exactly: bounds[1])
        else {
            throw MinutesJSONError(
                .badRange, path, at: node.offset, "not a range of the record's text",
                hint: "a range is [start, end] in bytes, start not after end, end at most \(limit)")
        }
        return start..<end
    }
}
