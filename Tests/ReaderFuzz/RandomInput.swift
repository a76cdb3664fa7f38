/// Numbers that are the same on every machine (SplitMix64).
struct Dice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return Int(mixed % UInt64(sides))
    }

    mutating func pick<Element>(_ list: [Element]) -> Element { list[roll(list.count)] }
}

extension Dice {
    /// Pieces of what such files are made of, put together at random, then damaged one time in two.
    mutating func input(_ kind: InputKind) -> [UInt8] {
        var bytes: [UInt8] = []
        let count = roll(60)
        switch kind {
        case .text: for _ in 0..<count { bytes += pick(words + blanks).utf8 }
        case .markdown: for _ in 0..<count { bytes += pick(words + blanks + markdown).utf8 }
        case .html:
            for _ in 0..<count { bytes += pick(roll(2) == 0 ? tags : words + blanks + references).utf8 }
            // One element far inside others.
            if roll(50) == 0 { bytes += Array(repeatElement(pick(tags).utf8, count: 300).joined()) }
        case .json, .lines: bytes = record(count)
        }
        if roll(20) == 0 { bytes += pick(refused).utf8 }
        if roll(8) == 0 { bytes = pick(marks) + bytes }
        if roll(20) == 0 { bytes = bytes.flatMap { [$0, 0] } }
        if roll(3) == 0 { damage(&bytes) }
        return bytes
    }

    private mutating func record(_ count: Int) -> [UInt8] {
        var text = "{"
        for index in 0..<1 + roll(5) {
            if index > 0 { text += "," }
            text += "\"\(pick(keys))\":"
            let isList = roll(3) == 0
            if isList { text += "[" }
            for item in 0..<(isList ? roll(4) : 1) {
                if item > 0 { text += "," }
                text += pick(["\"", "\"", "\"", "\"", "7", "null", "{}"])
                guard text.hasSuffix("\"") else { continue }
                for _ in 0..<roll(count + 1) {
                    text += pick(roll(3) == 0 ? escapes + tags.filter { !$0.contains("\"") } : words)
                }
                text += "\""
            }
            if isList { text += "]" }
        }
        return Array((text + "}").utf8)
    }

    private mutating func damage(_ bytes: inout [UInt8]) {
        for _ in 0..<1 + roll(4) where !bytes.isEmpty {
            let at = roll(bytes.count)
            switch roll(5) {
            case 0: bytes[at] = UInt8(roll(256))
            case 1: bytes.remove(at: at)
            case 2: bytes.insert(UInt8(roll(256)), at: at)
            case 3: bytes.removeSubrange(at..<min(bytes.count, at + roll(40)))
            default: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + roll(40))], at: roll(bytes.count))
            }
        }
    }
}

private let words = [
    "会议", "由王珍主持", "通过了关于工作报告的决议", "。", "，", "、", "：", "（", "）", "《", "》", "3月29日", "2031年", "应到代表385名", "青安市",
    "王 珍", "林静、高原", "a", "Zürich", "⼈⺠", "e\u{301}", "𝟐", "𠮷", "\u{FEFF}", "\u{200B}", "か\u{3099}", "각",
    "\u{10FFFD}", "出席会议的有", "一、", "时间：", "&", "<", ">", "\\", "/",
]
/// What ends in a coded error, if it is read at all.
private let refused = ["Ã¥Ã¤Ã¥", "锟斤拷", "\u{FFFD}", "浼氳", "????", "&#0;", "&#xD800;", "\\u0000", "\\ud800"]
private let blanks = [" ", "\n", "\r\n", "\r", "\t", "　", "\n\n", "\u{A0}", "　　"]
private let markdown = [
    "# ", "## ", "**", "*", "_", "`", "```\n", "> ", "- ", "|", "\n|---|\n", "[", "](", ")", "![", "\\", "\n---\n",
    "---\n", "\n===\n",
    "<!--", "-->", "~~", "title: ", "[1]: http://a.example", "<b>", "</b>", "&nbsp;",
]
private let references = [
    "&amp;", "&nbsp", "&#x4F1A;", "&#150;", "&lt;", "&notit;", "&", "&#", "&#x", "&foo;",
    "&amp;amp;",
]
private let tags = [
    "<p>", "</p>", "<div>", "</div>", "<div class=\"content\">", "<div class=nav>", "<b>", "</b>", "<i>", "</i>",
    "<a href='x'>", "</a>",
    "<table>", "</table>", "<tr>", "<td>", "</td>", "</tr>", "<ul>", "<li>", "</ul>", "<br>", "<br/>", "<h1>", "</h1>",
    "<title>",
    "</title>", "<head>", "<body>", "</html>", "<script>", "</script>", "<style>", "</style>", "<!--", "-->",
    "<!doctype html>",
    "<meta charset=gbk>", "<meta name=pubdate content=\"2031-03-29 &amp;\">", "<img alt='青安市人大会议闭幕会现场'>", "<figure>",
    "<figcaption>", "<svg>", "</svg>", "<math>", "<select>", "<option>", "<textarea>", "<template>", "<![CDATA[", "]]>",
    "<p hidden>",
    "<span style='display: none'>", "</span>", "<article>", "<main>", "<pre>", "<form>", "<font size=5>", "</foo>",
    "<x-y>", "<p", "</",
    "<frameset>", "<noscript>", "<iframe>", "<button>", "<ruby>", "<rt>", "<nobr>", "<plaintext>",
    "<time datetime=2031-03-29>",
]
private let escapes = [
    "\\n", "\\\"", "\\\\", "\\/", "\\u4f1a", "\\ud842\\udfb7", "\\t", "<p>", "</p>", "<br>",
    "&nbsp;", "\\u00e9",
]
private let keys = ["id", "title", "content", "text", "time", "source", "author", "url", "标题", "正文", "x"]
private let marks: [[UInt8]] = [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0x84, 0x31, 0x95, 0x33]]
