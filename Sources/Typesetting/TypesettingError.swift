package import BlockModel
package import FontAccess
package import Provenance

package enum TypesettingError: Error, Hashable {
    case font(FontError)
    /// Characters that no face of their role draws; each once, in the order of the document.
    case missingCharacters([MissingCharacter])
    case tooManyPages(limit: Int)
}

package struct MissingCharacter: Sendable, Hashable {
    package var scalar: UInt32
    package var role: FaceRole
    /// Up to eight characters on either side.
    package var context: String
    package var origin: Origin
}

extension Diagnostic.Code {
    package static let lineOverfull = Diagnostic.Code("layout.line-overfull")
    package static let pageOverfull = Diagnostic.Code("layout.page-overfull")
}
