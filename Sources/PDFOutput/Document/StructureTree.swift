internal import PagedModel
internal import PaperUnits
internal import Provenance

/// Which marked content belongs to which element: what the structure tree and the parent tree are written from.
struct MarkedContent {
    struct Item {
        var page: Int
        var mcid: Int
        /// Counted over the whole document, which is reading order.
        var order: Int
    }

    /// By element.
    private(set) var items: [[Item]]
    /// By page and marked-content identifier.
    private(set) var owners: [[ElementID]]
    /// Places of pictures by the element they belong to, y upward from the foot of their page.
    private(set) var boxes: [ElementID: Rect] = [:]
    /// By element, where its words come from.
    private(set) var origins: [ElementOrigin]
    private var count = 0

    init(elements: Int, pages: Int) {
        items = Array(repeating: [], count: elements)
        owners = Array(repeating: [], count: pages)
        origins = Array(repeating: ElementOrigin(), count: elements)
    }

    mutating func note(_ origin: Origin, of element: ElementID) { origins[Int(element.raw)].note(origin) }

    mutating func note(_ box: Rect, of element: ElementID) { boxes[element] = box }

    /// The next identifier of the page, given to the element.
    mutating func open(_ element: ElementID, onPage page: Int) -> Int {
        let mcid = owners[page].count
        owners[page].append(element)
        items[Int(element.raw)].append(Item(page: page, mcid: mcid, order: count))
        count += 1
        return mcid
    }
}

extension PagedDocument {
    /// The structure with headings that begin with H1 and go down one level at a time (ISO 14289-1 7.4.2), whatever
    /// levels a template gave them.
    var structureWithoutHeadingGaps: [StructureElement] {
        var last = 0
        return structure.map { element in
            guard case .heading(let level) = element.tag else { return element }
            last = min(max(level, 1), last + 1, 6)
            return StructureElement(tag: .heading(level: last), parent: element.parent)
        }
    }
}

/// Writes the structure tree (ISO 32000-1 14.7). Elements with neither content nor kids are left out, but for the
/// parts of a table that is kept: without its empty cells the columns would not agree.
struct StructureTree {
    private let structure: [StructureElement]
    private let content: MarkedContent
    private var kids: [[Int]]
    /// Order of the first content in the element's subtree, nil where there is none.
    private var first: [Int?]
    private var isKept: [Bool]

    init(_ structure: [StructureElement], _ content: MarkedContent) {
        self.structure = structure
        self.content = content
        kids = Array(repeating: [], count: structure.count)
        first = content.items.map { $0.first?.order }
        isKept = Array(repeating: false, count: structure.count)
        // A parent stands before its children, so one pass backwards sums up and one forwards hands down.
        for index in structure.indices.reversed() {
            guard let parent = structure[index].parent.map({ Int($0.raw) }) else { continue }
            kids[parent].append(index)
            if let order = first[index] { first[parent] = min(first[parent] ?? order, order) }
        }
        for index in structure.indices {
            kids[index].reverse()
            let isPartOfKeptTable =
                structure[index].tag.isPartOfTable
                && structure[index].parent.map { isKept[Int($0.raw)] } ?? false
            isKept[index] = index == 0 || first[index] != nil || isPartOfKeptTable
        }
    }

    /// - Returns: the root of the tree.
    func write(pages: [ObjectReference], in file: inout FileWriter) -> ObjectReference {
        let root = file.allocate()
        let parentTree = file.allocate()
        let references = isKept.map { $0 ? file.allocate() : nil }
        file.dictionary(root) { entries in
            entries.name("Type", "StructTreeRoot")
            entries.array("K") { kids in
                if let document = references[0] { kids.reference(document) }
            }
            entries.reference("ParentTree", parentTree)
            entries.integer("ParentTreeNextKey", pages.count)
        }
        for (index, reference) in references.enumerated() {
            guard let reference else { continue }
            let parent = structure[index].parent.flatMap { references[Int($0.raw)] } ?? root
            write(index, to: reference, parent: parent, references, pages, in: &file)
        }
        file.dictionary(parentTree) { entries in
            entries.array("Nums") { numbers in
                for (page, owners) in content.owners.enumerated() where !owners.isEmpty {
                    numbers.integer(page)
                    numbers.array { array in
                        for owner in owners {
                            if let reference = references[Int(owner.raw)] { array.reference(reference) }
                        }
                    }
                }
            }
        }
        return root
    }

    private func write(
        _ index: Int, to reference: ObjectReference, parent: ObjectReference, _ references: [ObjectReference?],
        _ pages: [ObjectReference], in file: inout FileWriter
    ) {
        let tag = structure[index].tag
        let items = content.items[index]
        file.dictionary(reference) { entries in
            entries.name("Type", "StructElem")
            entries.name("S", tag.name)
            entries.reference("P", parent)
            if let page = items.first?.page { entries.reference("Pg", pages[page]) }
            let kids = orderedKids(of: index)
            if !kids.isEmpty {
                entries.array("K") { array in
                    for kid in kids {
                        switch kid {
                        case .element(let child):
                            if let reference = references[child] { array.reference(reference) }
                        case .content(let item) where item.page == items.first?.page:
                            array.integer(item.mcid)
                        case .content(let item):
                            array.dictionary { content in
                                content.name("Type", "MCR")
                                content.reference("Pg", pages[item.page])
                                content.integer("MCID", item.mcid)
                            }
                        }
                    }
                }
            }
            writeAttributes(of: index, to: &entries)
        }
    }

    private enum Kid {
        case element(Int)
        case content(MarkedContent.Item)
    }

    /// Child elements and own content in reading order; a child without content stays behind the child before it.
    private func orderedKids(of index: Int) -> [Kid] {
        let items = content.items[index]
        var ordered: [Kid] = []
        var next = 0
        for child in kids[index] where isKept[child] {
            while let order = first[child], next < items.count, items[next].order < order {
                ordered.append(.content(items[next]))
                next += 1
            }
            ordered.append(.element(child))
        }
        return ordered + items[next...].map { .content($0) }
    }

    /// Attributes of 14.8.5 that PDF/UA asks for, and where the element's words come from.
    private func writeAttributes(of index: Int, to entries: inout DictionaryWriter) {
        if case .figure(let alternate) = structure[index].tag, !alternate.isEmpty { entries.text("Alt", alternate) }
        let origin = content.origins[index]
        switch (attributeOwner(of: index), origin.isEmpty) {
        case (nil, true): break
        case (nil, false): entries.dictionary("A") { origin.write(to: &$0) }
        case (let owner?, true):
            entries.dictionary("A") { writeStandardAttributes(of: index, owner, to: &$0) }
        case (let owner?, false):
            entries.array("A") { array in
                array.dictionary { writeStandardAttributes(of: index, owner, to: &$0) }
                array.dictionary { origin.write(to: &$0) }
            }
        }
    }

    private func attributeOwner(of index: Int) -> String? {
        switch structure[index].tag {
        case .headCell: "Table"
        case .cell(let columns, let rows) where columns > 1 || rows > 1: "Table"
        case .table(let summary) where !summary.isEmpty: "Table"
        case .figure where content.boxes[ElementID(Int32(index))] != nil: "Layout"
        case .list: "List"
        default: nil
        }
    }

    private func writeStandardAttributes(of index: Int, _ owner: String, to attributes: inout DictionaryWriter) {
        attributes.name("O", owner)
        switch structure[index].tag {
        case .headCell(let columns, let rows, let scope):
            attributes.name("Scope", scope == .row ? "Row" : "Column")
            writeSpans(columns, rows, to: &attributes)
        case .cell(let columns, let rows): writeSpans(columns, rows, to: &attributes)
        case .table(let summary): attributes.text("Summary", summary)
        case .figure:
            guard let box = content.boxes[ElementID(Int32(index))] else { return }
            attributes.name("Placement", "Block")
            attributes.array("BBox") { numbers in
                for edge in [box.x, box.y, box.right, box.bottom] {
                    numbers.decimal(thousandthsOfPoint(edge), places: 3)
                }
            }
        case .list:
            let isNumbered = kids[index].contains { item in
                kids[item].contains { structure[$0].tag == .label && isKept[$0] }
            }
            attributes.name("ListNumbering", isNumbered ? "Decimal" : "None")
        default: break
        }
    }

    private func writeSpans(_ columns: Int, _ rows: Int, to attributes: inout DictionaryWriter) {
        if rows > 1 { attributes.integer("RowSpan", rows) }
        if columns > 1 { attributes.integer("ColSpan", columns) }
    }
}

extension StructureTag {
    /// Standard type of ISO 32000-1 14.8.4.
    var name: String {
        switch self {
        case .document: "Document"
        case .heading(let level): "H\(min(max(level, 1), 6))"
        case .paragraph: "P"
        case .list: "L"
        case .listItem: "LI"
        case .label: "Lbl"
        case .listBody: "LBody"
        case .group: "Div"
        case .figure: "Figure"
        case .table: "Table"
        case .caption: "Caption"
        case .tableHead: "THead"
        case .tableBody: "TBody"
        case .row: "TR"
        case .headCell: "TH"
        case .cell: "TD"
        }
    }

    fileprivate var isPartOfTable: Bool {
        switch self {
        case .tableHead, .tableBody, .row, .headCell, .cell: true
        default: false
        }
    }
}
