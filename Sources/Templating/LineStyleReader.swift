import LineRules
import Provenance
import YAMLTree

extension TemplateReader {
    /// A BCP 47 tag by its shape: words of one to eight letters and digits, joined by hyphens.
    func language(_ node: Node?, in map: YAMLMapping) throws(TemplateError) -> String {
        guard let node else { return "zh-Hans-CN" }
        let spelt = try map.text(node, "language")
        let subtags = spelt.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let isTag = subtags.enumerated().allSatisfy { number, subtag in
            (1...8).contains(subtag.count)
                && subtag.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                    case UInt8(ascii: "0")...UInt8(ascii: "9"): number > 0
                    default: false
                    }
                }
        }
        guard isTag else {
            throw map.error(
                .templateBadValue, at: node.mark, "'\(spelt)' is no language tag",
                hint: "zh-Hans-CN, zh-Hant-TW and zh-Hant-HK choose the rules of a region")
        }
        return spelt
    }

    /// What is usual in the region, but for what the template says.
    func lineStyle(_ node: Node?, region: TypesettingRegion) throws(TemplateError) -> LineStyle {
        var style = LineStyle(usualIn: region)
        guard let node else { return style }
        var map = try YAMLMapping(node, sources, what: "'line-rules'")
        if let level = try map.choice("prohibition", as: ProhibitionLevel.self) { style.breaks.level = level }
        if let glue = try map.choice("unit-glue", as: UnitGlue.self) { style.breaks.unitGlue = glue }
        if let avoids = try map.flag("avoid-orphans") { style.avoidsOrphans = avoids }
        if let compresses = try map.flag("compress-marks") {
            style.compressesMarks = compresses
            style.halvesLineEndMarks = compresses
            style.halvesLineStartBrackets = compresses
        }
        if let halves = try map.flag("half-marks-at-line-end") { style.halvesLineEndMarks = halves }
        if let halves = try map.flag("half-brackets-at-line-start") { style.halvesLineStartBrackets = halves }
        if let space = map.take("han-latin-space") { style.hanLatinSpace = try hanLatinSpace(space, in: map) }
        if let hanging = map.take("hanging-marks") { style.hanging = try hangingMarks(hanging, region, in: map) }
        if let cells = try map.flag("keep-cells") { style.keepsCells = cells }
        try map.finish()
        return style
    }

    /// `0` or `0字` to `0.5字` of the text's own size, in thousandths.
    private func hanLatinSpace(_ node: Node, in map: YAMLMapping) throws(TemplateError) -> Int {
        let spelt = try map.text(node, "han-latin-space")
        let digits = spelt.hasSuffix("字") ? spelt.dropLast() : spelt[...]
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        if let whole = parts.first, whole == "0", parts.count <= 2, spelt.hasSuffix("字") || parts.count == 1 {
            let decimals = parts.count == 2 ? parts[1] : "0"
            if (1...3).contains(decimals.utf8.count), decimals.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let value = Int(decimals + String(repeating: "0", count: 3 - decimals.utf8.count)), value <= 500
            {
                return value
            }
        }
        throw map.error(
            .templateBadLength, at: node.mark, "'han-latin-space' is from 0 to 0.5字, not '\(spelt)'",
            hint: "of the size of the text it stands in, with at most three decimals")
    }

    private func hangingMarks(
        _ node: Node, _ region: TypesettingRegion, in map: YAMLMapping
    ) throws(TemplateError) -> HangingMarks {
        let spelt = try map.text(node, "hanging-marks")
        guard let hanging = HangingMarks(rawValue: spelt) else {
            throw map.error(
                .templateBadValue, at: node.mark, "'\(spelt)' is no value of 'hanging-marks'",
                hint: "one of: " + HangingMarks.allCases.map(\.rawValue).joined(separator: ", "))
        }
        guard hanging == .none || region == .mainland else {
            throw map.error(
                .templateBadValue, at: node.mark, "marks do not hang in horizontal lines of this language's region",
                hint: "leave the key out, or write none")
        }
        return hanging
    }
}
