internal import CQPDFShim

/// A file's objects as libqpdf reads them; none of this project's writer takes part.
package struct PDFFile: Sendable {
    package struct Object: Sendable, Hashable {
        package var value: PDFValue
        /// Nil for objects that are no streams; empty where a filter cannot be undone.
        package var stream: [UInt8]?

        package init(value: PDFValue, stream: [UInt8]? = nil) {
            self.value = value
            self.stream = stream
        }
    }

    package var bytes: [UInt8]
    package var trailer: [String: PDFValue]
    package var objects: [Int: Object]
    /// What the library complained of.
    package var complaints: [String]

    /// Files of our own have thousands of objects; a size beyond this is a forged number.
    private static let objectLimit = 2_000_000

    /// - Returns: nil where libqpdf is not installed.
    package init?(_ bytes: [UInt8]) {
        guard jiyao_qpdf_is_present() != 0 else { return nil }
        self.bytes = bytes
        trailer = [:]
        objects = [:]
        complaints = []
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let file = unsafe jiyao_qpdf_open(buffer.baseAddress, buffer.count) else { return }
            defer { unsafe jiyao_qpdf_close(file) }
            while let complaint = unsafe jiyao_qpdf_next_complaint(file) {
                unsafe complaints.append(String(cString: complaint))
            }
            guard complaints.isEmpty else { return }
            trailer = unsafe PDFTokens.value(of: Self.bytes(jiyao_qpdf_trailer(file))).dictionary ?? [:]
            let size = min(max(trailer["Size"]?.integer ?? 0, 1), Self.objectLimit)
            for number in 1..<max(size, 2) {
                var isStream: Int32 = 0
                let text = unsafe Self.bytes(jiyao_qpdf_object(file, Int32(number), &isStream))
                let value = PDFTokens.value(of: text)
                guard value != .null || isStream != 0 else { continue }
                objects[number] = Object(value: value)
                guard isStream != 0 else { continue }
                var count = 0
                let data = unsafe jiyao_qpdf_stream(file, Int32(number), &count)
                objects[number]?.stream = unsafe [UInt8](
                    UnsafeBufferPointer(start: data, count: data == nil ? 0 : count))
                unsafe jiyao_qpdf_free(data)
            }
            while let complaint = unsafe jiyao_qpdf_next_complaint(file) {
                unsafe complaints.append(String(cString: complaint))
            }
        }
    }

    private static func bytes(_ text: UnsafePointer<CChar>?) -> [UInt8] {
        guard let text = unsafe text else { return [] }
        // Strings hold any byte but 0, so the text is no UTF-8.
        var bytes: [UInt8] = []
        var place = 0
        while unsafe text[place] != 0 {
            bytes.append(UInt8(bitPattern: unsafe text[place]))
            place += 1
        }
        return bytes
    }

    /// The value a reference leads to, through one step; a stream's dictionary; `null` where nothing is there.
    package func resolve(_ value: PDFValue?) -> PDFValue {
        guard let value else { return .null }
        guard let number = value.reference else { return value }
        return objects[number]?.value ?? .null
    }

    package func dictionary(_ value: PDFValue?) -> [String: PDFValue] { resolve(value).dictionary ?? [:] }
    package func array(_ value: PDFValue?) -> [PDFValue] { resolve(value).array ?? [] }
    package func stream(_ value: PDFValue?) -> [UInt8]? { value?.reference.flatMap { objects[$0]?.stream } }

    package var catalog: [String: PDFValue] { dictionary(trailer["Root"]) }

    /// Numbers of the page objects in order; a page tree that leads back to itself is cut there.
    package var pages: [Int] {
        var found: [Int] = []
        var seen: Set<Int> = []
        var open = catalog["Pages"].map { [$0] } ?? []
        while let node = open.popLast() {
            guard let number = node.reference, seen.insert(number).inserted else { continue }
            let entries = dictionary(node)
            if entries["Type"]?.name == "Pages" {
                open += array(entries["Kids"]).reversed()
            } else {
                found.append(number)
            }
        }
        return found
    }
}
