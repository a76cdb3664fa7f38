import Hummingbird
import HummingbirdCore
import HTTPTypes
import Logging
import NIOCore

/// Every address of the service.
package func officeRouter(_ office: Office) -> Router<OfficeContext> {
    let router = Router(context: OfficeContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: RequestGate(office: office))
    PageRoutes().add(to: router)
    OperationRoutes(office: office).add(to: router)
    RenderRoutes(office: office).add(to: router)
    JobRoutes(office: office).add(to: router)
    RecordRoutes(office: office).add(to: router)
    return router
}

/// The service: its addresses on a port, and the worker of jobs.
package func officeApplication(
    _ office: Office, onServing: @escaping @Sendable (Int) async -> Void = { _ in }
) -> some ApplicationProtocol {
    let configuration = office.configuration
    return Application(
        router: officeRouter(office),
        server: .http1(
            configuration: .init(
                idleTimeout: .seconds(Int64(configuration.idleSeconds)),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: 8 << 10, maxHeaderListSize: 16 << 10, maxHeaderFieldCount: 100))),
        configuration: ApplicationConfiguration(
            address: .hostname(configuration.host, port: configuration.port), serverName: nil,
            availableConnectionsDelegate: MaximumAvailableConnections(configuration.connections)),
        services: [JobRunner(office)],
        onServerRunning: { channel in await onServing(channel.localAddress?.port ?? configuration.port) },
        logger: office.logger)
}
