import Testing
import YAMLTree

@Suite("YAML as a tree with places")
struct YAMLTreeTests {
    /// One line a node: place, kind, text.
    private func outline(_ node: Node, _ depth: Int = 0) -> String {
        let place = node.mark.map { "\($0.line):\($0.column)" } ?? "-"
        let head = String(repeating: "  ", count: depth) + place + " "
        switch node {
        case .scalar(let scalar): return head + (scalar.isPlain ? "" : "quoted ") + scalar.string + "\n"
        case .sequence(let sequence):
            return head + "list\n" + sequence.nodes.map { outline($0, depth + 1) }.joined()
        case .mapping(let mapping):
            return head + "mapping\n"
                + mapping.pairs.map { outline($0.key, depth + 1) + outline($0.value, depth + 1) }.joined()
        }
    }

    @Test("nodes stand where they were written, columns counted in characters")
    func places() throws {
        let node = try #require(try readYAML("标题: [甲, \"乙\"]\nb:\n  - c: 1\n"))
        #expect(
            outline(node) == """
                1:1 mapping
                  1:1 标题
                  1:5 list
                    1:6 甲
                    1:9 quoted 乙
                  2:1 b
                  3:3 list
                    3:5 mapping
                      3:5 c
                      3:8 1

                """)
    }

    @Test("words that look like numbers, flags and nothing stay words")
    func words() throws {
        let node = try #require(try readYAML("[yes, 1.50, 0x1F, null, 2024-01-05]"))
        guard case .sequence(let list) = node else { Issue.record("not a list"); return }
        #expect(list.nodes.map(\.string) == ["yes", "1.50", "0x1F", "null", "2024-01-05"])
    }

    @Test("an alias stands for what its anchor names")
    func aliases() throws {
        let node = try #require(try readYAML("a: &x {k: v}\nb: *x\n"))
        guard case .mapping(let top) = node, case .mapping(let both)? = top["b"] else {
            Issue.record("not a mapping"); return
        }
        #expect(both["k"]?.string == "v")
    }

    @Test("a text without a document has no tree", arguments: ["", "\n\n", "# 注\n"])
    func nothing(_ text: String) throws {
        #expect(try readYAML(text) == nil)
    }

    @Test(
        "a mistake is told with its place",
        arguments: [
            ("a: 1\nb: [1, 2\nc: 3\n", 3, 2, "did not find expected ',' or ']'"),
            ("a: 1\n甲: *没有\n", 2, 5, "did not find expected alphabetic or numeric character"),
            ("a: *nobody\n", 1, 4, "found undefined alias"),
            ("b: 1\na: 1\nb: 2\n", 1, 1, "a key stands twice in this mapping: b"),
            ("a: 1\n---\nb: 2\n", 2, 1, "but found another document"),
            ("a:\n\tb: 1\n", 2, 1, "found character that cannot start any token"),
        ] as [(String, Int, Int, String)])
    func mistakes(_ text: String, line: Int, column: Int, problem: String) throws {
        let error = #expect(throws: YAMLError.self) { try readYAML(text) }
        #expect(error?.problem == problem)
        #expect(error?.mark?.line == line && error?.mark?.column == column)
    }

    @Test("lines are counted behind those of the texts before")
    func linesBefore() throws {
        let mark = try readYAML("a", after: 7)?.mark
        #expect(mark?.line == 8 && mark?.column == 1)
        let error = #expect(throws: YAMLError.self) { try readYAML("[a", after: 7) }
        #expect(error?.mark?.line == 9)
    }

    @Test("a control character is refused without a place")
    func controls() throws {
        let error = #expect(throws: YAMLError.self) { try readYAML("a: \u{1}\n") }
        #expect(error?.mark == nil)
        #expect(error?.problem == "control characters are not allowed")
    }

    @Test("lists in lists beyond the limit are refused, those within it are read")
    func depth() throws {
        func nested(_ levels: Int) -> String {
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        #expect(try readYAML(nested(64)) != nil)
        let error = #expect(throws: YAMLError.self) { try readYAML(nested(65)) }
        #expect(error?.mark?.column == 65)
        #expect(throws: YAMLError.self) { try readYAML(String(repeating: "[", count: 100_000)) }
    }

    @Test("what is written reads back as the same tree")
    func writing() throws {
        let root = Node([
            (Node("名"), Node("会议：\"甲\"\\n第二行\n", isPlain: false)), (Node("size"), Node("3号")),
            (Node("inks"), Node([Node("0"), Node("80")], isFlow: true)),
            (Node("parts"), Node([Node([(Node("kind"), Node("title"))]), Node("rest")])),
            (Node("empty"), Node("", isPlain: false)),
        ])
        let text = root.yaml
        #expect(
            text == """
                名: "会议：\\"甲\\"\\\\n第二行\\n"
                size: 3号
                inks: [0, 80]
                parts:
                - kind: title
                - rest
                empty: ""

                """)
        let again = try #require(try readYAML(text))
        guard case .mapping(let mapping) = again else { Issue.record("not a mapping"); return }
        #expect(mapping.pairs.map(\.key.string) == ["名", "size", "inks", "parts", "empty"])
        #expect(mapping["名"]?.string == "会议：\"甲\"\\n第二行\n")
    }

    @Test("a key is set in its place, added at the end and taken away")
    func keys() throws {
        var mapping = Node.Mapping([], mark: nil)
        mapping["a"] = Node("1")
        mapping["b"] = Node("2")
        mapping["a"] = Node("3")
        #expect(mapping.pairs.map { $0.value.string } == ["3", "2"])
        mapping["a"] = nil
        #expect(mapping.pairs.map { $0.key.string } == ["b"])
        #expect(mapping["a"] == nil)
    }
}
