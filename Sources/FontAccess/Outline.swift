internal import CFreeType

/// Closed lines and curves in units of their own, y upward: those of a font for glyphs, 1/64 pixel for drawn shapes.
package struct Outline: Sendable, Hashable {
    package enum Step: UInt8, Sendable {
        /// These take one point; `move` also closes what was drawn before.
        case move, line
        /// A control point and the end.
        case quadratic
        /// Two control points and the end.
        case cubic
    }

    package private(set) var steps: [Step] = []
    /// Points of all steps one after another: x, y.
    package private(set) var coordinates: [Int32] = []

    package init() {}

    /// For the outline of a CharString of so many bytes: more than half of them are operands.
    mutating func reserve(bytes: Int) {
        steps.reserveCapacity(bytes / 3)
        coordinates.reserveCapacity(bytes)
    }

    package mutating func move(x: Int32, y: Int32) {
        steps.append(.move)
        add(x, y)
    }

    package mutating func line(x: Int32, y: Int32) {
        steps.append(.line)
        add(x, y)
    }

    package mutating func cubic(x1: Int32, y1: Int32, x2: Int32, y2: Int32, x: Int32, y: Int32) {
        steps.append(.cubic)
        add(x1, y1)
        add(x2, y2)
        add(x, y)
    }

    private mutating func add(_ x: Int32, _ y: Int32) {
        coordinates.append(x)
        coordinates.append(y)
    }
}

extension Outline {
    /// Nil where FreeType finds it broken.
    init?(_ outline: UnsafeMutablePointer<FT_Outline>) {
        self.init()
        let points = unsafe Int(outline.pointee.n_points)
        steps.reserveCapacity(points)
        coordinates.reserveCapacity(2 * points + 16)
        var functions = FT_Outline_Funcs()
        unsafe functions.move_to = { unsafe append(.move, to: $1, $0) }
        unsafe functions.line_to = { unsafe append(.line, to: $1, $0) }
        unsafe functions.conic_to = { unsafe append(.quadratic, to: $2, $0, $1) }
        unsafe functions.cubic_to = { unsafe append(.cubic, to: $3, $0, $1, $2) }
        let status = unsafe withUnsafeMutablePointer(to: &self) { unsafe FT_Outline_Decompose(outline, &functions, $0) }
        guard status == 0 else { return nil }
    }

    fileprivate mutating func begin(_ step: Step) { steps.append(step) }

    fileprivate mutating func add(_ point: FT_Vector) {
        add(Int32(truncatingIfNeeded: point.x), Int32(truncatingIfNeeded: point.y))
    }
}

/// What FreeType calls for each step: 0 to go on.
private func append(
    _ step: Outline.Step, to outline: UnsafeMutableRawPointer?, _ first: UnsafePointer<FT_Vector>?,
    _ second: UnsafePointer<FT_Vector>? = nil, _ third: UnsafePointer<FT_Vector>? = nil
) -> Int32 {
    guard let outline = unsafe outline?.assumingMemoryBound(to: Outline.self), let first = unsafe first else {
        return 1
    }
    unsafe outline.pointee.begin(step)
    unsafe outline.pointee.add(first.pointee)
    if let second = unsafe second { unsafe outline.pointee.add(second.pointee) }
    if let third = unsafe third { unsafe outline.pointee.add(third.pointee) }
    return 0
}
