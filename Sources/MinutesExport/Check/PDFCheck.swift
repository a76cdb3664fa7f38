private import OrderedJSON
package import PDFChecks

/// What reading one PDF back found: `jiyao check FILE.pdf`.
public struct PDFCheck: Sendable {
    /// As the caller named it.
    public var path: String
    public var pages: Int
    public var objects: Int
    /// As the file declares: `PDF/A-2a and PDF/UA-1`.
    public var standards: String
    package var problems: [PDFProblem]

    init(path: String, _ report: PDFReport) {
        self.path = path
        pages = report.pages
        objects = report.objects
        standards = "PDF/A-\(report.part.map(String.init) ?? "?")a and PDF/UA-1"
        problems = report.problems
    }

    /// Some clause is broken.
    public var hasFailed: Bool { !problems.isEmpty }

    /// One line of JSON (`jiyao.pdf-check/1`) with its newline.
    public var jsonLine: String {
        let value = JSONValue.object([
            JSONMember("schema", .string("jiyao.pdf-check/1")), JSONMember("input", .string(path)),
            JSONMember("standard", .string(standards)), JSONMember("pages", .number(String(pages))),
            JSONMember("objects", .number(String(objects))),
            JSONMember("status", .string(hasFailed ? "fail" : "pass")),
            JSONMember(
                "problems",
                .array(
                    problems.map { problem in
                        .object([
                            JSONMember("clause", .string(problem.clause)), JSONMember("place", .string(problem.place)),
                            JSONMember("message", .string(problem.message)),
                        ])
                    })),
        ])
        return String(decoding: value.lineBytes(), as: UTF8.self)
    }

    /// For people: a problem a line, in columns; a final newline.
    public func table(onlyBroken: Bool = false) -> String {
        if onlyBroken, !hasFailed { return "" }
        var lines = ["\(path): \(pages == 1 ? "1 page" : "\(pages) pages"), \(standards)"]
        let width = problems.map(\.clause.count).max() ?? 0
        for problem in problems {
            let clause = problem.clause + String(repeating: " ", count: width - problem.clause.count)
            lines.append("fail  \(clause)  \(problem.place): \(problem.message)")
        }
        lines.append(hasFailed ? "\(problems.count) problems" : "pass")
        return lines.joined(separator: "\n") + "\n"
    }
}

/// Larger files are refused: ours have some hundred kilobytes.
private let largestFile = 1 << 28

/// Reads a PDF and checks it against PDF/A-2a or -3a and PDF/UA-1.
/// - Throws: `record` where the file cannot be read, `configuration` where libqpdf is not installed.
public func checkPDF(at path: String) throws(ExportError) -> PDFCheck {
    let bytes: [UInt8]
    do throws(FileError) {
        bytes = try readFile(path, limit: largestFile)
    } catch {
        throw .record([Message("input.not-readable", "cannot be read: \(error.reason)", path: path)])
    }
    guard bytes.count <= largestFile else {
        throw .record([Message("input.too-large", "the file has more than \(largestFile) bytes", path: path)])
    }
    return try check(bytes, path: path)
}

/// - Parameter path: as messages name the file.
func check(_ bytes: [UInt8], path: String) throws(ExportError) -> PDFCheck {
    do {
        return PDFCheck(path: path, try checkPDF(bytes))
    } catch {
        throw .configuration(
            Message(
                "check.no-reader", "libqpdf, which reads PDF files back, cannot be loaded",
                hints: ["scripts/setup.sh installs it"]))
    }
}

/// Whether `check` reads a file back as a PDF instead of laying it out.
public func isPDF(path: String) -> Bool { path.lowercased().hasSuffix(".pdf") }

extension PDFCheck {
    /// The problems as errors of the record whose PDF they are in.
    var messages: [Message] {
        problems.map { problem in
            Message(
                "pdf.not-conforming", "\(problem.clause), \(problem.place): \(problem.message)", path: path,
                hints: ["this is a defect of the program, not of the record; please report it with the record"])
        }
    }
}
