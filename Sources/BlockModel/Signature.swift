package import PaperUnits

/// 署名 and 成文日期 without a seal (GB/T 9704 7.3.5.2).
///
/// The name ends `inset` from the right edge and the date begins `offset` right of it; where the date is the longer of
/// the two, the date ends there instead and the name moves with it. The block is never cut and never opens a page alone.
package struct Signature: Sendable, Hashable {
    /// Main organ first, each on a line of its own; all end where the first does.
    package var names: [[Inline]]
    package var date: [Inline]
    package var inset: Length
    package var offset: Length
    package var before: Blank

    package init(names: [[Inline]], date: [Inline], inset: Length, offset: Length, before: Blank) {
        self.names = names
        self.date = date
        self.inset = inset
        self.offset = offset
        self.before = before
    }
}
