extension Input {
    /// A record that a caller holds already, as the office service does.
    ///
    /// - Parameters:
    ///   - bytes: of the record; the caller has checked how many they are.
    ///   - name: what messages and the record's id call it; its last path component counts, and no file is opened, not for a picture either.
    public init(bytes: [UInt8], name: String, format: InputFormat) {
        self.init(.memory(name: name), format: format)
        held = bytes
    }
}
