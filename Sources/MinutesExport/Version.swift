/// Jiyao's version: printed by `--version` and written into every manifest.
public let jiyaoVersion = "0.1.0"
