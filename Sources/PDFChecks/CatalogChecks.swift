/// The catalog's own entries (ISO 19005-2 6.2.3, 6.7; ISO 14289-1 7.1, 7.2).
func checkCatalog(of file: PDFFile, _ findings: inout Findings) {
    let catalog = file.catalog
    let place = "catalog"
    findings.expect(catalog["Type"]?.name == "Catalog", "PDF 7.7.2", place, "/Type is not Catalog")
    if let version = file.resolve(catalog["Version"]).name {
        findings.expect(version <= "1.7", "A 6.1.2", place, "/Version is \(version)")
    }
    let marks = file.dictionary(catalog["MarkInfo"])
    findings.expect(marks["Marked"]?.boolean == true, "A 6.7.2.2", place, "/MarkInfo does not say /Marked true")
    findings.expect(marks["Suspects"]?.boolean != true, "UA 7.1", place, "/MarkInfo says /Suspects true")
    findings.expect(
        isLanguage(file.resolve(catalog["Lang"]).text), "A 6.7.4", place, "/Lang is no language tag of BCP 47")
    let preferences = file.dictionary(catalog["ViewerPreferences"])
    findings.expect(
        preferences["DisplayDocTitle"]?.boolean == true, "UA 7.1", place,
        "/ViewerPreferences does not say /DisplayDocTitle true")
    findings.expect(catalog["StructTreeRoot"] != nil, "A 6.7.3.3", place, "there is no /StructTreeRoot")
    findings.expect(catalog["Metadata"] != nil, "A 6.6.2.1", place, "there is no /Metadata")
    if let action = catalog["OpenAction"], file.resolve(action).array == nil {
        let kind = file.dictionary(action)["S"]?.name
        findings.expect(kind == "GoTo", "A 6.5.1", place, "/OpenAction is neither a destination nor GoTo")
    }
    for key in file.dictionary(catalog["Perms"]).keys.sorted() where !["UR3", "DocMDP"].contains(key) {
        findings.note("A 6.1.12", place, "/Perms holds \(key)")
    }
    checkOutputIntents(of: file, &findings)
}

private func checkOutputIntents(of file: PDFFile, _ findings: inout Findings) {
    let intents = file.array(file.catalog["OutputIntents"]).map { (value: $0, entries: file.dictionary($0)) }
        .filter { $0.entries["S"]?.name == "GTS_PDFA1" }
    guard let intent = intents.first?.entries else {
        findings.note("A 6.2.3", "catalog", "there is no output intent GTS_PDFA1")
        return
    }
    findings.expect(intents.count == 1, "A 6.2.3", "catalog", "there is more than one output intent GTS_PDFA1")
    findings.expect(
        intent["OutputConditionIdentifier"]?.text?.isEmpty == false, "A 6.2.3", "output intent",
        "there is no /OutputConditionIdentifier")
    guard let profile = file.stream(intent["DestOutputProfile"]), profile.count >= 128 else {
        findings.note("A 6.2.3", "output intent", "there is no profile of 128 bytes or more")
        return
    }
    let size = profile.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    let text = String(decoding: profile[12..<24], as: UTF8.self)
    findings.expect(size == profile.count, "A 6.2.3", "profile", "it states \(size) bytes and has \(profile.count)")
    let channels = ["mntrRGB ": 3, "prtrRGB ": 3, "prtrCMYK": 4][String(text.prefix(8))]
    findings.expect(
        channels != nil, "A 6.2.3", "profile",
        "it is no display or output profile for RGB, nor an output profile for CMYK")
    findings.expect(profile[8] < 5, "A 6.2.3", "profile", "its version is \(profile[8])")
    findings.expect(
        String(decoding: profile[36..<40], as: UTF8.self) == "acsp", "A 6.2.3", "profile", "it has no signature acsp")
    findings.expect(
        channels == nil || file.dictionary(intent["DestOutputProfile"])["N"]?.integer == channels, "A 6.2.3", "profile",
        "/N is not \(channels ?? 0)")
    if channels == 4 { checkInkTables(profile, &findings) }
}

/// Device spaces to which the output intent gives a meaning (ISO 19005-2 6.2.4.3): gray ones by any, others by one alike.
enum IntentColours: Hashable {
    case rgb, cmyk

    init(of file: PDFFile) {
        let intents = file.array(file.catalog["OutputIntents"]).map { file.dictionary($0) }
        let intent = intents.first { $0["S"]?.name == "GTS_PDFA1" } ?? [:]
        let profile = file.stream(intent["DestOutputProfile"]) ?? []
        self = profile.count >= 20 && profile[16..<20].elementsEqual("CMYK".utf8) ? .cmyk : .rgb
    }
}

/// An output profile for inks leads from them to colours and back (ICC.1:2010 8.4.2).
private func checkInkTables(_ profile: [UInt8], _ findings: inout Findings) {
    func number(_ place: Int) -> Int { profile[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
    let count = profile.count >= 132 ? number(128) : 0
    guard (1...100).contains(count), profile.count >= 132 + 12 * count else {
        findings.note("A 6.2.3", "profile", "its table of tags does not fit")
        return
    }
    var names: Set<String> = []
    for index in 0..<count {
        let entry = 132 + 12 * index
        let name = String(decoding: profile[entry..<entry + 4], as: UTF8.self)
        names.insert(name)
        let (start, length) = (number(entry + 4), number(entry + 8))
        findings.expect(
            start >= 132 && start + length <= profile.count, "A 6.2.3", "profile", "its tag \(name) leaves it")
    }
    for name in ["desc", "cprt", "wtpt", "A2B0", "A2B1", "A2B2", "B2A0", "B2A1", "B2A2", "gamt"]
    where !names.contains(name) {
        findings.note("A 6.2.3", "profile", "it has no tag \(name)")
    }
}

/// Two or more letters, then groups of one to eight letters and digits.
func isLanguage(_ tag: String?) -> Bool {
    guard let tag, !tag.isEmpty else { return false }
    let groups = tag.split(separator: "-", omittingEmptySubsequences: false)
    return groups.enumerated().allSatisfy { index, group in
        let isPlain = group.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte | 0x20) || index > 0 && (0x30...0x39).contains(byte)
        }
        return isPlain && (1...8).contains(group.utf8.count) && (index > 0 || group.utf8.count >= 2 || group == "x")
    }
}
