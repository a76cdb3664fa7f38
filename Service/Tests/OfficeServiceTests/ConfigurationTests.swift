import Foundation
import OfficeService
import Testing

@Suite("Configuration")
struct ConfigurationTests {
    private func read(
        _ arguments: [String], _ environment: [String: String] = [:], file: String = "{}"
    ) throws -> OfficeService.Configuration {
        try Configuration(arguments: arguments, environment: environment) { _ in Data(file.utf8) }
    }

    @Test("flags win over the environment, the environment over the file")
    func layers() throws {
        let file = #"{"port": 1001, "slots": 3, "queue": 7}"#
        let found = try read(
            ["--config", "x.json", "--port=1003"], ["JIYAO_PORT": "1002", "JIYAO_SLOTS": "4"], file: file)
        #expect(found.port == 1003)
        #expect(found.slots == 4)
        #expect(found.queue == 7)
        #expect(found.host == "127.0.0.1")
    }

    @Test(
        "a slip of the pen is named",
        arguments: [
            (["--prot", "1"], ConfigurationError.unknown("--prot")), (["--port"], .noValue("--port")),
            (["port"], .unknown("port")),
        ])
    func slips(arguments: [String], error: ConfigurationError) {
        #expect(throws: error) { try read(arguments) }
    }

    @Test("a number out of range says which are in range")
    func range() {
        let error = #expect(throws: ConfigurationError.self) { try read(["--port", "70000"]) }
        #expect(error?.description.contains("0…65535") == true)
    }

    @Test("the listing has every setting, and a token's file but no token")
    func listing() throws {
        let listing = try read(["--tokens", "tokens.json"]).listing
        #expect(listing.contains("tokens = tokens.json"))
        #expect(listing.contains("host = 127.0.0.1"))
    }
}
