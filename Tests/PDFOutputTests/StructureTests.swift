import FontAccess
import Foundation
import PDFOutput
import PagedModel
import PaperUnits
import TestKit
import Testing

/// What conformance checks do not see: the tree, the content and the parent tree must tell the same story.
@Suite(
    "The structure tree", .enabled(if: Places.hasFonts, "the fonts are not installed"),
    .enabled(if: Tool.exists("qpdf"), "qpdf is not installed"))
struct StructureTests {
    struct Content: Hashable {
        var page: String
        var mcid: Int
    }

    /// Content items by element, in the order of a walk through the tree.
    static func walk(_ file: ParsedPDF) -> [(element: String, content: Content)] {
        var found: [(String, Content)] = []
        func visit(_ reference: String) {
            let element = file.dictionary(reference)
            let page = element["/Pg"] as? String ?? ""
            let kids = element["/K"].map { $0 as? [Any] ?? [$0] } ?? []
            for kid in kids {
                if let mcid = kid as? Int {
                    found.append((reference, Content(page: page, mcid: mcid)))
                } else if let content = kid as? [String: Any] {
                    found.append(
                        (
                            reference,
                            Content(page: content["/Pg"] as? String ?? "", mcid: content["/MCID"] as? Int ?? -1)
                        ))
                } else if let child = kid as? String {
                    #expect(file.dictionary(child)["/P"] as? String == reference)
                    visit(child)
                }
            }
        }
        for kid in file.array(file.dictionary(file.catalog["/StructTreeRoot"])["/K"]) { visit(kid as? String ?? "") }
        return found
    }

    @Test("content, parent tree and structure tree agree")
    func agreement() throws {
        let file = try ParsedPDF(write(try sampleDocument(fontLibrary())))
        let walked = Self.walk(file)
        let numbers = file.array(
            file.dictionary(file.dictionary(file.catalog["/StructTreeRoot"])["/ParentTree"])["/Nums"])
        var fromParents: [Content: String] = [:]
        var fromContent: [Content] = []
        for page in file.pages {
            let dictionary = file.dictionary(page)
            let key = try #require(dictionary["/StructParents"] as? Int)
            let place = try #require(stride(from: 0, to: numbers.count, by: 2).first { numbers[$0] as? Int == key })
            for (mcid, owner) in file.array(numbers[place + 1]).enumerated() {
                fromParents[Content(page: page, mcid: mcid)] = owner as? String
            }
            let stream = String(decoding: file.stream(dictionary["/Contents"]), as: UTF8.self)
            fromContent += stream.matches(of: /\/MCID (\d+)>>BDC/).map { Content(page: page, mcid: Int($0.1) ?? -1) }
        }
        #expect(fromContent.count == 12)
        #expect(Set(fromContent).count == fromContent.count)
        #expect(walked.map(\.content) == fromContent, "the tree is walked in the order of the content")
        #expect(fromParents.count == fromContent.count)
        for (element, content) in walked { #expect(fromParents[content] == element) }
    }

    @Test("a paragraph over two pages is one element")
    func paragraphOverPages() throws {
        let file = try ParsedPDF(write(try sampleDocument(fontLibrary())))
        let paragraphs = Set(Self.walk(file).map(\.element)).filter { file.dictionary($0)["/S"] as? String == "/P" }
        let pages = paragraphs.map { paragraph in
            Set(Self.walk(file).filter { $0.element == paragraph }.map(\.content.page)).count
        }
        #expect(pages.sorted() == [1, 2])
    }

    @Test("elements without content go, but cells of a table stay")
    func emptyElements() throws {
        var document = try sampleDocument(fontLibrary())
        document.structure.append(StructureElement(tag: .paragraph, parent: ElementID(0)))
        let elements = try ParsedPDF(write(document)).objects.values.compactMap { object -> String? in
            let value = (object as? [String: Any])?["value"] as? [String: Any]
            return value?["/Type"] as? String == "/StructElem" ? value?["/S"] as? String : nil
        }
        #expect(elements.filter { $0 == "/P" }.count == 2)
        #expect(elements.filter { $0 == "/TD" }.count == 2)
    }

    @Test("head cells name what they head, lists how they count")
    func attributes() throws {
        let file = try ParsedPDF(write(try sampleDocument(fontLibrary())))
        let attributes = file.objects.values.compactMap { object -> (String, [String: Any])? in
            guard let value = (object as? [String: Any])?["value"] as? [String: Any],
                let tag = value["/S"] as? String, let attributes = value["/A"] as? [String: Any]
            else { return nil }
            return (tag, attributes)
        }
        #expect(attributes.filter { $0.0 == "/TH" && $0.1["/Scope"] as? String == "/Column" }.count == 2)
        #expect(attributes.filter { $0.0 == "/L" && $0.1["/ListNumbering"] as? String == "/Decimal" }.count == 1)
    }

    @Test("headings begin with H1 and skip no level, whatever the pages say")
    func headingLevels() throws {
        let document = try paragraph { page in
            for (index, level) in [3, 6, 2, 9].enumerated() {
                page.put(.end)
                page.put(.begin(page.element(.heading(level: level))))
                try page.text("一", y: .mm(60 + 10 * Double(index)))
            }
        }
        let file = try ParsedPDF(write(document))
        let root = file.dictionary(file.array(file.dictionary(file.catalog["/StructTreeRoot"])["/K"]).first)
        let types = file.array(root["/K"]).compactMap { file.dictionary($0)["/S"] as? String }
        #expect(types.filter { $0.hasPrefix("/H") } == ["/H1", "/H2", "/H2", "/H3"])
    }

    @Test("bookmarks nest by level and count their descendants")
    func outline() throws {
        var document = try sampleDocument(fontLibrary())
        document.outline.append(OutlineEntry(level: 2, title: "二、会议决定", page: 1, y: .mm(30)))
        let file = try ParsedPDF(write(document))
        let root = file.dictionary(file.catalog["/Outlines"])
        #expect(root["/Count"] as? Int == 3)
        let title = file.dictionary(root["/First"])
        #expect(title["/Count"] as? Int == 2)
        let first = file.dictionary(title["/First"])
        #expect(first["/Title"] as? String == "u:一、会议议程")
        #expect(file.dictionary(first["/Next"])["/Title"] as? String == "u:二、会议决定")
        #expect(file.dictionary(title["/Last"])["/Prev"] as? String == title["/First"] as? String)
        #expect(file.array(file.dictionary(file.dictionary(title["/Last"]))["/Dest"]).first as? String == file.pages[1])
    }
}
