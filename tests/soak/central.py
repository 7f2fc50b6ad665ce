#!/usr/bin/python3
# Kills servers while they store, and clients while they send, again and again: over a file, over a
# PostgreSQL, and one server of two.
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: central.py [KILLS]

KILLS (1,000 unless given) of the server and as many of a client over a file, a fifth of it over a
PostgreSQL; there, one server of two as well. Whatever was acknowledged must be there, once, and
everything must verify: after every kill of a server that is alone, otherwise in the end."""
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILT = os.path.join(ROOT, "_build", "main")
TESTS = os.path.join(BUILT, "tests", "central")
WITH_POSTGRES = os.path.join(ROOT, "tests", "central", "with-postgres.py")
KILLED = "/central/pair/one is killed at any time, and nothing is lost or doubled"


def run(rounds, *words, **more):
    told = dict(os.environ, YC_TEST_ROUNDS=str(rounds), YC_TEST_WITH_POSTGRES=WITH_POSTGRES,
                YC_CENTRAL_EXE=os.path.join(BUILT, "src", "central", "yichuang-central"), **more)
    return subprocess.run(words, env=told, check=False).returncode


def main():
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    kill, pair = (os.path.join(TESTS, "test-central-" + name) for name in ("kill", "pair"))
    failed = run(kills, kill)
    for words in ([kill], [pair, "-p", KILLED]):
        failed |= run(kills // 5, WITH_POSTGRES, "--own", *words, YC_TEST_DATABASE="postgres")
    print(f"2 x {kills} and 3 x {kills // 5} kills: " + ("something was lost" if failed else "nothing lost"))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
