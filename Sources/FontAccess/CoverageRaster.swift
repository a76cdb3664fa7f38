/// Turns closed outlines into coverage: each line adds the area right of it, signed by its direction, and the sums along
/// a row are the coverage of its pixels.
///
/// Exact for lines; curves become lines within 1/16 pixel. Where contours of the same direction overlap, coverage stops at
/// full. Arithmetic is that of IEEE 754 in a fixed order, so that every machine gives the same bytes.
@safe struct CoverageRaster: ~Copyable {
    /// Changes of coverage from a pixel to the next, four rows side by side: rows 0…3 of column 0, then of column 1 …
    private var cells: UnsafeMutablePointer<Float>
    private var capacity = 1 << 14
    private var width = 0
    private var height = 0
    /// Cells of four rows.
    private var stride = 0
    private var x: Float = 0
    private var y: Float = 0

    init() {
        unsafe cells = .allocate(capacity: capacity)
        unsafe cells.update(repeating: 0, count: capacity)
    }

    deinit { unsafe cells.deallocate() }

    /// Appends the coverage of an outline to `bytes`; nil where it is larger than any page image.
    ///
    /// - Parameters:
    ///   - scale: Pixels for a unit of the outline.
    ///   - x: Place of the outline's origin in its pixel, rightward.
    ///   - y: The same downward.
    mutating func fill(
        _ outline: Outline, scale: Double, x: Double, y: Double, into bytes: inout [UInt8]
    ) -> FilledOutline? {
        guard let box = Box(outline.coordinates) else { return FilledOutline() }
        let left = floor(Double(box.left) * scale + x), right = -floor(-Double(box.right) * scale - x)
        let top = floor(-Double(box.top) * scale + y), bottom = -floor(Double(box.bottom) * scale - y)
        guard right > left, bottom > top else { return FilledOutline() }
        guard right - left <= 16_384, bottom - top <= 16_384, (right - left) * (bottom - top) <= 1 << 25 else {
            return nil
        }
        let coverage = Coverage(
            left: Int32(left), top: Int32(top), width: Int32(right - left), height: Int32(bottom - top),
            start: bytes.count)
        bytes.append(contentsOf: repeatElement(0, count: coverage.byteCount))
        begin(width: Int(coverage.width), height: Int(coverage.height))
        draw(outline, Float(scale), Float(x - Double(left)), Float(y - Double(top)))
        unsafe bytes.withUnsafeMutableBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            unsafe finish(into: base + coverage.start, rowBytes: coverage.stride)
        }
        return FilledOutline(coverage: coverage)
    }

    private mutating func draw(_ outline: Outline, _ scale: Float, _ dx: Float, _ dy: Float) {
        var start: (x: Float, y: Float) = (0, 0)
        unsafe outline.coordinates.withUnsafeBufferPointer { coordinates in
            var place = 0
            func point() -> (x: Float, y: Float) {
                let (x, y) = unsafe (Float(coordinates[place]), Float(coordinates[place + 1]))
                place += 2
                return (x * scale + dx, dy - y * scale)
            }
            for step in outline.steps {
                switch step {
                case .move:
                    line(start.x, start.y)
                    start = point()
                    move(start.x, start.y)
                case .line:
                    let end = point()
                    line(end.x, end.y)
                case .quadratic:
                    let (control, end) = (point(), point())
                    quadratic(control.x, control.y, end.x, end.y)
                case .cubic:
                    let (first, second, end) = (point(), point(), point())
                    cubic(first.x, first.y, second.x, second.y, end.x, end.y)
                }
            }
        }
        line(start.x, start.y)
    }

    /// All cells are zero before and after each outline.
    private mutating func begin(width: Int, height: Int) {
        self.width = width
        self.height = height
        (x, y) = (0, 0)
        // A line on the right edge writes into the column beyond, and may round into one more.
        stride = 4 * (width + 2)
        let count = (height + 4) / 4 * stride
        guard count > capacity else { return }
        unsafe cells.deallocate()
        unsafe cells = .allocate(capacity: count)
        unsafe cells.update(repeating: 0, count: count)
        capacity = count
    }

    /// Pixels from the top left corner, y downward.
    private mutating func move(_ x: Float, _ y: Float) {
        self.x = min(max(x, 0), Float(width))
        self.y = min(max(y, 0), Float(height))
    }

    private mutating func quadratic(_ x1: Float, _ y1: Float, _ x2: Float, _ y2: Float) {
        let (x0, y0) = (x, y)
        let bend = max(abs(x0 - 2 * x1 + x2), abs(y0 - 2 * y1 + y2))
        let steps = stepCount(2 * bend)
        let part = 1 / Float(steps)
        for step in 1..<max(steps, 1) {
            let t = Float(step) * part
            let u = 1 - t
            line(u * u * x0 + 2 * u * t * x1 + t * t * x2, u * u * y0 + 2 * u * t * y1 + t * t * y2)
        }
        line(x2, y2)
    }

    private mutating func cubic(_ x1: Float, _ y1: Float, _ x2: Float, _ y2: Float, _ x3: Float, _ y3: Float) {
        let (x0, y0) = (x, y)
        let bend = max(
            max(abs(x0 - 2 * x1 + x2), abs(y0 - 2 * y1 + y2)), max(abs(x1 - 2 * x2 + x3), abs(y1 - 2 * y2 + y3)))
        let steps = stepCount(6 * bend)
        let part = 1 / Float(steps)
        for step in 1..<max(steps, 1) {
            let t = Float(step) * part
            let u = 1 - t
            let (a, b, c, d) = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
            line(a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3)
        }
        line(x3, y3)
    }

    /// A chord of a curve is off by an eighth of the second derivative over the square of the steps.
    private func stepCount(_ secondDerivative: Float) -> Int {
        min(64, Int((2 * secondDerivative).squareRoot()) + 1)
    }

    /// From the last point, which this one becomes.
    private mutating func line(_ toX: Float, _ toY: Float) {
        let endX = min(max(toX, 0), Float(width))
        let endY = min(max(toY, 0), Float(height))
        defer { (x, y) = (endX, endY) }
        guard y != endY else { return }
        let isDown = y < endY
        let (top, bottom) = isDown ? (y, endY) : (endY, y)
        let (start, end) = isDown ? (x, endX) : (endX, x)
        let slope = (end - start) / (bottom - top)
        var row = Int(top)
        var left = start
        var from = top
        while from < bottom {
            let to = min(Float(row + 1), bottom)
            let right = left + slope * (to - from)
            unsafe add(
                isDown ? to - from : from - to, left, right, to: cells + (row >> 2) * stride + (row & 3))
            left = right
            from = to
            row += 1
        }
    }

    /// Adds what lies right of a line that crosses part of a row from one x to another.
    @inline(__always)
    private func add(_ cover: Float, _ one: Float, _ other: Float, to row: UnsafeMutablePointer<Float>) {
        let (left, right) = one < other ? (one, other) : (other, one)
        let first = Int(left)
        let firstX = Float(first)
        if right <= firstX + 1 {
            // Both ends in one pixel: what is left of the line's middle belongs to the next one.
            let beyond = cover * ((left + right) * 0.5 - firstX)
            unsafe row[4 * first] += cover - beyond
            unsafe row[4 * first + 4] += beyond
            return
        }
        let steepness = 1 / (right - left)
        let headWidth = firstX + 1 - left
        let head = 0.5 * steepness * headWidth * headWidth
        unsafe row[4 * first] += cover * head
        var pixel = first + 1
        // Coverage of a pixel but for this line, of which the one before took its part.
        var before = head
        var passed = headWidth
        while Float(pixel + 1) < right {
            let covered = steepness * (passed + 0.5)
            unsafe row[4 * pixel] += cover * (covered - before)
            before = covered
            passed += 1
            pixel += 1
        }
        let tailWidth = right - Float(pixel)
        let covered = 1 - 0.5 * steepness * tailWidth * tailWidth
        unsafe row[4 * pixel] += cover * (covered - before)
        unsafe row[4 * pixel + 4] += cover * (1 - covered)
    }

    /// Writes the coverage and clears the cells.
    /// - Parameter bytes: Room for rows of a length, one after another, of which only the width is written.
    private mutating func finish(into bytes: UnsafeMutablePointer<UInt8>, rowBytes: Int) {
        let byte = SIMD4<UInt32>(repeating: 0xFF)
        for row in Swift.stride(from: 0, to: height, by: 4) {
            let count = min(4, height - row)
            let four = unsafe UnsafeMutableRawPointer(cells + row / 4 * stride)
            let target = unsafe UnsafeMutableRawPointer(bytes + row * rowBytes)
            var sum = SIMD4<Float>.zero
            var column = 0
            // Four columns at a time: lane n of `words` is what row n has there.
            while column + 4 <= width {
                var words = SIMD4<UInt32>.zero
                for offset in 0..<4 {
                    unsafe sum += four.load(fromByteOffset: 16 * (column + offset), as: SIMD4<Float>.self)
                    words |= (covered(sum) & byte) &<< SIMD4(repeating: UInt32(8 * offset))
                }
                for offset in 0..<count {
                    unsafe target.storeBytes(
                        of: words[offset].littleEndian, toByteOffset: offset * rowBytes + column, as: UInt32.self)
                }
                column += 4
            }
            while column < width {
                unsafe sum += four.load(fromByteOffset: 16 * column, as: SIMD4<Float>.self)
                let patterns = covered(sum)
                for offset in 0..<count {
                    unsafe target.storeBytes(
                        of: UInt8(truncatingIfNeeded: patterns[offset]), toByteOffset: offset * rowBytes + column,
                        as: UInt8.self)
                }
                column += 1
            }
            unsafe four.initializeMemory(as: UInt8.self, repeating: 0, count: 4 * stride)
        }
    }
}

/// Coverage of either direction, 0...255 in the lowest byte of each lane.
@inline(__always)
private func covered(_ sum: SIMD4<Float>) -> SIMD4<UInt32> {
    let full = SIMD4<Float>(repeating: 255)
    let scaled = sum * full
    // 2²³ makes the lowest bits of a number's pattern its nearest whole number.
    let rounded = pointwiseMin(pointwiseMax(scaled, -scaled), full) + SIMD4(repeating: 8_388_608)
    return unsafe unsafeBitCast(rounded, to: SIMD4<UInt32>.self)
}

private struct Box {
    var left = Int32.max
    var right = Int32.min
    var bottom = Int32.max
    var top = Int32.min

    /// Nil where there are no points.
    init?(_ coordinates: [Int32]) {
        guard !coordinates.isEmpty else { return nil }
        for place in Swift.stride(from: 0, to: coordinates.count, by: 2) {
            left = min(left, coordinates[place])
            right = max(right, coordinates[place])
            bottom = min(bottom, coordinates[place + 1])
            top = max(top, coordinates[place + 1])
        }
    }
}

/// Without the C mathematics library. Pages are far smaller than what an `Int` holds.
private func floor(_ value: Double) -> Int {
    let whole = Int(max(min(value, 1e9), -1e9))
    return Double(whole) > value ? whole - 1 : whole
}
