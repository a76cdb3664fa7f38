// Made by scripts/outline-code.py from 16,115,500 bytes of font programs.

enum OutlineCodeTable {
    /// Bits of the code of each byte and of the block's end, a hexadecimal digit each.
    static let lengths: StaticString = """
        9aabb7976cccbb9bcbccc7cc6666cb78bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\
        bbbbbbababababaaaaaaaaaaaa9a9a9a9a999999998989888888887878777777\
        7666665555575555566667777778787878888888888989899999999a9a9a9a9a\
        aaaaaaababababababbbbbbbbbbcbbbbbcccccccccccccccccbcccc68ac69bde\
        e
        """

    /// The zlib and block heads that state these lengths, and how many bits they are.
    static let headBits = 633
    static let head: [UInt64] = [
        0x775C6007C1050178, 0x16D7BE70277E3861, 0x66C4E51BED7B694C, 0xB3B21084206CD9B3,
        0x3ADACB2DBC71C71C, 0x6F5DF75DF5BF6E9D, 0xCB2C92DA74E9D4DC, 0x108421D9C71C71DB,
        0xC74B6EEEEACA06C2, 0x007CFFFFEFCCFA53,
    ]
}
