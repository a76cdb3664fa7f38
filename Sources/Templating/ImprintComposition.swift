import BlockModel
import PaperUnits

extension Composer {
    /// Nil where none of its entries can be filled: nothing of an imprint is ever made up.
    func imprint(_ part: ImprintPart) -> Imprint? {
        let text = part.style.text
        var style = part.style.paragraph
        let addressees = [part.sendTo, part.copyTo].compactMap { entry -> Paragraph? in
            guard let words = fields.first(of: entry.wordings) else { return nil }
            let end = words.text.endsWithMark || part.end.isEmpty ? [] : [Fragment.words(part.end)]
            return Paragraph(
                lead: entry.label.isEmpty ? [] : [Fragment.words(entry.label)].styled(text),
                (words + end).styled(text), style: style)
        }
        let issuer = fields.first(of: part.issuer) ?? []
        let issued = fields.first(of: part.issued) ?? []
        style.alignment = .left
        let issue =
            issuer.isEmpty && issued.isEmpty
            ? [] : [Paragraph(issuer.styled(text), style: style, trailing: issued.styled(text))]
        let groups = [addressees, issue].filter { !$0.isEmpty }
        guard !groups.isEmpty else { return nil }
        return Imprint(
            groups: groups, outerRule: part.outerRule, innerRule: part.innerRule, colour: part.colour,
            padding: part.padding, linePitch: part.style.paragraph.linePitch ?? template.page.linePitch,
            onEvenPage: part.onEvenPage)
    }
}
