import PDFChecks

private let a = "ISO 19005-2 "
private let ua = "ISO 14289-1 "
private let pdf = "ISO 32000-1 "

extension PDFFile {
    /// Image objects by number: samples first, then JPEG.
    fileprivate var images: [Int] {
        objects.filter { $0.value.value.dictionary?["Subtype"] == .name("Image") }.keys.sorted()
    }

    fileprivate mutating func editImage(_ index: Int, _ change: (inout [String: PDFValue]) -> Void) {
        edit(images[index], change)
    }
}

extension Defect {
    static let ofImages: [Defect] = [
        Defect(ua + "7.3", "a figure without words", says: "/Alt") { file in
            file.edit(file.element("Figure")) { $0["Alt"] = nil }
        },
        Defect(pdf + "14.8.5.4.3", "a figure without its box", says: "/BBox") { file in
            file.edit(file.element("Figure")) { $0["A"] = nil }
        },
        Defect(ua + "7.3", "an image in a paragraph", says: "not to a Figure") { file in
            file.edit(file.element("Figure")) { $0["S"] = .name("P") }
        },
        Defect(a + "6.2.8", "smoothing asked for", says: "/Interpolate") { file in
            file.editImage(0) { $0["Interpolate"] = .boolean(true) }
        },
        Defect(a + "6.2.4.3", "inks without an output intent for them", says: "DeviceCMYK") { file in
            file.editImage(0) { $0["ColorSpace"] = .name("DeviceCMYK") }
        },
        Defect(a + "6.2.4", "a colour space of patterns", says: "colour space") { file in
            file.editImage(0) { $0["ColorSpace"] = .name("Pattern") }
        },
        Defect(pdf + "8.9.5", "an impossible depth", says: "/BitsPerComponent 7") { file in
            file.editImage(0) { $0["BitsPerComponent"] = .integer(7) }
        },
        Defect(pdf + "8.9.5", "fewer samples than the size says", says: "bytes of samples") { file in
            file.editImage(0) { $0["Height"] = .integer(9) }
        },
        Defect(pdf + "8.9.5", "another width than the decoded JPEG file", says: "bytes of samples") { file in
            file.editImage(1) { $0["Width"] = .integer(17) }
        },
        Defect(pdf + "8.9.5", "a mask", says: "/SMask") { file in
            let mask = file.images[0]
            file.editImage(1) { $0["SMask"] = .reference(mask) }
        },
        Defect(a + "6.2.2", "an image the page does not have", says: "no object I9") { file in
            file.addContent("/Artifact BMC /I9 Do EMC")
        },
        Defect(ua + "7.1", "an image outside marks", says: "neither tagged") { file in file.addContent("/I0 Do") },
    ]
}
