internal import Pictures

extension Samples {
    /// The picture in another size: each new pixel is the mean of what it covers, first along rows, then along columns,
    /// each rounded once.
    func averaged(width newWidth: Int, height newHeight: Int) -> Samples {
        var rows = [UInt8](repeating: 0, count: newWidth * height * channels)
        for row in 0..<height {
            for channel in 0..<channels {
                average(
                    from: row * width * channels + channel, count: width, step: channels, of: bytes,
                    into: &rows, at: row * newWidth * channels + channel, newCount: newWidth, newStep: channels)
            }
        }
        var result = [UInt8](repeating: 0, count: newWidth * newHeight * channels)
        let stride = newWidth * channels
        for place in 0..<stride {
            average(
                from: place, count: height, step: stride, of: rows, into: &result, at: place, newCount: newHeight,
                newStep: stride)
        }
        return Samples(width: newWidth, height: newHeight, channels: channels, bytes: result)
    }
}

/// In units of 1 / (count × newCount) of the whole an old value covers `newCount` and a new one `count`.
private func average(
    from start: Int, count: Int, step: Int, of old: [UInt8], into new: inout [UInt8], at newStart: Int, newCount: Int,
    newStep: Int
) {
    for number in 0..<newCount {
        let (low, high) = (number * count, (number + 1) * count)
        var sum = 0
        var index = low / newCount
        while index * newCount < high {
            let weight = min(high, (index + 1) * newCount) - max(low, index * newCount)
            sum += weight * Int(old[start + index * step])
            index += 1
        }
        new[newStart + number * newStep] = UInt8((sum + count / 2) / count)
    }
}
