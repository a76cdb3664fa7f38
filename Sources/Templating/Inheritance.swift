import YAMLTree

/// What a template that says `extends` takes over from the one it extends.
///
/// Mappings are joined key by key, the extending template's values winning; styles are joined one by one. `parts` replace
/// those of the base, but an item with `use` stands for the base's part of that name, and `use: rest` for all of its parts
/// that no other item names.
func extended(_ own: Node, by base: Node, _ sources: TemplateSources) throws(TemplateError) -> Node {
    guard case .mapping(let ownTop) = own, case .mapping(let baseTop) = base else { return own }
    var top = joined(ownTop, over: baseTop)
    for key in ["normalise", "line-rules", "page", "page-number", "headings", "settings", "colours", "faces", "styles"]
    {
        guard case .mapping(let mine)? = ownTop[key], case .mapping(let theirs)? = baseTop[key] else { continue }
        var both = joined(mine, over: theirs)
        if key == "styles" {
            for (key, value) in mine.pairs {
                guard let name = key.string, case .mapping(let style) = value, case .mapping(let old)? = theirs[name]
                else { continue }
                both[name] = .mapping(joined(style, over: old))
            }
        }
        top[key] = .mapping(both)
    }
    if let parts = ownTop["parts"], case .sequence(let mine) = parts, case .sequence(let theirs)? = baseTop["parts"] {
        top["parts"] = .sequence(
            Node.Sequence(try resolvedParts(mine.nodes, of: theirs.nodes, sources), mark: mine.mark))
    }
    top["extends"] = nil
    return .mapping(top)
}

/// Every key of either, those of `own` winning; one that is null there is left out. The order is the base's, then the new ones.
private func joined(_ own: Node.Mapping, over base: Node.Mapping) -> Node.Mapping {
    var result = Node.Mapping(base.pairs, mark: own.mark)
    for (key, value) in own.pairs {
        if let name = key.string { result[name] = value.isNull ? nil : value }
    }
    return result
}

private func resolvedParts(
    _ own: [Node], of base: [Node], _ sources: TemplateSources
) throws(TemplateError) -> [Node] {
    let names = base.map(\.partName)
    var used: Set<String> = []
    for item in own { if let name = item.usedPart?.name { used.insert(name) } }
    var result: [Node] = []
    for item in own {
        guard case .mapping(let mapping) = item, let (name, mark) = item.usedPart else {
            result.append(item)
            continue
        }
        if name == "rest" {
            var without = used
            for node in mapping["without"]?.listed ?? [] {
                guard let left = node.string, names.contains(left) else {
                    throw unknownPart(node.string ?? "", at: node.mark, names, sources)
                }
                without.insert(left)
            }
            result += base.filter { part in !(part.partName.map(without.contains) ?? false) }
            continue
        }
        let found = base.indices.filter { names[$0] == name }
        guard let first = found.first, case .mapping(let part) = base[first] else {
            throw unknownPart(name, at: mark, names, sources)
        }
        guard found.count == 1 else {
            throw sources.error(
                .templateUnknownPart, at: mark, "the template extended has \(found.count) parts called '\(name)'",
                hint: "give them a 'name' each")
        }
        var changes = mapping
        changes["use"] = nil
        result.append(.mapping(joined(changes, over: part)))
    }
    return result
}

private func unknownPart(
    _ name: String, at mark: Mark?, _ names: [String?], _ sources: TemplateSources
) -> TemplateError {
    sources.error(
        .templateUnknownPart, at: mark, "the template extended has no part called '\(name)'",
        hint: "its parts are: " + names.compactMap(\.self).joined(separator: ", "))
}

extension Node {
    /// `null` or `~`, not in quotes.
    fileprivate var isNull: Bool {
        guard case .scalar(let scalar) = self, scalar.isPlain else { return false }
        return scalar.string == "null" || scalar.string == "~"
    }

    /// `name`, else `kind`.
    fileprivate var partName: String? {
        guard case .mapping(let mapping) = self else { return nil }
        return (mapping["name"] ?? mapping["kind"])?.string
    }

    fileprivate var usedPart: (name: String, mark: Mark?)? {
        guard case .mapping(let mapping) = self, let node = mapping["use"], let name = node.string else { return nil }
        return (name, node.mark)
    }

    /// A list, or a single value as a list of one.
    fileprivate var listed: [Node] {
        if case .sequence(let sequence) = self { sequence.nodes } else { [self] }
    }
}
