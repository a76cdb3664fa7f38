import BlockModel
import MinutesModel
import Provenance

extension Composer {
    /// Nil where nobody belongs to the list.
    func nameList(_ part: NameListPart) -> NameList? {
        let attending = minutes.attendees.filter { belongs($0, to: part) }
        let names = ordered(
            distinct(attending.flatMap { $0.names.compactMap { source.name($0) } }), part.names.order)
        let groups = distinct(attending.flatMap { $0.groups.compactMap { source.prose($0) } })
        guard !names.isEmpty || !groups.isEmpty else { return nil }
        return NameList(
            label: Inline(part.label, style: part.labelStyle.text, origin: .template),
            grid: grid(names, part.names), groups: self.groups(groups, part.names), indent: part.indent,
            before: part.before)
    }

    /// 未出席 holds the words of two lists, 出席 and 未出席: the longest decides, among equals the earlier list.
    private func belongs(_ group: AttendeeGroup, to part: NameListPart) -> Bool {
        let role = source.prose(group.role.value)
        var best: (length: Int, list: NameListPart)?
        for case .nameList(let list) in template.parts {
            for word in list.roles where role.contains(word) && word.count > best?.length ?? 0 {
                best = (word.count, list)
            }
        }
        return best?.list == part
    }

    /// As the source has them, or by strokes.
    func ordered(_ names: [Fragment], _ mode: StrokeOrder.Mode) -> [Fragment] {
        strokes?.sorted(names, by: mode, \.text) ?? names
    }

    /// In the order of first mention; a person of two roles stands once.
    private func distinct(_ fragments: [Fragment]) -> [Fragment] {
        var seen: Set<String> = []
        return fragments.filter { seen.insert($0.text).inserted }
    }
}
