/// Image dictionaries (ISO 32000-1 8.9.5, ISO 19005-2 6.2.8): as many samples as they say, in a colour space that the output
/// intent gives a meaning. libqpdf decodes the samples, of JPEG data too.
func checkImages(of file: PDFFile, _ findings: inout Findings) {
    for (number, object) in file.objects.sorted(by: { $0.key < $1.key }) {
        let entries = object.value.dictionary ?? [:]
        guard let stream = object.stream, file.resolve(entries["Subtype"]).name == "Image" else { continue }
        checkImage(entries, stream, "object \(number)", file, &findings)
    }
}

private func checkImage(
    _ entries: [String: PDFValue], _ stream: [UInt8], _ place: String, _ file: PDFFile, _ findings: inout Findings
) {
    let (width, height) = (file.resolve(entries["Width"]).integer ?? 0, file.resolve(entries["Height"]).integer ?? 0)
    guard width > 0, height > 0 else {
        findings.note("PDF 8.9.5", place, "an image has no /Width or no /Height")
        return
    }
    // What this project's files never have, and where a wrong value would need a reading of its own.
    for key in ["ImageMask", "Mask", "SMask", "Decode", "Intent"] where entries[key] != nil {
        findings.note("PDF 8.9.5", place, "an image's /\(key) is not understood")
    }
    let depth = file.resolve(entries["BitsPerComponent"]).integer ?? 0
    findings.expect(
        [1, 2, 4, 8, 16].contains(depth), "PDF 8.9.5", place, "/BitsPerComponent \(depth) is none of 1, 2, 4, 8, 16")
    guard let channels = channels(of: entries["ColorSpace"], file) else {
        findings.note("A 6.2.4", place, "an image's colour space is none the output intent covers")
        return
    }
    let isJPEG = ([file.resolve(entries["Filter"])] + file.array(entries["Filter"])).contains { $0.name == "DCTDecode" }
    let count = (width * channels * depth + 7) / 8 * height
    findings.expect(
        stream.count == count, isJPEG ? "PDF 7.4.8" : "PDF 8.9.5", place,
        "an image of \(width) × \(height) has \(stream.count) bytes of samples, not \(count)")
}

/// Of device spaces and of profiles.
private func channels(of value: PDFValue?, _ file: PDFFile) -> Int? {
    let space = file.resolve(value)
    if let name = space.name { return ["DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4][name] }
    return profileChannels(of: space, file)
}

/// Of `[/ICCBased stream]`, where the profile is for as many channels as it is said to have.
private func profileChannels(of space: PDFValue, _ file: PDFFile) -> Int? {
    guard let parts = space.array, parts.first?.name == "ICCBased", parts.count == 2,
        let count = file.dictionary(parts[1])["N"]?.integer, let profile = file.stream(parts[1]), profile.count >= 128
    else { return nil }
    let spaces = [1: "GRAY", 3: "RGB ", 4: "CMYK"]
    return String(decoding: profile[16..<20], as: UTF8.self) == spaces[count] ? count : nil
}

/// The name of a device space that has neither a meaning by the output intent nor a default in the resources; nil for all
/// other spaces (ISO 19005-2 6.2.4.3).
func uncoveredSpace(_ name: String, _ resources: [String: PDFValue], _ file: PDFFile) -> String? {
    let own: (intent: IntentColours, substitute: String, channels: Int)
    switch name {
    case "DeviceRGB": own = (.rgb, "DefaultRGB", 3)
    case "DeviceCMYK": own = (.cmyk, "DefaultCMYK", 4)
    default: return nil
    }
    if IntentColours(of: file) == own.intent { return nil }
    let substitute = file.resolve(file.dictionary(resources["ColorSpace"])[own.substitute])
    return profileChannels(of: substitute, file) == own.channels ? nil : name
}
