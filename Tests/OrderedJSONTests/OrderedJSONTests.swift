import OrderedJSON
import Testing

private func read(_ text: String, depthLimit: Int = 512) throws(JSONSyntaxError) -> JSONValue {
    try readJSON(Array(text.utf8), depthLimit: depthLimit).value
}

@Suite("Reading JSON")
struct JSONReadingTests {
    @Test("members keep their order and numbers their spelling")
    func order() throws {
        let value = try read(#"{"乙": 1.50, "甲": [-0, 1E+2, true, null], "": {}}"#)
        #expect(
            value
                == .object([
                    JSONMember("乙", .number("1.50")),
                    JSONMember("甲", .array([.number("-0"), .number("1E+2"), .bool(true), .null])),
                    JSONMember("", .object([])),
                ]))
    }

    @Test("escapes give their characters, a surrogate pair one")
    func escapes() throws {
        #expect(try read(#""\u4F1a\ud83D\uDE00\n\/\"\\""#) == .string("会😀\n/\"\\"))
    }

    @Test(
        "a mistake is named with its code and its first wrong byte",
        arguments: [
            ("", .unexpectedEnd, 0), ("  ", .unexpectedEnd, 2), ("[1,", .unexpectedEnd, 3),
            (#"{"a""#, .unexpectedEnd, 4),
            (#""会"#, .unexpectedEnd, 4), ("[1 2]", .unexpectedByte, 3), ("[1,]", .unexpectedByte, 3),
            (#"{a:1}"#, .unexpectedByte, 1), (#"{"a" 1}"#, .unexpectedByte, 5), ("'a'", .unexpectedByte, 0),
            ("nul", .badLiteral, 0), ("01", .badNumber, 1), ("1.", .badNumber, 2), ("-", .badNumber, 1),
            ("1e", .badNumber, 2), (#""\x""#, .badEscape, 1), (#""\u12G4""#, .badEscape, 1),
            (#""\ud800""#, .loneSurrogate, 1), (#""\ud800\u0041""#, .loneSurrogate, 1),
            (#""a\udc00""#, .loneSurrogate, 2), ("\"a\nb\"", .controlCharacter, 2),
            (#"{"a":1,"a":2}"#, .duplicateKey, 7), (#"{"a":1,"\u0061":2}"#, .duplicateKey, 7),
            ("1 2", .trailingContent, 2), ("{}}", .trailingContent, 2),
        ] as [(String, JSONSyntaxError.Code, Int)])
    func mistakes(text: String, code: JSONSyntaxError.Code, offset: Int) {
        let error = #expect(throws: JSONSyntaxError.self) { try read(text) }
        #expect(error?.code == code)
        #expect(error?.offset == offset)
    }

    @Test("a byte that is no UTF-8 is named")
    func utf8() {
        let error = #expect(throws: JSONSyntaxError.self) { try readJSON([0x22, 0xE4, 0xBC, 0x22]) }
        #expect(error?.code == .notUTF8)
        #expect(error?.offset == 1)
    }

    @Test("a byte order mark is skipped and offsets still count from the first byte of the input")
    func byteOrderMark() throws {
        let node = try readJSON([0xEF, 0xBB, 0xBF] + Array("[7]".utf8))
        #expect(node.offset == 3)
        #expect(node.value == .array([.number("7")]))
    }

    @Test("512 levels are read, one more is an error, a million do not overflow the stack")
    func depth() throws {
        let deep = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
        #expect(try readJSON(Array(deep.utf8)).offset == 0)
        for levels in [513, 1_000_000] {
            let error = #expect(throws: JSONSyntaxError.self) { try read(String(repeating: "[", count: levels)) }
            #expect(error?.code == .tooDeep)
            #expect(error?.offset == 512)
        }
    }

    @Test("every prefix of a text is refused, none crashes")
    func prefixes() {
        let bytes = Array(#"{"会": [1.5e-3, "a\ud83D\uDE00", {"x": [true, false, null]}]}"#.utf8)
        for length in 0..<bytes.count {
            #expect(throws: JSONSyntaxError.self) { try readJSON(Array(bytes[..<length])) }
        }
    }

    @Test("canonically equivalent keys are different keys")
    func equivalentKeys() throws {
        #expect(throws: Never.self) { try read("{\"\u{E9}\": 1, \"e\u{301}\": 2}") }
    }
}

@Suite("Writing JSON")
struct JSONWritingTests {
    @Test("the pretty form indents by two, keeps number arrays on a line and ends with a newline")
    func pretty() throws {
        let value = try read(#"{"名":"林静","at":[[12,34],[5,6]],"空":[],"o":{},"l":["a",1]}"#)
        #expect(
            value.prettyText() == """
                {
                  "名": "林静",
                  "at": [[12,34],[5,6]],
                  "空": [],
                  "o": {},
                  "l": [
                    "a",
                    1
                  ]
                }

                """)
    }

    @Test("only quotation mark, backslash and control characters are escaped")
    func escaping() {
        let text = JSONValue.string("会·\u{2028}\"\\/\u{0}\u{1F}\u{7F}\n😀").prettyText()
        #expect(text == #""会·\#u{2028}\"\\/\u0000\u001f\u007f\n😀""# + "\n")
    }

    @Test("what was written is read back the same, and written the same")
    func roundTrip() throws {
        let text = #"[{"a":[[1,2],[]],"b":{"c":"\u0001\t","d":-1.0e10}},null,[[["x"]]],[[1],["y"]]]"#
        let value = try read(text)
        let written = value.prettyBytes()
        #expect(try readJSON(written).value == value)
        #expect(try readJSON(written).value.prettyBytes() == written)
    }
}
