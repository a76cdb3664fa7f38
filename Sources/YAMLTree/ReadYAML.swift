internal import CYAML

/// Why a text is not read.
package struct YAMLError: Error, Sendable, Hashable {
    /// One English phrase.
    package var problem: String
    /// Nil where the text holds a character or byte YAML does not allow.
    package var mark: Mark?
}

/// Reads the only document of a text by libyaml's events.
///
/// - Parameter lines: counted before the first line, for several texts in one space of lines.
/// - Parameter deepest: levels of lists and mappings in one another.
/// - Returns: nil for a text without a document.
package func readYAML(_ text: String, after lines: Int = 0, deepest: Int = 64) throws(YAMLError) -> Node? {
    var text = text
    text.makeContiguousUTF8()
    // Pointers into the text must not leave this call, and it cannot carry the type of a mistake.
    let result: Result<Node?, YAMLError> =
        unsafe text.utf8.withContiguousStorageIfAvailable { bytes in
            // The parser keeps pointers to itself.
            let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
            defer { unsafe parser.deallocate() }
            guard unsafe yaml_parser_initialize(parser) == 1 else {
                return .failure(YAMLError(problem: "out of memory"))
            }
            defer { unsafe yaml_parser_delete(parser) }
            unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
            unsafe yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
            do throws(YAMLError) {
                var reader = unsafe YAMLReader(parser, lines: lines, deepest: deepest)
                return .success(try reader.document())
            } catch {
                return .failure(error)
            }
        } ?? .success(nil)
    return try result.get()
}

@safe private struct YAMLReader: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let lines: Int
    private let deepest: Int
    private var anchors: [String: Node] = [:]
    private var event = unsafe yaml_event_t()

    init(_ parser: UnsafeMutablePointer<yaml_parser_t>, lines: Int, deepest: Int) {
        unsafe self.parser = unsafe parser
        self.lines = lines
        self.deepest = deepest
    }

    deinit {
        var event = unsafe event
        unsafe yaml_event_delete(&event)
    }

    mutating func document() throws(YAMLError) -> Node? {
        try next()  // begin of the stream
        guard try next() != YAML_STREAM_END_EVENT else { return nil }
        try next()
        let node = try node(depth: 0)
        try next()  // end of the document
        guard try next() == YAML_STREAM_END_EVENT else {
            throw YAMLError(problem: "but found another document", mark: mark)
        }
        return node
    }

    @discardableResult
    private mutating func next() throws(YAMLError) -> yaml_event_type_t {
        unsafe yaml_event_delete(&event)
        guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw problem }
        return unsafe event.type
    }

    /// The node that begins with the event at hand; the next event is not read.
    private mutating func node(depth: Int) throws(YAMLError) -> Node {
        let mark = mark
        switch unsafe event.type {
        case YAML_ALIAS_EVENT:
            let name = unsafe String(cString: event.data.alias.anchor)
            guard let node = anchors[name] else { throw YAMLError(problem: "found undefined alias", mark: mark) }
            return node
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            let text = unsafe String(
                decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            let node = unsafe Node.scalar(
                Node.Scalar(string: text, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE, mark: mark))
            if let anchor = unsafe scalar.anchor { anchors[unsafe String(cString: anchor)] = node }
            return node
        default: break
        }
        guard depth < deepest else {
            throw YAMLError(problem: "lists and mappings are more than \(deepest) levels deep", mark: mark)
        }
        let node: Node
        let anchor: String?
        if unsafe event.type == YAML_SEQUENCE_START_EVENT {
            anchor = unsafe event.data.sequence_start.anchor.map { unsafe String(cString: $0) }
            var nodes: [Node] = []
            while try next() != YAML_SEQUENCE_END_EVENT { nodes.append(try self.node(depth: depth + 1)) }
            node = .sequence(Node.Sequence(nodes, mark: mark))
        } else {
            anchor = unsafe event.data.mapping_start.anchor.map { unsafe String(cString: $0) }
            var pairs: [(key: Node, value: Node)] = []
            while try next() != YAML_MAPPING_END_EVENT {
                let key = try self.node(depth: depth + 1)
                try next()
                pairs.append((key, try self.node(depth: depth + 1)))
            }
            try refuseTwins(pairs)
            node = .mapping(Node.Mapping(pairs, mark: mark))
        }
        if let anchor { anchors[anchor] = node }
        return node
    }

    private func refuseTwins(_ pairs: [(key: Node, value: Node)]) throws(YAMLError) {
        guard hasTwins(pairs) else { return }
        var seen: Set<String> = []
        var twins: Set<String> = []
        for pair in pairs {
            if let key = pair.key.string, !seen.insert(key).inserted { twins.insert(key) }
        }
        guard let first = twins.min() else { return }
        throw YAMLError(
            problem: "a key stands twice in this mapping: " + twins.sorted().joined(separator: ", "),
            mark: pairs.first { $0.key.string == first }?.key.mark)
    }

    /// Most mappings are small: their keys are compared with each other sooner than a set of them is made.
    private func hasTwins(_ pairs: [(key: Node, value: Node)]) -> Bool {
        guard pairs.count <= 32 else { return true }
        for (index, pair) in pairs.enumerated() {
            guard let key = pair.key.string else { continue }
            for other in pairs[..<index] where other.key.string == key { return true }
        }
        return false
    }

    private var mark: Mark { unsafe mark(event.start_mark) }

    private func mark(_ place: yaml_mark_t) -> Mark { Mark(line: place.line + 1 + lines, column: place.column + 1) }

    private var problem: YAMLError {
        let parser = unsafe parser.pointee
        guard let text = unsafe parser.problem else { return YAMLError(problem: "the text is not YAML") }
        return unsafe YAMLError(
            problem: String(cString: text),
            mark: parser.error == YAML_READER_ERROR ? nil : mark(parser.problem_mark))
    }
}
