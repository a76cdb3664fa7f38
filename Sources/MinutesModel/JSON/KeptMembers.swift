import OrderedJSON

/// One step of a JSON path.
enum PathStep: Equatable {
    case key(String)
    case index(Int)
}

/// `$.attendees[2].names[0]` from the outermost object on; keys hold neither full stops nor brackets.
func steps(of path: String) -> [PathStep] {
    path.dropFirst().split(whereSeparator: { ".[]".contains($0) }).map { part in
        Int(part).map(PathStep.index) ?? .key(String(part))
    }
}

extension JSONValue {
    /// With members at the end of the object that a path leads to; unchanged where it leads nowhere.
    ///
    /// A plain value there becomes an object again: `"林静"` with a note is `{"value": "林静", "note": …}`.
    func adding(_ members: [JSONMember], at path: [PathStep]) -> JSONValue {
        guard let step = path.first else {
            guard case .object(let own) = self else { return .object([JSONMember("value", self)] + members) }
            return .object(own + members)
        }
        switch (self, step) {
        case (.object(var own), .key(let key)):
            guard let index = own.firstIndex(where: { $0.key == key }) else {
                // An object that held nothing known is not written.
                return path.count == 1 ? .object(own + [JSONMember(key, .object(members))]) : self
            }
            own[index].value = own[index].value.adding(members, at: Array(path.dropFirst()))
            return .object(own)
        case (.array(var elements), .index(let index)) where elements.indices.contains(index):
            elements[index] = elements[index].adding(members, at: Array(path.dropFirst()))
            return .array(elements)
        default: return self
        }
    }
}
