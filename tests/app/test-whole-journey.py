#!/usr/bin/python3
# One case from the counter to a decision, through two real windows and by keyboard alone.
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import subprocess
import sys
import unittest

sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)),
                os.path.join(os.path.dirname(os.path.abspath(__file__)), "../lint")]

import tap  # noqa: E402
import whole_journey  # noqa: E402
import yc_atspi  # noqa: E402


class Journey(unittest.TestCase):
    def play(self, language):
        with yc_atspi.Place() as place:
            journey = whole_journey.Journey(place, language)
            number = journey.walk()
            paper = place.path("paper.pdf")
            journey.save_paper(paper)
            text = subprocess.run(["pdftotext", paper, "-"], capture_output=True, text=True, check=True).stdout
            self.assertIn(number, text)
            self.assertIn("陈小华", text)
            place.stop_central()
            verify = subprocess.run([yc_atspi.build_path("src/central/yichuang-central"), "verify", "--data",
                                     place.path("central")], capture_output=True, text=True, check=False)
            self.assertEqual(verify.returncode, 0, verify.stdout + verify.stderr)

    def test_chinese(self):
        "/journey/in Chinese and by keyboard alone a case goes from the counter to a decision, and its paper prints"
        self.play("zh_CN")


if __name__ == "__main__":
    yc_atspi.own_screen(whole_journey.SCREEN)
    tap.run(unittest.defaultTestLoader.loadTestsFromTestCase(Journey))
