#!/usr/bin/python3
# Tests of the last line of ./dev test: it must never call a run good that was not.
# SPDX-License-Identifier: GPL-3.0-or-later
import json
import os
import subprocess
import sys
import tempfile
import unittest

import tap

COUNT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "count-results.py")


def log(result, stdout=""):
    return json.dumps({"name": "core/case", "result": result, "stdout": stdout}) + "\n"


# what the test says, the file, its content, the last line, the exit code
COUNTED = [
    ("subtests are counted one each", "a.json", log("OK", "ok 1 /a\n    ok 2 /b\n"), "2 passed, 0 failed", 0),
    ("a program without subtests is one", "a.json", log("OK"), "1 passed, 0 failed", 0),
    ("a failed subtest is one failure", "a.json", log("FAIL", "ok 1 /a\nnot ok 2 /b\n"), "1 passed, 1 failed", 1),
    ("a crash after subtests is a failure", "a.json", log("FAIL", "ok 1 /a\n"), "1 passed, 1 failed", 1),
    ("an abort inside of a subtest is one failure", "a.json", log("ERROR", "ok 1 /a\nBail out! /b\n"),
     "1 passed, 1 failed", 1),
    ("a time-out is a failure", "a.json", log("TIMEOUT"), "0 passed, 1 failed", 1),
    ("a skipped test is a failure", "a.json", log("SKIP", "ok 1 /a # SKIP\n"), "0 passed, 1 failed", 1),
    ("a TAP file is counted by its lines", "a.tap", "ok 1 a\nnot ok 2 b\n", "1 passed, 1 failed", 1),
    ("nothing run is a failure", "a.json", "", "0 passed, 1 failed", 1),
]


class Counted(unittest.TestCase):
    def __init__(self, title, name, content, line, code):
        super().__init__("test_counted")
        self.row = (title, name, content, line, code)

    def shortDescription(self):
        return "/results/" + self.row[0]

    def test_counted(self):
        _, name, content, line, code = self.row
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, name)
            with open(path, "w", encoding="utf-8") as file:
                file.write(content)
            done = subprocess.run([sys.executable, COUNT, path], capture_output=True, text=True, check=False)
        self.assertEqual((done.stdout.splitlines()[-1], done.returncode), (line, code))


class Missing(unittest.TestCase):
    def test_missing(self):
        """/results/a missing file is a failure"""
        done = subprocess.run([sys.executable, COUNT, "gone.json"], capture_output=True, text=True, check=False)
        self.assertEqual(done.stdout, "failed: gone.json: nothing was run\n0 passed, 1 failed\n")
        self.assertEqual(done.returncode, 1)


suite = unittest.TestSuite(Counted(*row) for row in COUNTED)
suite.addTest(Missing("test_missing"))
tap.run(suite)
