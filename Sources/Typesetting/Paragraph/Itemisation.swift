import BlockModel
import FontAccess
import LineRules
import PaperUnits
import TextDirection

/// A stretch of one inline that is shaped at once: one face, script and direction.
struct TextItem {
    var inline: Int
    var face: Typeface
    var script: Script
    /// UTF-8 offsets into the inline.
    var text: Range<Int>
    /// Offsets into the paragraph's scalars.
    var scalars: Range<Int>
    /// Odd: right to left (UAX #9).
    var level: UInt8 = 0
    var adjustment = FaceAdjustment.none
    /// All of it plain characters, which need no shaping: what their face answers for each is the whole of it.
    var plain: PlainGlyphs?
}

extension Typesetter {
    /// Splits a paragraph into items. Characters that no face draws are noted and left out.
    ///
    /// - Parameter scalars: becomes those of the paragraph.
    mutating func itemise(
        _ inlines: [Inline], scalars: inout ContiguousArray<UInt32>
    ) throws(FontError) -> ContiguousArray<TextItem> {
        var items: ContiguousArray<TextItem> = []
        var reverses = false
        var ends: [Int] = []
        for inline in inlines {
            let text = inline.text
            scalars.append(addingCapacity: text.utf8.count) { scalars in
                for scalar in text.unicodeScalars {
                    scalars.append(scalar.value)
                    if scalar.value >= 0x590, scalar.value &- 0x3000 >= 0x8000 {
                        reverses = reverses || mayReverse(scalar.value)
                    }
                }
            }
            ends.append(scalars.count)
        }
        var start = 0
        for number in inlines.indices {
            let first = items.count
            try itemise(inlines[number], number: number, scalars, start..<ends[number], into: &items)
            settleScripts(&items, from: first)
            start = ends[number]
        }
        return reverses ? split(items, scalars, by: embeddingLevels(scalars)) : items
    }

    private mutating func itemise(
        _ inline: Inline, number: Int, _ scalars: ContiguousArray<UInt32>, _ range: Range<Int>,
        into items: inout ContiguousArray<TextItem>
    ) throws(FontError) {
        let role = inline.style.role
        var clusters = ClusterReader(scalars, range)
        var scripts = ScriptRuns()
        var word: (end: Int, face: Typeface)?
        var offset = 0
        let firstItem = items.count
        let startsHan = range.lazy.map { Script(of: scalars[$0]) }.first(where: \.isOwn).map { $0 == .han } ?? true
        let plain = try faces.plainGlyphs(of: role, shapedIn: language)
        while true {
            if let plain,
                let passed = clusters.passPlain(
                    plain.glyphs, isHan: scripts.isHan || startsHan && clusters.isAtStart(of: range))
            {
                let start = offset
                offset += passed.bytes
                scripts.passHan()
                append(
                    TextItem(
                        inline: number, face: plain.face, script: .han, text: start..<offset, scalars: passed.scalars,
                        plain: plain.glyphs.areShaped ? plain.glyphs : nil),
                    to: &items, from: firstItem)
            }
            guard let cluster = clusters.next() else { break }
            let first = scalars[cluster.lowerBound]
            let start = offset
            for scalar in scalars[cluster] { offset += utf8Width(scalar) }
            let isFollowing = items.count > firstItem && items[items.count - 1].scalars.upperBound == cluster.lowerBound
            if isFollowing, ScalarFacts.isInvisible(first) {
                items[items.count - 1].take(text: offset, scalars: cluster.upperBound)
                items[items.count - 1].plain = nil
                continue
            }
            let script = scripts.script(at: cluster.lowerBound, scalars)
            if word.map({ $0.end <= cluster.lowerBound }) ?? false { word = nil }
            if word == nil, script.formsWords, Script(of: first).isOwn {
                word = try wordFace(from: cluster.lowerBound, scalars, range, script, role: role)
            }
            let face: Typeface
            if let word {
                face = word.face
            } else if isFollowing, first == 0x20, script.keepsBlanks,
                items[items.count - 1].face.glyph(for: 0x20) != nil
            {
                face = items[items.count - 1].face
            } else if let found = try faces.face(
                for: scalars[cluster], script: script, role: role, shaper: &shaper)
            {
                face = found
            } else {
                try note(cluster, scalars, range, of: inline)
                continue
            }
            var adjustment = FaceAdjustment.none
            if try faces.isFallback(face, role: role), sitsInEmBox(first) {
                adjustment = try faces.adjustment(of: face, role: role)
            }
            append(
                TextItem(
                    inline: number, face: face, script: script, text: start..<offset, scalars: cluster,
                    adjustment: adjustment),
                to: &items, from: firstItem)
        }
    }

    /// Adds to the item before where face and script are the same and no character was left out between.
    private func append(_ item: TextItem, to items: inout ContiguousArray<TextItem>, from first: Int) {
        if items.count > first {
            let last = items.count - 1
            if items[last].scalars.upperBound == item.scalars.lowerBound, items[last].face === item.face,
                items[last].script == item.script, items[last].adjustment == item.adjustment,
                items[last].plain === item.plain
            {
                items[last].take(text: item.text.upperBound, scalars: item.scalars.upperBound)
                return
            }
        }
        items.append(item)
    }

    /// One face for a whole word, where its letters by themselves would come from several.
    private mutating func wordFace(
        from start: Int, _ scalars: ContiguousArray<UInt32>, _ range: Range<Int>, _ script: Script, role: FaceRole
    ) throws(FontError) -> (end: Int, face: Typeface)? {
        var end = start
        var isPlain = true
        while end < range.upperBound {
            let scalar = scalars[end]
            guard Script(of: scalar) == script || ScalarFacts.extends(scalar) else { break }
            isPlain = isPlain && scalar < 0x80
            end += 1
        }
        guard !isPlain,
            let face = try faces.face(for: scalars[start..<end], script: script, role: role, shaper: &shaper)
        else { return nil }
        return (end, face)
    }

    /// Notes what of a cluster is missing: each character no face draws, else the first that the base's face lacks.
    private mutating func note(
        _ cluster: Range<Int>, _ scalars: ContiguousArray<UInt32>, _ range: Range<Int>, of inline: Inline
    ) throws(FontError) {
        let role = inline.style.role
        var lacking: [Int] = []
        for index in cluster where !ScalarFacts.isInvisible(scalars[index]) {
            if try faces.face(for: scalars[index], role: role) == nil { lacking.append(index) }
        }
        if lacking.isEmpty, let base = try faces.face(for: scalars[cluster.lowerBound], role: role) {
            lacking = cluster.filter { !ScalarFacts.isInvisible(scalars[$0]) && base.glyph(for: scalars[$0]) == nil }
            lacking = Array(lacking.prefix(1))
        }
        if lacking.isEmpty { lacking = [cluster.lowerBound] }
        for index in lacking {
            faces.note(scalars[index], role: role) {
                let around = max(range.lowerBound, index - 8)..<min(range.upperBound, index + 9)
                var context = String.UnicodeScalarView()
                for scalar in scalars[around] { context.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
                return MissingCharacter(
                    scalar: scalars[index], role: role, context: String(context), origin: inline.origin)
            }
        }
    }
}

extension TextItem {
    fileprivate mutating func take(text end: Int, scalars endScalar: Int) {
        text = text.lowerBound..<end
        scalars = scalars.lowerBound..<endScalar
    }
}

/// Leading characters of no script of their own take the first one that comes; a text without any is Han.
private func settleScripts(_ items: inout ContiguousArray<TextItem>, from first: Int) {
    let own = items[first...].first { $0.script.isOwn }?.script ?? .han
    for index in first..<items.count where !items[index].script.isOwn { items[index].script = own }
}

/// Cuts items where the direction changes, never before a mark on a letter.
private func split(
    _ items: ContiguousArray<TextItem>, _ scalars: ContiguousArray<UInt32>, by levels: ContiguousArray<UInt8>
) -> ContiguousArray<TextItem> {
    var result: ContiguousArray<TextItem> = []
    for item in items {
        var part = item
        part.level = levels[item.scalars.lowerBound]
        var offset = item.text.lowerBound
        for index in item.scalars {
            if levels[index] != part.level, index > part.scalars.lowerBound, !ScalarFacts.extends(scalars[index]) {
                part.take(text: offset, scalars: index)
                result.append(part)
                part = item
                part.text = offset..<item.text.upperBound
                part.scalars = index..<item.scalars.upperBound
                part.level = levels[index]
            }
            offset += utf8Width(scalars[index])
        }
        result.append(part)
    }
    return result
}

/// Drawn in the em box of ideographs rather than on the roman baseline: letters of East Asia, full-width and Chinese marks.
private func sitsInEmBox(_ scalar: UInt32) -> Bool {
    let script = Script(of: scalar)
    if script.isOwn { return script.isIdeographic }
    switch LineClass.of(scalar) {
    case .western, .westernOpen, .westernClose, .space: return false
    default: return scalar >= 0x2000
    }
}
