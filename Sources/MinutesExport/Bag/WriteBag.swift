private import Digests
private import OrderedJSON

/// Where the parts of a bag (BagIt 1.0, RFC 8493) stand in it.
public enum BagLayout {
    static let declaration = "bagit.txt"
    static let information = "bag-info.txt"
    static let payloadManifest = "manifest-sha512.txt"
    static let tagManifest = "tagmanifest-sha512.txt"
    static let catalogue = "metadata/文件目录.XML"
    static let tagFiles = [declaration, information, payloadManifest, catalogue]
    /// Folder of the payload; records are exported into it.
    public static let payload = "data"
}

/// Writes the tag files of a bag around the records that were exported into its `data/`: every file there is read back.
///
/// - Parameters:
///   - folder: the bag; it may have tag files of an earlier run, which are replaced.
///   - date: written as Bagging-Date; nil leaves it out, since the clock is never asked.
/// - Throws: `output`.
public func writeBag(_ folder: String, date: ExportDate?) throws(ExportError) {
    do throws(FileError) {
        // While it is being written the bag is none.
        try removeTree(folder + "/" + BagLayout.tagManifest)
        try makeFolders(folder + "/metadata")
        for place in [folder, folder + "/metadata"] { try RecordFolder.clearAbandoned(in: place) }
        let payload = folder + "/" + BagLayout.payload
        try makeFolders(payload)
        let manifest = try LinesFile(folder + "/" + BagLayout.payloadManifest)
        let catalogue = try LinesFile(folder + "/" + BagLayout.catalogue)
        try catalogue.append(Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<文件目录>\n".utf8))
        var (files, octets, records) = (0, 0, 0)
        for record in try listFolder(payload) where !record.hasPrefix(".") {
            var item = CatalogueItem(name: record)
            for file in try listFolder(payload + "/" + record) {
                let bytes = try readFile(payload + "/" + record + "/" + file)
                files += 1
                octets += bytes.count
                item.take(file, bytes)
                try manifest.append(manifestLine(bytes, "\(BagLayout.payload)/\(record)/\(file)"))
            }
            records += 1
            try catalogue.append(Array(item.element(number: records).utf8))
        }
        try catalogue.append(Array("</文件目录>\n".utf8))
        try catalogue.publish()
        try manifest.publish()
        try replaceFile(
            folder + "/" + BagLayout.declaration,
            Array("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".utf8))
        let information = [
            "Bag-Software-Agent: Jiyao \(jiyaoVersion)", date.map { "Bagging-Date: \($0.calendarDay)" },
            "Payload-Oxum: \(octets).\(files)",
        ]
        try replaceFile(
            folder + "/" + BagLayout.information,
            Array((information.compactMap(\.self).joined(separator: "\n") + "\n").utf8))
        var tags: [UInt8] = []
        for file in BagLayout.tagFiles { tags += manifestLine(try readFile(folder + "/" + file), file) }
        try replaceFile(folder + "/" + BagLayout.tagManifest, tags)
        try synchroniseFolder(folder)
    } catch {
        throw .output(Message(notWritable: error))
    }
}

/// SHA-512 (FIPS 180-4) as 128 lower-case hexadecimal digits.
func sha512(_ bytes: [UInt8]) -> String { hexadecimal(SHA512.digest(of: bytes)) }

private func manifestLine(_ bytes: [UInt8], _ path: String) -> [UInt8] { Array("\(sha512(bytes))  \(path)\n".utf8) }

/// One 文件 of the catalogue that goes with a carrier (电子档案移交与接收办法, annex 2).
private struct CatalogueItem {
    var name: String
    private var title = ""
    private var organisation = ""
    private var date = ""
    private var pages = ""

    init(name: String) { self.name = name }

    mutating func take(_ file: String, _ bytes: [UInt8]) {
        guard file == Manifest.minutesFileName || file == Manifest.fileName,
            let json = try? readJSON(bytes).value
        else { return }
        if file == Manifest.fileName {
            if case .number(let count) = json["pages"] { pages = count }
            return
        }
        func text(_ key: String) -> String {
            if case .string(let text) = json[key] { return text }
            for inner in ["value", "iso"] {
                if case .string(let text) = json[key]?[inner] { return text }
            }
            return ""
        }
        title = text("title")
        organisation = text("organisation")
        date = text("meeting_date")
    }

    /// 档号 and 密级 are the records office's to give: they stay empty.
    func element(number: Int) -> String {
        let fields = [
            ("顺序号", String(number)), ("档号", ""), ("责任者", organisation), ("题名", title), ("日期", date), ("密级", ""),
            ("电子档案名称", name), ("页数", pages), ("备注", ""),
        ]
        return "  <文件>" + fields.map { "<\($0.0)>\(escaped($0.1))</\($0.0)>" }.joined() + "</文件>\n"
    }

    private func escaped(_ text: String) -> String {
        var out = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            default: out.unicodeScalars.append(character)
            }
        }
        return out
    }
}
