import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import OfficeService
import ServiceLifecycle

/// An office in a folder of its own, which goes when the test ends.
struct OfficeFixture {
    let folder: String
    let office: Office

    init(
        tokens: String? = nil, webhooks: WebhookPolicy? = nil, in folder: String? = nil,
        _ change: (inout OfficeService.Configuration) -> Void = { _ in }
    ) throws {
        let folder = folder ?? NSTemporaryDirectory() + "jiyao-office-\(UUID().uuidString)"
        self.folder = folder
        var configuration = OfficeService.Configuration()
        configuration.data = folder
        change(&configuration)
        office = try Office(
            configuration, tokens: try tokens.map { try AccessTokens(json: Data($0.utf8)) }, webhooks: webhooks,
            database: try OfficeDatabase(folder: folder),
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
    }

    /// Requests handed to the router, or sent to a socket with jobs run beside it.
    enum Connection { case router, live }

    func test(
        _ connection: Connection = .router, _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var services: [any Service] = [JobRunner(office)]
        if let webhooks = office.webhooks { services.append(WebhookSender(office, policy: webhooks, delays: [0, 0])) }
        var application = Application(
            router: officeRouter(office), services: connection == .live ? services : [],
            logger: office.logger)
        application.logger = office.logger
        switch connection {
        case .router: try await application.test(.router, body)
        case .live: try await application.test(.live, body)
        }
        office.slots.stop()
    }
}

let article = """
    云溪县十届人大二次会议闭幕
    时间:2031-02-20

    2月19日上午,云溪县第十届人民代表大会第二次会议在县文化馆闭幕。县委书记方以宁出席会议并讲话。县人大常委会主任尹川主持会议。
    本次会议应到代表120人,实到115人,符合法定人数。
    会议表决通过了关于县人民政府工作报告的决议。

    """

func json(_ response: TestResponse) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(response.body.readableBytesView)) as? [String: Any]
    return object ?? [:]
}
