#!/usr/bin/python3
# The window as a clerk uses it: sign-in, lists, search, keyboard, language, lock.
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import sys
import unittest

sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)),
                os.path.join(os.path.dirname(os.path.abspath(__file__)), "../lint")]

import tap  # noqa: E402
import yc_atspi  # noqa: E402
from yc_central import Central, PASSWORD  # noqa: E402


class Desk(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = yc_atspi.Place().__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.place.__exit__()

    def setUp(self):
        self.app = None

    def tearDown(self):
        if self.app and self.app.is_running():
            self.app.kill()

    def begin(self, profile, person="wang", window="general-1", **more):
        self.app = self.place.start_app(profile, **more)
        self.app.sign_in(person, PASSWORD, window)
        return self.app

    def test_wrong_password(self):
        "/app/a wrong password is answered by a sentence beside the field, and the page stays usable"
        self.app = self.place.start_app("wrong")
        self.app.fill("Person", "wang")
        self.app.fill("Password", "not-the-password")
        self.app.fill("Window", "general-1")
        self.app.press("push button", "Sign in")
        yc_atspi.wait(lambda: self.app.find("text", "Passphrase of this terminal")
                      or self.app.find("label", contains="password"), "no answer at all")
        if self.app.find("text", "Passphrase of this terminal"):
            self.app.fill("Passphrase of this terminal", "twelve small clouds")
            self.app.press("push button", "Sign in")
        self.app.wait_for("label", contains="password")
        self.app.fill("Password", PASSWORD)
        self.app.press("push button", "Sign in")
        self.app.wait_for("list", "Lists of cases")

    def test_rows(self):
        "/app/the list of cases shows rows, and a screen reader hears each as one sentence"
        app = self.begin("rows")
        for row in app.settled_rows():
            self.assertGreater(len(row.split(",")), 3, row)

    def test_search_and_filter(self):
        "/app/a search narrows the list, and clearing it brings everything back"
        app = self.begin("search")
        before = app.settled_rows()
        number = before[3].split(",")[0]
        app.key_to("ctrl+f", "entry", "Search")
        app.type(number)
        yc_atspi.wait(lambda: len(app.rows()) == 1 and number in app.rows()[0],
                      lambda: f"the search found {app.rows()}")
        app.key("Escape")
        # Central may have told of more meanwhile, and only rows near the window are there to be read.
        numbers = {row.split(",")[0] for row in before}
        yc_atspi.wait(lambda: len(numbers & {row.split(",")[0] for row in app.rows()}) > 5,
                      lambda: f"{app.rows()} came back for {before}")

    def test_window_that_is_gone(self):
        "/app/who asks over accessibility for a window that has closed does not end the program"
        app = self.begin("gone")
        app.key_until("ctrl+question", lambda: len(app.windows()) == 2, "the keys are not shown", 6)
        yc_atspi.run("xdotool", "windowfocus", "--sync", app.windows()[-1])
        app.key("Escape")
        yc_atspi.wait(lambda: len(app.windows()) == 1, "the keys are still shown")
        for i in range(1, 4):
            app.root().get_child(i)
        app.wait_for("list", "Lists of cases")
        self.assertTrue(app.is_running(), app.said())

    def test_no_match(self):
        "/app/a search without result says so and offers the whole list"
        app = self.begin("nothing")
        app.wait_for("list item", contains="-G")
        app.key_to("ctrl+f", "entry", "Search")
        app.type("999999999")
        app.press("push button", "Show the whole list")
        app.wait_for("list item", contains="-G")

    def test_keyboard(self):
        "/app/by keyboard alone one goes from list to list and into a case and back to the same row"
        app = self.begin("keys")
        app.wait_for("list item", contains="-G")
        app.key("alt+4")
        app.wait_for("label", "Supplement")
        app.settled_rows()
        app.key("Down")
        app.key("Down")
        focused = app.wait_for_focus("list item").name
        app.key_away("Return", "list", "Lists of cases")
        app.key("alt+Left")
        app.wait_for("list", "Lists of cases")
        self.assertEqual(app.wait_for_focus("list item").name, focused)

    def test_place_survives(self):
        "/app/search and selection of a list survive a look at another one"
        app = self.begin("place")
        app.settled_rows()
        app.key_to("ctrl+f", "entry", "Search")
        app.type("00002")
        yc_atspi.wait(lambda: app.rows() and all("00002" in row for row in app.rows()),
                      lambda: f"the search found {app.rows()}")
        rows = app.rows()
        app.key("alt+2")
        app.wait_for("label", "Drafts")
        app.key("alt+1")
        yc_atspi.wait(lambda: app.rows() == rows, lambda: f"{app.rows()} is not {rows}")
        self.assertEqual(app.find("entry", "Search").text(), "00002")

    def test_lock(self):
        "/app/locking hides everything, and the password brings it back unchanged"
        app = self.begin("lock")
        rows = app.settled_rows()
        app.key("ctrl+l")
        app.wait_for("push button", "Unlock")
        self.assertEqual(app.rows(), [])
        app.type("wrong")
        app.key("Return")
        app.wait_for("label", contains="password")
        app.type(PASSWORD)
        app.key_away("Return", "push button", "Unlock")
        yc_atspi.wait(lambda: app.rows() == rows, "the list is not as it was")

    def test_left_alone(self):
        "/app/a window that is left alone locks, and takes what else is open away"
        folder = self.place.path("home-alone", "config", "yichuang")
        os.makedirs(folder)
        with open(os.path.join(folder, "alone.ini"), "w", encoding="utf-8") as file:
            file.write("[profile]\nlock-after=25\n")
        app = self.begin("alone")
        app.wait_for("list item", contains="-G")
        app.key_until("ctrl+question", lambda: len(app.windows()) == 2, "the keys are not shown", 6)
        app.wait_for("push button", "Unlock", seconds=60)
        self.assertEqual((len(app.windows()), app.rows()), (1, []))
        app.focus_window()
        app.type(PASSWORD)
        app.key_away("Return", "push button", "Unlock")
        app.wait_for("list item", contains="-G")

    def test_language(self):
        "/app/the window speaks Chinese where the system does, and switches while a person is signed in"
        app = self.app = self.place.start_app("language", language="zh_CN")
        app.wait_for("push button", "登录")
        app.quit()
        app = self.begin("language")
        app.wait_for("list item", contains="-G")
        app.key("ctrl+m")
        app.choose("Language")
        app.choose("中文")
        app.wait_for("label", "我的办件")
        app.wait_for("push button", "新收件")
        self.assertIn("，", app.wait_for("list item", contains="-G").name)

    def test_items(self):
        "/app/a new case begins with a few letters and Enter, and Escape leaves without one"
        app = self.begin("items")
        app.wait_for("list item", contains="-G")
        app.key_to("ctrl+n", "entry", "Search for an item")
        app.type("driving")
        yc_atspi.wait(lambda: len(app.find_all("list item")) == 1, "not one item left")
        app.key("Escape")
        app.wait_for("list", "Lists of cases")

    def test_offline(self):
        "/app/without central the lists are there and the window says that it is offline"
        app = self.begin("offline")
        app.wait_for("list item", contains="-G")
        port = self.place.port
        self.place.stop_central()
        try:
            app.wait_for("push button", contains="Synchronisation: Offline")
            app.key("ctrl+shift+s")
            app.click(app.wait_for("push button", "Try now"))
            app.wait_for("label", contains="Central cannot be reached")
            app.key("Escape")
            app.wait_for("list item", contains="-G")
        finally:
            self.place.start_central(port)

    def type_without_central(self):
        """A case that central knows, and a name in it that central does not: the case's number."""
        app = self.begin("refused")
        app.wait_for("list item", contains="-G")
        app.key_to("ctrl+n", "entry", "Search for an item")
        app.type("transfer")
        yc_atspi.wait(lambda: len(app.find_all("list item")) == 1, "not one item left")
        app.key("Return")
        app.wait_for("list", "Materials")
        number = app.wait_for("label", contains="-G1-").name.split()[0]
        app.wait_for("push button", contains="Synchronisation: Synced")
        port = self.place.port
        self.place.stop_central()
        app.click(app.wait_for("text", "Name"))
        app.type("Chen Xiaohua")
        app.key("Tab")
        app.wait_for("push button", contains="Synchronisation: Offline")
        app.quit()
        self.place.start_central(port)
        return number

    def test_refused(self):
        "/app/what was typed into a case that is over by now is shown beside what central has"
        number = self.type_without_central()
        Central(self.place.url, "wang").withdraw(number, "Sold to somebody else.")
        app = self.begin("refused")
        app.wait_for("push button", contains="Synchronisation: Needs you", seconds=30)
        app.key("ctrl+shift+s")
        app.press("push button", "Look at it…")
        app.wait_for("label", contains="Withdrawn by the applicant")
        app.wait_for("label", "At central")
        self.shot("refused")
        self.assertFalse(app.find("push button", "Do it again").is_sensitive(), "the case is over")
        app.press("push button", "Leave it as it is at central")
        app.wait_for("push button", contains="Synchronisation: Synced")

    def shot(self, name):
        folder = os.environ.get("YICHUANG_SHOTS")
        if folder:
            yc_atspi.run("import", "-window", "root", os.path.join(folder, name + ".png"))


if __name__ == "__main__":
    yc_atspi.own_screen()
    tap.run(unittest.defaultTestLoader.loadTestsFromTestCase(Desk))
