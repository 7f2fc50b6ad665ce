#!/usr/bin/python3
# How many events a second central stores when counters hand cases off, against what the database can do.
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: bench-handoff.py [SECONDS]

Clients each post a case after the other, five events from its opening to the handoff in one request.
Beside it, on the same PostgreSQL in the same run: pgbench's simple update, prepared, as many clients.
What is told is events a second, and their share of pgbench's transactions a second."""
import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile

import serving

PROGRAMS = "/usr/lib/postgresql/15/bin/"
CLIENTS, GOAL = 8, 0.5
UNLIMITED = "[limits]\nrequests-per-second=-1\n"
PLACE = 0xfeedfacecafe  # stands in the words of a request for the number of its case
COUNTER = """
local number = %d
local headers = {["Authorization"] = "Bearer %s", ["Content-Type"] = "application/json"}
local path, body = "%s", %s
function request ()
  number = number + 1
  local words = {hex = string.format ("%%012x", number), dec = string.format ("%%010d", number)}
  return wrk.format ("POST", path:gsub ("<(%%a+)>", words), headers, body:gsub ("<(%%a+)>", words))
end
function done (summary)
  local bad = summary.errors
  io.write ("bad ", bad.connect + bad.read + bad.write + bad.status + bad.timeout, "\\n")
end
"""


def write_counter(folder, token, first):
    """What wrk asks: a case after the other. Who asks takes as little of the machine as pgbench does."""
    path, body = serving.handoff(PLACE)

    def words(text):
        return text.replace(f"{PLACE:012x}", "<hex>").replace(f"{PLACE:010d}", "<dec>")
    script = os.path.join(folder, f"counter-{first}.lua")
    with open(script, "w", encoding="utf-8") as file:
        file.write(COUNTER % (first, token, words(path), json.dumps(words(body.decode()))))
    return script


def read_number(pattern, said):
    return float(re.search(pattern, said).group(1))


def hand_off(folder, servers, seconds):
    """Events a second, and milliseconds within which 99 of 100 cases are stored."""
    with contextlib.ExitStack() as stack:
        running = [stack.enter_context(serving.Server(folder, UNLIMITED)) for _ in range(servers)]
        token = running[0].sign_in()
        counters = [subprocess.Popen(
            ["wrk", "--latency", "--threads=1", f"--connections={CLIENTS // servers}", f"--duration={seconds}s",
             "--script", write_counter(folder, token, (i + 1) << 32), server.url],
            stdout=subprocess.PIPE, text=True) for i, server in enumerate(running)]
        said = [counter.communicate()[0] for counter in counters]
    if any(read_number(r"bad (\d+)", text) for text in said):
        raise RuntimeError("\n".join(said))
    slowest = max(read_number(r"99%\s+([\d.]+)ms", text) for text in said)
    return sum(read_number(r"Requests/sec:\s+([\d.]+)", text) for text in said) * len(serving.TYPES), slowest


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
            rate, slowest = hand_off(folder, servers, seconds)
            said = subprocess.run([serving.CENTRAL, "verify", "--data", folder], capture_output=True, text=True,
                                  check=True).stdout.strip()
        print(f"{kind:10} {servers} server(s), {CLIENTS} clients       {rate:8.0f} events/s,"
              f" {rate / tps:5.2f} of pgbench; p99 {slowest:.1f} ms a case; {said}", flush=True)
        if name:
            best = max(best, rate / tps)
    print(f"goal: {GOAL} of pgbench")
    return 0 if best >= GOAL else 1


if __name__ == "__main__":
    if "YC_TEST_POSTGRES" not in os.environ:
        os.execv(serving.WITH_POSTGRES, [serving.WITH_POSTGRES, "--measured", sys.executable, *sys.argv])
    sys.exit(main())
