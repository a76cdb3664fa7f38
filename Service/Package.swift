// swift-tools-version: 6.2
// The office service, a package of its own: the command and the engine build without a web server.
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let engine: Target.Dependency = .product(name: "MinutesExport", package: "Jiyao")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTLS: Target.Dependency = .product(name: "HummingbirdTLS", package: "hummingbird")
let hummingbirdTesting: Target.Dependency = .product(name: "HummingbirdTesting", package: "hummingbird")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let database: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let tls: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let client: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")

let package = Package(
    name: "JiyaoService",
    products: [.executable(name: "jiyao-server", targets: ["jiyao-server"])],
    dependencies: [
        .package(name: "Jiyao", path: ".."),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.30.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.30.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    ],
    targets: [
        .target(
            name: "OfficeService",
            dependencies: [
                engine, hummingbird, hummingbirdTLS, tls, client, lifecycle, logging, database, crypto,
            ],
            resources: [
                "Page/page.html", "Page/page.css", "Page/words.js", "Page/model.js", "Page/page.js", "Page/example.txt",
                "API/openapi.json",
            ].map { .embedInCode($0) }, swiftSettings: strict),
        .executableTarget(
            name: "jiyao-server", dependencies: ["OfficeService", engine, lifecycle, logging], swiftSettings: strict),
        .testTarget(
            name: "OfficeServiceTests",
            dependencies: ["OfficeService", engine, hummingbird, hummingbirdTesting, lifecycle, logging, crypto],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
