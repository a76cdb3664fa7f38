import MinutesExport

/// An `export` whose arguments are plain: inputs, options of the everyday kind with their values as words of their own.
///
/// It takes a hundredth of what the general parser does, which is a fifth of a record's time in a process of its own. Whatever is
/// not plain, mistakes above all, is left to that parser.
struct PlainExport {
    private(set) var inputs: [String] = []
    private(set) var request = OutputRequest()

    /// - Parameter arguments: after `export`.
    /// - Returns: nil for what is not plain.
    init?(_ arguments: [String]) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            guard argument.utf8.first == UInt8(ascii: "-") else {
                inputs.append(argument)
                continue
            }
            switch argument {
            case "--force": request.force = true
            case "--quiet": request.quiet = true
            default:
                guard let value = rest.popFirst(), value.utf8.first != UInt8(ascii: "-"), take(argument, value) else {
                    return nil
                }
            }
        }
        if inputs.isEmpty { return nil }
    }

    private mutating func take(_ option: String, _ value: String) -> Bool {
        switch option {
        case "-o", "--output":
            request.output = value
            return !value.isEmpty
        case "--format":
            guard let formats = ExportOptions.Format.list(value) else { return false }
            request.formats = formats
        case "--compression":
            guard let compression = ExportOptions.Compression(rawValue: value) else { return false }
            request.compression = compression
        case "--jobs":
            guard let jobs = Int(value), (1...256).contains(jobs) else { return false }
            request.jobs = jobs
        case "--dpi":
            guard let dpi = Int(value), ExportOptions.dpiRange.contains(dpi) else { return false }
            request.dpi = dpi
        case "--color":
            guard let color = ExportOptions.ImageColour(rawValue: value) else { return false }
            request.color = color
        case "--pages":
            guard let pages = PageSelection(value) else { return false }
            request.pages = pages
        case "--template": request.template = value
        case "--templates": request.templates = value
        case "--settings": request.settings = value
        case "--fonts": request.fonts = value
        default: return false
        }
        return true
    }

    func run() throws { try request.run(.articles, findInputs(inputs)) }
}
