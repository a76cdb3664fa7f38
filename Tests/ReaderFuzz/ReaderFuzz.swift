import Glibc
import Intake

/// Random inputs through the readers of strangers' bytes, and what they read through extraction, until one breaks a promise.
///
///     fuzz-readers text|markdown|html|json|lines|all FIRST COUNT
///
/// Each number from FIRST on makes one input, the same on every machine. An input that fails is printed; the exit status is
/// then 1, and 2 where the arguments are wrong. Built with `--sanitize=address` it also finds what Swift does not check.
@main
struct ReaderFuzz {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let first = UInt64(arguments[2]), let count = UInt64(arguments[3]) else { usage() }
        let kinds: [InputKind]
        if arguments[1] == "all" {
            kinds = InputKind.allCases
        } else if let kind = InputKind(rawValue: arguments[1]) {
            kinds = [kind]
        } else {
            usage()
        }
        var failed = 0
        var read = 0
        for number in first..<first + count {
            let kind = kinds[Int(number % UInt64(kinds.count))]
            var dice = Dice(state: number &* 0xD134_2543_DE82_EF95)
            let input = dice.input(kind)
            switch check(input, kind, extracting: number.isMultiple(of: 4)) {
            case .refused: break
            case .read: read += 1
            case .failed(let failure):
                print("input \(number), \(kind.rawValue): \(failure)\n\(input)")
                failed += 1
            }
            if failed == 5 { break }
            if (number - first + 1).isMultiple(of: 100_000) { print("\(number - first + 1) inputs, \(read) read") }
        }
        print("\(count) inputs, \(read) read, \(failed) failed")
        if failed > 0 { exit(1) }
    }

    private static func usage() -> Never {
        print("usage: fuzz-readers text|markdown|html|json|lines|all FIRST COUNT")
        exit(2)
    }
}

enum InputKind: String, CaseIterable {
    case text, markdown, html, json, lines

    var format: RecordFormat {
        switch self {
        case .text: .text
        case .markdown: .markdown
        case .html: .html
        case .json, .lines: .json
        }
    }
}
