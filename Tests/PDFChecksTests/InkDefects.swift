import PDFChecks

private let a = "ISO 19005-2 "

extension PDFFile {
    fileprivate mutating func editResources(_ change: (inout [String: PDFValue]) -> Void) {
        edit(pages[0]) { page in
            var resources = page["Resources"]?.dictionary ?? [:]
            change(&resources)
            page["Resources"] = .dictionary(resources)
        }
    }

    /// Of the page's red, green and blue.
    fileprivate var screenProfile: Int {
        let spaces = dictionary(dictionary(.reference(pages[0]))["Resources"])["ColorSpace"]
        return array(dictionary(spaces)["DefaultRGB"]).last?.reference ?? 0
    }
}

extension Defect {
    private static func inks(
        _ clause: String, _ name: String, says word: String, _ edit: @escaping @Sendable (inout PDFFile) -> Void
    ) -> Defect {
        var defect = Defect(a + clause, name, says: word, edit)
        defect.hasInks = true
        return defect
    }

    static let ofInks: [Defect] = [
        .inks("6.2.4.3", "red, green and blue without a default", says: "DeviceRGB") { file in
            file.editResources { $0["ColorSpace"] = nil }
        },
        .inks("6.2.4.3", "a default that is the device itself", says: "DeviceRGB") { file in
            file.editResources { $0["ColorSpace"] = .dictionary(["DefaultRGB": .name("DeviceRGB")]) }
        },
        .inks("6.2.4.3", "a default for another number of channels", says: "DeviceRGB") { file in
            file.edit(file.screenProfile) { $0["N"] = .integer(4) }
        },
        .inks("6.2.4.3", "a default whose profile is for inks", says: "DeviceRGB") { file in
            file.editStream(file.screenProfile) { $0.replaceSubrange(16..<20, with: Array("CMYK".utf8)) }
        },
        .inks("6.2.4.3", "inks under the intent of a screen", says: "DeviceCMYK") { file in
            let screen = file.screenProfile
            file.edit(file.catalog["OutputIntents"]?.array?.first?.reference ?? 0) {
                $0["DestOutputProfile"] = .reference(screen)
            }
        },
        .inks("6.2.3", "three components", says: "/N is not 4") { file in
            file.edit(file.profile) { $0["N"] = .integer(3) }
        },
        .inks("6.2.3", "inks of a display", says: "output profile for CMYK") { file in
            file.editStream(file.profile) { $0.replaceSubrange(12..<16, with: Array("mntr".utf8)) }
        },
        .inks("6.2.3", "no way back to inks", says: "no tag B2A1") { file in
            file.editStream(file.profile) { $0 = $0.replacing(Array("B2A1".utf8), with: Array("B2A9".utf8)) }
        },
        .inks("6.2.3", "a table beyond the profile", says: "leaves it") { file in
            file.editStream(file.profile) { $0[132 + 4] = 1 }
        },
    ]
}
