import PagedModel
import PaperUnits

/// Lines of one paragraph, heading, item or list, over all its pages.
struct ReadBlock {
    enum Kind: Hashable {
        case mark
        case copyNumber, secrecy, urgency, number, signers, headLine
        case title
        /// 题注 below a title.
        case adoption
        case addressees
        /// Headings below the title, paragraphs and items.
        case body
        case nameList
        case annexNote, annexHead, annexTitle
        /// At the top of a later page: of a 决议 that follows the document.
        case resolutionTitle
        case signatory, date
        /// 附注: a paragraph in parentheses after everything else.
        case note
        case imprint
    }

    var kind: Kind
    var lines: [ReadLine]

    var first: ReadLine { lines[0] }
    var text: String { lines.map(\.text).joined() }
    /// Of a block that is a heading as a whole.
    var headingLevel: Int? {
        let levels = Set(lines.flatMap { $0.runs.map(\.headingLevel) })
        return levels.count == 1 ? levels.first ?? nil : nil
    }
    var isItem: Bool { lines[0].runs[0].isLabel }
    var place: Place { first.place }
}

/// Joins the lines of the text into blocks, and says what each is by its words and its place.
func readBlocks(_ lines: [ReadLine], separator: ReadRule?) -> [ReadBlock] {
    var blocks: [ReadBlock] = []
    for line in lines where line.kind == .content && !line.isTurned {
        if let last = blocks.last?.lines.last, let element = line.runs[0].element,
            last.runs.last?.element == element || line.runsOn(from: last)
        {
            blocks[blocks.count - 1].lines.append(line)
        } else {
            blocks.append(ReadBlock(kind: .body, lines: [line]))
        }
    }
    classifyHead(&blocks, separator)
    classifyBody(&blocks)
    return blocks
}

extension ReadLine {
    /// The text behind a run-in heading that fills its line to the end.
    fileprivate func runsOn(from line: ReadLine) -> Bool {
        guard let level = line.runs.last?.headingLevel, level > 2 else { return false }
        return runs[0].tag == .paragraph && line.right > .mm(181.5) && left < .mm(30)
    }
}

/// 版头: what stands above the red rule, or above the title where there is none.
private func classifyHead(_ blocks: inout [ReadBlock], _ separator: ReadRule?) {
    let mark = blocks.firstIndex { block in
        block.first.page == 1 && (block.first.isColoured || block.first.size >= .pt(23))
    }
    let titles = blocks.indices.filter { blocks[$0].headingLevel == 1 && $0 != mark }
    for index in titles { blocks[index].kind = .title }
    if let mark { blocks[mark].kind = .mark }
    for index in blocks.indices where blocks[index].kind == .body && blocks[index].first.page == 1 {
        let line = blocks[index].first
        let isAbove =
            if let separator {
                line.emBottom <= separator.rect.y + .mm(0.5)
            } else {
                mark.map { $0 > index } ?? false
            }
        let text = blocks[index].text
        let isUrgency = text.firstMatch(of: /^(?:特急|加急|平急|急件)$/) != nil
        let isSecrecy = text.firstMatch(of: /^(?:绝密|机密|秘密)(?:★.*)?$/) != nil
        guard isAbove || isUrgency || isSecrecy else { continue }
        blocks[index].kind =
            if isUrgency {
                .urgency
            } else if isSecrecy {
                .secrecy
            } else if text.allSatisfy({ $0.isASCII && $0.isNumber }) {
                .copyNumber
            } else if text.contains("签发人") {
                .signers
            } else if text.looksLikeNumber {
                .number
            } else {
                .headLine
            }
    }
}

extension String {
    /// `清政发〔2031〕3号`, `（第3号）`, `第12期`, and what is meant to be one.
    fileprivate var looksLikeNumber: Bool {
        firstMatch(of: /[〔\[【（(][0-9]{2,4}[〕\]】）)].*号|^[（(]?(?:总)?第[0-9〇一二三四五六七八九十百]+[号期]/) != nil
    }

    var isFullDate: Bool {
        firstMatch(of: /^[0-9〇○一二三四五六七八九十]{2,4}年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日$/) != nil
    }
}

private func classifyBody(_ blocks: inout [ReadBlock]) {
    for index in blocks.indices where blocks[index].kind == .body {
        let (text, first) = (blocks[index].text, blocks[index].first)
        let before = index > 0 ? blocks[index - 1].kind : nil
        let level = blocks[index].headingLevel
        if text.firstMatch(of: /^附件[0-9]*$/) != nil, blocks[index].lines.count == 1 {
            blocks[index].kind = .annexHead
        } else if before == .annexHead {
            blocks[index].kind = .annexTitle
        } else if level != nil, first.page > 1, first.size >= .pt(20) {
            blocks[index].kind = .resolutionTitle
        } else if level != nil || blocks[index].isItem {
            continue
        } else if text.firstMatch(of: /^(?:出席|请假|列席|缺席)：/) != nil {
            blocks[index].kind = .nameList
        } else if text.hasPrefix("附件：")
            || before == .annexNote && first.left > .mm(50) && text.firstMatch(of: /^[0-9]+\./) != nil
        {
            blocks[index].kind = .annexNote
        } else if (before == .title || before == .resolutionTitle) && text.hasPrefix("（")
            || before == .adoption && text.hasSuffix("通过）")
        {
            blocks[index].kind = .adoption
        } else if before == .title, text.hasSuffix("："), first.left < .mm(31) {
            blocks[index].kind = .addressees
        } else if text.isFullDate {
            blocks[index].kind = .date
            // 署名: short lines above the date without a mark at their end.
            var above = index - 1
            while above >= 0, blocks[above].kind == .body, blocks[above].lines.count == 1,
                blocks[above].headingLevel == nil, !blocks[above].isItem,
                blocks[above].text.unicodeScalars.last?.properties.generalCategory != .otherPunctuation,
                blocks[above].first.right < .mm(183)
            {
                blocks[above].kind = .signatory
                above -= 1
            }
        } else if text.hasPrefix("（"), text.hasSuffix("）"), blocks[(index + 1)...].allSatisfy({ $0.kind != .title }),
            blocks[(index + 1)...].allSatisfy({ $0.looksLikeImprint || $0.first.page > first.page })
        {
            blocks[index].kind = .note
        }
    }
    classifyImprint(&blocks)
    classifyUndatedSignature(&blocks)
}

/// 署名 without a date: short lines behind the last paragraph, in the right half and clear of the edge.
private func classifyUndatedSignature(_ blocks: inout [ReadBlock]) {
    let closing: Set = [ReadBlock.Kind.imprint, .note, .annexHead, .annexTitle, .resolutionTitle, .adoption]
    guard !blocks.contains(where: { $0.kind == .signatory }),
        var index = blocks.lastIndex(where: { !closing.contains($0.kind) })
    else { return }
    while index > 0, blocks[index].kind == .body, blocks[index].isUndatedSignature {
        blocks[index].kind = .signatory
        index -= 1
    }
}

extension ReadBlock {
    fileprivate var isUndatedSignature: Bool {
        guard lines.count == 1, headingLevel == nil, !isItem, first.left > .mm(100), first.right < .mm(178) else {
            return false
        }
        return text.unicodeScalars.last?.properties.generalCategory != .otherPunctuation
    }

    /// 抄送：…, … 印发, or a line of 4号 beside such.
    fileprivate var looksLikeImprint: Bool {
        text.firstMatch(of: /^(?:主送|抄送|分送|发送|报|送|发)：|印发$|^共印[0-9]+份/) != nil
    }
}

/// 版记: the last blocks that are small or say 抄送 and the like, if any of them does.
private func classifyImprint(_ blocks: inout [ReadBlock]) {
    let start =
        blocks.lastIndex { block in
            block.kind != .body || block.headingLevel != nil || block.isItem
                || !block.looksLikeImprint && block.first.size >= .pt(15)
        }.map { $0 + 1 } ?? 0
    guard blocks[start...].contains(where: \.looksLikeImprint) else { return }
    for index in blocks.indices[start...] { blocks[index].kind = .imprint }
}
