public import Foundation

/// A program of another project that reads what we write.
public struct Tool: Sendable {
    public let path: String

    /// Nil where no folder of `PATH` holds it; tests that need it then skip.
    public init?(_ name: String) {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        guard
            let path = folders.map({ "\($0)/\(name)" }).first(where: FileManager.default.isExecutableFile(atPath:))
        else { return nil }
        self.path = path
    }

    public static func exists(_ name: String) -> Bool { Tool(name) != nil }

    public struct Outcome: Sendable {
        public var status: Int32
        public var output: Data
        public var messages: String
        public var text: String { String(decoding: output, as: UTF8.self) }
    }

    public func run(_ arguments: String...) throws -> Outcome { try run(arguments: arguments) }

    public func run(arguments: [String]) throws -> Outcome {
        // Files rather than pipes: nothing blocks however much is written.
        let folder = FileManager.default.temporaryDirectory.appending(path: "tool-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let output = folder.appending(path: "output")
        let messages = folder.appending(path: "messages")
        for file in [output, messages] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: messages)
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: try Data(contentsOf: output),
            messages: String(decoding: try Data(contentsOf: messages), as: UTF8.self))
    }
}

/// Runs a body with bytes in a file of their own, which is removed afterwards.
public func withFile<Result>(
    _ bytes: [UInt8], named name: String, _ body: (String) throws -> Result
) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "file-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    try Data(bytes).write(to: file)
    return try body(file.path)
}
