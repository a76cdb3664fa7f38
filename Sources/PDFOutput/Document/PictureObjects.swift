internal import PaperUnits
internal import Pictures

/// Writes a picture as an image XObject (ISO 32000-1 8.9.5): JPEG as it is, samples deflated behind PNG row filters.
func writePicture(_ picture: Picture, to reference: ObjectReference, in file: inout FileWriter) {
    func head(_ entries: inout DictionaryWriter) {
        entries.name("Type", "XObject")
        entries.name("Subtype", "Image")
        entries.integer("Width", picture.width)
        entries.integer("Height", picture.height)
        entries.name("ColorSpace", picture.channels == 1 ? "DeviceGray" : "DeviceRGB")
        entries.integer("BitsPerComponent", 8)
    }
    switch picture.content {
    case .jpeg(let bytes):
        file.stream(reference, bytes, .plain) { entries in
            head(&entries)
            entries.name("Filter", "DCTDecode")
        }
    case .samples(let bytes):
        let rows = filteredRows(bytes, width: picture.width, channels: picture.channels)
        file.stream(reference, rows) { entries in
            head(&entries)
            entries.dictionary("DecodeParms") { parameters in
                parameters.integer("Predictor", 15)
                parameters.integer("Colors", picture.channels)
                parameters.integer("Columns", picture.width)
            }
        }
    }
}

/// Rows behind the filter of PNG (ISO/IEC 15948 9) that leaves the least sum of differences, each with its number first.
func filteredRows(_ samples: [UInt8], width: Int, channels: Int) -> [UInt8] {
    let stride = width * channels
    guard stride > 0 else { return [] }
    var out: [UInt8] = []
    out.reserveCapacity(samples.count + samples.count / stride)
    var above = [UInt8](repeating: 0, count: stride)
    var row = above
    var filtered = above
    var best = above
    for start in Swift.stride(from: 0, to: samples.count, by: stride) {
        for place in 0..<stride { row[place] = samples[start + place] }
        var least = Int.max
        var number: UInt8 = 0
        for filter in UInt8(0)...4 {
            var sum = 0
            for place in 0..<stride {
                let isFirst = place < channels
                let left = isFirst ? 0 : row[place - channels]
                let predicted: UInt8 =
                    switch filter {
                    case 1: left
                    case 2: above[place]
                    case 3: UInt8((Int(left) + Int(above[place])) / 2)
                    case 4: paeth(left, above[place], isFirst ? 0 : above[place - channels])
                    default: 0
                    }
                filtered[place] = row[place] &- predicted
                sum += Int(Int8(bitPattern: filtered[place]).magnitude)
            }
            if sum < least {
                least = sum
                number = filter
                swap(&best, &filtered)
            }
        }
        out.append(number)
        out += best
        swap(&above, &row)
    }
    return out
}

/// Whichever of left, above and above left is nearest to left + above − above left.
private func paeth(_ left: UInt8, _ above: UInt8, _ corner: UInt8) -> UInt8 {
    let (toLeft, toAbove) = (abs(Int(above) - Int(corner)), abs(Int(left) - Int(corner)))
    let toCorner = abs(Int(left) + Int(above) - 2 * Int(corner))
    if toLeft <= toAbove, toLeft <= toCorner { return left }
    return toAbove <= toCorner ? above : corner
}

/// The matrix that brings the unit square of an image (ISO 32000-1 8.9.5.1: its first row at the top) to a place, turned
/// upright: six numbers in 1/1000 pt, y upward from the foot of a page of that height.
func imageMatrix(_ place: Rect, _ orientation: Orientation, pageHeight: Length) -> [Int64] {
    let (left, right) = (thousandthsOfPoint(place.x), thousandthsOfPoint(place.right))
    let bottom = thousandthsOfPoint(pageHeight - place.bottom)
    let (width, height) = (right - left, thousandthsOfPoint(pageHeight - place.y) - bottom)
    let (x, y) = (orientation.x, orientation.y)
    return [
        width * Int64(x.byColumn), -height * Int64(y.byColumn), -width * Int64(x.byRow), height * Int64(y.byRow),
        left + width * Int64(x.start + x.byRow), bottom + height * Int64(1 - y.start - y.byRow),
    ]
}
