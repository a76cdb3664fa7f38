#!/usr/bin/env python3
"""What only the command as a whole can show: the same bytes under every condition, bags in parts, its installation, a terminal.

usage: scripts/test-command.py BIN        BIN: a folder with jiyao and batch-benchmark, built
"""
import hashlib
import json
import os
import pathlib
import pty
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
RECORDS = 12
INTERRUPTED = 130


def fail(message):
    sys.exit(f"error: {message}")


def digests(folder):
    """SHA-256 of every file that is not hidden, by its path."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def compare(what, expected, found):
    if expected != found:
        different = sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
        fail(f"{what}: {', '.join(different[:5])} differ")


def strays(folder):
    return [str(path) for path in folder.rglob(".*") if path.name != ".jiyao-journal.jsonl"]


def run(*command, status=0, **options):
    done = subprocess.run([str(word) for word in command], capture_output=True, **options)
    if done.returncode != status:
        fail(f"{command[0]} ended with {done.returncode}: {done.stderr.decode()[-500:]}")
    return done


class Terminal:
    """The command with a terminal of its own on all three descriptors."""

    def __init__(self, *command):
        self.shown = b""
        self.process, self.descriptor = pty.fork()
        if self.process == 0:
            os.execv(command[0], [str(word) for word in command])

    def read(self):
        try:
            more = os.read(self.descriptor, 65536)
        except OSError:  # Linux tells the end of a terminal as an error.
            more = b""
        self.shown += more
        return more

    def wait_for(self, pattern):
        while not re.search(pattern, self.shown):
            if not self.read():
                fail(f"the terminal never showed {pattern}: {self.shown[-500:]}")

    def end(self):
        while self.read():
            pass
        os.close(self.descriptor)
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


class Tests:
    def __init__(self, programs, work):
        self.jiyao = programs / "jiyao"
        self.programs = programs
        self.work = work
        self.environment = {"LC_ALL": "C", "TZ": "UTC", "PATH": os.environ["PATH"], "HOME": str(work)}
        self.common = ["--fonts", ROOT / "Fonts", "--quiet"]

    def generate(self, count, seed):
        folder = self.work / f"in-{seed}"
        folder.mkdir()
        lines = run(self.programs / "batch-benchmark", "generate", count, seed).stdout.decode().splitlines()
        for number, line in enumerate(lines):
            (folder / f"记录-{number:04}.json").write_text(line, encoding="utf-8")
        return folder

    def same_bytes(self):
        """Locale, time zone, mask of permissions, working folder, environment, order of files, workers, parts and repetition."""
        records = self.generate(RECORDS, 5)
        options = ["--format", "pdf,png,sheet,json", "--dpi", "72"] + self.common
        reference = self.work / "reference"
        run(self.jiyao, "export", records, "-o", reference, "--jobs", 1, *options, env=self.environment, cwd=ROOT)
        expected = digests(reference)
        if len([name for name in expected if name.endswith("/minutes.pdf")]) != RECORDS:
            fail("the reference is not complete")
        run(self.jiyao, "export", records, "-o", reference, "--force", *options, env=self.environment, cwd=ROOT)
        compare("a second run over the first", expected, digests(reference))

        shuffled = sorted(records.iterdir())
        random.Random(3).shuffle(shuffled)
        listed = self.work / "list.txt"
        listed.write_text("".join(f"{path}\n" for path in shuffled), encoding="utf-8")
        conditions = [
            ("zh_CN.UTF-8", "Asia/Shanghai", 0o077, pathlib.Path("/"), 2, [[]]),
            ("tr_TR.UTF-8", "America/St_Johns", 0o000, records, 5, [["--shard", "2/2"], ["--shard", "1/2"]]),
        ]
        for locale, zone, mask, folder, jobs, parts in conditions:
            output = self.work / f"output-{locale}"
            environment = {f"UNUSED_{number}": "x" * number for number in range(40)}
            environment |= {"TZ": zone, "LANG": locale, "LC_ALL": locale, "MALLOC_PERTURB_": "165"}
            environment |= dict(reversed(self.environment.items())) | {"LC_ALL": locale, "TZ": zone}
            for part in parts:
                run(
                    self.jiyao, "export", "--from-list", listed, "-o", output, "--jobs", jobs, "--templates",
                    ROOT / "templates", *part, *options, env=environment, umask=mask, cwd=folder)
            compare(f"{locale}, {zone}, {jobs} workers", expected, digests(output))
        print(f"same bytes of {len(expected)} files under {len(conditions) + 2} sets of conditions")

    def bag_in_parts(self):
        records = self.work / "in-5"
        options = ["--bag", "--format", "pdf", "--date", "2031-03-15"] + self.common
        whole, parts = self.work / "bag", self.work / "bag-parts"
        run(self.jiyao, "export", records, "-o", whole, *options)
        for part in ("1/3", "2/3", "3/3"):
            run(self.jiyao, "export", records, "-o", parts, "--shard", part, *options)
            run(self.jiyao, "verify", parts, "--quiet")
        if not (whole / "bagit.txt").is_file():
            fail("the bag has no bagit.txt")
        compare("a bag made in parts", digests(whole), digests(parts))
        changed = next(parts.rglob("minutes.pdf"))
        changed.write_bytes(changed.read_bytes() + b"\n")
        run(self.jiyao, "verify", parts, "--quiet", status=1)
        print("a bag made in three parts is the bag made at once, and verify sees a changed file")

    def installation(self):
        """`make install` with a prefix, which is then moved: nothing outside it is needed."""
        first, prefix = self.work / "usr", self.work / "moved" / "prefix"
        run("make", "install", f"PREFIX={first}", cwd=ROOT)
        prefix.parent.mkdir()
        first.rename(prefix)
        jiyao, share = prefix / "bin" / "jiyao", prefix / "share"
        output = self.work / "installed"
        example = ROOT / "examples" / "qingan-congress.txt"
        run(jiyao, "export", example, "-o", output, "--format", "pdf,json", "--quiet", env=self.environment, cwd="/")
        reference = self.work / "not-installed"
        run(self.jiyao, "export", example, "-o", reference, "--format", "pdf,json", *self.common, cwd=ROOT)
        compare("the installed command", digests(reference), digests(output))
        names = run(jiyao, "templates", env=self.environment, cwd="/").stdout.decode()
        if "gbt9704-minutes" not in names:
            fail("the installed command finds no templates")
        manual = (share / "man/man1/jiyao.1").read_text(encoding="utf-8")
        if ".TH" not in manual or "--compression" not in manual:
            fail("the manual page is not one, or lacks an option")
        completion = share / "bash-completion/completions/jiyao"
        run("bash", "-n", completion)
        words = run("bash", "-c", f'source "{completion}"; complete -p jiyao').stdout.decode()
        if "jiyao" not in words:
            fail("bash completes nothing")
        for name in ("zsh/site-functions/_jiyao", "fish/vendor_completions.d/jiyao.fish"):
            if "export" not in (share / name).read_text(encoding="utf-8"):
                fail(f"{name} completes nothing")
        installer = share / "jiyao/Fonts/install.sh"
        if not os.access(installer, os.X_OK):
            fail("the installer of fonts is not there")
        shutil.rmtree(share / "jiyao/Fonts")
        message = run(jiyao, "export", example, "-o", output, status=3, env=self.environment, cwd="/").stderr.decode()
        if "install.sh" not in message:
            fail(f"nothing says how fonts are installed: {message}")
        print("installed, moved and run: templates, fonts, manual page and completions are found")

    def terminal(self):
        """The bar; the first SIGINT, which lets records be finished; the second, which does not."""
        records = self.work / "in-5"
        # Drawing at 1200 dpi takes seconds, so that signals come while a record is under way.
        slow = ["--format", "png", "--dpi", "1200", "--fonts", ROOT / "Fonts", "--jobs", 1]
        output = self.work / "interrupted"
        terminal = Terminal(self.jiyao, "export", records, "-o", output, *slow)
        terminal.wait_for(rb"1/%d " % RECORDS)
        os.kill(terminal.process, signal.SIGINT)
        terminal.wait_for(rb"finishing what was begun|\xe6\xad\xa3\xe5\x9c\xa8\xe5\xae\x8c\xe6\x88\x90")
        status = terminal.end()
        if status != INTERRUPTED:
            fail(f"the first SIGINT ended with {status}")
        finished = [path.name for path in output.iterdir() if path.is_dir()]
        if not 0 < len(finished) < RECORDS or strays(output):
            fail(f"the first SIGINT left {len(finished)} records and {strays(output)}")
        run(self.jiyao, "verify", output, "--quiet")

        terminal = Terminal(self.jiyao, "export", records, "-o", output, "--force", *slow)
        terminal.wait_for(rb"0/%d " % RECORDS)
        os.kill(terminal.process, signal.SIGINT)
        terminal.wait_for(rb"finishing what was begun|\xe6\xad\xa3\xe5\x9c\xa8\xe5\xae\x8c\xe6\x88\x90")
        os.kill(terminal.process, signal.SIGINT)
        status = terminal.end()
        if status != -signal.SIGINT:
            fail(f"the second SIGINT ended with {status}")
        fast = ["--format", "pdf", "--fonts", ROOT / "Fonts", "--quiet"]
        run(self.jiyao, "export", records, "-o", output, *fast)
        whole = self.work / "whole"
        run(self.jiyao, "export", records, "-o", whole, *fast)
        compare("a batch that was interrupted twice", digests(whole), digests(output))
        if strays(output):
            fail(f"left over: {strays(output)}")
        report = run(self.jiyao, "export", records, "-o", output, "--force", "--format", "pdf", "--fonts", ROOT / "Fonts",
                     "--progress", "json").stderr.decode().splitlines()
        last = json.loads(report[-1])
        if (last["records"], last["total"], last["failed"]) != (RECORDS, RECORDS, 0):
            fail(f"the last line of progress is {report[-1]}")
        print("a bar on a terminal; one SIGINT finishes, two stop, and the batch goes on from there")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        tests = Tests(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(folder))
        tests.same_bytes()
        tests.bag_in_parts()
        tests.installation()
        tests.terminal()


if __name__ == "__main__":
    main()
