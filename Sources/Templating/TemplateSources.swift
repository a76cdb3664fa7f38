import YAMLTree

/// The files that one template is read from: itself, the templates it extends, an office's settings.
///
/// Lines of all files are counted in one space, each file behind those before it, so that a mark says in which file it
/// stands however the files' parts are mixed.
struct TemplateSources: Sendable, Hashable {
    private struct File: Sendable, Hashable {
        var path: String
        /// Lines before its first one.
        var offset: Int
    }
    private var files: [File] = []
    private var lineCount = 0
    private(set) var texts: [String] = []

    init() {}

    var paths: [String] { files.map(\.path) }

    /// - Returns: the file's tree; nil where it is empty.
    mutating func compose(_ text: String, path: String) throws(TemplateError) -> Node? {
        let counts = LineCounts(text)
        guard counts.aliases <= 32 else {
            throw TemplateError(.templateTooLarge, path: path, "the file has more than 32 aliases ('*name')")
        }
        files.append(File(path: path, offset: lineCount))
        texts.append(text)
        defer { lineCount += counts.lines }
        do throws(YAMLError) {
            return try readYAML(text, after: lineCount)
        } catch {
            throw self.error(.templateSyntax, at: error.mark, error.problem)
        }
    }

    /// A mistake at a mark of any of the files; without one, in the last file.
    func error(
        _ code: TemplateError.Code, at mark: Mark?, _ message: String, hint: String? = nil
    ) -> TemplateError {
        let file = mark.flatMap { mark in files.last { $0.offset < mark.line } } ?? files.last
        return TemplateError(
            code, path: file?.path ?? "", line: mark.map { $0.line - (file?.offset ?? 0) }, column: mark?.column,
            message,
            hint: hint)
    }
}

private struct LineCounts {
    private(set) var lines = 1
    /// An upper bound of the YAML aliases in the text. Aliases of aliases grow exponentially when a parser compares
    /// them; 32 of them make at most about 3¹¹ nodes.
    private(set) var aliases = 0

    init(_ text: String) {
        var before = UInt8(ascii: " ")
        let bytes = text.utf8.span
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\n") {
                lines += 1
            } else if byte == UInt8(ascii: "*"), " \n\r\t[{,?:-".utf8.contains(before) {
                aliases += 1
            }
            before = byte
        }
    }
}
