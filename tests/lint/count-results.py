#!/usr/bin/python3
# Counts what the test runners reported and prints it as one line: N passed, N failed.
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: count-results.py FILE…, each a TAP file or meson's testlog.json (a JSON object a line).

A program that speaks TAP counts by its subtests, any other as one test. One that ended badly without
saying which subtest failed counts as one failure, and a missing or empty file does too."""
import json
import os
import re
import sys

RESULT = re.compile(r"^\s*(not )?ok\b(.*)$")


def count_tap(text):
    passed, failed = 0, []
    for line in text.splitlines():
        match = RESULT.match(line)
        if match and (match.group(1) or "# SKIP" in line):
            failed.append(match.group(2).strip())
        elif match:
            passed += 1
        elif line.startswith("Bail out!"):
            failed.append(line)
    return passed, failed


def count_program(entry):
    passed, failed = count_tap(entry.get("stdout", ""))
    if entry["result"] not in ("OK", "EXPECTEDFAIL"):
        failed = failed or [entry["result"].lower()]
    elif passed == 0 and not failed:
        passed = 1
    return passed, [f"{entry['name']}: {name}" for name in failed]


def count_file(path):
    if not os.path.exists(path) or os.path.getsize(path) == 0:
        return 0, [f"{path}: nothing was run"]
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if not path.endswith(".json"):
        return count_tap(text)
    passed, failed = 0, []
    for line in text.splitlines():
        more_passed, more_failed = count_program(json.loads(line))
        passed += more_passed
        failed += more_failed
    return passed, failed


def main():
    passed, failed = 0, []
    for path in sys.argv[1:]:
        more_passed, more_failed = count_file(path)
        passed += more_passed
        failed += more_failed
    for name in failed:
        print("failed:", name)
    print(f"{passed} passed, {len(failed)} failed")
    return 0 if passed > 0 and not failed else 1


sys.exit(main())
