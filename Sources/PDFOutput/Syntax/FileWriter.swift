private import Digests

/// Writes a PDF 1.7 file: header, indirect objects, object streams and the cross-reference stream (ISO 32000-1 7.5).
struct FileWriter: ~Copyable {
    private enum Place {
        case unused
        case offset(Int)
        case packed(stream: Int, index: Int)
    }

    /// Objects an object stream holds at most: readers unpack all for one.
    private static let packing = 200

    private var bytes: [UInt8] = []
    private var places: [Place] = [.unused]
    /// Objects that wait for an object stream: their numbers, and where each starts in `waiting`.
    private var waitingObjects: [(number: Int, start: Int)] = []
    private var waiting = ObjectWriter()
    private var deflater: Deflater
    private var isOutOfMemory = false

    init(_ compression: Compression) {
        // Memory that is not written to costs nothing; growing would copy what is written, time and again.
        bytes.reserveCapacity(1 << 20)
        deflater = Deflater(compression)
        bytes += "%PDF-1.7\n%".utf8
        bytes += [0xE2, 0xE3, 0xCF, 0xD3, 0x0A]
    }

    mutating func allocate() -> ObjectReference {
        places.append(.unused)
        return ObjectReference(number: places.count - 1)
    }

    mutating func object(_ reference: ObjectReference, _ body: (inout ObjectWriter) -> Void) {
        waitingObjects.append((reference.number, waiting.bytes.count))
        body(&waiting)
        waiting.newline()
        if waitingObjects.count == Self.packing { packObjects() }
    }

    mutating func dictionary(_ reference: ObjectReference, _ body: (inout DictionaryWriter) -> Void) {
        object(reference) { $0.dictionary(body) }
    }

    mutating func stream(
        _ reference: ObjectReference, _ content: [UInt8], _ kind: StreamKind = .text,
        _ body: (inout DictionaryWriter) -> Void = { _ in }
    ) {
        var data = content
        let isPacked = kind != .plain
        if kind == .text {
            if let packed = deflater.zlib(content) { data = packed } else { isOutOfMemory = true }
        }
        places[reference.number] = .offset(bytes.count)
        bytes += "\(reference.number) 0 obj\n".utf8
        var head = ObjectWriter()
        head.dictionary { entries in
            body(&entries)
            if isPacked { entries.name("Filter", "FlateDecode") }
            entries.integer("Length", data.count)
        }
        bytes += head.take()
        bytes += "\nstream\n".utf8
        bytes += data
        bytes += "\nendstream\nendobj\n".utf8
    }

    private mutating func packObjects() {
        guard !waitingObjects.isEmpty else { return }
        let reference = allocate()
        var head = ObjectWriter()
        for (index, object) in waitingObjects.enumerated() {
            head.integer(object.number)
            head.integer(object.start)
            places[object.number] = .packed(stream: reference.number, index: index)
        }
        head.newline()
        let first = head.bytes.count
        let count = waitingObjects.count
        waitingObjects.removeAll(keepingCapacity: true)
        stream(reference, head.take() + waiting.take()) { entries in
            entries.name("Type", "ObjStm")
            entries.integer("N", count)
            entries.integer("First", first)
        }
    }

    /// The whole file; nil when memory ran out. Its identifier (14.4) is made of the bytes before the trailer.
    consuming func finish(root: ObjectReference, info: ObjectReference) -> PDFFile? {
        packObjects()
        // One pass gives the identifier and the digest of the whole.
        var digest = SHA256()
        digest.update(bytes)
        var digestBeforeTrailer = digest
        let identifier = Array(digestBeforeTrailer.finish().prefix(16))
        let table = allocate()
        let start = bytes.count
        places[table.number] = .offset(start)
        var width = 1
        while start >> (8 * width) != 0 { width += 1 }
        func bigEndian(_ value: Int, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(value >> (8 * (count - 1 - $0)) & 0xFF) }
        }
        var entries: [UInt8] = []
        for (number, place) in places.enumerated() {
            switch place {
            case .unused:
                entries.append(0)
                entries += bigEndian(0, width) + bigEndian(number == 0 ? 65_535 : 0, 2)
            case .offset(let offset):
                entries.append(1)
                entries += bigEndian(offset, width) + bigEndian(0, 2)
            case .packed(let stream, let index):
                entries.append(2)
                entries += bigEndian(stream, width) + bigEndian(index, 2)
            }
        }
        let size = places.count
        stream(table, entries) { trailer in
            trailer.name("Type", "XRef")
            trailer.integer("Size", size)
            trailer.array("W") { widths in
                widths.integer(1)
                widths.integer(width)
                widths.integer(2)
            }
            trailer.reference("Root", root)
            trailer.reference("Info", info)
            trailer.array("ID") { pair in
                pair.hexString(identifier)
                pair.hexString(identifier)
            }
        }
        bytes += "startxref\n\(start)\n%%EOF\n".utf8
        if isOutOfMemory { return nil }
        digest.update(bytes[start...])
        return PDFFile(bytes: bytes, sha256: digest.finish())
    }
}
