/// A place in a text, counted from 1; columns count Unicode scalars.
package struct Mark: Sendable, Hashable {
    package var line: Int
    package var column: Int
}

/// A value of YAML 1.1 as it was written: no word is taken for a number, a flag or a date.
package indirect enum Node: Sendable {
    case scalar(Scalar)
    case sequence(Sequence)
    case mapping(Mapping)

    package struct Scalar: Sendable {
        package var string: String
        /// Neither in quotes nor a block.
        package var isPlain: Bool
        package var mark: Mark?
    }

    package struct Sequence: Sendable {
        package var nodes: [Node]
        /// `[a, b]` on one line; for writing.
        package var isFlow = false
        package var mark: Mark?

        package init(_ nodes: [Node], mark: Mark?) {
            self.nodes = nodes
            self.mark = mark
        }
    }

    package struct Mapping: Sendable {
        /// In the order written.
        package var pairs: [(key: Node, value: Node)]
        package var mark: Mark?

        package init(_ pairs: [(key: Node, value: Node)], mark: Mark?) {
            self.pairs = pairs
            self.mark = mark
        }

        /// The value of a key that is a word; setting one that is not there puts it at the end, setting nil takes it away.
        package subscript(_ key: String) -> Node? {
            get { pairs.first { $0.key.string == key }?.value }
            set {
                guard let place = pairs.firstIndex(where: { $0.key.string == key }) else {
                    if let newValue { pairs.append((Node(key), newValue)) }
                    return
                }
                if let newValue { pairs[place].value = newValue } else { pairs.remove(at: place) }
            }
        }
    }

    /// Where it begins; nil for a node that was not read.
    package var mark: Mark? {
        switch self {
        case .scalar(let scalar): scalar.mark
        case .sequence(let sequence): sequence.mark
        case .mapping(let mapping): mapping.mark
        }
    }

    /// A scalar's text.
    package var string: String? {
        guard case .scalar(let scalar) = self else { return nil }
        return scalar.string
    }
}

extension Node {
    package init(_ string: String, isPlain: Bool = true) {
        self = .scalar(Scalar(string: string, isPlain: isPlain, mark: nil))
    }

    package init(_ nodes: [Node], isFlow: Bool = false) {
        var sequence = Sequence(nodes, mark: nil)
        sequence.isFlow = isFlow
        self = .sequence(sequence)
    }

    package init(_ pairs: [(Node, Node)]) { self = .mapping(Mapping(pairs.map { ($0, $1) }, mark: nil)) }
}
