#!/usr/bin/python3
# A paper from Ctrl+P to the printer: looked at first, printed, printed again, and no printer there.
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import subprocess
import sys
import unittest

sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)),
                os.path.join(os.path.dirname(os.path.abspath(__file__)), "../lint")]

import tap  # noqa: E402
import yc_atspi  # noqa: E402
import yc_desk  # noqa: E402

NOTICE = "One-time notice of what is missing"
ON_ITS_WAY = "The paper is on its way to the printer."


class Printing(yc_desk.Desk):
    """GTK prints to a file, in the folder for documents: that is our printer, and it can be gone."""

    @classmethod
    def environment(cls):
        cls.output = cls.place.path("printer")
        os.mkdir(cls.output)
        with open(cls.place.path("home-wang", "config", "user-dirs.dirs"), "w", encoding="utf-8") as file:
            file.write(f'XDG_DOCUMENTS_DIR="{cls.output}"\n')
        return {}

    # ---- Steps ------------------------------------------------------------------------------------

    def choose_printer(self):
        """The first time; later the dialog knows it."""
        self.dialog()
        self.app.wait_for("label", "Print to File")
        self.app.key("Tab", "Down", "space")

    def print_out(self):
        self.press_last("_Print")
        self.wait_dialog_gone()

    def path(self, number):
        return os.path.join(self.output, f"{number} {NOTICE}.pdf")

    def read(self, number):
        path = self.path(number)
        yc_atspi.wait(lambda: os.path.exists(path) and os.path.getsize(path) > 1000,
                      lambda: f"no paper came; {self.app.describe()}")
        ended = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True)
        return "".join(ended.stdout.split())

    def prints(self, number):
        return [event["data"]["reprint"] for event in self.events(number, "paper-issued")]

    # ---- Journeys ---------------------------------------------------------------------------------

    def test_print(self):
        "/printing/who only looks, or cancels, has printed nothing; then the paper comes with its number, and again as a reprint"
        number = self.begin_case("transfer")
        self.give_notice()
        self.app.key("ctrl+p")
        self.choose_printer()
        self.press_last("Pre_view")
        self.app.wait_for("filler", contains="Page 1 of")
        self.dialog()
        self.app.key("Escape")
        self.wait_dialog_gone()
        self.app.key("ctrl+p")
        self.choose_printer()
        self.press_last("_Cancel")
        self.wait_dialog_gone()
        self.assertTrue(self.app.find("push button", "Print"), "it counts as printed, and was not")

        self.app.key("ctrl+p")
        self.choose_printer()
        self.print_out()
        self.app.wait_for("label", ON_ITS_WAY)
        text = self.read(number)
        first = self.wait_events(number, "paper-issued")
        self.assertIn(first["data"]["number"], text)
        self.assertNotIn("补打", text)
        self.assertNotIn("预览", text)

        os.remove(self.path(number))
        self.app.wait_for("push button", "Print again")
        self.app.key("ctrl+p")
        self.dialog()
        self.app.wait_for("label", "Print to File")
        self.app.key("Return")  # the printer of last time is chosen already
        self.wait_dialog_gone()
        text = self.read(number)
        self.assertIn("补打", text)
        self.wait_events(number, "paper-issued", 2)
        self.assertEqual(self.prints(number), [False, True])
        self.assertIn(first["data"]["number"], text)
        self.app.press("push button", "History")
        self.app.wait_for("label", contains="again")

    def test_no_printer(self):
        "/printing/a printer that is not there: a sentence says so, the paper stays and is printed later"
        number = self.begin_case("transfer")
        self.give_notice()
        os.rename(self.output, self.output + "-gone")
        self.app.key("ctrl+p")
        self.choose_printer()
        self.print_out()
        self.app.wait_for("label", contains="The printer did not take the paper")
        os.rename(self.output + "-gone", self.output)
        self.wait_events(number, "paper-issued", 2)
        self.app.press("push button", "Print")
        self.choose_printer()
        self.print_out()
        text = self.read(number)
        self.assertIn("补正材料一次性告知书", text)
        self.assertNotIn("补打", text)
        self.wait_events(number, "paper-issued", 3)
        self.assertEqual([event["data"].get("failed", False) for event in self.events(number, "paper-issued")],
                         [False, True, False])


if __name__ == "__main__":
    yc_atspi.own_screen("1366x768x24")
    tap.run(unittest.defaultTestLoader.loadTestsFromTestCase(Printing))
