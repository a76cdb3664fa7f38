/// A folder that the program brings along.
public enum Resource: String, Sendable, Hashable, CaseIterable {
    case fonts = "Fonts"
    case templates = "templates"
    /// What scripts/stroke-order.sh makes.
    case data = "Data"

    /// What must stand in it for it to be the one.
    var mark: String {
        switch self {
        case .fonts: "index.tsv"
        case .templates: "gbt9704-minutes/template.yaml"
        case .data: "strokes.tsv"
        }
    }

    /// Finds the folder: in the working folder, then beside the program's own file and in each folder above it, there also in
    /// `share/jiyao`, where `make install` puts it.
    ///
    /// The order is fixed and nothing else is looked at, no environment and no folder of the system.
    /// - Returns: its path; where it is nowhere, the one in the working folder, for the message.
    public func locate() -> String {
        if fileExists("\(rawValue)/\(mark)") { return rawValue }
        var folder = resolvedPath("/proc/self/exe").map(parentFolder)
        while let candidate = folder {
            let above = candidate == "/" ? "" : candidate
            for path in ["\(above)/\(rawValue)", "\(above)/share/jiyao/\(rawValue)"]
            where fileExists("\(path)/\(mark)") {
                return path
            }
            folder = candidate == "/" ? nil : parentFolder(candidate)
        }
        return rawValue
    }
}
