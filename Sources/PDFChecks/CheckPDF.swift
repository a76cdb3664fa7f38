/// What reading a file back found.
package struct PDFReport: Sendable, Hashable {
    package var problems: [PDFProblem]
    package var pages: Int
    package var objects: Int
    /// 2 or 3, as the file declares.
    package var part: Int?
}

package enum PDFCheckError: Error, Hashable {
    /// libqpdf cannot be loaded.
    case noReader
}

/// Reads a file back and reports every clause of PDF/A-2a or -3a and PDF/UA-1 it breaks, and what validators pass over:
/// the parent tree, marked-content identifiers, glyphs behind codes, widths, subset tags, Info beside XMP.
///
/// Checks what such files of text, rules, tables and images can hold; forms are reported as not understood.
/// Cost: about that of reading the file and every glyph of its fonts once.
package func checkPDF(_ bytes: [UInt8]) throws(PDFCheckError) -> PDFReport {
    guard let file = PDFFile(bytes) else { throw .noReader }
    var findings = Findings()
    checkBytes(of: file, &findings)
    guard !file.trailer.isEmpty else {
        return PDFReport(problems: findings.problems, pages: 0, objects: 0, part: nil)
    }
    checkObjects(of: file, &findings)
    checkCatalog(of: file, &findings)
    checkNavigation(of: file, &findings)
    let metadata = checkMetadata(of: file, &findings)
    checkImages(of: file, &findings)
    checkEmbeddedFiles(of: file, part: metadata.part, &findings)
    let contents = readPages(of: file, &findings)
    checkStructure(of: file, contents, textBytes: metadata.sourceTextBytes, &findings)
    checkFonts(of: file, contents, &findings)
    return PDFReport(
        problems: findings.problems, pages: contents.count, objects: file.objects.count, part: metadata.part)
}
