package import PaperUnits

/// A closed line of straight stretches and cubic curves whose inside is inked, in page coordinates.
///
/// It does not cross itself.
package struct Contour: Sendable, Hashable {
    package enum Stretch: Sendable, Hashable {
        case line(Point)
        /// Two control points, then the end.
        case curve(Point, Point, Point)
    }

    package var start: Point
    /// The last one ends at `start`.
    package var stretches: [Stretch]

    package init(start: Point, stretches: [Stretch]) {
        self.start = start
        self.stretches = stretches
    }

    /// Every point, control points included: the contour lies within their hull.
    package var points: [Point] {
        stretches.reduce(into: [start]) { points, stretch in
            switch stretch {
            case .line(let end): points.append(end)
            case .curve(let first, let second, let end): points += [first, second, end]
            }
        }
    }

    package func map(_ place: (Point) -> Point) -> Contour {
        Contour(
            start: place(start),
            stretches: stretches.map { stretch in
                switch stretch {
                case .line(let end): .line(place(end))
                case .curve(let first, let second, let end): .curve(place(first), place(second), place(end))
                }
            })
    }
}

extension Contour {
    /// A disc, within 0.03 % of its radius.
    package static func disc(centre: Point, diameter: Length) -> Contour {
        let radius = diameter.scaled(by: 1, over: 2)
        // Control points of a quarter circle: 4/3 (√2 − 1).
        let reach = radius.scaled(by: 5_523, over: 10_000)
        func at(_ x: Length, _ y: Length) -> Point { Point(x: centre.x + x, y: centre.y + y) }
        return Contour(
            start: at(radius, .zero),
            stretches: [
                .curve(at(radius, reach), at(reach, radius), at(.zero, radius)),
                .curve(at(-reach, radius), at(-radius, reach), at(-radius, .zero)),
                .curve(at(-radius, -reach), at(-reach, -radius), at(.zero, -radius)),
                .curve(at(reach, -radius), at(radius, -reach), at(radius, .zero)),
            ])
    }

    /// A wavy line of whole waves, up first, about as long each as asked.
    ///
    /// - Parameters:
    ///   - start: left end of its middle.
    ///   - height: from crest to trough of its middle.
    package static func wave(
        from start: Point, width: Length, wavelength: Length, height: Length, thickness: Length
    ) -> Contour {
        let count = max(1, (width.emu + wavelength.emu / 2) / max(1, wavelength.emu))
        let half = thickness.scaled(by: 1, over: 2)
        // A cubic with both controls at a height reaches three quarters of it.
        let swing = height.scaled(by: 2, over: 3)
        func x(_ sixths: Int64) -> Length { start.x + width.scaled(by: sixths, over: 6 * count) }
        func arc(_ number: Int64, _ offset: Length, forward: Bool) -> Stretch {
            let peak = start.y + offset + (number.isMultiple(of: 2) ? -swing : swing)
            let (first, second, end): (Int64, Int64, Int64) = forward ? (1, 2, 3) : (2, 1, 0)
            return .curve(
                Point(x: x(3 * number + first), y: peak), Point(x: x(3 * number + second), y: peak),
                Point(x: x(3 * number + end), y: start.y + offset))
        }
        let arcs = 0..<2 * count
        return Contour(
            start: Point(x: start.x, y: start.y - half),
            stretches: arcs.map { arc($0, -half, forward: true) } + [
                .line(Point(x: x(6 * count), y: start.y + half))
            ] + arcs.reversed().map { arc($0, half, forward: false) } + [
                .line(Point(x: start.x, y: start.y - half))
            ])
    }
}
