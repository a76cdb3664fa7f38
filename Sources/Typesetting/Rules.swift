package import LineRules

/// Settings of line layout that are not the document's own.
package struct LayoutRules: Sendable, Hashable {
    package var breaks: BreakRules
    /// A paragraph's last line holds at least two characters (孤字不成行, CLREQ 3.4.4).
    package var avoidsOrphans: Bool
    /// Pages a record may have.
    package var pageLimit: Int

    package init(breaks: BreakRules = BreakRules(), avoidsOrphans: Bool = true, pageLimit: Int = 2_000) {
        self.breaks = breaks
        self.avoidsOrphans = avoidsOrphans
        self.pageLimit = pageLimit
    }
}
