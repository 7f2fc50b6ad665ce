#!/usr/bin/python3
# What one keystroke costs: the checklist of an item of 40 materials and 120 rules, a search over 2,000 items.
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import subprocess

import windows

GOALS_MS = {"checklist": 1, "search": 10}


def main():
    said = subprocess.run([os.path.join(windows.PARTS, "time-checklist")], check=True, text=True,
                          capture_output=True).stdout
    print("Median and 95th percentile of one keystroke; the case is another one each time.")
    for line in said.splitlines():
        median, p95, found, name = line.split(" ", 3)
        if name == "index":
            print(f"  made ready: {found} items with pinyin in {int(median) / 1e6:.0f} ms, on a worker")
            continue
        kind = name if name in GOALS_MS else "search"
        what = f"checklist ({found} findings)" if kind == "checklist" else f"search “{name}” ({found} items)"
        verdict = "met" if int(p95) / 1e6 < GOALS_MS[kind] else "MISSED"
        print(f"  {what:<34} {int(median) / 1e6:7.3f} ms, p95 {int(p95) / 1e6:7.3f} ms (goal < {GOALS_MS[kind]} ms): "
              f"{verdict}")


if __name__ == "__main__":
    main()
