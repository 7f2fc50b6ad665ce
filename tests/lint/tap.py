# Runs unittest test cases and prints TAP, so that every case counts as one test.
# SPDX-License-Identifier: GPL-3.0-or-later
import sys
import unittest


class TapResult(unittest.TestResult):
    def report(self, mark, test, fault=None):
        print(f"{mark} {self.testsRun} {test.shortDescription() or test.id()}", flush=True)
        if fault:
            print(self._exc_info_to_string(fault, test), file=sys.stderr)

    def addSuccess(self, test):
        super().addSuccess(test)
        self.report("ok", test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.report("not ok", test, err)

    def addError(self, test, err):
        super().addError(test, err)
        self.report("not ok", test, err)


def run(suite):
    """Runs the suite and ends the program: 0 when all of it passed and there was something."""
    print(f"1..{suite.countTestCases()}")
    result = suite.run(TapResult())
    sys.exit(0 if result.wasSuccessful() and result.testsRun > 0 else 1)
