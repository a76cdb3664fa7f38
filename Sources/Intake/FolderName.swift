/// Makes a string safe as the name of a folder on any file system.
///
/// Keeps Han characters, ASCII letters and digits, `-`, `_` and `.`; each run of others becomes one `-`. No `-` or `.`
/// at either end, so never `.`, `..` or a hidden folder; cut to `byteLimit` UTF-8 bytes between characters.
///
/// - Returns: nil when nothing is left.
package func safeFolderName(_ name: String, byteLimit: Int = 100) -> String? {
    var out = ""
    var gap = false
    for scalar in name.unicodeScalars {
        guard isKept(scalar) else {
            gap = true
            continue
        }
        if out.isEmpty && (scalar == "-" || scalar == ".") { continue }
        let joint = gap && !out.isEmpty && !out.hasSuffix("-") && scalar != "-"
        gap = false
        guard out.utf8.count + (joint ? 1 : 0) + UTF8.width(scalar) <= byteLimit else { break }
        if joint { out.append("-") }
        out.unicodeScalars.append(scalar)
    }
    while out.hasSuffix("-") || out.hasSuffix(".") { out.removeLast() }
    return out.isEmpty ? nil : out
}

private func isKept(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".": true
    default: scalar.properties.isIdeographic
    }
}
