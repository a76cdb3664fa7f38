#!/usr/bin/env python3
"""Writes Sources/FontAccess/OutlineCodeTable.swift: the prefix code that font programs are written in.

    scripts/outline-code.py PDF…

Counts the bytes of the font programs in PDFs that `jiyao export --format pdf --compression small` wrote of many different records.
"""
import heapq
import re
import sys
import zlib

LONGEST = 14  # four codes and what is left of a byte fit 64 bits
END_OF_BLOCK = 256


def programs(path):
    data = open(path, "rb").read()
    head = rb"<<(?:(?!>>).)*?/Subtype ?/CIDFontType0C.*?>>\s*stream\r?\n"
    for match in re.finditer(head, data, re.S):
        length = int(re.search(rb"/Length (\d+)", match[0])[1])
        yield zlib.decompress(data[match.end() : match.end() + length])


def code_lengths(counts, longest):
    """Huffman's, with rare symbols counted as often as the limit on the lengths takes."""
    floor = 1
    while True:
        heap = [(max(count, floor), symbol, (symbol,)) for symbol, count in enumerate(counts) if count]
        heapq.heapify(heap)
        lengths = [0] * len(counts)
        while len(heap) > 1:
            first, second = heapq.heappop(heap), heapq.heappop(heap)
            for symbol in first[2] + second[2]:
                lengths[symbol] += 1
            heapq.heappush(heap, (first[0] + second[0], first[1], first[2] + second[2]))
        if max(lengths) <= longest:
            return lengths
        floor *= 2


def codes(lengths):
    """Canonical codes (RFC 1951 3.2.2), the first bit lowest."""
    code, result = 0, [0] * len(lengths)
    for length in range(1, 16):
        for symbol, own in enumerate(lengths):
            if own == length:
                result[symbol] = int(format(code, f"0{length}b")[::-1], 2)
                code += 1
        code <<= 1
    return result


def block_head(lengths):
    """The two bytes of zlib and the head of a last block with codes of its own (3.2.7), as bits, the first first."""
    runs = []
    # No distance occurs, but old readers want a complete code of them: two of one bit.
    rest = lengths + [1, 1]
    while rest:
        count = next((place for place, length in enumerate(rest) if length != rest[0]), len(rest))
        if rest[0] and count >= 4:
            taken = min(count - 1, 6)
            runs += [(rest[0], 0, 0), (16, taken - 3, 2)]
            taken += 1
        else:
            taken = 1
            runs.append((rest[0], 0, 0))
        rest = rest[taken:]
    counts = [sum(run[0] == symbol for run in runs) for symbol in range(19)]
    lengths_of_runs = code_lengths(counts, 7)
    codes_of_runs = codes(lengths_of_runs)
    order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    written = max(4, 1 + max(place for place, symbol in enumerate(order) if lengths_of_runs[symbol]))
    bits = []

    def put(value, count):
        bits.extend(value >> bit & 1 for bit in range(count))

    put(0x0178, 16)  # deflate, window of 32 KB
    put(1, 1)
    put(2, 2)
    put(0, 5)  # 257 literals and lengths
    put(1, 5)  # 2 distances
    put(written - 4, 4)
    for symbol in order[:written]:
        put(lengths_of_runs[symbol], 3)
    for symbol, extra, extra_bits in runs:
        put(codes_of_runs[symbol], lengths_of_runs[symbol])
        put(extra, extra_bits)
    return bits


def main():
    counts = [1] * 256 + [1]
    total = 0
    for path in sys.argv[1:]:
        for program in programs(path):
            total += len(program)
            counts[END_OF_BLOCK] += 1
            for byte in program:
                counts[byte] += 1
    if not total:
        sys.exit("error: no font program in CFF form was found")
    lengths = code_lengths(counts, LONGEST)
    bits = block_head(lengths)
    words = [sum(bit << place for place, bit in enumerate(bits[first : first + 64])) for first in range(0, len(bits), 64)]
    digits = "".join(format(length, "x") for length in lengths)
    print(f"// Made by scripts/outline-code.py from {total:,} bytes of font programs.\n")
    print("enum OutlineCodeTable {")
    print("    /// Bits of the code of each byte and of the block's end, a hexadecimal digit each.")
    print("    static let lengths: StaticString = \"\"\"")
    for first in range(0, len(digits), 64):
        print("        " + digits[first : first + 64] + ("\\" if first + 64 < len(digits) else ""))
    print('        """\n')
    print("    /// The zlib and block heads that state these lengths, and how many bits they are.")
    print(f"    static let headBits = {len(bits)}")
    print("    static let head: [UInt64] = [")
    for first in range(0, len(words), 4):
        print("        " + " ".join(f"0x{word:016X}," for word in words[first : first + 4]))
    print("    ]")
    print("}")


main()
