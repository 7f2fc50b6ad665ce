#!/usr/bin/python3
# Everything stays within a small window when text is twice as large.
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import sys
import unittest

sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)),
                os.path.join(os.path.dirname(os.path.abspath(__file__)), "../lint")]

import tap  # noqa: E402
import whole_journey  # noqa: E402
import yc_atspi  # noqa: E402
import yc_desk  # noqa: E402
from yc_central import Central  # noqa: E402

LARGE = {"text-scale": "2.0"}


class LargeText(yc_desk.Desk):
    @classmethod
    def environment(cls):
        whole_journey.write_profile(cls.place, "wang", cls.paper.profile() | LARGE)
        whole_journey.write_profile(cls.place, "li", LARGE)
        return {}

    def assert_within(self, app, *names):
        """What is named can be read and pressed: none of it lies beyond the edge."""
        for name in names:
            x, y, width, height = app.wait_for("push button", name).extents()
            self.assertGreaterEqual(x, 0, name)
            self.assertLessEqual(x + width, whole_journey.WIDTH, f"{name} is cut off at the right")
            self.assertLessEqual(y + height, whole_journey.HEIGHT, f"{name} is cut off below")

    def test_intake(self):
        "/large-text/intake and notice stay within the window"
        app = self.app
        self.begin_case("transfer")
        self.assert_within(app, "Scan", "Import", "Not accepted…", "Corrected on the spot…", "One-time notice",
                           "Accept", "History", "More", "Close")
        app.key("F8")
        app.wait_for("image", contains="page 1 of 1")
        self.assert_within(app, "Scan", "Take the page out", "Accept", "History")
        app.fill("Name", "陈小华")
        app.wait_for("label", contains="陈小华")
        app.key("F9")
        self.assert_within(app, "Back to the case", "Give the notice")
        app.key("F9")
        app.wait_for("label", contains="awaited")
        self.assert_within(app, "Not accepted…", "Print", "One-time notice", "Accept", "Close")

    def test_review(self):
        "/large-text/the review stays within the window"
        case, _ = Central(self.place.url, "li").handed_off()
        app = self.colleague("li")
        self.open_case(case["number"], app, 5)
        buttons = ["Return to the window", "Refuse", "Grant", "History", "Further steps", "Close"]
        self.assert_within(app, *buttons)
        app.key("c")
        self.assert_within(app, "Do not compare any more", *buttons)
        app.quit()


if __name__ == "__main__":
    yc_atspi.own_screen("1366x768x24")
    tap.run(unittest.defaultTestLoader.loadTestsFromTestCase(LargeText))
