/// Which lines of a page are the article, told from what the page is made of and not from who made it: where sentences
/// stand, where links stand, headings, and HTML's own words for the parts of a page.
struct ArticleBody {
    /// The article's lines in the page's order, as indices of blocks.
    private(set) var article: [Int] = []
    /// The line that is the headline, if the page shows it.
    private(set) var headline: Int?
    private let tree: HTMLTree
    private let blocks: [HTMLBlock]
    /// Words of sentences in each element.
    private var weights: [Int]
    private var counts: [Int]
    private var isFrame: [Bool] = []

    /// - Parameter title: the words of the page's `<title>`.
    init(_ tree: HTMLTree, _ blocks: [HTMLBlock], title: String) {
        self.tree = tree
        self.blocks = blocks
        weights = Array(repeating: 0, count: tree.elements.count)
        counts = weights
        weigh(skipping: [])
        let total = weights.first ?? 0
        // What calls itself navigation and holds most of the sentences is none.
        let marked = Set(
            tree.elements.indices.filter { namesFrame(tree.elements[$0]) && weights[$0] * 2 <= total && total > 0 })
        isFrame = Array(repeating: false, count: tree.elements.count)
        for index in tree.elements.indices {
            let parent = tree.elements[index].parent
            isFrame[index] = marked.contains(index) || (parent >= 0 && isFrame[parent])
        }
        weights = Array(repeating: 0, count: tree.elements.count)
        counts = weights
        weigh(skipping: marked)
        select(container(), title)
    }

    /// A picture beside the article's lines, no mark of the page around them.
    func holds(_ picture: HTMLPicture) -> Bool {
        guard let first = article.first, let last = article.last, !isFrame[max(0, picture.element)] else {
            return false
        }
        return (first...last + 1).contains(picture.block)
    }

    private mutating func weigh(skipping marked: Set<Int>) {
        for block in blocks where isFrame.isEmpty || !isFrame[block.element] {
            let weight = weight(of: block)
            var element = block.element
            while element >= 0 {
                weights[element] += weight
                counts[element] += 1
                element = tree.elements[element].parent
            }
        }
    }

    private func weight(of block: HTMLBlock) -> Int {
        let words = block.letters - block.linked
        guard words * 2 > block.letters, block.kind != .alternative else { return 0 }
        var weight = block.marks > 0 && words >= 12 ? words * 10 : words
        var element = block.element
        // Lists of summaries.
        for _ in 0..<3 where element >= 0 {
            if tree.elements[element].name == "li" { weight = weight * 3 / 10 }
            element = tree.elements[element].parent
        }
        return weight
    }

    /// The innermost element that holds the article's sentences.
    private func container() -> Int {
        let total = weights.first ?? 0
        var children: [Int: [Int]] = [:]
        for index in tree.elements.indices.dropFirst() where weights[index] > 0 {
            children[tree.elements[index].parent, default: []].append(index)
        }
        var current = 0
        let named = tree.elements.indices.filter { namesArticle(tree.elements[$0]) && weights[$0] * 2 >= total }
        if let best = named.max(by: { weights[$0] < weights[$1] }), weights[best] > 0 { current = best }
        while let heaviest = (children[current] ?? []).max(by: { weights[$0] < weights[$1] }) {
            let share = namesContent(tree.elements[heaviest]) ? 70 : 95
            guard weights[heaviest] * 100 >= weights[current] * share,
                counts[heaviest] >= 2 || isAlone(heaviest, current)
            else { break }
            current = heaviest
        }
        return current
    }

    /// An element around nothing but another one says nothing by itself.
    private func isAlone(_ inner: Int, _ outer: Int) -> Bool {
        counts[inner] == counts[outer] && !["p", "h1", "h2", "h3", "li"].contains(tree.elements[inner].name)
    }

    private mutating func select(_ container: Int, _ title: String) {
        let inside = blocks.indices.filter { isInside(blocks[$0].element, container) }
        guard let first = inside.first, let last = inside.last else { return }
        let before = blocks.indices.prefix { $0 < first }.filter { !isFrame[blocks[$0].element] }
        var selected = lines(inside)
        let own = headlineIndex(selected, title)
        let outer = headlineIndex(Array(before), title)
        // A heading inside the body may be one of its parts; the page's title settles it.
        if let outer, own.map({ $0.weight < outer.weight }) ?? true {
            headline = outer.index
            selected = head(from: outer.index, to: first) + selected
        } else {
            headline = own?.index
        }
        article = selected + tail(after: last, container)
        dropRepeatedAlternatives()
    }

    private func isInside(_ element: Int, _ container: Int) -> Bool {
        var element = element
        while element > container { element = tree.elements[element].parent }
        return element == container
    }

    /// Without the frame, and without lists of links: three or more in a row.
    private func lines(_ indices: [Int]) -> [Int] {
        var lines: [Int] = []
        var links: [Int] = []
        func closeLinks() {
            if links.count < 3 { lines += links }
            links = []
        }
        for index in indices where !isFrame[blocks[index].element] {
            if blocks[index].isLink, blocks[index].marks == 0, blocks[index].kind == .text {
                links.append(index)
            } else {
                closeLinks()
                lines.append(index)
            }
        }
        closeLinks()
        return lines
    }

    /// From the headline to the body: kicker, sub-headlines, time and source; no links.
    private func head(from headline: Int, to first: Int) -> [Int] {
        var start = headline
        while start > 0, isKicker(start - 1, of: headline) { start -= 1 }
        return (start..<first).filter { index in
            index == headline
                || (!isFrame[blocks[index].element] && !blocks[index].isLink && blocks[index].letters <= 160)
        }
    }

    /// A short line right above the headline, in an element of its own beside the headline's.
    private func isKicker(_ index: Int, of headline: Int) -> Bool {
        let block = blocks[index]
        guard !isFrame[block.element], block.linked == 0, (4...40).contains(block.letters), block.kind != .alternative
        else { return false }
        return tree.elements[block.element].parent == tree.elements[blocks[headline].element].parent
    }

    /// Who edited and where it comes from may stand below the body, still beside it.
    private func tail(after last: Int, _ container: Int) -> [Int] {
        let around = tree.elements[container].parent
        var tail: [Int] = []
        for index in blocks.indices.dropFirst(last + 1).prefix(4) {
            let block = blocks[index]
            guard around > 0, isInside(block.element, around), !isFrame[block.element], block.linked == 0,
                block.letters <= 60
            else { break }
            tail.append(index)
        }
        return tail
    }

    private func headlineIndex(_ indices: [Int], _ title: String) -> (index: Int, weight: Int)? {
        let title = wordsOnly(title)
        var best: (index: Int, weight: Int)?
        for index in indices.prefix(400) {
            let block = blocks[index]
            guard (4...120).contains(block.letters), block.kind != .alternative, block.kind != .caption else {
                continue
            }
            var weight = 0
            switch block.kind {
            case .heading(let level): weight += 5 - level
            default: if namesTitle(tree.elements[block.element]) { weight += 2 }
            }
            if block.letters >= 5, title.contains(wordsOnly(block.string)) { weight += 6 }
            if block.isLink { weight -= 3 }
            if weight > max(best?.weight ?? 0, 1) { best = (index, weight) }
        }
        return best
    }

    /// Words for a picture that the article says anyway.
    private mutating func dropRepeatedAlternatives() {
        let said = Set(article.filter { blocks[$0].kind != .alternative }.map { wordsOnly(blocks[$0].string) })
        var seen: Set<String> = []
        // Looking inside all lines for each picture takes time that grows with both.
        var looks = 50
        article = article.filter { index in
            guard blocks[index].kind == .alternative else { return true }
            if index + 1 < blocks.count, blocks[index + 1].kind == .caption { return false }
            let words = wordsOnly(blocks[index].string)
            guard !said.contains(words), seen.insert(words).inserted else { return false }
            looks -= 1
            return looks < 0 || !said.contains { $0.contains(words) }
        }
    }
}

private func namesArticle(_ element: HTMLTree.Element) -> Bool {
    element.name == "article" || element.name == "main" || element.attribute("role") == "main"
        || element.attribute("role") == "article" || element.attribute("itemprop")?.lowercased() == "articlebody"
}

private func namesFrame(_ element: HTMLTree.Element) -> Bool {
    if ["nav", "footer", "aside"].contains(element.name) { return true }
    if let role = element.attribute("role"), frameRoles.contains(role) { return true }
    return hasWord(element, frameWords)
}

private func namesContent(_ element: HTMLTree.Element) -> Bool { hasWord(element, contentWords) }
private func namesTitle(_ element: HTMLTree.Element) -> Bool { hasWord(element, titleWords) }

private func hasWord(_ element: HTMLTree.Element, _ words: Set<String>) -> Bool {
    for name in ["class", "id"] {
        guard let value = element.attribute(name) else { continue }
        if partWords(value).contains(where: words.contains) { return true }
    }
    return false
}

/// `newsHot_list` is news, hot, list.
private func partWords(_ value: String) -> [String] {
    var words: [String] = []
    var word = ""
    for scalar in value.unicodeScalars {
        let isUpper = ("A"..."Z").contains(scalar)
        let isLetter = isUpper || ("a"..."z").contains(scalar)
        if !isLetter || (isUpper && word.unicodeScalars.last.map { ("a"..."z").contains($0) } ?? false) {
            if !word.isEmpty { words.append(word.lowercased()) }
            word = ""
        }
        if isLetter { word.unicodeScalars.append(scalar) }
    }
    if !word.isEmpty { words.append(word.lowercased()) }
    return words
}

private let frameRoles: Set<String> = [
    "navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar",
]
private let frameWords: Set<String> = [
    "nav", "navbar", "navigation", "navi", "menu", "submenu", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "footer",
    "foot", "sidebar", "sider", "aside", "hot", "hotlist", "rank", "ranking", "recommend", "recommended", "related",
    "relate", "share", "sharing", "comment", "comments", "copyright", "friendlink", "friendlinks", "advert", "ads",
    "banner", "toolbar", "pager", "pagination", "qrcode", "login", "search", "topbar", "prenext",
]
private let contentWords: Set<String> = ["content", "article", "text", "detail", "editor", "body", "zoom", "main"]
private let titleWords: Set<String> = ["title", "tit", "headline", "biaoti"]
