import Foundation
import FontAccess
import PagedModel
import PaperUnits
import TestKit

let red = Colour(red: 230, green: 0, blue: 18)

/// Two pages with a red title, a heading, a paragraph over the page break, a list, a table and page numbers.
func sampleDocument(_ library: FontLibrary) throws -> PagedDocument {
    var page = PageBuilder(library: library, title: "青禾市会议纪要")
    let title = page.element(.heading(level: 1))
    let heading = page.element(.heading(level: 2))
    let body = page.element(.paragraph)
    let list = page.element(.list)
    let table = page.element(.table(summary: "出席情况"))
    let closing = page.element(.paragraph)
    page.page()
    page.put(.begin(title))
    try page.text("青禾市会议纪要", face: "FandolSong-Bold", size: .pt(36), y: .mm(50), colour: red)
    page.put(.end)
    page.put(.beginArtifact(.layout))
    page.put(.rule(Rect(x: .mm(28), y: .mm(60), width: .mm(156), height: .pt(1)), red))
    page.put(.end)
    page.put(.begin(heading))
    try page.text("一、会议议程", face: "FandolHei-Regular", y: .mm(75))
    page.put(.end)
    page.put(.begin(body))
    try page.text("会议听取了水务专项工作报告，强调要守住底线", y: .mm(90), extra: [13: -.pt(8)])
    page.put(.end)
    for (label, text) in [("1.", "审议通过甲事项"), ("2.", "审议通过乙事项")] {
        let item = page.element(.listItem, in: list)
        let mark = page.element(.label, in: item)
        let part = page.element(.listBody, in: item)
        let y: Length = label == "1." ? .mm(105) : .mm(120)
        page.put(.begin(mark))
        let end = try page.text(label, y: y)
        page.put(.end)
        page.put(.begin(part))
        try page.text(text, x: end, y: y, sameLine: true)
        page.put(.end)
    }
    let head = page.element(.tableHead, in: table)
    let headRow = page.element(.row, in: head)
    let rows = page.element(.tableBody, in: table)
    let row = page.element(.row, in: rows)
    for (index, text) in ["职务", "姓名"].enumerated() {
        let cell = page.element(.headCell(columnSpan: 1, scope: .column), in: headRow)
        page.put(.begin(cell))
        try page.text(text, face: "FandolHei-Regular", x: .mm(28 + 60 * Double(index)), y: .mm(140))
        page.put(.end)
    }
    let filled = page.element(.cell(columnSpan: 1), in: row)
    page.put(.begin(filled))
    try page.text("王珍", y: .mm(155), extra: [0: .pt(16)])
    page.put(.end)
    // A cell without content keeps its place in the row.
    let blank = page.element(.cell(columnSpan: 1), in: row)
    page.put(.begin(blank))
    page.put(.end)
    page.put(.begin(closing))
    try page.text("会议要求，各部门协同配合", y: .mm(170))
    page.put(.end)
    footer(&page)
    page.page()
    page.put(.begin(closing))
    try page.text("，推动各项任务落实。", y: .mm(45))
    page.put(.end)
    footer(&page)
    page.document.outline = [
        OutlineEntry(level: 1, title: "青禾市会议纪要", page: 0, y: .mm(40)),
        OutlineEntry(level: 2, title: "一、会议议程", page: 0, y: .mm(70)),
    ]
    return page.document
}

private func footer(_ page: inout PageBuilder) {
    page.put(.beginArtifact(.pageFooter))
    _ = try? page.text("— \(page.document.pages.count) —", face: "FandolSong-Regular", size: .pt(14), y: .mm(280))
    page.put(.end)
}

func fontLibrary() throws -> FontLibrary { try FontLibrary(folder: Places.fonts.path) }
