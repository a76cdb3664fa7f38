import Intake
import Provenance
import Testing

@Suite("Reading a web page")
struct PageTests {
    static let page = """
        <!DOCTYPE html><html><head><meta charset="utf-8"><title>青安市人大会议闭幕-要闻-青安新闻网</title>
        <meta name="PubDate" content="2031-03-29 18:05"><meta name="ContentSource" content="青安日报">
        <script>document.write("<p>会议由张三主持。</p>")</script></head>
        <body><div class="top"><a href="/">首页</a><ul class="nav"><li><a>要闻</a></li><li><a>政务</a></li></ul></div>
        <div><h1>青安市人大<br>会议闭幕</h1><div class="info"><span>记者：林静</span></div>
        <div class="content"><p>会议3月29日在市会
        堂闭幕，由王&#x73cd;主持。</p><p hidden>会议由李四主持。</p>
        <figure><img alt="青安市人大会议闭幕会现场"><figcaption>图为闭幕会现场。高原摄</figcaption></figure>
        <table><tr><td>林静</td><td>主任</td></tr><tr><td>高原</td><td>委员</td></tr></table>
        <p>会议通过了关于预算&amp;决算的决议，并对今后的工作作了安排。</p></div></div>
        <div class="hotlist"><ul><li><a>邻市召开会议，王五主持。</a></li><li><a>又一条新闻</a></li></ul></div>
        <div class="footer">版权所有 青安新闻网</div></body></html>
        """

    @Test("the article is found, and what stands around it is its frame")
    func parts() throws {
        let record = try readPage(Self.page)
        #expect(record.lines([.heading]) == ["青安市人大会议闭幕"])
        #expect(
            record.lines([.text]) == [
                "记者：林静", "会议3月29日在市会堂闭幕，由王珍主持。", "林静\t主任", "高原\t委员", "会议通过了关于预算&决算的决议，并对今后的工作作了安排。",
            ])
        #expect(record.lines([.caption]) == ["图为闭幕会现场。高原摄"])
        #expect(record.lines([.frame]) == ["首页 要闻 政务", "邻市召开会议，王五主持。 又一条新闻 版权所有 青安新闻网"])
        #expect(!record.text.contains("张三") && !record.text.contains("李四"))
    }

    @Test("time and source that the page declares and does not show are fields")
    func metadata() throws {
        let record = try readPage(Self.page)
        #expect(record.ranges(of: .publicationTime).map { words(record, $0) } == ["2031-03-29 18:05"])
        #expect(record.ranges(of: .publisher).map { words(record, $0) } == ["青安日报"])
        let shown = Self.page.replacing("记者：林静", with: "2031年3月29日 来源：青安日报")
        #expect(try readPage(shown).fields.isEmpty)
        let time = #"<time datetime="2031-03-30">昨天</time><p>会议由王珍主持，会议通过了决议。</p>"#
        #expect(try readPage(time).fields.map(\.name) == [.publicationTime])
    }

    @Test("every character leads back to its bytes in the page")
    func origins() throws {
        let file = Array(Self.page.utf8)
        let record = try readPage(Self.page)
        for (words, source) in [
            ("由王珍主持", "由王&#x73cd;主持"), ("预算&决算", "预算&amp;决算"), ("市会堂闭", "市会堂闭"), ("人大会议", "人大会议"),
            ("2031-03-29", "2031-03-29"), ("高原摄", "高原摄"),
        ] {
            let found = record.source(of: words, in: file).map { String(decoding: $0, as: UTF8.self) }
            #expect(found == source, "\(words)")
        }
    }

    @Test(
        "references are read by HTML's own table, and what is none stays",
        arguments: [
            ("甲&nbsp;乙", "甲\u{A0}乙"), ("甲&nbsp乙", "甲\u{A0}乙"), ("A&amp;amp;B", "A&amp;B"), ("甲&不&foo;乙", "甲&不&foo;乙"),
            ("&#20250;&#x8BAE;", "会议"), ("&#150;", "–"), ("&notin;&notit;", "∉¬it;"), ("甲&", "甲&"),
            ("&lt;p&gt;", "<p>"),
            ("甲\u{10FFFD}&lt;乙", "甲\u{10FFFD}<乙"), ("甲</foo>乙<!--丙-->丁", "甲乙丁"), ("3 < 5 会议", "3 < 5 会议"),
        ])
    func references(html: String, text: String) throws {
        #expect(try readPage("<p>" + html).text == text)
    }

    @Test("a page without any element of meaning is read by where its sentences stand")
    func tableLayout() throws {
        let record = try readPage(
            """
            <table><tr><td><a>首页</a><br><a>新闻</a><br><a>党建</a></td><td><font size=5>青安公司董事会召开会议</font><br>2031-05-06<br>
            　　青安公司董事会5月6日召开会议，林静主持。<br>　　会议审议通过了年度报告，听取了高原的汇报。<br></td></tr></table>
            """)
        #expect(
            record.lines([.text, .heading]) == [
                "青安公司董事会召开会议", "2031-05-06", "　　青安公司董事会5月6日召开会议，林静主持。", "　　会议审议通过了年度报告，听取了高原的汇报。",
            ])
    }

    @Test("an error counts lines and columns of the page")
    func places() {
        let error = #expect(throws: IntakeError.self) { try readPage("<p>会议</p>\n<p>由&#xFFFD;主持</p>") }
        #expect(error?.code == .mojibake)
        #expect(error?.position?.line == 2)
        #expect(error?.position?.column == 5)
        #expect(#expect(throws: IntakeError.self) { try readPage("<script>x</script>") }?.code == .noArticle)
    }

    @Test(
        "elements may stand 512 deep and no deeper, and left-open paragraphs and rows are no depth",
        arguments: ["<div>", "<b>", "<ul><li>", "<table><tr><td>", "<svg><g>", "<li><dd>", "<x>"])
    func depth(tag: String) throws {
        let deep = #expect(throws: IntakeError.self) {
            try readPage("<p>会议" + String(repeating: tag, count: 100_000 / tag.count))
        }
        #expect(deep?.code == .htmlDepth)
        #expect(
            try readPage(String(repeating: "<p>会议，通过决议。<li>林静<br><font color=1>", count: 2_000)).lines.count == 4_000)
        #expect(try readPage(String(repeating: "<div>", count: 500) + "会议").text == "会议")
        let attributes = (0..<100_000).map { "a\($0)" }.joined(separator: " ")
        #expect(#expect(throws: IntakeError.self) { try readPage("<p \(attributes)>会议") }?.code == .htmlDepth)
    }
}

@Suite("Pages made to cost time")
struct HostilePageTests {
    @Test(
        "a page of half a megabyte is read or refused, in time", .timeLimit(.minutes(1)),
        arguments: [
            "</x>", "<h1></h1>", "<li></li>", "<a>", "<b></b>", "&amp;", "<img alt='青安市人大会议闭幕会现场全景'>会", "<br>会",
            "<td>会", "<!--",
        ])
    func slow(piece: String) throws {
        let page =
            "<title>" + String(repeating: "会议", count: 30_000) + "</title>" + String(repeating: "<div>", count: 500)
        _ = try? readPage(page + "会议" + String(repeating: piece, count: 300_000 / piece.utf8.count))
    }
}

@Suite("Reading Markdown")
struct MarkdownTests {
    static let notes = """
        ---
        title: "第三次会议"
        date: 2031-05-06
        ---
        # 董事会第三次会议

        **时间**：5月6日
        - 应到9人
        > 会议由*王珍*主持\\*。
        | 姓名 | 职务 |
        |---|---|
        见[年报](http://a.example/1 "题")。
        ![图为会场](a.png)
        <!-- 不
        要 -->
        末行
        """

    @Test("the text stays as it is, and its marks are told apart from its words")
    func marks() throws {
        let record = try readMarkdownText(Self.notes)
        #expect(record.text == Self.notes)
        var shown = Array(record.text.utf8)
        for mark in record.markup.reversed() { shown.removeSubrange(Int(mark.lowerBound)..<Int(mark.upperBound)) }
        let lines = String(decoding: shown, as: UTF8.self).split(separator: "\n").map {
            $0.split(separator: " ").joined(separator: " ")
        }
        #expect(
            lines == [
                "第三次会议", "2031-05-06", "董事会第三次会议", "时间：5月6日", "应到9人", "会议由王珍主持*。", "姓名 职务", "见年报。", "图为会场",
                "末行",
            ])
    }

    @Test("headline, picture and what the front matter declares are known")
    func kinds() throws {
        let record = try readMarkdownText(Self.notes)
        #expect(record.lines([.heading]) == [#"title: "第三次会议""#])
        #expect(record.lines([.caption]) == ["![图为会场](a.png)"])
        #expect(record.fields.map(\.name) == [.publicationTime])
        #expect(try readMarkdownText("第三次会议\n===\n\n正文").lines([.heading]) == ["第三次会议"])
    }
}
