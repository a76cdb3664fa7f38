package import PaperUnits

/// 版记: words between rules at the foot of the last page, the last rule on the lower edge of the type area (GB/T 9704
/// 7.4). Moves to a further page where it does not fit, and is cut between lines only where no page holds it.
package struct Imprint: Sendable, Hashable {
    /// Paragraphs one below the other; a thin rule stands between two groups.
    package var groups: [[Paragraph]]
    /// Thickness of the first and last rule, and of those between.
    package var outerRule: Length
    package var innerRule: Length
    package var colour: Colour
    /// Rule to em box.
    package var padding: Length
    package var linePitch: Length
    /// Stands on an even page, behind an empty one where need be; neither of the two then has a number (7.5).
    package var onEvenPage: Bool

    package init(
        groups: [[Paragraph]], outerRule: Length, innerRule: Length, colour: Colour = .black, padding: Length,
        linePitch: Length, onEvenPage: Bool = false
    ) {
        self.groups = groups
        self.outerRule = outerRule
        self.innerRule = innerRule
        self.colour = colour
        self.padding = padding
        self.linePitch = linePitch
        self.onEvenPage = onEvenPage
    }
}
