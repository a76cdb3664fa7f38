"""Records a second of the office service at saturation beside the command's batch, in one run.

    throughput.py SERVER COMMAND FOLDER [ROUNDS]

FOLDER holds different records as .txt. Both get every one of them, PDF only, with as many workers as there are cores:
the command into a folder (its own durable writing included), the service over kept connections on the loopback, with
twice as many clients as slots. Rounds take turns; the medians are compared.
"""

import http.client
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import threading
import time

server, command, folder = sys.argv[1:4]
rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 5
paths = sorted(pathlib.Path(folder).glob("*.txt"))
records = [path.read_bytes() for path in paths]
cores = len(os.sched_getaffinity(0))


def batch():
    with tempfile.TemporaryDirectory() as out:
        began = time.monotonic()
        subprocess.run(
            [command, "export", *paths, "-o", out + "/out", "--format", "pdf", "--quiet", "--jobs", str(cores)],
            check=True, stdout=subprocess.DEVNULL)
        took = time.monotonic() - began
        made = len(list(pathlib.Path(out).glob("out/*/minutes.pdf")))
        assert made == len(records), made
    return len(records) / took


def served(port):
    turn = iter(range(len(records)))
    lock = threading.Lock()
    faults = []

    def client():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while True:
            with lock:
                index = next(turn, None)
            if index is None:
                return connection.close()
            connection.request("POST", "/v1/pdf", records[index], {"Content-Type": "text/plain"})
            answer = connection.getresponse()
            if not answer.read().startswith(b"%PDF-") or answer.status != 200:
                faults.append(answer.status)

    began = time.monotonic()
    clients = [threading.Thread(target=client) for _ in range(2 * cores)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    took = time.monotonic() - began
    assert not faults, faults[:5]
    return len(records) / took


with tempfile.TemporaryDirectory() as data:
    process = subprocess.Popen(
        [server, "--port", "0", "--data", data, "--slots", str(cores)], stdout=subprocess.PIPE, text=True,
        stderr=subprocess.DEVNULL)
    port = next(int(line.strip(" /\n").rpartition(":")[2]) for line in process.stdout if line.startswith("Serving"))
    served(port)
    rates = [(batch(), served(port)) for _ in range(rounds)]
    process.terminate()
    process.wait(15)
command_rate, service_rate = (statistics.median(column) for column in zip(*rates))
print(f"{len(records)} records, {cores} cores, medians of {rounds} rounds")
print(f"command  {command_rate:7.1f} records/s")
print(f"service  {service_rate:7.1f} records/s")
print(f"ratio    {service_rate / command_rate:7.2f}")
