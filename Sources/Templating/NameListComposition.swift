import BlockModel
import MinutesModel
import PaperUnits
import Provenance

extension Composer {
    /// Nil where nobody belongs to the list.
    func nameList(_ part: NameListPart) -> NameList? {
        let attending = minutes.attendees.filter { belongs($0, to: part) }
        let units = attending.filter { source.prose($0.unit) != nil }
        let others = attending.filter { source.prose($0.unit) == nil }
        let names = ordered(
            distinct(others.flatMap { $0.names.compactMap { source.name($0) } }), part.names.order)
        let groups = distinct(others.flatMap { $0.groups.compactMap { source.prose($0) } })
        guard !names.isEmpty || !groups.isEmpty || !units.isEmpty else { return nil }
        return NameList(
            label: Inline(part.label, style: part.labelStyle.text, origin: .template),
            grid: grid(names, part.names), groups: self.groups(groups, part.names),
            units: units.map { unit($0, part.names) }, unitWidth: part.unitWidth ?? widthOfUnits(units, part),
            indent: part.indent, before: part.before)
    }

    private func unit(_ group: AttendeeGroup, _ columns: NameColumns) -> NameList.Unit {
        NameList.Unit(
            name: (source.prose(group.unit).map { [$0] } ?? []).styled(columns.style.text),
            grid: grid(ordered(distinct(group.names.compactMap { source.name($0) }), columns.order), columns),
            groups: groups(group.groups.compactMap { source.prose($0) }, columns))
    }

    /// Of the longest unit and one character, at most half of what the label leaves.
    private func widthOfUnits(_ units: [AttendeeGroup], _ part: NameListPart) -> Length {
        let size = part.names.style.text.size
        let longest = units.compactMap { source.prose($0.unit)?.text.approximateEms }.max() ?? 0
        let label = part.label.approximateEms * part.labelStyle.text.size
        let room = template.page.typeArea.width - part.indent - label
        let most = Int(room.emu / (2 * max(1, size.emu)))
        return min(longest + 1, most) * size
    }

    /// 未出席 holds the words of two lists, 出席 and 未出席: the longest decides, among equals the earlier list.
    private func belongs(_ group: AttendeeGroup, to part: NameListPart) -> Bool {
        let role = source.prose(group.role.value)
        var best: (length: Int, list: NameListPart)?
        for list in nameLists {
            for word in list.roles where word.count > best?.length ?? 0 && role.holds(word) {
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
