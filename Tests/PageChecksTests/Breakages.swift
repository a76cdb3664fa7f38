import BlockModel
import PagedModel
import PaperUnits

private let heiti = "FandolHei-Regular"
private let fangsong = "FandolFang-Regular"

private func isRed(_ rect: Rect, _ colour: Colour) -> Bool { !colour.isGray }
/// Of the imprint: as wide as the type area and black; the turned table stands in coordinates of its own.
private func isThick(_ rect: Rect, _ colour: Colour) -> Bool {
    colour.isGray && rect.height == .mm(0.35) && rect.width == .mm(156) && rect.y > .mm(150)
}
private func isThin(_ rect: Rect, _ colour: Colour) -> Bool {
    colour.isGray && rect.height == .mm(0.25) && rect.width == .mm(156) && rect.y > .mm(200)
}
private func isFooter(_ run: GlyphRun) -> Bool { run.emTop > .mm(264) && run.size == .pt(14) }

let breakages: [Breakage] = pageBreakages + headBreakages + bodyBreakages + closingBreakages + otherBreakages

private let pageBreakages: [Breakage] = [
    .pages("GB-5.1-a") { $0.pages[0].size = Size(width: .mm(216), height: .mm(279)) },
    .layout("GB-5.2.1-a") { $0.page.top = .mm(39) },
    .layout("GB-5.2.1-b") { $0.page.left = .mm(30) },
    .pages("GB-5.2.1-c") { $0.edit("会议胜利", first: true) { $0.move(right: 150) } },
    .layout("GB-5.2.1-d") { specimen in
        specimen.page.typeArea.width = .mm(150)
        specimen.page.set()
    },
    .pages("GB-5.2.1-e") { $0.edit(where: isFooter) { $0.move(down: -8) } },
    .layout("GB-5.2.1-f") { $0.page.left = .mm(28.6) },
    .pages("GB-5.2.2-a") { document in
        let face = document.face(heiti)
        document.edit("会议决定", first: true) { $0.face = face }
    },
    .layout("GB-5.2.3-a") { $0.page.set(lines: 21) },
    .layout("GB-5.2.3-b") { $0.page.set(characters: 27) },
    .pages("GB-5.2.3-c") {
        $0.edit("会议决定", first: true) { run in
            let last = run.glyphs.count - 1
            run.glyphs[last].advance -= .mm(0.5)
        }
    },
    .pages("GB-5.2.4-a") { $0.edit("会议决定", first: true) { $0.colour = Colour(red: 0, green: 0, blue: 90) } },
    .pages("GB-6.1-a") { $0.edit("会议要求", first: true) { $0.position.y += .mm(0.5) } },
    .layout("GB-6.2-a") { $0.page.left = .mm(24) },
    .pages("GB-6.2-b") { $0.edit("纪要", first: true) { $0.colour = Colour(red: 0, green: 160, blue: 0) } },
    .pages("GB-6.3-a") { document in
        var page = PagedDocument(title: "", language: "")
        page.pages = [document.pages[1]]
        page.edit(where: isFooter) { $0.move(down: 5) }
        document.pages[1] = page.pages[0]
    },
    .pages("GB-7.1-a") { $0.editRules(where: isRed) { rect, _ in rect.y += .mm(60) } },
]

private let headBreakages: [Breakage] = [
    .pages("GB-7.2.1-a") { $0.edit("000018") { $0.move(right: 1) } },
    .pages("GB-7.2.2-a") { document in
        let face = document.face(fangsong)
        document.edit("机密") { $0.face = face }
    },
    .pages("GB-7.2.3-a") { $0.edit("特急") { $0.move(down: 5) } },
    .pages("GB-7.2.4-a") { $0.edit("政府会议纪要") { $0.move(down: 3) } },
    .pages("GB-7.2.5-a") { $0.edit("清政发") { $0.text = "清政发〔2031〕03号" } },
    .pages("GB-7.2.5-b", on: { $0.isUpward = true }) { $0.edit("清政发") { $0.move(right: 1) } },
    .pages("GB-7.2.6-a", on: { $0.isUpward = true }) { document in
        let face = document.face(fangsong)
        document.edit("江远", first: true) { $0.face = face }
    },
    .pages("GB-7.2.7-a") { $0.editRules(where: isRed) { rect, _ in rect.width = .mm(150) } },
    .pages("GB-7.3.1-a") { document in
        let face = document.face(fangsong)
        document.edit("会议关于", first: true) { $0.face = face }
        document.edit("第五届", first: true) { $0.face = face }
    },
    .pages("GB-7.3.1-b") { document in
        document.edit(where: { $0.size == .pt(22) && $0.emTop < .mm(200) && $0.emTop > .mm(140) }) { $0.move(down: 5) }
    },
    .pages("GB-7.3.1-c") { $0.edit("第五届", first: true) { $0.move(right: 2) } },
    .pages("GB-7.3.1-d") { document in
        var seen = false
        document.edit(where: { $0.size == .pt(22) && $0.emTop > .mm(140) }) { run in
            if seen { run.text = "的" + run.text }
            seen = true
        }
    },
    .pages("GB-7.3.1-e") { document in
        // A last line of one character.
        var count = 0
        document.edit(where: { $0.size == .pt(22) && $0.emTop > .mm(140) && $0.emTop < .mm(220) }) { _ in count += 1 }
        var number = 0
        document.edit(where: { $0.size == .pt(22) && $0.emTop > .mm(140) && $0.emTop < .mm(220) }) { run in
            number += 1
            if number == count || count > 2 && number > 1 { run.glyphs = [run.glyphs[0]] }
        }
    },
    .pages("GB-7.3.2-a", on: { $0.addressees = "各县人民政府：" }) { $0.edit("各县人民政府", first: true) { $0.move(down: -4) } },
    .layout("GB-7.3.2-b", on: { $0.addressees = "各县人民政府：" }) {
        $0.addressees = String(repeating: "各县人民政府，", count: 60) + "各部门："
    },
    .pages("GB-7.3.3-a") { document in
        document.pages[0].items.removeAll { item in
            if case .glyphs(let run) = item {
                run.emTop > .mm(175) && run.size != .pt(14) && run.size != .pt(22)
            } else {
                false
            }
        }
    },
]

private let bodyBreakages: [Breakage] = [
    .pages("GB-7.3.3-b") { $0.edit("会议胜利", first: true) { $0.move(right: -5) } },
    .pages("GB-7.3.3-c") { $0.edit("二、议程") { $0.text = "二.议程" } },
    .pages("GB-7.3.3-d") { document in
        let face = document.face(fangsong)
        document.edit("二、议程") { $0.face = face }
    },
    .pages("GB-7.3.3-e") { $0.edit("一要抓落实。") { $0.text = "一要抓。落实。" } },
    .pages("GB-7.3.3-f") { $0.edit("二、议程") { $0.text = "二、议程。" } },
    .pages("GB-7.3.3-g") { document in
        // Two successive lines of the first paragraph.
        var number = 0
        document.edit(where: { $0.text.contains("会议决定坚持") && $0.glyphs.count > 20 }) { run in
            number += 1
            if number == 1 { run.text += "202" }
            if number == 2 { run.text = "4年" + run.text }
        }
    },
    .pages("GB-7.3.4-a") { $0.edit("附件：") { $0.move(right: 3) } },
    .pages("GB-7.3.4-b") { $0.edit("会议议程", first: true) { $0.text = "会议议程。" } },
    .pages("GB-7.3.4-c") { document in
        document.edit(where: { $0.text == "2." && $0.position.x > .mm(50) && $0.emTop > .mm(37) }) { $0.move(right: 2) }
    },
    .pages("GB-7.3.5.2-a") { $0.edit("代表大会常务") { $0.move(right: 3) } },
    .pages("GB-7.3.5.2-b", on: { $0.signatories = ["清安市府"] }) { $0.edit("清安市府") { $0.move(right: 3) } },
    .pages("GB-7.3.5.2-c", on: { $0.signatories = ["清安市人民代表大会常务委员会", "清安市水务局"] }) {
        $0.edit("清安市水务局") { $0.move(right: -5) }
    },
    .pages("GB-7.3.5.4-a") { document in
        document.edit(where: { $0.text.contains("4月9") || $0.text == "4" }) {
            $0.text = $0.text == "4" ? "04" : "2031年04月9日"
        }
    },
    .pages("GB-7.3.5.5-a") { $0.edit("会议胜利") { $0.text = "此页无正文" } },
    .pages("GB-7.3.6-a") { $0.edit("联系人") { $0.move(right: -3) } },
]

private let closingBreakages: [Breakage] = [
    .layout("GB-7.3.7-a") { $0.annexStartsPage = false },
    .pages("GB-7.3.7-b") { document in
        let face = document.face(fangsong)
        document.edit("附件1") { $0.face = face }
    },
    .pages("GB-7.3.7-c") { document in
        document.edit(where: { $0.text == "会议议程" && $0.size == .pt(22) }) { $0.move(down: 3) }
    },
    .pages("GB-7.3.7-d") { document in
        document.edit(where: { $0.text == "会议议程" && $0.size == .pt(22) }) { $0.text = "会议日程" }
    },
    .pages("GB-7.4.1-a") { $0.editRules(where: isThin) { rect, _ in rect.width = .mm(140) } },
    .pages("GB-7.4.1-b") { $0.editRules(where: isThick) { rect, _ in rect.height = .mm(0.8) } },
    .pages("GB-7.4.1-c") { $0.editRules(where: isThick) { rect, _ in rect.y -= .mm(1) } },
    .pages("GB-7.4.2-a") { $0.edit("抄送") { $0.move(right: -4) } },
    .pages("GB-7.4.2-b") { document in
        let page = document.pages.count - 1
        var y = Length.zero
        document.edit("抄送") { y = $0.emTop - .mm(1) }
        document.pages[page].items += [
            .beginArtifact(.layout), .rule(Rect(x: .mm(28), y: y, width: .mm(156), height: .mm(0.25)), .black), .end,
        ]
    },
    .pages("GB-7.4.3-a") { document in
        document.edit(where: { $0.text.hasSuffix("印发") }) { $0.move(right: 4) }
    },
    .pages("GB-7.4.3-b") { $0.editRules(where: isThin) { rect, _ in rect.height = .mm(0.5) } },
    .pages("GB-7.4-c") { $0.pages.append(Page(size: .a4, label: "")) },
]

private let otherBreakages: [Breakage] = [
    .pages("GB-7.5-a") { document in
        let face = document.face(fangsong)
        document.edit(where: { isFooter($0) && $0.text != "—" }) { $0.face = face }
    },
    .pages("GB-7.5-b") { document in
        document.edit(where: { isFooter($0) && $0.text == "—" }) { $0.text = "-" }
    },
    .pages("GB-7.5-c") { $0.edit(where: isFooter) { $0.move(down: 3) } },
    .pages("GB-7.5-d") { $0.edit(where: isFooter) { $0.move(right: 4) } },
    .pages(
        "GB-7.5-e",
        on: { specimen in
            // The text fills page 2, so that the imprint goes behind a blank page.
            specimen.isShort = true
            specimen.imprintOnEvenPage = true
            specimen.bodyLines = specimen.linesBeforeBlankPage
        }
    ) { document in
        let footer = document.pages[0].items.drop { item in
            if case .beginArtifact(.pageFooter) = item { false } else { true }
        }
        let empty = document.pages.count - 2
        document.pages[empty].items += footer
    },
    .pages("GB-7.5-f") { document in
        document.edit(first: true, where: { isFooter($0) && $0.text != "—" }) { $0.text = "9" }
    },
    .pages("GB-8-a") { document in
        for page in document.pages.indices {
            guard let end = document.pages[page].items.firstIndex(of: .endTurned) else { continue }
            document.pages[page].items.remove(at: end)
            document.pages[page].items.append(.endTurned)
        }
    },
    .pages("GB-8-b") { document in
        document.edit(where: { $0.text.contains("第") || $0.text.contains("列") }) { run in
            if run.text.count <= 3, run.size > .pt(15), run.size < .pt(16) { run.move(down: 120) }
        }
    },
    .pages("GB-9-b") { $0.edit("会议要求", first: true) { $0.text = "会议要求,各县" } },
    .pages("GB-10.3-a") { $0.edit("政府会议纪要", first: true) { $0.text = "清安市政府公报" } },
    .pages("GB-10.3-b") { $0.edit("政府会议纪要", first: true) { $0.move(right: 3) } },
    .pages("GB-10.3-c") { $0.edit("政府会议纪要", first: true) { $0.move(down: -10) } },
    .pages("GB-10.3-d") { $0.edit("政府会议纪要", first: true) { $0.colour = .black } },
    .pages("GB-10.3-e") { document in
        let face = document.face(fangsong)
        document.edit("出席：") { $0.face = face }
    },
    .pages("GB-10.3-f") { document in
        let face = document.face(heiti)
        document.edit("李建国") { $0.face = face }
    },
    .pages("GB-10.3-g") { $0.edit("王琳玉") { $0.move(right: -6) } },
    .pages("GB-10.3-h") { document in
        document.edit(where: { $0.text == "列席：" || $0.text == "石磊" }) { $0.move(down: 10) }
    },
]
