#!/usr/bin/python3
# How many events a second central stores when counters hand cases off, against what the database can do.
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: bench-handoff.py [SECONDS]

Clients each post a case after the other, five events from its opening to the handoff in one request.
Beside it, on the same PostgreSQL in the same run: pgbench's simple update, prepared, as many clients.
What is told is events a second, and their share of pgbench's transactions a second."""
import contextlib
import multiprocessing
import os
import re
import subprocess
import sys
import tempfile
import time

import serving

PROGRAMS = "/usr/lib/postgresql/15/bin/"
CLIENTS, GOAL = 8, 0.5
UNLIMITED = "[limits]\nrequests-per-second=-1\n"


def counter(server, token, client, seconds, results):
    """One counter, until the time is over."""
    connection = server.connect()
    end, number, took = time.monotonic() + seconds, client * 1_000_000, []
    while time.monotonic() < end:
        number += 1
        began = time.perf_counter()
        serving.post(connection, token, number)
        took.append((time.perf_counter() - began) * 1000)
    results.put(took)


def hand_off(folder, servers, seconds):
    """Events a second, and the slowest of twenty requests."""
    results = multiprocessing.Queue()
    with contextlib.ExitStack() as stack:
        running = [stack.enter_context(serving.Server(folder, UNLIMITED)) for _ in range(servers)]
        token = running[0].sign_in()
        clients = [multiprocessing.Process(target=counter,
                                           args=(running[i % servers], token, i, seconds, results))
                   for i in range(CLIENTS)]
        for client in clients:
            client.start()
        took = sorted(ms for _ in clients for ms in results.get(timeout=seconds + 60))
        for client in clients:
            client.join()
    return len(took) * len(serving.TYPES) / seconds, took[len(took) * 95 // 100]


def pgbench(database, seconds):
    subprocess.run([PROGRAMS + "pgbench", "--initialize", "--scale=10", "--quiet", database], check=True,
                   stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    said = subprocess.run(
        [PROGRAMS + "pgbench", "--builtin=simple-update", "--protocol=prepared", f"--client={CLIENTS}",
         f"--time={seconds}", database], check=True, capture_output=True, text=True).stdout
    return float(re.search(r"tps = ([\d.]+)", said).group(1))


def main():
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    peer = serving.make_database("peer")[1]
    tps = pgbench(peer, seconds)
    print(f"pgbench simple-update, {CLIENTS} clients        {tps:8.0f} transactions/s", flush=True)
    best = 0.0
    for name, kind, servers in (("", "SQLite", 1), ("one", "PostgreSQL", 1), ("two", "PostgreSQL", 2)):
        with tempfile.TemporaryDirectory(prefix="yc-bench-") as folder:
            serving.prepare(folder, *(serving.make_database(name) if name else ()))
            rate, p95 = hand_off(folder, servers, seconds)
            said = subprocess.run([serving.CENTRAL, "verify", "--data", folder], capture_output=True, text=True,
                                  check=True).stdout.strip()
        print(f"{kind:10} {servers} server(s), {CLIENTS} clients       {rate:8.0f} events/s,"
              f" {rate / tps:5.2f} of pgbench; p95 {p95:.1f} ms a case; {said}", flush=True)
        if name:
            best = max(best, rate / tps)
    print(f"goal: {GOAL} of pgbench")
    return 0 if best >= GOAL else 1


if __name__ == "__main__":
    if "YC_TEST_POSTGRES" not in os.environ:
        os.execv(serving.WITH_POSTGRES, [serving.WITH_POSTGRES, "--measured", sys.executable, *sys.argv])
    sys.exit(main())
