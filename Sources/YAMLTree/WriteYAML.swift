internal import CYAML

extension Node {
    /// The node as a document of YAML 1.1, indented by two blanks, lines as long as they are, characters as they are.
    package var yaml: String {
        var writer = YAMLWriter()
        return writer.text(of: self)
    }
}

@safe private struct YAMLWriter {
    private var emitter = unsafe yaml_emitter_t()

    mutating func text(of node: Node) -> String {
        var bytes: [UInt8] = []
        unsafe withUnsafeMutablePointer(to: &bytes) { bytes in
            unsafe yaml_emitter_initialize(&emitter)
            unsafe yaml_emitter_set_output(
                &emitter,
                { bytes, more, count in
                    guard let bytes = unsafe bytes?.assumingMemoryBound(to: [UInt8].self) else { return 0 }
                    unsafe bytes.pointee.append(contentsOf: UnsafeBufferPointer(start: more, count: count))
                    return 1
                }, bytes)
            unsafe yaml_emitter_set_encoding(&emitter, YAML_UTF8_ENCODING)
            unsafe yaml_emitter_set_indent(&emitter, 2)
            unsafe yaml_emitter_set_width(&emitter, -1)
            unsafe yaml_emitter_set_unicode(&emitter, 1)
            unsafe emit { unsafe yaml_stream_start_event_initialize(&$0, YAML_UTF8_ENCODING) }
            unsafe emit { unsafe yaml_document_start_event_initialize(&$0, nil, nil, nil, 1) }
            write(node)
            unsafe emit { unsafe yaml_document_end_event_initialize(&$0, 1) }
            unsafe emit { unsafe yaml_stream_end_event_initialize(&$0) }
            unsafe yaml_emitter_delete(&emitter)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func write(_ node: Node) {
        switch node {
        case .scalar(let scalar):
            let style = scalar.isPlain ? YAML_PLAIN_SCALAR_STYLE : YAML_DOUBLE_QUOTED_SCALAR_STYLE
            var text = scalar.string
            text.withUTF8 { text in
                unsafe emit {
                    unsafe yaml_scalar_event_initialize(
                        &$0, nil, nil, text.baseAddress, Int32(text.count), 1, 1, style)
                }
            }
        case .sequence(let sequence):
            let style = sequence.isFlow ? YAML_FLOW_SEQUENCE_STYLE : YAML_BLOCK_SEQUENCE_STYLE
            unsafe emit { unsafe yaml_sequence_start_event_initialize(&$0, nil, nil, 1, style) }
            for node in sequence.nodes { write(node) }
            unsafe emit { unsafe yaml_sequence_end_event_initialize(&$0) }
        case .mapping(let mapping):
            unsafe emit { unsafe yaml_mapping_start_event_initialize(&$0, nil, nil, 1, YAML_BLOCK_MAPPING_STYLE) }
            for pair in mapping.pairs {
                write(pair.key)
                write(pair.value)
            }
            unsafe emit { unsafe yaml_mapping_end_event_initialize(&$0) }
        }
    }

    /// Writing into memory fails only for want of it.
    private mutating func emit(_ fill: (inout yaml_event_t) -> Int32) {
        var event = unsafe yaml_event_t()
        guard unsafe fill(&event) == 1, unsafe yaml_emitter_emit(&emitter, &event) == 1 else {
            preconditionFailure("no memory left")
        }
    }
}
