import MinutesExport
import Synchronization

/// The templates of the office, each read when it is first asked for; all share one font folder's faces.
package final class OfficeTemplates: Sendable {
    package struct Entry: Sendable, Codable {
        package var name: String
        package var description: String
    }

    /// Those without a mistake.
    package let entries: [Entry]
    package let standard: RenderEnvironment
    private let standardName: String
    private let folder: String
    private let configuration: Configuration
    private let read: Mutex<[String: RenderEnvironment]>

    package init(_ configuration: Configuration) throws(ExportError) {
        self.configuration = configuration
        folder = configuration.templates ?? Resource.templates.locate()
        standardName = configuration.template
        entries = try listTemplates(in: [configuration.ownTemplates, folder].compactMap(\.self)).compactMap { listing in
            listing.description.map { Entry(name: listing.name, description: $0) }
        }
        standard = try RenderEnvironment(
            fonts: configuration.fonts ?? Resource.fonts.locate(), templates: folder,
            ownTemplates: configuration.ownTemplates, settings: configuration.settings, template: standardName,
            limits: Limits(recordBytes: configuration.recordBytes, pages: configuration.pages))
        read = Mutex([standardName: standard])
    }

    /// - Returns: nil for a name that is not in `entries`, whatever it spells: no folder is asked.
    package func environment(_ name: String?) throws(ExportError) -> RenderEnvironment? {
        guard let name else { return standard }
        if let found = read.withLock({ $0[name] }) { return found }
        guard entries.contains(where: { $0.name == name }) else { return nil }
        let made = try RenderEnvironment(
            sharingFontsOf: standard, templates: folder, ownTemplates: configuration.ownTemplates,
            settings: configuration.settings, template: name)
        read.withLock { $0[name] = made }
        return made
    }
}
