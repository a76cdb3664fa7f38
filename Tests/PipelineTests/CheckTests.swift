import Foundation
import MinutesExport
import TestKit
import Testing

@Suite("Check of whole records", .enabled(if: Places.hasFonts, "run Fonts/install.sh first"))
struct CheckTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let settings = """
        organ: 清安市人民政府办公室
        document_number: 清政纪〔2031〕3号
        copy_number: "000018"
        secrecy: 机密★1年
        urgency: 特急
        sent_to: 各县人民政府
        copied_to: [市委办公室, 市人大常委会办公室, 市政协办公室, 市监委, 市法院, 市检察院, 清安军分区, 各民主党派市委]
        issuer: 清安市人民政府办公室
        issued: 2031年4月10日
        signatory: 清安市人民政府
        signed_on: 2031年4月9日
        """

    private func broken(_ path: String, settings: String? = nil) throws -> [String] {
        let environment = try RenderEnvironment(
            fonts: Places.fonts.path, templates: Places.templates.path, settings: settings,
            template: "gbt9704-minutes")
        return try findInputs([path]).items.compactMap { item in
            guard case .input(let input) = item else { return nil }
            let check = try checkPages(of: input, environment: environment)
            return check.hasFailed ? check.table(onlyBroken: true) : nil
        }
    }

    @Test(
        "no real article breaks a rule, with an office's settings or without",
        .enabled(if: Places.hasShared, "needs the corpus"), arguments: [true, false])
    func corpus(hasSettings: Bool) throws {
        let texts = try #require(Places.shared).appending(path: "corpus/texts").path
        let settings = hasSettings ? try folder.add("office.yaml", Self.settings) : nil
        #expect(try broken(texts, settings: settings) == [])
    }

    @Test("the examples break no rule with everything an office can set")
    func examples() throws {
        let settings = try folder.add("office.yaml", Self.settings)
        #expect(try broken(Places.examples.path, settings: settings) == [])
    }
}
