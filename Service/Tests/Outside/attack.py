"""Load and death from a second process, on the loopback only and bounded in count and time.

    attack.py SERVER [DEATHS] [SECONDS] [SETTING …]

Refusals under more load than fits, slow connections beside good ones, a stop that loses nothing, kill -9 at moments
that a seeded generator picks: no accepted job lost, none done twice, no half result.
"""

import concurrent.futures
import http.client
import json
import os
import pathlib
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

SERVER = sys.argv[1]
DEATHS = int(sys.argv[2]) if len(sys.argv) > 2 else 5
SECONDS = int(sys.argv[3]) if len(sys.argv) > 3 else 5
SETTINGS = sys.argv[4:]
EXAMPLE = (pathlib.Path(__file__).parents[3] / "examples" / "qingan-congress.txt").read_bytes()
passed = 0


def check(truth, what):
    global passed
    if not truth:
        print(f"failed: {what}")
        print(f"{passed} passed, 1 failed")
        os._exit(1)
    passed += 1
    print(f"  {what}")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    def __init__(self, folder, *settings):
        self.port = free_port()
        self.process = subprocess.Popen(
            [SERVER, "--port", str(self.port), "--data", folder, *settings],
            stdout=subprocess.DEVNULL,
        )
        for _ in range(200):
            try:
                if self.ask("GET", "/readyz")[0] == 200:
                    return
            except OSError:
                time.sleep(0.05)
        raise SystemExit("failed: the service does not start")

    def ask(self, method, path, body=None, headers={}, timeout=60):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.headers
        finally:
            connection.close()

    def memory(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(l for l in status.splitlines() if l.startswith("VmRSS")).split()[1]) // 1024


TEXT = {"Content-Type": "text/plain"}


def overload(folder):
    server = Server(folder, "--queue", "4", *SETTINGS)
    codes, waits, memories = {}, [], []
    end = time.monotonic() + SECONDS

    def client(_):
        while time.monotonic() < end:
            began = time.monotonic()
            code, _, headers = server.ask("POST", "/v1/pdf", EXAMPLE, TEXT)
            took = time.monotonic() - began
            codes[code] = codes.get(code, 0) + 1
            if code == 503:
                waits.append(took)
                assert int(headers["Retry-After"]) > 0
                time.sleep(0.02)

    with concurrent.futures.ThreadPoolExecutor(24) as pool:
        jobs = [pool.submit(client, n) for n in range(24)]
        while any(not j.done() for j in jobs):
            memories.append(server.memory())
            time.sleep(0.5)
        for job in jobs:
            job.result()
    waits.sort()
    check(set(codes) == {200, 503}, f"24 clients on a queue of 4 get a PDF or a refusal, nothing else: {codes}")
    print(f"  refusals: median {waits[len(waits) // 2] * 1e3:.1f} ms, 99th of 100 {waits[len(waits) * 99 // 100] * 1e3:.1f} ms")
    print(f"  refusals above 50 ms: {sum(wait > 0.05 for wait in waits)} of {len(waits)}, longest {waits[-1] * 1e3:.1f} ms")
    tenth = max(1, len(memories) // 10)
    print(f"  memory: {memories[tenth]} MiB after a tenth, {memories[len(memories) // 2]} half-way, {memories[-1]} at the end")

    slow = []
    for _ in range(200):
        s = socket.create_connection(("127.0.0.1", server.port))
        s.sendall(b"POST /v1/pdf HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 5000\r\n\r\n")
        slow.append(s)
    began = time.monotonic()
    code, body, _ = server.ask("POST", "/v1/pdf", EXAMPLE, TEXT)
    check(code == 200, f"200 slow connections do not stop others ({(time.monotonic() - began) * 1e3:.0f} ms)")
    for s in slow:
        s.close()
    return server


def stop(server, folder):
    """A SIGTERM while a long job runs: the process ends in time, and the job goes on in the next one."""
    line = json.dumps({"title": "云溪县会议", "content": EXAMPLE.decode()}, ensure_ascii=False)
    code, body, _ = server.ask(
        "POST", "/v1/jobs", "\n".join([line] * 300).encode(), {"Content-Type": "application/x-ndjson"}
    )
    job = json.loads(body)["id"]
    check(code == 202, "a job of 300 records is accepted")
    time.sleep(0.3)
    began = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    server.process.wait(15)
    took = time.monotonic() - began
    check(took < 10, f"SIGTERM ends the process in {took:.1f} s")
    server = Server(folder)
    status = wait(server, job)
    check(status["done"] == 300, "the job went on after the stop and is complete")
    server.process.kill()
    server.process.wait()


def wait(server, job, seconds=300):
    for _ in range(seconds * 10):
        status = json.loads(server.ask("GET", f"/v1/jobs/{job}")[1])
        if status["queued"] + status["running"] == 0:
            return status
        time.sleep(0.1)
    raise SystemExit("failed: the job does not end")


def deaths(folder):
    """kill -9 at random moments, again and again on one data folder."""
    chance = random.Random(9)
    accepted = []
    for death in range(DEATHS):
        server = Server(folder)
        end = time.monotonic() + chance.uniform(0.05, 0.6)
        number = 0
        while time.monotonic() < end:
            number += 1
            record = {"id": f"d{death}-{number}", "title": "云溪县会议", "content": f"2月19日,第{number}次会议闭幕。"}
            body = "\n".join([json.dumps(record)] * 5).encode()
            code, answer, _ = server.ask(
                "POST", "/v1/jobs?template=plain", body,
                {"Content-Type": "application/x-ndjson", "Idempotency-Key": f"{death}/{number}"},
            )
            if code == 202:
                accepted.append(json.loads(answer)["id"])
        server.process.kill()
        server.process.wait()
    server = Server(folder)
    states = [wait(server, job) for job in accepted]
    check(len(states) == len(set(accepted)), f"{DEATHS} deaths: all {len(accepted)} accepted jobs are there, once each")
    check(all(s["done"] == 5 and s["failed"] == 0 for s in states), "every record of them is done")
    for job in accepted[:: max(1, len(accepted) // 20)]:
        code, archive, _ = server.ask("GET", f"/v1/jobs/{job}/results.zip")
        check(code == 200 and archive[:2] == b"PK", f"results of {job[:8]} are complete")
    server.process.send_signal(signal.SIGTERM)
    server.process.wait(15)
    with sqlite3.connect(folder + "/jiyao.sqlite") as database:
        verdict = database.execute("PRAGMA integrity_check").fetchone()[0]
        rows = database.execute("SELECT count(*) FROM item WHERE state = 'done' AND pdf IS NULL").fetchone()[0]
    check(verdict == "ok" and rows == 0, "the database is whole, and no result is half")


with tempfile.TemporaryDirectory() as place:
    running = overload(place + "/load")
    stop(running, place + "/load")
    deaths(place + "/death")
print(f"{passed} passed, 0 failed")
