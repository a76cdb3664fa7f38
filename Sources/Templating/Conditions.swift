import MinutesModel

extension MinutesFields {
    /// The minutes have something of it.
    func has(_ condition: PartCondition) -> Bool {
        switch condition {
        case .field(let field): return value(field) != nil
        case .content(let content):
            switch content {
            case .attendees: return minutes.attendees.contains { !$0.names.isEmpty || !$0.groups.isEmpty }
            case .agenda: return !minutes.agenda.isEmpty
            case .resolutions: return !minutes.resolutions.isEmpty
            case .votes: return minutes.resolutions.contains { $0.votes != nil }
            case .appointments: return !minutes.appointments.isEmpty
            case .proceedings: return !minutes.proceedings.isEmpty
            case .speeches: return !minutes.speeches.isEmpty
            case .statements: return !minutes.statements.isEmpty
            case .annexes: return !minutes.annexes.isEmpty
            case .photographs: return !minutes.photographs.isEmpty
            case .quorumMet: return quorumIsMet.isMet
            case .resolutionTexts: return minutes.resolutions.contains { !$0.paragraphs.isEmpty }
            }
        }
    }
}
