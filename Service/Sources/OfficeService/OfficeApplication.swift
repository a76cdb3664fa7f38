import Hummingbird
import HummingbirdCore
import HTTPTypes
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle

/// Every address of the service.
package func officeRouter(_ office: Office) -> Router<OfficeContext> {
    let router = Router(context: OfficeContext.self, options: .autoGenerateHeadEndpoints)
    let methods = AddressMethods()
    router.add(middleware: RequestGate(office: office, methods: methods))
    PageRoutes().add(to: router)
    OperationRoutes(office: office).add(to: router)
    RenderRoutes(office: office).add(to: router)
    JobRoutes(office: office).add(to: router)
    RecordRoutes(office: office).add(to: router)
    methods.take(router.routes.map { ($0.method, "\($0.path)") })
    return router
}

/// The service: its addresses on a port, and the worker of jobs.
package func officeApplication(
    _ office: Office, onServing: @escaping @Sendable (Int) async -> Void = { _ in }
) throws -> some ApplicationProtocol {
    let configuration = office.configuration
    var services: [any Service] = [JobRunner(office)]
    if let webhooks = office.webhooks { services.append(WebhookSender(office, policy: webhooks)) }
    return Application(
        router: officeRouter(office), server: try server(configuration),
        configuration: ApplicationConfiguration(
            address: .hostname(configuration.host, port: configuration.port), serverName: nil,
            availableConnectionsDelegate: MaximumAvailableConnections(configuration.connections)),
        services: services,
        onServerRunning: { channel in await onServing(channel.localAddress?.port ?? configuration.port) },
        logger: office.logger)
}

/// Plain HTTP/1.1, or the same over TLS 1.2 and later where there is a certificate.
private func server(_ configuration: Configuration) throws -> HTTPServerBuilder {
    let plain = HTTPServerBuilder.http1(
        configuration: .init(
            idleTimeout: .seconds(Int64(configuration.idleSeconds)),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 8 << 10, maxHeaderListSize: 16 << 10, maxHeaderFieldCount: 100)))
    guard let certificate = configuration.tlsCertificate, let key = configuration.tlsKey else { return plain }
    var tls = TLSConfiguration.makeServerConfiguration(
        certificateChain: try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) },
        privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
    tls.minimumTLSVersion = .tlsv12
    return try .tls(plain, tlsConfiguration: tls)
}
