extension JSONValue {
    /// The value as UTF-8: two blanks an indent, one member or element a line, a final newline.
    ///
    /// Arrays that hold numbers only, at any depth (`[[12,34]]`), stand on one line. Characters are written as they
    /// are, but for `"`, `\` and the control characters U+0000–U+001F and U+007F. Equal values give equal bytes.
    /// An own stack takes the place of recursion, so depth costs memory only.
    package func prettyBytes() -> [UInt8] { bytes(onOneLine: false) }

    /// The value on one line with a final newline: an entry of a JSON Lines file.
    package func lineBytes() -> [UInt8] { bytes(onOneLine: true) }

    private func bytes(onOneLine: Bool) -> [UInt8] {
        var out: [UInt8] = []
        var stack: [Frame] = []
        out.begin(self, &stack, inline: onOneLine)
        while let frame = stack.last {
            if frame.next == frame.count {
                stack.removeLast()
                if !frame.inline { out.newline(indent: stack.count) }
                out.append(frame.closing)
                continue
            }
            stack[stack.count - 1].next += 1
            if frame.next > 0 { out.append(UInt8(ascii: ",")) }
            if !frame.inline { out.newline(indent: stack.count) }
            switch frame.container {
            case .array(let elements): out.begin(elements[frame.next], &stack, inline: frame.inline)
            case .object(let members):
                out.appendQuoted(members[frame.next].key)
                out.append(contentsOf: onOneLine ? ":".utf8 : ": ".utf8)
                out.begin(members[frame.next].value, &stack, inline: onOneLine)
            default: break
            }
        }
        out.append(UInt8(ascii: "\n"))
        return out
    }

    package func prettyText() -> String { String(decoding: prettyBytes(), as: UTF8.self) }

    /// Only numbers in it, at any depth; ends at the first other leaf.
    fileprivate var holdsNumbersOnly: Bool {
        var open: [JSONValue] = [self]
        while let value = open.popLast() {
            switch value {
            case .number: continue
            case .array(let elements): open.append(contentsOf: elements)
            default: return false
            }
        }
        return true
    }
}

private struct Frame {
    var container: JSONValue
    var count: Int
    var closing: UInt8
    var inline: Bool
    var next = 0
}

extension [UInt8] {
    fileprivate mutating func begin(_ value: JSONValue, _ stack: inout [Frame], inline: Bool = false) {
        switch value {
        case .null: append(contentsOf: "null".utf8)
        case .bool(let flag): append(contentsOf: (flag ? "true" : "false").utf8)
        case .number(let spelling): append(contentsOf: spelling.utf8)
        case .string(let text): appendQuoted(text)
        case .array(let elements):
            append(UInt8(ascii: "["))
            let inline = inline || elements.isEmpty || value.holdsNumbersOnly
            stack.append(
                Frame(container: value, count: elements.count, closing: UInt8(ascii: "]"), inline: inline))
        case .object(let members):
            append(UInt8(ascii: "{"))
            stack.append(
                Frame(
                    container: value, count: members.count, closing: UInt8(ascii: "}"),
                    inline: inline || members.isEmpty))
        }
    }

    fileprivate mutating func newline(indent: Int) {
        append(UInt8(ascii: "\n"))
        append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * indent))
    }

    fileprivate mutating func appendQuoted(_ text: String) {
        append(UInt8(ascii: "\""))
        let bytes = text.utf8.span
        for index in bytes.indices {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""): append(contentsOf: #"\""#.utf8)
            case UInt8(ascii: "\\"): append(contentsOf: #"\\"#.utf8)
            case 0x08: append(contentsOf: #"\b"#.utf8)
            case 0x09: append(contentsOf: #"\t"#.utf8)
            case 0x0A: append(contentsOf: #"\n"#.utf8)
            case 0x0C: append(contentsOf: #"\f"#.utf8)
            case 0x0D: append(contentsOf: #"\r"#.utf8)
            case 0..<0x20, 0x7F:
                append(contentsOf: (byte < 0x10 ? #"\u000"# : #"\u00"#).utf8)
                append(contentsOf: String(byte, radix: 16).utf8)
            default: append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }
}
