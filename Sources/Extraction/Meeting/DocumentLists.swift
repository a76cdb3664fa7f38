/// Lists of documents and matters: what is one of them, and where one ends and the next begins.
extension SourceText {
    func documentEnd(_ span: Span) -> Bool {
        guard let last = span.last else { return false }
        if scalars[last] == "》" { return true }
        if scalars[last] == "）" || scalars[last] == ")" {
            guard let open = span.last(where: { scalars[$0] == "（" || scalars[$0] == "(" }), open > span.lowerBound
            else {
                return false
            }
            return documentEnd(span.lowerBound..<open)
        }
        return documentNouns.suffix(self, of: span) != nil
    }

    /// Parts a list of documents: at 、 a comma or 和 outside brackets, where what stands on either side is a document,
    /// and between 》 and 《. 关于甲、乙报告的决议 stays whole.
    func items(in object: Span) -> [Span] {
        // 将《甲》《乙》提请审议 is one deed.
        if starts(object, with: "将") { return [object] }
        var items: [Span] = []
        var start = object.lowerBound
        var index = start
        var depth = 0
        while index < object.upperBound {
            let scalar = scalars[index]
            if scalar == "《" || scalar == "“" || scalar == "（" || scalar == "(" {
                if scalar == "《", depth == 0, index > start, scalars[index - 1] == "》" {
                    items.append(trimmed(start..<index))
                    start = index
                }
                depth += 1
            } else if scalar == "》" || scalar == "”" || scalar == "）" || scalar == ")" {
                depth = max(0, depth - 1)
            } else if depth == 0, index > start, let joint = itemJoint(at: index, in: object),
                parts(trimmed(start..<index), trimmed(joint.upperBound..<object.upperBound), at: joint)
            {
                items.append(trimmed(start..<index))
                start = joint.upperBound
                index = start
                continue
            }
            index += 1
        }
        items.append(trimmed(start..<object.upperBound))
        return items.filter { !$0.isEmpty }
    }

    /// Whether a joint stands between two documents.
    private func parts(_ left: Span, _ right: Span, at joint: Span) -> Bool {
        guard left.count >= 4, right.count >= 4, documentEnd(left) else { return false }
        let opens = has("《", at: right.lowerBound, within: right) || has("关于", at: right.lowerBound, within: right)
        let isPause = isListComma(scalars[joint.lowerBound]) || isComma(scalars[joint.lowerBound])
        if starts(left, with: "关于") {
            // 关于甲的说明和关于乙的报告 are two, 关于甲、乙报告的决议 is one.
            return has("关于", at: right.lowerBound, within: right) && !refersBack(right)
        }
        if opens, sharesEnd(left, right) || sharesWordsBehind(left, right) { return false }
        if opens {
            return isPause || !has("《", at: left.lowerBound, within: left) || scalars[left.upperBound - 1] == "》"
        }
        let closes = scalars[left.upperBound - 1] == "》"
        let isShort = right.count <= 8 && scalars[left].contains("》") && !scalars[right].contains("的")
        let isAnd = closes || isShort || !has("和", at: joint.lowerBound, within: joint)
        guard isPause || isAnd && scalars[left].contains("《") else { return false }
        if refersBack(right) || !isPause && !documentEnd(right) || endsWithThingsAndState(right, after: left) {
            return false
        }
        let isComma = isComma(scalars[joint.lowerBound])
        let end =
            right.first { Extraction.isComma(scalars[$0]) || !isComma && isListComma(scalars[$0]) } ?? right.upperBound
        return documentEnd(trimmed(right.lowerBound..<end)) && end - right.lowerBound >= 4
    }

    /// 理事会关于甲的草案、关于乙的草案的汇报: one report on two things.
    private func sharesEnd(_ left: Span, _ right: Span) -> Bool {
        guard contains("关于", in: left), let end = sharedEndings.suffix(self, of: right) else { return false }
        let noun = Phrase(string(end.upperBound - 2..<end.upperBound))
        return !ends(left, with: noun) && !has("《", at: left.lowerBound, within: left)
            && sharedEndings.suffix(self, of: left) == nil
    }

    /// 《甲条例》、《乙条例》有关情况汇报: one report on both.
    private func sharesWordsBehind(_ left: Span, _ right: Span) -> Bool {
        let first = firstDocument(of: right)
        guard scalars[left.upperBound - 1] == "》", let close = first.last(where: { scalars[$0] == "》" }),
            let end = sharedEndings.suffix(self, of: close + 1..<first.upperBound)
        else { return false }
        return end.lowerBound - close <= 6 && !contains("关于", in: close + 1..<first.upperBound)
    }

    /// 审议工作报告、计划报告情况的汇报: what was reported on is the state of all the documents.
    private func endsWithThingsAndState(_ right: Span, after left: Span) -> Bool {
        guard sharedEndings.suffix(self, of: left) == nil else { return false }
        // 关于甲工作情况、乙工作情况的报告
        let first = firstDocument(of: right)
        if contains("关于", in: left), ends(left, with: "情况"), sharedEndings.suffix(self, of: first) != nil,
            contains("情况", in: first)
        {
            return true
        }
        guard let end = sharedEndings.suffix(self, of: right), let state = last("情况", in: right),
            state.upperBound >= end.lowerBound
        else { return false }
        return contains("审议", in: left)
            && documentNouns.suffix(self, of: right.lowerBound..<state.lowerBound) != nil
    }

    /// Up to the first comma or 、 outside a title.
    private func firstDocument(of span: Span) -> Span {
        var depth = 0
        for index in span {
            if scalars[index] == "《" || scalars[index] == "（" || scalars[index] == "(" { depth += 1 }
            if scalars[index] == "》" || scalars[index] == "）" || scalars[index] == ")" { depth = max(0, depth - 1) }
            if depth == 0, isComma(scalars[index]) || isListComma(scalars[index]) {
                return trimmed(span.lowerBound..<index)
            }
        }
        return span
    }

    /// 关于该草案的报告, 该决议: goes with what stands before it.
    private func refersBack(_ span: Span) -> Bool {
        has("关于该", at: span.lowerBound, within: span) || has("该", at: span.lowerBound, within: span)
            || has("其", at: span.lowerBound, within: span)
    }

    private func itemJoint(at index: Int, in span: Span) -> Span? {
        if isListComma(scalars[index]) || isComma(scalars[index]) { return index..<index + 1 }
        return itemJoints.match(self, at: index, within: span)
    }
}

private let itemJoints = knowledge.table("item-joints")
private let documentNouns = knowledge.table("document-nouns")
private let sharedEndings = knowledge.table("shared-endings")
