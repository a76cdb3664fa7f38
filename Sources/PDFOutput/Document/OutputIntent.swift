/// The output intent (ISO 19005-2 6.2.3): what the numbers of device colours stand for, as a profile of our own making.
enum OutputIntent {
    case screen, inks

    var identifier: String {
        switch self {
        case .screen: "sRGB IEC61966-2.1"
        // No registered printing condition: the profile is a model of inks, not a measurement of a press.
        case .inks: "Custom"
        }
    }

    private var information: String {
        switch self {
        case .screen: identifier
        case .inks: "Cyan, magenta, yellow and black ink on white paper, as Jiyao models them"
        }
    }

    func write(to reference: ObjectReference, in file: inout FileWriter) {
        let profile = file.allocate()
        file.dictionary(reference) { entries in
            entries.name("Type", "OutputIntent")
            entries.name("S", "GTS_PDFA1")
            entries.text("OutputConditionIdentifier", identifier)
            if self == .screen { entries.text("RegistryName", "http://www.color.org") }
            entries.text("Info", information)
            entries.reference("DestOutputProfile", profile)
        }
        file.stream(profile, self == .screen ? Self.sRGBProfile : InkProfile.bytes) {
            $0.integer("N", self == .screen ? 3 : 4)
        }
    }

    /// Built from the numbers of IEC 61966-2-1.
    static let sRGBProfile: [UInt8] = {
        // Parametric type 3: ((x + 0.055) / 1.055) ^ 2.4 from 0.04045 on, x / 12.92 below.
        let curve =
            ColourProfile.signature("para") + ColourProfile.uint32(0) + [0, 3, 0, 0]
            + [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045].flatMap(ColourProfile.fixed)
        // Bradford, D65 to D50.
        let adaptation =
            ColourProfile.signature("sf32") + ColourProfile.uint32(0)
            + [1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168]
            .flatMap(ColourProfile.fixed)
        return ColourProfile(
            deviceClass: .display, colourSpace: "RGB ", connectionSpace: .xyz,
            tags: [
                (["desc"], ColourProfile.text("sRGB")),
                (["cprt"], ColourProfile.text("CC0")),
                (["wtpt"], ColourProfile.xyz(0.9642, 1, 0.8249)),
                (["chad"], adaptation),
                (["rXYZ"], ColourProfile.xyz(0.43607, 0.22250, 0.01393)),
                (["gXYZ"], ColourProfile.xyz(0.38506, 0.71688, 0.09710)),
                (["bXYZ"], ColourProfile.xyz(0.14308, 0.06062, 0.71417)),
                (["rTRC", "gTRC", "bTRC"], curve),
            ]
        ).bytes
    }()
}
