package import PaperUnits

/// One person in a grid of names.
///
/// A two-character name fills three cells (surname, one empty em, given name); the blank is layout, not text
/// (`names-and-lists.md` NM-1, NM-5). Longer names keep their natural width and take as many columns as they need.
package struct NameGrid: Sendable, Hashable {
    /// Each name one inline; order is the source's.
    package var names: [Inline]
    /// Cells a padded name fills: 3.
    package var cells: Int
    /// From the start of one column to the start of the next: 4 em.
    package var pitch: Length

    package init(names: [Inline], cells: Int, pitch: Length) {
        self.names = names
        self.cells = cells
        self.pitch = pitch
    }
}

/// 出席: a label, a full-width colon, then names whose turn-over lines align with the first character after the colon
/// (GB/T 9704 10.3). Unnamed groups follow the names as running text in the same hanging column.
package struct NameList: Sendable, Hashable {
    /// Label with its colon, never compressed.
    package var label: Inline
    package var grid: NameGrid
    /// Set as one justified paragraph below the grid.
    package var groups: [Inline]
    /// Below them, names by unit, each unit from a line of its own.
    package var units: [Unit]
    /// Left edge of a unit to that of its names; longer words of a unit turn over within it.
    package var unitWidth: Length
    /// Left edge of the type area to the label.
    package var indent: Length
    package var before: Blank

    /// A unit in a left column, its people in a right one (`names-and-lists.md` 3.2, pattern C).
    package struct Unit: Sendable, Hashable {
        package var name: [Inline]
        package var grid: NameGrid
        package var groups: [Inline]

        package init(name: [Inline], grid: NameGrid, groups: [Inline]) {
            self.name = name
            self.grid = grid
            self.groups = groups
        }
    }

    package init(
        label: Inline, grid: NameGrid, groups: [Inline], units: [Unit] = [], unitWidth: Length = .zero, indent: Length,
        before: Blank
    ) {
        self.label = label
        self.grid = grid
        self.groups = groups
        self.units = units
        self.unitWidth = unitWidth
        self.indent = indent
        self.before = before
    }
}
