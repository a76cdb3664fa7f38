package import Provenance

/// Something a person reads: where, how bad, what, and a stable code.
public struct Message: Sendable, Hashable {
    public enum Severity: String, Sendable, Hashable { case warning, error }

    /// As the caller named the file; nil where no file is concerned.
    public var path: String?
    /// 1-based; the column counts Unicode scalars.
    public var line: Int?
    public var column: Int?
    public var severity: Severity
    /// One English sentence without a final full stop.
    public var text: String
    /// Stable, never translated.
    public var code: String
    public var hints: [String]

    public init(
        _ code: String, _ text: String, path: String? = nil, line: Int? = nil, column: Int? = nil,
        severity: Severity = .error, hints: [String] = []
    ) {
        self.path = path
        self.line = line
        self.column = column
        self.severity = severity
        self.text = text
        self.code = code
        self.hints = hints
    }

    /// `path:line:column: error: text [code]`, then one line for each hint; no final newline.
    ///
    /// Control characters of a path or of quoted input are shown as `\u{…}`, so that a message is always its lines.
    public var rendered: String { rendered(severity: severity.rawValue, hint: "hint") }

    func rendered(severity: String, hint: String) -> String {
        var place = ""
        if let path { place += path + ":" }
        if let line { place += "\(line):" }
        if line != nil, let column { place += "\(column):" }
        let head = (place.isEmpty ? "" : place + " ") + "\(severity): \(text) [\(code)]"
        return ([head] + hints.map { "  \(hint): \($0)" }).map(escapingControls).joined(separator: "\n")
    }
}

extension Message {
    /// A stage's diagnostic; `places` are of the record its byte range counts in, nil where its file is not there.
    package init(_ diagnostic: Diagnostic, path: String?, places: SourcePlaces?) {
        let position = diagnostic.at.flatMap { at in places?.position(ofByte: Int(at.lowerBound)) }
        self.init(
            diagnostic.code.rawValue, diagnostic.message, path: path, line: position?.line, column: position?.column,
            severity: diagnostic.severity == .error ? .error : .warning, hints: diagnostic.hints)
    }
}

extension Message {
    package init(notWritable error: FileError) {
        self.init(
            "output.not-writable", "cannot be written: \(error.reason)", path: error.path,
            hints: ["what was exported before stands complete; the same command goes on from there"])
    }
}

func escapingControls(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        if scalar.properties.generalCategory == .control {
            out.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
        } else {
            out.append(scalar)
        }
    }
    return String(out)
}
