# A clerk's window that stays open for all tests of a file: how cases are begun and found in it.
# SPDX-License-Identifier: GPL-3.0-or-later
import unittest

import whole_journey
import yc_atspi
from yc_central import Central, PASSWORD

REACHED = 20  # seconds until central has what was done here


class Desk(unittest.TestCase):
    """`cls.app` is the window of the clerk wang at general-1; `environment ()` may add to it."""

    @classmethod
    def environment(cls):
        return {}

    @classmethod
    def setUpClass(cls):
        cls.place = yc_atspi.Place().__enter__()
        cls.addClassCleanup(cls.place.__exit__)
        cls.paper = whole_journey.Paper(cls.place.folder)
        whole_journey.write_profile(cls.place, "wang", cls.paper.profile())
        cls.app = cls.place.start_app("wang", environment={"SANE_CONFIG_DIR": cls.paper.folder,
                                                           **cls.environment()})
        cls.widen(cls.app)
        cls.app.sign_in("wang", PASSWORD, "general-1")
        cls.app.wait_for("list item", contains="20")
        cls.central = Central(cls.place.url, "wang")

    def tearDown(self):
        """Whatever a test left open, the next one begins at the lists."""
        self.app.focus_window()
        for _ in range(6):
            if self.app.find("list", "Lists of cases"):
                return
            self.app.key("Escape")
            yc_atspi.time.sleep(0.3)
        self.app.wait_for("list", "Lists of cases")

    # ---- Windows ----------------------------------------------------------------------------------

    @staticmethod
    def widen(app):
        yc_atspi.run("xdotool", "windowmove", app.window_id(), "0", "0", "windowsize", app.window_id(),
                     str(whole_journey.WIDTH), str(whole_journey.HEIGHT))

    @classmethod
    def colleague(cls, person, window=""):
        """Somebody else's window on the same screen."""
        app = cls.place.start_app(person)
        cls.widen(app)
        app.sign_in(person, PASSWORD, window)
        return app

    def dialog(self, app=None):
        """The keyboard goes to the window that opened last."""
        app = app or self.app
        yc_atspi.wait(lambda: len(app.windows()) > 1, lambda: f"no dialog came; {app.describe()}")
        yc_atspi.run("xdotool", "windowfocus", "--sync", app.windows()[-1])

    def wait_dialog_gone(self):
        yc_atspi.wait(lambda: len(self.app.windows()) == 1, "the dialog is still there")
        self.app.focus_window()

    # ---- Cases ------------------------------------------------------------------------------------

    def begin_case(self, search):
        """The first item that is found by these letters; the number of the case."""
        app = self.app
        app.focus_window()
        app.key_to("ctrl+n", "entry", "Search for an item")
        app.type(search)
        yc_atspi.wait(lambda: len(app.find_all("list item")) == 1, lambda: f"{search} is not one item")
        app.key("Return")
        app.wait_for("list", "Materials")
        return app.wait_for("label", contains="-G1-").name.split()[0]

    def open_case(self, number, app=None, place=1):
        """Through the search of a list; `place` is its place in the side bar."""
        app = app or self.app
        app.focus_window()
        app.key(f"alt+{place}")
        app.settled_rows()
        app.key_to("ctrl+f", "entry", "Search")
        app.key("ctrl+a")
        app.type(number)
        yc_atspi.wait(lambda: len(app.rows()) == 1, lambda: f"{number} is not alone: {app.rows()}")
        app.key("Down")
        app.wait_for_focus("list item")
        app.key_away("Return", "list", "Lists of cases")

    def events(self, number, kind=None):
        case = self.central.find(number)
        return [event for event in (self.central.events(case) if case else [])
                if kind in (None, event["type"])]

    def wait_events(self, number, kind, count=1, app=None):
        """Until central has so many of a kind; the last of them."""
        return yc_atspi.wait(lambda: len(self.events(number, kind)) >= count and self.events(number, kind),
                             lambda: f"central has no {count} {kind} of {number}; "
                             f"{(app or self.app).describe()}", REACHED)[-1]

    # ---- Things of a case -------------------------------------------------------------------------

    def give_notice(self):
        """The one-time notice about all that is missing."""
        app = self.app
        app.fill("Name", "陈小华")
        app.wait_for("label", contains="陈小华")
        app.key("F9")
        app.wait_for("push button", "Give the notice")
        app.key("F9")
        app.wait_for("label", contains="awaited")

    def press_last(self, contains, app=None):
        """Of several buttons with such words the one that came last: that of the dialog or form."""
        app = app or self.app
        found = yc_atspi.wait(lambda: [node for node in app.find_all("push button", contains=contains)
                                       if node.is_sensitive()],
                              lambda: f"no button {contains} to press; {app.describe()}")
        found[-1].act()
