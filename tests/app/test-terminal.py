#!/usr/bin/python3
# A new workstation waits until the keeper admits it, and is told when it is shut out.
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import re
import subprocess
import sys
import unittest

sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)),
                os.path.join(os.path.dirname(os.path.abspath(__file__)), "../lint")]

import tap  # noqa: E402
import yc_atspi  # noqa: E402
from yc_central import PASSWORD  # noqa: E402

FINGERPRINT = re.compile(r"(?:\d{5} ){5}\d{5}")


class Terminal(unittest.TestCase):
    def keeper(self, *words):
        """What the keeper of central is told by the verb terminal."""
        return subprocess.run([yc_atspi.build_path("src/central/yichuang-central"), "terminal", *words,
                               "--data", self.place.path("central")],
                              capture_output=True, text=True, check=True).stdout

    def read_fingerprint(self, contains):
        """What the window says to read to the keeper."""
        return FINGERPRINT.search(self.app.wait_for("label", contains=contains).name)[0]

    def wait_refused(self):
        """Signs in as far as it goes: the passphrase of the terminal is chosen on the way."""
        app = self.app
        app.wait_for("text", "Person")
        for name, text in {"Person": "wang", "Window": "general-1", "Password": PASSWORD}.items():
            app.fill(name, text)
        app.press("push button", "Sign in")
        yc_atspi.wait(lambda: app.find("text", "Passphrase of this terminal")
                      or app.find("label", contains="not admitted yet"), app.describe)
        if app.find("text", "Passphrase of this terminal"):
            app.fill("Passphrase of this terminal", "twelve small clouds")
            app.press("push button", "Sign in")
        return self.read_fingerprint("not admitted yet")

    def assert_in_preferences(self, fingerprint):
        app = self.app
        app.focus_window()
        app.key("ctrl+comma")
        self.assertEqual(self.read_fingerprint(fingerprint), fingerprint)
        app.key("Escape")
        yc_atspi.wait(lambda: len(app.windows()) == 1, "the preferences stay")
        app.focus_window()

    def unlock(self):
        app = self.app
        app.focus_window()
        app.wait_for_focus("password text", "Password")
        app.type(PASSWORD)
        app.press("push button", "Unlock")

    def test_terminal(self):
        "/terminal/the window says what to read to the keeper, and when it is shut out"
        with yc_atspi.Place() as self.place:
            self.place.stop_central()
            self.place.start_central(0, "--terminals", "registered")
            self.app = app = self.place.start_app("wang")
            fingerprint = self.wait_refused()
            self.assertTrue(self.keeper("list").startswith(fingerprint + "  waiting "))
            self.keeper("admit", *fingerprint.split())
            app.press("push button", "Sign in")
            app.wait_for("list", "Lists of cases")
            self.assert_in_preferences(fingerprint)
            self.keeper("revoke", fingerprint)
            app.wait_for("push button", "Unlock")
            self.unlock()
            self.assertEqual(self.read_fingerprint("was shut out"), fingerprint)
            self.keeper("admit", fingerprint)
            self.unlock()
            app.wait_for("list", "Lists of cases")
            app.quit()


if __name__ == "__main__":
    yc_atspi.own_screen()
    tap.run(unittest.defaultTestLoader.loadTestsFromTestCase(Terminal))
