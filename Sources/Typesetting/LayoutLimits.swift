/// What a caller may bound of a document's layout.
package struct LayoutLimits: Sendable, Hashable {
    /// Pages a record may have.
    package var pages: Int

    package init(pages: Int = 2_000) { self.pages = pages }
}
