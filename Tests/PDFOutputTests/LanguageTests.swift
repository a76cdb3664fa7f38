import FontAccess
import Foundation
import PDFOutput
import PagedModel
import PaperUnits
import TestKit
import Testing

@Suite(
    "Words in other languages", .enabled(if: Places.hasFonts, "the fonts are not installed"),
    .enabled(if: Tool.exists("qpdf"), "qpdf is not installed"))
struct LanguageTests {
    private func content(_ text: String, face: String = "NotoSerif-Regular") throws -> String {
        var page = PageBuilder(library: try fontLibrary(), title: "纪要")
        let body = page.element(.paragraph)
        page.page()
        page.put(.begin(body))
        try page.text(text, face: face, y: .mm(40))
        page.put(.end)
        let file = try ParsedPDF(write(page.document))
        return String(decoding: file.stream(file.dictionary(file.pages[0])["/Contents"]), as: UTF8.self)
    }

    @Test(
        "words of another script are marked with their language",
        arguments: [
            ("བོད་ཡིག", "NotoSerifTibetan-Regular", "bo"), ("ꆈꌠꁱꂷ", "NotoSansYi-Regular", "ii"),
            ("Совет", "NotoSerif-Regular", "ru"), ("Minutes of the meeting", "NotoSerif-Regular", "en"),
        ])
    func marked(text: String, face: String, language: String) throws {
        let content = try content(text, face: face)
        #expect(content.contains("/Lang(\(language))"))
        #expect(content.components(separatedBy: "BDC").count == content.components(separatedBy: "EMC").count)
    }

    @Test(
        "Chinese, digits, abbreviations and single names stay in the document's language",
        arguments: [
            ("会议2031年", "FandolFang-Regular"), ("GDP 5G APP", "NotoSerif-Regular"), ("Xinzhou", "NotoSerif-Regular"),
        ])
    func unmarked(text: String, face: String) throws {
        #expect(!(try content(text, face: face).contains("/Lang")))
    }
}
