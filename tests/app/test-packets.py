#!/usr/bin/python3
# What waits is saved to a drive and taken in elsewhere, with how far it is and a button to stop it.
# SPDX-License-Identifier: GPL-3.0-or-later
import fcntl
import glob
import os
import subprocess
import sys
import unittest

sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)),
                os.path.join(os.path.dirname(os.path.abspath(__file__)), "../lint")]

import tap  # noqa: E402
import whole_journey  # noqa: E402
import yc_atspi  # noqa: E402
from yc_desk import Desk  # noqa: E402

SAVE, TAKE_IN = "Save to a drive…", "Take in from a drive…"


class Dam:
    """A file that lets nobody read on until it is opened."""

    def __init__(self, path):
        self.path = path
        with open(path, "rb") as file:
            self.content = file.read()
        os.unlink(path)
        os.mkfifo(path)

    def open(self):
        """Who waits for the file gets it, and who comes later finds it in its place."""
        pipe = os.open(self.path, os.O_RDWR)  # waits for nobody
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, 1 << 20)
        os.write(pipe, self.content)
        with open(self.path + ".new", "wb") as file:
            file.write(self.content)
        os.rename(self.path + ".new", self.path)
        os.close(pipe)


class Packets(Desk):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.picture = cls.place.path("page.jpg")
        cls.drive = cls.place.path("drive")
        os.mkdir(cls.drive)

    def tearDown(self):
        """The one test ends without the clerk's window."""

    # ---- Steps ------------------------------------------------------------------------------------

    def choose(self, app, path):
        """In the chooser that comes. That of GTK 4.8 crashes when it is asked for its parts."""
        yc_atspi.wait(lambda: len(app.windows()) == 2, "no file chooser came")
        yc_atspi.run("xdotool", "windowfocus", "--sync", app.windows()[-1])
        app.type(path)
        app.key("Return")
        yc_atspi.wait(lambda: len(app.windows()) == 1, "the file chooser stays")
        app.focus_window()

    def list_blobs(self):
        """Pages that are there; what is still being written has a longer name."""
        paths = glob.glob(self.place.path("home-wang/data/yichuang/wang/blobs/*/*"))
        return {path for path in paths if len(os.path.basename(path)) == 64}

    def add_page(self, text):
        """A page of its own; where it lies."""
        before = self.list_blobs()
        subprocess.run(["convert", "-size", "620x877", "xc:white", "-font", whole_journey.FONT,
                        "-pointsize", "40", "-annotate", "+80+200", text, self.picture], check=True)
        self.app.key("ctrl+i")
        self.choose(self.app, self.picture)
        yc_atspi.wait(lambda: len(self.list_blobs() - before) == 1,
                      lambda: f"no page came; {self.app.describe()}")
        return (self.list_blobs() - before).pop()

    def begin_with_page(self):
        """A case that waits: its number, and where its page lies."""
        number = self.begin_case("transfer")
        page = self.add_page(number)
        super().tearDown()  # to the lists
        return number, page

    def show_sync(self, app):
        yc_atspi.run("xdotool", "windowraise", app.window_id())  # what lies below others draws nothing
        app.focus_window()
        app.wait_for("push button", contains="Synchronisation:").act()
        app.wait_for("push button", SAVE)

    def list_drive(self):
        return sorted(os.listdir(self.drive))

    # ---- The test ---------------------------------------------------------------------------------

    def save_and_stop(self, numbers, page):
        app, dam = self.app, Dam(page)
        app.press("push button", SAVE)
        self.choose(app, self.drive)
        app.wait_for("label", "Saving to the drive: 1 of 3 cases")
        self.assertFalse(app.find("push button", SAVE).is_sensitive())
        app.key("Escape")  # it goes on when the page is left
        app.wait_until_gone("push button", SAVE)
        self.show_sync(app)
        app.wait_for("label", "Saving to the drive: 1 of 3 cases")
        app.press("push button", "Cancel")
        app.wait_for("label", "Stopping…")
        dam.open()
        app.wait_for(contains="Stopped. 1 case is on the drive.")
        app.wait_until_gone("push button", "Cancel")
        self.assertEqual(self.list_drive(), [numbers[0] + ".ycpacket"])

    def save_all(self, numbers):
        self.app.press("push button", SAVE)
        self.choose(self.app, self.drive)
        self.app.wait_for(contains="3 cases are on the drive.")
        self.assertEqual(self.list_drive(), [number + ".ycpacket" for number in sorted(numbers)])

    def take_in(self, app, number, held=False):
        path = os.path.join(self.drive, number + ".ycpacket")
        dam = Dam(path) if held else None
        app.press("push button", TAKE_IN)
        self.choose(app, path)
        if dam:
            app.wait_for("label", "Taking in from the drive: 0 of 1 packet")
            app.press("push button", "Cancel")
            app.wait_for("label", "Stopping…")
            dam.open()
            app.wait_for(contains="Stopped.")
            app.wait_until_gone("push button", "Cancel")
        else:
            app.wait_for(contains="They are sent from here, too.")

    def test_drive(self):
        "/packets/what waits goes by a drive: how far it is, stopped, and taken in elsewhere"
        other = self.colleague("zhou", "general-4")
        self.begin_with_page()  # with the network: numbers are there
        self.place.stop_central()
        waiting = [self.begin_with_page() for _ in range(3)]
        numbers = [number for number, _ in waiting]
        self.show_sync(self.app)
        self.save_and_stop(numbers, waiting[1][1])
        self.save_all(numbers)
        self.show_sync(other)
        self.take_in(other, numbers[0], held=True)
        for number in numbers:
            self.take_in(other, number)
        self.app.kill()  # that workstation never comes back
        self.place.start_central(self.place.port)
        other.press("push button", "Try now")
        for number in numbers:
            self.wait_events(number, "scanned", app=other)


if __name__ == "__main__":
    yc_atspi.own_screen()
    tap.run(unittest.defaultTestLoader.loadTestsFromTestCase(Packets))
