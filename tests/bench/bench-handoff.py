#!/usr/bin/python3
# How many events a second central stores when counters hand cases off, against what the database can do.
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: bench-handoff.py [SECONDS]

Clients each post a case after the other, five events from its opening to the handoff in one request.
Beside it, on the same PostgreSQL in the same run: pgbench's simple update, prepared, as many clients.
What is told is events a second, and their share of pgbench's transactions a second."""
import json
import http.client
import multiprocessing
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
CENTRAL = os.path.join(ROOT, "_build", "main", "src", "central", "yichuang-central")
WITH_POSTGRES = os.path.join(ROOT, "tests", "central", "with-postgres.py")
PROGRAMS = "/usr/lib/postgresql/15/bin/"
CLIENTS, GOAL = 8, 0.5
TYPES = ("opened", "filled", "received", "accepted", "handed-off")
OPENED = {"item": "plot", "item_name": "地块", "item_version": 1, "hall": "main", "window": "general-3",
          "department": "land", "promised_days": 5, "legal_days": 20, "yellow_days": 2}
FILLED = {"applicant": {"name": "陈小华", "id_number": "11010519491231002X"},
          "form": {"location": "云溪市澄江路12号1幢101室", "seller_name": "林秀英"}}


def uuid(kind, number):
    return f"01936f2e-7c3a-7{kind:03x}-8000-{number:012x}"


def body_of(number):
    case = uuid(0xca5, number)
    opened = dict(OPENED, number=f"2026-G3-{number:010d}")
    data = (opened, FILLED, {}, {}, {})
    events = [{"id": uuid(0xe00 + i, number), "case": case, "type": kind, "version": i + 1,
               "at": "2026-11-23T01:02:03.004Z", "actor": "wang", "role": "intake", "terminal": "t1",
               "data": data[i]} for i, kind in enumerate(TYPES)]
    return f"/v1/cases/{case}/events", json.dumps({"events": events}).encode()


def sign_in(connection):
    body = json.dumps({"person": "wang", "password": "correct horse", "terminal": "t1"})
    connection.request("POST", "/v1/sessions", body, {"Content-Type": "application/json"})
    return json.loads(connection.getresponse().read())["token"]


def post(place, token, client, seconds, results):
    """One counter, until the time is over."""
    connection = http.client.HTTPConnection(place)
    headers = {"Authorization": "Bearer " + token, "Content-Type": "application/json"}
    end, number, stored, took = time.monotonic() + seconds, client * 1_000_000, 0, []
    while time.monotonic() < end:
        number += 1
        path, body = body_of(number)
        began = time.perf_counter()
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise RuntimeError(text)
        took.append((time.perf_counter() - began) * 1000)
        stored += len(TYPES)
    results.put((stored, took))


def serve(folder):
    process = subprocess.Popen([CENTRAL, "serve", "--data", folder, "--die-with-parent"],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return process, urllib.parse.urlsplit(process.stdout.readline().strip()).netloc


def hand_off(folder, servers, seconds):
    """Events a second, and the slowest of twenty requests."""
    running = [serve(folder) for _ in range(servers)]
    results = multiprocessing.Queue()
    token = sign_in(http.client.HTTPConnection(running[0][1]))
    clients = [multiprocessing.Process(target=post,
                                       args=(running[i % servers][1], token, i, seconds, results))
               for i in range(CLIENTS)]
    for client in clients:
        client.start()
    told = [results.get(timeout=seconds + 60) for _ in clients]
    for client in clients:
        client.join()
    for process, _ in running:
        process.terminate()
        process.wait()
    took = sorted(ms for _, many in told for ms in many)
    return sum(stored for stored, _ in told) / seconds, took[len(took) * 95 // 100]


def prepare(folder, *more):
    for words in (["migrate", *more],
                  ["user", "add", "--id", "wang", "--name", "wang", "--roles", "intake", "--hall", "main"]):
        subprocess.run([CENTRAL, *words, "--data", folder], input=b"correct horse\n", check=True,
                       stdout=subprocess.DEVNULL)


def pgbench(database, seconds):
    subprocess.run([PROGRAMS + "pgbench", "--initialize", "--scale=10", "--quiet", database], check=True,
                   stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    said = subprocess.run(
        [PROGRAMS + "pgbench", "--builtin=simple-update", "--protocol=prepared", f"--client={CLIENTS}",
         f"--time={seconds}", database], check=True, capture_output=True, text=True).stdout
    return float(re.search(r"tps = ([\d.]+)", said).group(1))


def main():
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    server = os.environ["YC_TEST_POSTGRES"]
    for name in ("peer", "one", "two"):
        subprocess.run(["psql", "--quiet", "--no-psqlrc", server + " dbname=postgres", "--command",
                        f"CREATE DATABASE {name}"], check=True)
    tps = pgbench(server + " dbname=peer", seconds)
    print(f"pgbench simple-update, {CLIENTS} clients        {tps:8.0f} transactions/s", flush=True)
    best = 0.0
    for name, kind, servers in (("", "SQLite", 1), ("one", "PostgreSQL", 1), ("two", "PostgreSQL", 2)):
        with tempfile.TemporaryDirectory(prefix="yc-bench-") as folder:
            prepare(folder, *(["--database", f"{server} dbname={name}"] if name else []))
            rate, p95 = hand_off(folder, servers, seconds)
            said = subprocess.run([CENTRAL, "verify", "--data", folder], capture_output=True, text=True,
                                  check=True).stdout.strip()
        print(f"{kind:10} {servers} server(s), {CLIENTS} clients       {rate:8.0f} events/s,"
              f" {rate / tps:5.2f} of pgbench; p95 {p95:.1f} ms a case; {said}", flush=True)
        if name:
            best = max(best, rate / tps)
    print(f"goal: {GOAL} of pgbench")
    return 0 if best >= GOAL else 1


if __name__ == "__main__":
    if "YC_TEST_POSTGRES" not in os.environ:
        os.execv(WITH_POSTGRES, [WITH_POSTGRES, "--measured", sys.executable, *sys.argv])
    sys.exit(main())
