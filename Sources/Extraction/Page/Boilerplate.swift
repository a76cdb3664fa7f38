extension SourceText {
    /// A line of the page's frame: navigation, contact, rights.
    func isPageLine(_ line: Span) -> Bool {
        guard line.count <= 600 else { return false }
        return pageWords.occurs(self, in: line)
    }

    /// 首页 > 要闻, 政治 · 经济, A|B|C: short entries between path marks, no sentence.
    func isPath(_ line: Span) -> Bool {
        guard line.count <= 120, !line.contains(where: { isSentenceEnd(scalars[$0]) || isComma(scalars[$0]) }) else {
            return false
        }
        let marks = line.filter { isPathMark(scalars[$0]) }
        guard !marks.isEmpty else { return false }
        return split(line, at: isPathMark).allSatisfy { trimmed($0).count <= 8 }
    }

    private func isPathMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ">", "＞", "»", "|", "｜", "·": true
        default: false
        }
    }
}
