#!/usr/bin/python3
# Signing in with the city's own sign-in: in a browser that a script plays, and by a telephone.
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "../lint"), os.path.join(HERE, "../oidc")]

import tap  # noqa: E402
import yc_atspi  # noqa: E402
from browser import Browser  # noqa: E402
from city import City  # noqa: E402

NODE_MODULES = os.path.join(yc_atspi.TREE, "_build/npm-oidc/node_modules")
CODE = "2468ac"
BUTTON = "Sign in with the city account"


class WithCity(unittest.TestCase):
    def setUp(self):
        self.place = yc_atspi.Place().__enter__()
        self.addCleanup(self.place.__exit__)
        self.city = City(self, NODE_MODULES)
        self.serve(device="true", only="true")

    def serve(self, **settings):
        self.place.stop_central()
        path = self.place.path("central.conf")
        with open(path, "w", encoding="utf-8") as file:
            file.write("[oidc]\n" + "".join(f"{name}={value}\n" for name, value in {
                "issuer": self.city.issuer, "client-id": "yichuang", **settings}.items()))
        self.place.start_central(0, "--config", path)

    def give_browser(self, profile, name):
        """What opens web addresses at this desk signs in as `name`."""
        home = self.place.path("home-" + profile)
        for folder in ("data/applications", "config"):
            os.makedirs(os.path.join(home, folder), exist_ok=True)
        script = os.path.join(HERE, "../oidc/browser.py")
        with open(os.path.join(home, "data/applications/browser.desktop"), "w", encoding="utf-8") as file:
            file.write("[Desktop Entry]\nType=Application\nName=Browser\n"
                       f"Exec={sys.executable} {script} {name} %u\nMimeType=x-scheme-handler/http;\n")
        with open(os.path.join(home, "config/mimeapps.list"), "w", encoding="utf-8") as file:
            file.write("[Default Applications]\nx-scheme-handler/http=browser.desktop\n")

    def start(self, profile, name="wang"):
        self.give_browser(profile, name)
        self.app = self.place.start_app(profile)
        yc_atspi.wait(lambda: not self.app.find("text", "Person"), "the page does not know of the city")
        return self.app

    def press_city(self, button=BUTTON, until=("text", "Unlock code")):
        """A machine without a Secret Service asks for the terminal's passphrase first."""
        app, field = self.app, "Passphrase of this terminal"
        app.press("push button", button)
        role, contains = until
        reached = lambda: app.find(role, contains=contains)
        yc_atspi.wait(lambda: reached() or app.find("text", field), app.describe)
        if not reached():
            app.fill(field, "twelve small clouds")
            app.press("push button", button)
            yc_atspi.wait(reached, app.describe)

    def test_city(self):
        "/city/somebody signs in with the city, chooses a code, and a lock opens with it"
        app = self.start("city")
        self.press_city()
        app.fill("Unlock code", "123")
        app.press("push button", "Go on")
        app.wait_for("label", contains="too short")
        app.fill("Unlock code", CODE)
        app.press("push button", "Go on")
        app.wait_for("list", "Lists of cases")
        app.focus_window()
        app.key("ctrl+l")
        app.wait_for_focus("password text", "Unlock code")
        app.type("135790")
        app.key("Return")
        app.wait_for("label", contains="not your unlock code")
        app.wait_for_focus("password text", "Unlock code")
        app.type(CODE)
        app.key_away("Return", "push button", "Unlock")
        app.wait_for("list", "Lists of cases")
        self.give_browser("city", "zhou")  # somebody else sits down
        app.key("ctrl+l")
        app.press("push button", BUTTON)
        app.wait_for("label", contains="Somebody else signed in")
        self.assertTrue(app.find("push button", "Unlock"))
        self.give_browser("city", "wang")
        app.press("push button", BUTTON)
        app.wait_for("list", "Lists of cases")
        app.quit()

    def test_without_network(self):
        "/city/without network the code lets in who has been here before"
        app = self.start("offline")
        self.press_city()
        app.fill("Unlock code", CODE)
        app.press("push button", "Go on")
        app.wait_for("list item", contains="-G")
        app.quit()
        self.place.stop_central()
        self.app = app = self.place.start_app("offline")
        self.press_city(until=("label", "With your unlock code"))
        yc_atspi.wait(lambda: app.find("text", "Unlock code"), app.describe)
        self.assertEqual(app.find("text", "Person").text(), "wang")
        app.fill("Unlock code", CODE)
        app.press("push button", "Sign in")
        app.wait_for("list item", contains="-G")
        self.try_now()
        app.press("push button", BUTTON)  # it is still away
        app.wait_for_focus("password text", "Unlock code")
        app.type(CODE)
        app.key_away("Return", "push button", "Unlock")
        self.place.start_central(self.place.port, "--config", self.place.path("central.conf"))
        self.try_now()
        self.assertTrue(app.find("label", contains="You signed in without network"))
        app.press("push button", BUTTON)
        app.wait_for("push button", contains="Synchronisation: Synced")
        app.quit()

    def try_now(self):
        """Asks for what can only be had from central; the window asks who it is."""
        self.app.focus_window()
        if not self.app.find("push button", "Try now"):
            self.app.key_until("ctrl+shift+s", lambda: self.app.find("push button", "Try now"), self.app.describe)
        self.app.press("push button", "Try now")
        self.app.wait_for("push button", BUTTON)
        self.assertFalse(self.app.find("push button", "Unlock"))

    def test_broken_off(self):
        "/city/what is broken off in the browser, or here, is said, and can be begun again"
        app = self.start("broken", "-")
        self.press_city(until=("label", "broken off"))
        self.give_browser("broken", "stranger")
        app.press("push button", BUTTON)
        app.wait_for("label", contains="not registered here")
        app.press("push button", "Sign in with a telephone")
        app.press("push button", "Cancel")
        app.wait_for("push button", BUTTON)
        app.quit()

    def test_telephone(self):
        "/city/a telephone reads the code that the window shows"
        app = self.start("telephone")
        self.press_city("Sign in with a telephone", ("image", "QR code of the address"))
        code = next(n.name for n in app.find_all("label") if n.name.count("-") == 1 and len(n.name) == 9)
        Browser().sign_in(f"{self.city.issuer}/device?user_code={code}", "wang")
        app.wait_for("text", "Unlock code")
        app.press("push button", "Later")
        app.wait_for("list", "Lists of cases")
        app.focus_window()
        app.key("ctrl+l")
        app.wait_for("push button", BUTTON)
        self.assertFalse(app.find("push button", "Unlock"))
        app.quit()


if __name__ == "__main__":
    tap.run(unittest.defaultTestLoader.loadTestsFromTestCase(WithCity))
