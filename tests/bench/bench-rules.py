#!/usr/bin/python3
# Our JSON Schema and JsonLogic against ajv and json-logic-js in node: same cases, same run.
# SPDX-License-Identifier: GPL-3.0-or-later
import json
import os
import subprocess

import windows

ROUNDS, MS = 5, 200
CASES = os.path.join(windows.TREE, "tests/bench/data/rules.json")
MODULES = os.path.join(windows.TREE, "_build/npm-bench/node_modules")
GOALS = {"schema": 1, "rule": 3}


def measure(command, **more):
    """(kind, number) -> (nanoseconds, how many hold)."""
    said = subprocess.run([*command, CASES, str(MS)], check=True, text=True, capture_output=True,
                          env={**os.environ, **more}).stdout
    rows = (line.split() for line in said.splitlines())
    return {(kind, int(number)): (float(ns), holds) for kind, number, ns, holds in rows}


def main():
    with open(CASES, encoding="utf-8") as file:
        cases = json.load(file)
    ours, peer = [], []
    for _ in range(ROUNDS):
        ours.append(measure([os.path.join(windows.PARTS, "time-rules")]))
        peer.append(measure(["node", os.path.join(windows.TREE, "tests/bench/parts/time-rules.cjs")],
                            NODE_PATH=MODULES))

    print(f"One validation or evaluation, {ROUNDS} alternating rounds, medians. Instances are parsed, ours laid out for\n"
          "checking (“node”: from JsonNodes each time); schemas and rules are compiled where the library can\n"
          "(json-logic-js cannot); formats are asserted.")
    for kind, number in ours[0]:
        if kind == "node":
            nodes = windows.median([rows[kind, number][0] for rows in ours])
            print(f"  node   {cases['schemas'][number]['name']:<34} {nodes:8.0f} ns")
            continue
        assert ours[0][kind, number][1] == peer[0][kind, number][1], f"{kind} {number}: not the same answer"
        a, b = (windows.median([rows[kind, number][0] for rows in side]) for side in (ours, peer))
        name = cases["schemas" if kind == "schema" else "rules"][number]["name"]
        verdict = "met" if b / a >= GOALS[kind] else "MISSED"
        print(f"  {kind:<6} {name:<34} {a:8.0f} ns, {'ajv' if kind == 'schema' else 'json-logic-js'} {b:8.0f} ns: "
              f"{b / a:5.2f} x as fast (goal >= {GOALS[kind]}): {verdict}")


if __name__ == "__main__":
    main()
