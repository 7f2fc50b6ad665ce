#!/usr/bin/python3
# From the start of the program to a queue that can be used, and what it weighs then, beside a bare window.
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import time

import windows

ROUNDS = 7
SETTLED = 1.5  # seconds after which nothing more is loaded
ROWS = 100_000


def measure(*command, **more):
    with windows.Program(*command, **more) as program:
        ms = float(program.read("painted")[-1][1])
        time.sleep(SETTLED)
        return ms, program.pss()


def show(name, command, results, peer):
    ms, mb = (windows.median(values) for values in zip(*results))
    peer_ms, peer_mb = (windows.median(values) for values in zip(*peer))
    print(f"{name:<28} {ms:6.0f} ms {ms / peer_ms:5.2f} x {mb:6.1f} MB PSS {mb / peer_mb:5.2f} x   {command}")
    return ms / peer_ms, mb / peer_mb


def main():
    profile = windows.fill(ROWS)
    runs = {
        "bare libadwaita window": (("bare-window",), {}),
        "our queue": (("queue-window", profile), {}),
        "bare window without GL": (("bare-window",), {"GDK_DEBUG": "gl-disable", "GSK_RENDERER": "cairo"}),
    }
    results = {name: [] for name in runs}
    for name, (command, more) in runs.items():
        measure(*command, **more)  # warm files, and what the first window of a bus starts
    for _ in range(ROUNDS):
        for name, (command, more) in runs.items():
            results[name].append(measure(*command, **more))

    print(f"Start to painted and memory when settled, {ROUNDS} alternating rounds on one screen, medians. The peer is\n"
          f"libadwaita's window with a header bar, as large as ours, as it comes; ours is the real window over\n"
          f"a store of {ROWS:,} cases, painted with its first loaded rows; the rest of the list comes after.\n"
          "Signing in is left out: a person types there.")
    peer = results["bare libadwaita window"]
    for name, (command, more) in runs.items():
        shown = " ".join([*(f"{key}={value}" for key, value in more.items()), *command])
        ratios = show(name, shown, results[name], peer)
        if name == "our queue":
            ours = ratios
    print(f"start: {ours[0]:.2f} x the bare window (goal <= 1.0): {windows.verdict(ours[0], 1)}")
    print(f"memory: {ours[1]:.2f} x the bare window (goal <= 1.0): {windows.verdict(ours[1], 1)}")


if __name__ == "__main__":
    windows.own_runtime(os.path.abspath(__file__))
    main()
