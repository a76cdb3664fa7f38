/// Rows of LineBreakTest 15.0 that later rules answer otherwise: this engine applies those of Unicode 16 (revision 53)
/// over the data of 15.0. Anything else that differs is a fault.
let lineBreakDeviations: [(rule: String, rows: [String])] = [
    // LB15a, LB15b: quotation marks with a direction hold what follows them; `"` no longer does over a blank.
    (
        "LB15a",
        [
            "× 0022 × 0020 × 2329 ÷",
            "× 0022 × 0308 × 0020 × 2329 ÷",
            "× 0022 × 0020 × 0028 ÷",
            "× 0022 × 0308 × 0020 × 0028 ÷",
            "× 0061 × 006D × 0062 × 0069 × 0067 × 0075 × 0028 × 00AB × 0020 ÷ 0308 × 0020 ÷ 00BB × "
                + "0029 ÷ 0028 × 0065 × 0308 × 0029 ÷",
            "× 0061 × 006D × 0062 × 0069 × 0067 × 0075 × 00AB × 0020 × 0028 × 0020 × 0308 × 0020 × "
                + "0029 × 0020 ÷ 00BB × 0028 × 0065 × 0308 × 0029 ÷",
            "× 0061 × 006D × 0062 × 0069 × 0067 × 0075 × 007B × 00AB × 0020 ÷ 0308 × 0020 ÷ 00BB × "
                + "007D ÷ 0028 × 0065 × 0308 × 0029 ÷",
            "× 0061 × 006D × 0062 × 0069 × 0067 × 0075 × 00AB × 0020 × 007B × 0020 × 0308 × 0020 × "
                + "007D × 0020 ÷ 00BB × 0028 × 0065 × 0308 × 0029 ÷",
        ]
    ),
    // LB15c: a break before a decimal point that begins a number after a blank.
    (
        "LB15c",
        [
            "× 0065 × 0071 × 0075 × 0061 × 006C × 0073 × 0020 × 002E ÷ 0033 × 0035 × 0020 ÷ 0063 × "
                + "0065 × 006E × 0074 × 0073 ÷"
        ]
    ),
    // LB20a: a hyphen that begins a word stays with it.
    (
        "LB20a",
        [
            "× 002D ÷ 0023 ÷",
            "× 002D × 0308 ÷ 0023 ÷",
            "× 002D ÷ 05D0 ÷",
            "× 002D × 0308 ÷ 05D0 ÷",
            "× 002D ÷ 00A7 ÷",
            "× 002D × 0308 ÷ 00A7 ÷",
            "× 002D ÷ 50005 ÷",
            "× 002D × 0308 ÷ 50005 ÷",
            "× 002D ÷ 0E01 ÷",
            "× 002D × 0308 ÷ 0E01 ÷",
        ]
    ),
    // LB21a: a hyphen between two Hebrew letters is an opportunity.
    (
        "LB21a",
        [
            "× 05D0 × 002D × 05D0 ÷"
        ]
    ),
    // LB25: IS × NU whatever stands before.
    (
        "LB25",
        [
            "× 002C ÷ 0030 ÷",
            "× 002C × 0308 ÷ 0030 ÷",
            "× 0061 × 002E ÷ 0032 × 0020 ÷",
            "× 0061 × 002E ÷ 0032 × 0020 ÷ 0915 ÷",
            "× 0061 × 002E ÷ 0032 × 0020 ÷ 672C ÷",
            "× 0061 × 002E ÷ 0032 × 3000 ÷ 672C ÷",
            "× 0061 × 002E ÷ 0032 × 3000 ÷ 307E ÷",
            "× 0061 × 002E ÷ 0032 × 3000 ÷ 0033 ÷",
            "× 0041 × 002E ÷ 0031 × 0020 ÷ BABB ÷",
            "× BD24 ÷ C5B4 × 002E × 0020 ÷ 0041 × 002E ÷ 0032 × 0020 ÷ BCFC ÷",
            "× BD10 ÷ C694 × 002E × 0020 ÷ 0041 × 002E ÷ 0033 × 0020 ÷ BABB ÷",
            "× C694 × 002E × 0020 ÷ 0041 × 002E ÷ 0034 × 0020 ÷ BABB ÷",
            "× 0061 × 002E ÷ 0032 × 3000 ÷ 300C ÷",
        ]
    ),
]
