@_spi(_Unicode) import Swift
import Provenance

/// A stretch of text with the way back to its source.
struct TracedText: Sendable {
    /// UTF-8.
    var bytes: [UInt8] = []
    var origins = TextOrigins()

    mutating func append(_ other: TracedText) {
        origins.append(other.origins, at: bytes.count)
        bytes += other.bytes
    }

    mutating func append(copyOf source: Range<Int>, in file: [UInt8]) {
        origins.append(text: bytes.count, copyOf: source)
        bytes += file[source]
    }

    mutating func append(_ made: some Collection<UInt8>, from source: Range<Int>) {
        let start = bytes.count
        bytes += made
        origins.append(text: start..<bytes.count, from: source)
    }
}

extension TracedText {
    /// A stretch of the text; its bounds stand between characters.
    func slice(_ range: Range<Int>) -> TracedText {
        var slice = TracedText(bytes: Array(bytes[range]))
        for part in origins.textRanges(in: range) {
            let start = part.text.lowerBound - range.lowerBound
            if part.isCopy {
                slice.origins.append(text: start, copyOf: part.source)
            } else {
                slice.origins.append(text: start..<start + part.text.count, from: part.source)
            }
        }
        return slice
    }

    /// The text in normal form C, with the characters that stand for another one for compatibility's sake alone
    /// replaced by it: radicals that PDF readers give for ideographs, and mathematical digits.
    ///
    /// Full-width digits and letters stay: they are the width of print, which a template decides. Cost: one pass, and
    /// nothing is copied where nothing changes.
    func folded() -> TracedText {
        guard let first = bytes.firstIndex(where: { $0 >= 0xC3 }) else { return self }
        var stretches: [(range: Range<Int>, text: [UInt8])] = []
        var at = first
        var before = first
        while before > 0, before == first || bytes[before] & 0xC0 == 0x80 { before -= 1 }
        let span = bytes.span
        var previous: Range<Int>? = before..<first
        while at < span.count {
            let width = utf8Width(span[at])
            let value = width == 1 ? 0 : utf8Scalar(span, at, width)
            if mayChange(value) {
                // A mark joins what stands before it.
                let start = combines(value) ? previous?.lowerBound ?? at : at
                var end = at + width
                while end < span.count {
                    let next = utf8Width(span[end])
                    guard next > 1, mayChange(utf8Scalar(span, end, next)) else { break }
                    end += next
                }
                let old = bytes[start..<end]
                let new = foldedStretch(old)
                if !old.elementsEqual(new) { stretches.append((start..<end, new)) }
                at = end
                previous = nil
            } else {
                previous = at..<at + width
                at += width
            }
        }
        guard !stretches.isEmpty else { return self }
        return replacing(stretches)
    }

    /// Scalars outside these ranges are in normal form C and stay so beside any neighbour.
    private func mayChange(_ value: UInt32) -> Bool {
        switch value {
        case 0..<0x300: false
        case 0x2002...0x2125, 0x212C...0x2328, 0x232B...0x2E9E, 0x2EA0...0x2EF2, 0x2FD6...0x3098, 0x309B...0xA4CF:
            value == 0x2ADC || (0x20D0...0x20FF).contains(value)
        case 0xFE10...0xFE1F, 0xFE30...0xFFFF, 0x1F000...0x1FBEF, 0x20000...0x2F7FF, 0x30000...: false
        default: true
        }
    }

    private func combines(_ value: UInt32) -> Bool {
        Unicode.Scalar(value)?.properties.canonicalCombiningClass != .notReordered || value < 0x2000 || value >= 0xAC00
    }

    private func foldedStretch(_ stretch: ArraySlice<UInt8>) -> [UInt8] {
        var view = String.UnicodeScalarView()
        for scalar in String(decoding: stretch, as: UTF8.self)._nfc { view.append(plain(scalar)) }
        return Array(String(view).utf8)
    }

    private func replacing(_ stretches: [(range: Range<Int>, text: [UInt8])]) -> TracedText {
        var inner = TracedText()
        var copied = 0
        for stretch in stretches {
            inner.append(copyOf: copied..<stretch.range.lowerBound, in: bytes)
            inner.append(stretch.text, from: stretch.range)
            copied = stretch.range.upperBound
        }
        inner.append(copyOf: copied..<bytes.count, in: bytes)
        return TracedText(bytes: inner.bytes, origins: inner.origins.through(origins))
    }
}

/// ⼈ U+2F08 is 人; 𝟐 U+1D7D0 is 2.
private func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x2F00...0x2FD5: radicals[Int(scalar.value - 0x2F00)]
    case 0x2E9F: "母"
    case 0x2EF3: "龟"
    case 0x1D7CE...0x1D7FF: Unicode.Scalar(UInt8(0x30 + (scalar.value - 0x1D7CE) % 10))
    case 0x1FBF0...0x1FBF9: Unicode.Scalar(UInt8(0x30 + scalar.value - 0x1FBF0))
    default: scalar
    }
}

/// The ideographs of U+2F00 to U+2FD5, by Unicode's compatibility decompositions.
private let radicals = Array(
    """
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰\
    月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾\
    見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠
    """.unicodeScalars)
