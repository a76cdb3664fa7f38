"""Exports the same records under conditions that must not reach a byte, and interrupts a batch on a terminal.

    test-conditions.py COMMAND EXAMPLES
"""

import hashlib
import json
import os
import pathlib
import pty
import select
import signal
import subprocess
import sys
import tempfile
import time

command, examples = (str(pathlib.Path(a).absolute()) for a in sys.argv[1:3])
records = [
    examples + "/" + name
    # Records of one name are told apart by their order: only one of the two reports is among them.
    for name in ("qingan-congress.txt", "board-meeting.json", "qinghe-photographs/report.md")
]
bare = {"PATH": "/usr/bin:/bin"}


def fail(words):
    raise SystemExit(f"error: {words}")


def digests(folder):
    """Of every file that is not hidden; what a report says of time is no output."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(pathlib.Path(folder).rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }


def export(out, inputs, *options, environment=bare, folder="/", mask=0o022):
    done = subprocess.run(
        [command, "export", *inputs, "-o", str(out), "--quiet", *options], env=environment, cwd=folder, umask=mask,
        capture_output=True, text=True)
    if done.returncode:
        fail(f"export ended with {done.returncode}: {done.stderr[:400]}")
    return digests(out)


def conditions(work):
    formats = ("--format", "json,pdf,png", "--dpi", "72")
    expected = export(work / "plain", records, *formats, "--jobs", "1")
    if len(expected) < 4 * len(records):
        fail(f"only {len(expected)} files of {len(records)} records")
    noise = {f"NOISE_{n}": "x" * n for n in range(300)}
    deep = work / "a" / "纪要 folder"
    deep.mkdir(parents=True)
    variants = {
        "again": {},
        "two workers": {"options": ("--jobs", "2")},
        "eight workers": {"options": ("--jobs", "8")},
        "Chinese locale": {"environment": bare | {"LC_ALL": "zh_CN.GB18030", "LANG": "zh_CN.UTF-8"}},
        "Turkish locale": {"environment": bare | {"LC_ALL": "tr_TR.UTF-8"}},
        "time zone": {"environment": bare | {"TZ": "Pacific/Kiritimati"}},
        "full environment": {"environment": dict(os.environ) | noise},
        "umask 077": {"mask": 0o077},
        "umask 000": {"mask": 0o000},
        "other working folder": {"folder": str(deep)},
        "inputs backwards": {"inputs": records[::-1]},
    }
    for name, variant in variants.items():
        out = work / f"out-{len(os.listdir(work))}"
        made = export(
            out, variant.get("inputs", records), *formats, *variant.get("options", ("--jobs", "1")),
            environment=variant.get("environment", bare), folder=variant.get("folder", "/"),
            mask=variant.get("mask", 0o022))
        differing = [file for file in expected | made if made.get(file) != expected.get(file)]
        if differing:
            fail(f"{name}: {differing[:5]} differ")
        print(f"  same bytes: {name}")


def lines(path, count):
    text = pathlib.Path(records[0]).read_text()
    with open(path, "w") as out:
        for number in range(count):
            record = {"id": f"r{number}", "content": f"{text}\n第{number}次。"}
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


def on_a_terminal(arguments, interrupts):
    """Runs on a terminal of its own; sends SIGINT at the given fractions of a second. Gives the status and what was shown."""
    process_id, terminal = pty.fork()
    if process_id == 0:
        os.environ.update(bare | {"TERM": "xterm", "COLUMNS": "100"})
        os.execv(command, [command, *arguments])
    shown, began, waiting = b"", time.monotonic(), list(interrupts)
    while True:
        if waiting and time.monotonic() - began > waiting[0]:
            waiting.pop(0)
            os.kill(process_id, signal.SIGINT)
        if select.select([terminal], [], [], 0.02)[0]:
            try:
                shown += os.read(terminal, 65536)
            except OSError:
                break
    return os.waitstatus_to_exitcode(os.waitpid(process_id, 0)[1]), shown.decode(errors="replace")


def interruption(work):
    lines(work / "many.jsonl", 400)
    arguments = ["export", str(work / "many.jsonl"), "--format", "json,pdf", "--jobs", "2", "-o"]
    status, shown = on_a_terminal([*arguments, str(work / "undisturbed")], [])
    if status:
        fail(f"the batch ended with {status}: {shown[-400:]}")
    if "\r" not in shown or "400" not in shown:
        fail(f"no progress was shown: {shown[-400:]!r}")
    print("  a bar on a terminal")
    expected = digests(work / "undisturbed")
    for name, interrupts in {"one Control-C": [0.5], "two Control-C": [0.5, 0.51]}.items():
        out = work / name.replace(" ", "-")
        status, shown = on_a_terminal([*arguments, str(out)], interrupts)
        if status == 0:
            fail(f"{name}: the batch was over before it was interrupted")
        there = digests(out)
        done = len({file.split("/")[0] for file in there if "/" in file})
        wrong = [file for file in there if file in expected and "/" in file and there[file] != expected[file]]
        if wrong or not 0 < done < 400:
            fail(f"{name}: {done} records are there, {wrong[:3]} differ")
        strays = [p for p in out.rglob(".*") if p.name != ".jiyao-journal.jsonl"]
        if name == "one Control-C" and strays:
            fail(f"{name}: left over: {strays[:3]}")
        status, shown = on_a_terminal([*arguments, str(out)], [])
        if status or digests(out) != expected:
            fail(f"{name}: the same command does not go on to the same bytes ({status})")
        if [p for p in out.rglob(".*") if p.name != ".jiyao-journal.jsonl"]:
            fail(f"{name}: something is left over")
        print(f"  {name} after {done} of 400 records: the same command goes on to the same bytes")


def bag_in_shards(work):
    for shard in ("1/2", "2/2"):
        export(work / f"bag-{shard[0]}", records, "--bag", "--shard", shard, "--format", "json,pdf")
    names = [
        {p.name for p in (work / f"bag-{n}").rglob("*") if p.is_dir() and (p / "minutes.pdf").exists()} for n in "12"
    ]
    if names[0] & names[1] or len(names[0] | names[1]) != len(records):
        fail(f"shards of a bag: {names}")
    for n in "12":
        verified = subprocess.run([command, "verify", str(work / f"bag-{n}")], capture_output=True, text=True, env=bare)
        if verified.returncode:
            fail(f"bag {n} is not whole: {verified.stdout[-300:]}")
    print(f"  two bags of shards hold {len(names[0])} and {len(names[1])} records, each once, and are whole")


with tempfile.TemporaryDirectory() as place:
    folder = pathlib.Path(place)
    for part in (conditions, interruption, bag_in_shards):
        (folder / part.__name__).mkdir()
        part(folder / part.__name__)
print("passed")
