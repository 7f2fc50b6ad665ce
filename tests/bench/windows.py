# What the benches of windows share: stores full of cases, programs and what they print, figures.
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time

TREE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.environ.get("YICHUANG_BENCH_BUILD") or os.path.join(TREE, "_build/main")
PARTS = os.path.join(BUILD, "tests/bench/parts")
PATIENCE = 120  # seconds until a program that says nothing is ended
HOME = os.path.join(BUILD, "bench")  # kept: filling takes longer than measuring


def own_runtime(script):
    """Runs the script again with a runtime folder of its own: its accessibility bus lies there."""
    if os.environ.get("YICHUANG_BENCH_RUNTIME"):
        return
    with tempfile.TemporaryDirectory(prefix="yichuang-bench-") as runtime:
        environment = dict(os.environ, XDG_RUNTIME_DIR=runtime, YICHUANG_BENCH_RUNTIME="1")
        ended = subprocess.run(["dbus-run-session", "--", sys.executable, script],
                               env=environment, check=False)
    sys.exit(ended.returncode)


def environment(**more):
    return {**os.environ, "XDG_CONFIG_HOME": os.path.join(HOME, "config"),
            "XDG_DATA_HOME": os.path.join(HOME, "data"), "GSETTINGS_BACKEND": "memory",
            "YICHUANG_DATADIR": os.path.join(TREE, "data"), **more}


def fill(rows):
    """The profile of a store with so many cases, filled if it is not there yet."""
    profile = f"rows-{rows}"
    folder = os.path.join(HOME, "data/yichuang", profile)
    full = os.path.join(folder, "full")
    if not os.path.exists(full):
        subprocess.run(["rm", "-rf", folder], check=True)
        subprocess.run([os.path.join(PARTS, "fill-store"), folder, str(rows)],
                       env=environment(), check=True)
        with open(full, "w", encoding="utf-8"):
            pass
    return profile


class Program:
    """A window that prints what it measures."""

    def __init__(self, *arguments, **more):
        arguments = [os.path.join(PARTS, arguments[0]), *arguments[1:]]
        spawned = time.monotonic_ns() // 1000
        self.process = subprocess.Popen(
            arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env=environment(YICHUANG_BENCH_SPAWNED=str(spawned), **more))

    def __enter__(self):
        return self

    def __exit__(self, *nothing):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def read(self, until):
        """Words of its lines up to the first that begins so."""
        lines = []
        watch = threading.Timer(PATIENCE, self.process.kill)
        watch.daemon = True
        watch.start()
        for line in self.process.stdout:
            lines.append(line.split())
            if lines[-1][0] == until:
                watch.cancel()
                return lines
        raise SystemExit(f"{self.process.args} ended before it said {until!r}")

    def pss(self):
        """Its proportional share of memory in MB."""
        with open(f"/proc/{self.process.pid}/smaps_rollup", encoding="ascii") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("Pss:")) / 1024


def p95(values):
    return sorted(values)[min(len(values) - 1, int(0.95 * len(values)))]


def median(values):
    return statistics.median(values)


def verdict(value, goal):
    return "met" if value <= goal else "MISSED"
