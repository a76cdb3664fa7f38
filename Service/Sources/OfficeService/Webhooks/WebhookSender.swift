import AsyncHTTPClient
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import ServiceLifecycle

/// Tells callers that their jobs ended: the one thing for which the service calls anybody.
///
/// At least once: the `webhook-id` of a call that is made again is the same. Redirects are not followed.
package struct WebhookSender: Service {
    /// Seconds from a failed call to the next; after the last one it is given up.
    package static let delays: [Double] = [5, 30, 120, 600, 3_600, 21_600]
    private static let atATime = 4
    private static let answerSeconds = 10

    private let office: Office
    private let policy: WebhookPolicy
    private let delays: [Double]

    package init(_ office: Office, policy: WebhookPolicy, delays: [Double] = Self.delays) {
        self.office = office
        self.policy = policy
        self.delays = delays
    }

    package func run() async throws {
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<Self.atATime { group.addTask { await work() } }
            }
        } onGracefulShutdown: {
            office.beginStopping()
        }
    }

    private func work() async {
        var changes = office.jobs.listen().makeAsyncIterator()
        while !office.isStopping, !Task.isCancelled {
            do {
                let lease = Double(3 * Self.answerSeconds)
                if let delivery = try await office.database.claimDelivery(now: Date(), leaseSeconds: lease) {
                    try await make(delivery)
                    office.jobs.ring()
                } else if try await office.database.hasDeliveries() {
                    try await Task.sleep(for: .seconds(1))
                } else {
                    _ = await changes.next()
                }
            } catch {
                office.logger.error("a webhook's state could not be kept", metadata: ["error": "\(type(of: error))"])
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }

    private func make(_ delivery: Delivery) async throws {
        let isDelivered = await call(delivery)
        let delay = delivery.attempt <= delays.count ? delays[delivery.attempt - 1] : nil
        if !isDelivered { office.measurements.failed(code: "webhook.no-answer") }
        office.logger.info(
            "webhook",
            metadata: ["job": "\(delivery.job)", "attempt": "\(delivery.attempt)", "delivered": "\(isDelivered)"])
        try await office.database.finish(
            delivery, delivered: isDelivered, retry: isDelivered ? nil : delay.map { Date().addingTimeInterval($0) })
    }

    private struct Call: Encodable {
        var type = "job.finished"
        var timestamp: String
        var data: JobStatus
    }

    /// - Returns: whether the receiver answered with a 2xx.
    private func call(_ delivery: Delivery) async -> Bool {
        guard let host = policy.host(of: delivery.url), let address = await address(of: host),
            var job = try? await office.database.job(delivery.job, owner: nil)
        else { return false }
        job.webhook = nil
        let now = Int(Date().timeIntervalSince1970)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let body = try? encoder.encode(Call(timestamp: timestamp(Double(now)), data: job)) else { return false }
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        // The address that was looked at is the one that is called, whatever the name leads to by then.
        configuration.dnsOverride = [host: address.literal]
        configuration.timeout.connect = .seconds(5)
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        var request = HTTPClientRequest(url: delivery.url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "webhook-id", value: delivery.job)
        request.headers.add(name: "webhook-timestamp", value: String(now))
        request.headers.add(
            name: "webhook-signature", value: policy.signature(id: delivery.job, timestamp: now, body: [UInt8](body)))
        request.body = .bytes(ByteBuffer(bytes: body))
        let answer = try? await client.execute(request, timeout: .seconds(Int64(Self.answerSeconds)))
        // What the receiver says beside the status is not read.
        try? await client.shutdown()
        return answer.map { (200..<300).contains($0.status.code) } ?? false
    }

    /// A host's address, where every one it has is public or the operator named the host.
    private func address(of host: String) async -> NetworkAddress? {
        let addresses = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: NetworkAddress.lookUp(host)) }
        }
        guard policy.allows(host) || addresses.allSatisfy(\.isPublic) else { return nil }
        return addresses.first
    }
}
