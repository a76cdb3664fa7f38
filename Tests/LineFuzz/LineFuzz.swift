import FontAccess
import Glibc

/// Random texts through line breaking and layout until one breaks a promise.
///
///     fuzz-lines model FIRST COUNT
///     fuzz-lines pages FIRST COUNT FONTS
///
/// Each number from FIRST on makes one input, the same on every machine. An input that fails is printed; the exit status
/// is then 1, and 2 where the arguments are wrong.
@main
struct LineFuzz {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count >= 4, let first = UInt64(arguments[2]), let count = UInt64(arguments[3]) else { usage() }
        switch (arguments[1], arguments.count) {
        case ("model", 4): run(first, count) { ModelCheck.failure(&$0) }
        case ("pages", 5):
            do {
                let check = PageCheck(library: try FontLibrary(folder: arguments[4]))
                run(first, count) { check.failure(&$0) }
            } catch {
                print("\(arguments[4]): \(error)")
                exit(2)
            }
        default: usage()
        }
    }

    private static func usage() -> Never {
        print("usage: fuzz-lines model FIRST COUNT | pages FIRST COUNT FONTS")
        exit(2)
    }

    private static func run(_ first: UInt64, _ count: UInt64, _ failure: (inout Dice) -> String?) {
        var failed = 0
        for number in first..<first + count {
            var dice = Dice(state: number &* 0xD134_2543_DE82_EF95)
            if let failure = failure(&dice) {
                print("input \(number): \(failure)")
                failed += 1
                if failed == 5 { break }
            }
            if (number - first + 1).isMultiple(of: 1_000_000) { print("\(number - first + 1) inputs") }
        }
        print("\(count) inputs, \(failed) failed")
        if failed > 0 { exit(1) }
    }
}
