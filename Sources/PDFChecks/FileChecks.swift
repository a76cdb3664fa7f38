/// Header, end and cross-reference of the bytes, then the trailer (ISO 19005-2 6.1.2 to 6.1.4).
func checkBytes(of file: PDFFile, _ findings: inout Findings) {
    let bytes = file.bytes
    let header = Array("%PDF-1.".utf8)
    let isVersioned =
        bytes.starts(with: header) && bytes.count > 9 && (0x30...0x37).contains(bytes[7]) && bytes[8] == 0x0A
    findings.expect(
        isVersioned, "A 6.1.2", "header", "the file does not start with %PDF-1.0 to %PDF-1.7 and a line end")
    let comment = bytes.dropFirst(9).prefix(5)
    findings.expect(
        comment.first == UInt8(ascii: "%") && comment.count == 5 && comment.dropFirst().allSatisfy { $0 > 127 },
        "A 6.1.2", "header", "the second line is no comment of four bytes above 127")
    let end = Array("%%EOF".utf8)
    let tail = Array(bytes.suffix(7))
    let isEnded =
        Array(tail.suffix(5)) == end || tail.suffix(6).starts(with: end) && tail.last == 0x0A
        || tail.starts(with: end) && tail.suffix(2) == [0x0D, 0x0A]
    findings.expect(isEnded, "A 6.1.3", "end", "something other than one line end follows %%EOF")
    for complaint in file.complaints {
        let clause: Clause =
            complaint.contains("encrypt") ? "A 6.1.3" : complaint.contains("stream") ? "A 6.1.7.1" : "A 6.1.4"
        findings.note(clause, "file", complaint)
    }
    guard !file.trailer.isEmpty else {
        findings.note("A 6.1.4", "file", "the cross-reference cannot be read, so nothing else was checked")
        return
    }
    findings.expect(file.trailer["Encrypt"] == nil, "A 6.1.3", "trailer", "the file is encrypted")
    let identifiers = file.array(file.trailer["ID"]).map { $0.string ?? [] }
    findings.expect(
        identifiers.count == 2 && identifiers.allSatisfy { $0.count >= 16 }, "A 6.1.3", "trailer",
        "/ID is not a pair of strings of 16 bytes or more")
    if file.trailer["Prev"] == nil, identifiers.count == 2 {
        findings.expect(
            identifiers[0] == identifiers[1], "PDF 14.4", "trailer",
            "the two parts of /ID differ in a file never updated")
    }
}

/// What no object may hold, wherever it stands.
func checkObjects(of file: PDFFile, _ findings: inout Findings) {
    for (number, object) in file.objects.sorted(by: { $0.key < $1.key }) {
        let place = "object \(number)"
        checkLimits(object.value, place, &findings)
        let entries = object.value.dictionary ?? [:]
        if object.stream != nil { checkStream(entries, place, file, &findings) }
        checkKeys(in: object.value, place, file, &findings)
    }
    let count = file.trailer["Size"]?.integer ?? 0
    findings.expect(count <= 8_388_608, "A 6.1.13", "trailer", "there are more than 8,388,607 objects")
}

private func checkStream(
    _ entries: [String: PDFValue], _ place: String, _ file: PDFFile, _ findings: inout Findings
) {
    for key in ["F", "FFilter", "FDecodeParms"] where entries[key] != nil {
        findings.note("A 6.1.7.1", place, "the stream has /\(key), which names data outside the file")
    }
    let filter = file.resolve(entries["Filter"])
    let known: Set = [
        "FlateDecode", "DCTDecode", "JPXDecode", "CCITTFaxDecode", "JBIG2Decode", "RunLengthDecode", "ASCII85Decode",
        "ASCIIHexDecode",
    ]
    for name in ([filter] + (filter.array ?? [])).compactMap(\.name) where !known.contains(name) {
        findings.note("A 6.1.7.2", place, "the filter \(name) is not allowed")
    }
}

private func checkLimits(_ value: PDFValue, _ place: String, _ findings: inout Findings) {
    switch value {
    case .integer(let number):
        findings.expect(
            Int(Int32.min)...Int(Int32.max) ~= number, "A 6.1.13", place, "\(number) needs more than 32 bits")
    case .string(let bytes):
        findings.expect(bytes.count <= 32_767, "A 6.1.13", place, "a string has \(bytes.count) bytes, more than 32,767")
    case .name(let name):
        findings.expect(name.utf8.count <= 127, "A 6.1.13", place, "a name has more than 127 bytes")
        findings.expect(!name.unicodeScalars.contains("\u{FFFD}"), "A 6.1.8", place, "a name is not UTF-8")
    case .array(let values): for value in values { checkLimits(value, place, &findings) }
    case .dictionary(let entries):
        for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
            checkLimits(.name(key), place, &findings)
            checkLimits(value, place, &findings)
        }
    case .null, .boolean, .real, .reference: break
    }
}

/// Actions, keys and object types that an archive file does not have.
private func checkKeys(in value: PDFValue, _ place: String, _ file: PDFFile, _ findings: inout Findings) {
    if let values = value.array {
        for value in values { checkKeys(in: value, place, file, &findings) }
        return
    }
    guard let entries = value.dictionary else { return }
    let forbidden: [(key: String, clause: Clause)] = [
        ("AA", "A 6.5.2"), ("JS", "A 6.5.1"), ("XFA", "A 6.4.2"), ("NeedsRendering", "A 6.4.2"),
        ("Requirements", "A 6.11"), ("PresSteps", "A 6.10"), ("AlternatePresentations", "A 6.10"),
        ("TR", "A 6.2.5"), ("HTP", "A 6.2.5"), ("OPI", "A 6.2.9"), ("Alternates", "A 6.2.8"), ("PS", "A 6.2.9"),
        ("CIDSet", "A 6.2.11.4.2"),
    ]
    for (key, clause) in forbidden where entries[key] != nil {
        findings.note(clause, place, "/\(key) is not allowed, or not needed and seldom right")
    }
    // Transparency is allowed; blend modes are those of the standard.
    if file.resolve(entries["Interpolate"]).boolean == true {
        findings.note("A 6.2.8", place, "/Interpolate is true")
    }
    let actions: Set = [
        "Launch", "Sound", "Movie", "ResetForm", "ImportData", "Hide", "SetOCGState", "Rendition", "Trans",
        "GoTo3DView", "JavaScript",
    ]
    if let kind = file.resolve(entries["S"]).name, actions.contains(kind) {
        findings.note("A 6.5.1", place, "an action \(kind) is not allowed")
    }
    let kinds: [String: Clause] = [
        "3D": "A 6.3.1", "Sound": "A 6.3.1", "Screen": "A 6.3.1", "Movie": "A 6.3.1", "TrapNet": "UA 7.18.2",
    ]
    if entries["Rect"] != nil, let kind = file.resolve(entries["Subtype"]).name, let clause = kinds[kind] {
        findings.note(clause, place, "an annotation \(kind) is not allowed")
    }
    for (_, value) in entries.sorted(by: { $0.key < $1.key }) { checkKeys(in: value, place, file, &findings) }
}
