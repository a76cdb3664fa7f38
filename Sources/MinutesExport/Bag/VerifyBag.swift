/// Checks a bag: every file its manifests list is there with its digest, and `data/` holds no other.
func verifyBag(_ folder: String) -> FolderCheck {
    var check = FolderCheck(folder: folder, files: 0, bytes: 0, problems: [])
    var listed: Set<String> = []
    for (manifest, isPayload) in [(BagLayout.tagManifest, false), (BagLayout.payloadManifest, true)] {
        guard let bytes = try? readFile(folder + "/" + manifest) else {
            check.add("verify.missing-file", manifest, "the file is not there")
            continue
        }
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let parts = String(decoding: line, as: UTF8.self).split(separator: " ", maxSplits: 1)
            let path = parts.count == 2 ? String(parts[1].drop { $0 == " " }) : ""
            guard parts.count == 2, parts[0].utf8.count == 128, isInside(path) else {
                check.add("verify.bad-manifest", manifest, "a line is not a digest and a path")
                continue
            }
            if isPayload { listed.insert(path) }
            compare(path, digest: String(parts[0]), in: folder, &check)
        }
    }
    findUnlisted(folder, BagLayout.payload, listed, &check)
    return check
}

private func isInside(_ path: String) -> Bool {
    !path.hasPrefix("/") && !path.hasPrefix("~") && !path.split(separator: "/").contains("..")
}

private func compare(_ path: String, digest: String, in folder: String, _ check: inout FolderCheck) {
    do {
        let bytes = try readFile(folder + "/" + path)
        check.files += 1
        check.bytes += bytes.count
        if sha512(bytes) != digest.lowercased() {
            check.add("verify.changed-file", path, "its SHA-512 is not the one written down")
        }
    } catch {
        if error.isNotThere {
            check.add("verify.missing-file", path, "the file is not there")
        } else {
            check.add("verify.unreadable", path, error.reason)
        }
    }
}

private func findUnlisted(_ bag: String, _ folder: String, _ listed: Set<String>, _ check: inout FolderCheck) {
    for name in (try? listFolder(bag + "/" + folder)) ?? [] {
        let path = folder + "/" + name
        if (try? FileStatus(path: bag + "/" + path))?.kind == .folder {
            findUnlisted(bag, path, listed, &check)
        } else if !listed.contains(path) {
            check.add("verify.extra-file", path, "the manifest does not list it")
        }
    }
}
