#!/usr/bin/python3
# What nobody has to bring or type twice, and what is owed: registers, earlier cases, a form that helps.
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import sys
import unittest

sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)),
                os.path.join(os.path.dirname(os.path.abspath(__file__)), "../lint")]

import tap  # noqa: E402
import yc_atspi  # noqa: E402
import yc_desk  # noqa: E402

MEDICAL = "Medical certificate"
HEALTH = "Health certificates of staff"
TAKE_OUT = "Take the page out"


class Reuse(yc_desk.Desk):
    # ---- Steps ------------------------------------------------------------------------------------

    def fill_applicant(self, name, number):
        self.app.fill("Name", name)
        self.app.fill("Identity number", number)
        self.app.wait_for("label", contains=name)

    def go_to_material(self, name):
        """Down the list until it is the chosen one."""
        def chosen():
            return any(name in node.name and node.has(yc_atspi.State.SELECTED)
                       for node in self.app.find_all("list item"))
        for _ in range(15):
            if chosen():
                return
            self.app.key("Down")
        raise AssertionError(f"no way to {name}; {self.app.describe()}")

    def mark(self, entry):
        self.press_last("Mark this material")
        self.app.choose(entry)

    def choose_first(self, combo, label):
        self.app.click(self.app.wait_for("combo box", combo))
        self.app.wait_for("label", label)
        self.app.key("Down", "Return")

    def has_text(self, name, text):
        return any(node.text() == text for node in self.app.find_all("text", name))

    # ---- What is owed -----------------------------------------------------------------------------

    def fill_insurance(self):
        """What is wrong is said beside the field, its cure is offered, and the sum is worked out."""
        app = self.app
        app.press("push button", "Form")
        app.fill("Base (元/月)", "500")
        app.wait_for("label", "Not between the limits of this city (4812 to 24060)")
        app.fill("Base (元/月)", "5000")
        app.wait_until_gone("label", "Not between the limits of this city (4812 to 24060)")
        yc_atspi.wait(lambda: self.has_text("Monthly pension contribution (元)", "1000"),
                      lambda: f"the sum was not worked out; {app.describe()}")
        app.fill("Phone", "１９９00001037")
        self.press_last("19900001037")
        yc_atspi.wait(lambda: self.has_text("Phone", "19900001037"),
                      lambda: f"the correction did not help; {app.describe()}")
        app.fill("From", "2026-12")

    def follow_finding(self, finding, tab, field):
        """From another tab the list of what stands in the way leads to the field."""
        app = self.app
        app.press("push button", tab)
        app.wait_until_gone(*field)
        app.click(app.wait_for("push button", "Everything that stands in the way"))
        app.wait_for("list item", contains=finding)
        for key in ("Down", "Up", "Up"):
            if finding in getattr(app.find_focus("list item"), "name", ""):
                break
            app.key(key)
            yc_atspi.time.sleep(0.3)
        app.key("Return")
        app.wait_for(*field)

    def bring_what_is_needed(self):
        app = self.app
        self.fill_applicant("林秀英", "330105199206080144")
        app.wait_for("push button", contains="3 of 3")
        self.go_to_material("Registration form")
        self.mark("Replaced by a declared commitment")
        self.go_to_material("Identity document")
        app.key("F8")
        app.wait_for("image", contains="page 1 of 1")
        app.key("space", "space")
        self.go_to_material("Bank card")
        self.mark("Owed: deferred acceptance")
        app.wait_for("label", "All materials are there")

    # ---- Journeys ---------------------------------------------------------------------------------

    def test_register(self):
        "/reuse/a register that answers spares the paper"
        number = self.begin_case("driving")
        self.fill_applicant("黄建平", "330106198511150155")
        self.go_to_material(MEDICAL)
        self.mark("Ask the register")
        event = self.wait_events(number, "verified")
        self.assertEqual(event["data"]["outcome"], "answered")
        self.app.wait_for("label", contains="By data sharing")

    def test_register_without_answer(self):
        "/reuse/a register that knows nothing, or cannot be reached, leads back to the paper"
        number = self.begin_case("driving")
        self.fill_applicant("无名氏", "11010519491231002X")
        self.go_to_material(MEDICAL)
        self.mark("Ask the register")
        self.app.wait_for("label", contains="take the paper")
        self.assertEqual(self.wait_events(number, "verified")["data"]["outcome"], "not-found")
        port = self.place.port
        self.place.stop_central()
        try:
            self.mark("Ask the register")
            self.app.wait_for("label", contains="did not answer")
        finally:
            self.place.start_central(port)
        self.assertTrue(self.app.find("push button", "Scan").is_sensitive(), "the paper cannot be scanned")

    def test_earlier(self):
        "/reuse/pages of an earlier case of the same person are taken over with their grade"
        app = self.app
        first = self.begin_case("food-business-new")
        self.fill_applicant("张丽娟", "330102197404220189")
        self.go_to_material(HEALTH)
        app.key("F8")
        app.wait_for("image", contains="page 1 of 1")
        self.mark("Checked against the original")
        self.wait_events(first, "marked")
        app.press("push button", "Back to the list")
        app.wait_for("list", "Lists of cases")

        second = self.begin_case("food-business-new")
        self.fill_applicant("张丽娟", "330102197404220189")
        self.go_to_material(HEALTH)
        self.mark("Reuse from an earlier case…")
        app.wait_for("list", "Earlier cases")
        self.assertIn(first, app.wait_for_focus("list item").name)
        app.key("Return")
        app.wait_for("image", contains="page 1 of 1")
        event = self.wait_events(second, "scanned")
        self.assertEqual((event["data"]["origin"], event["data"]["grade"]), (first, "B"))

    def test_groups(self):
        "/reuse/a part of the form is added and taken out, and undo brings it back with its words"
        app = self.app
        self.begin_case("rental-filing")
        app.press("push button", "Form")
        self.press_last("Add")
        app.fill("Name", "李小明")
        self.press_last("Remove")
        yc_atspi.wait(lambda: not [node for node in app.find_all("text", "Name") if node.text() == "李小明"],
                      "it is still there")
        app.key("ctrl+z")
        yc_atspi.wait(lambda: [node for node in app.find_all("text", "Name") if node.text() == "李小明"],
                      lambda: f"it did not come back; {app.describe()}")

    def answer(self, question, key, count):
        self.app.click(self.app.wait_for("combo box", question))
        self.app.wait_for("label", "Talent")
        self.app.key(*[key] * count, "Return")

    def test_input_method(self):
        "/reuse/what an input method composes is left alone until it is done, a rare character too"
        app = self.app
        known = self.begin_case("transfer")
        self.fill_applicant("张丽娟", "330102197404220189")
        app.fill("Address (optional)", "云溪市人民路1号")
        self.wait_events(known, "filled")
        app.press("push button", "Back to the list")
        app.wait_for("list", "Lists of cases")

        number = self.begin_case("transfer")
        field = app.wait_for("text", "Name")
        app.click(field)
        app.key("ctrl+shift+u", "2", "0", "0", "0", "b")
        app.fill("Identity number", "330102197404220189")
        address = app.wait_for("text", "Address (optional)")
        yc_atspi.wait(address.text, lambda: f"what is known was not filled in; {app.describe()}")
        self.assertEqual(field.text(), "")
        app.key("space")
        yc_atspi.wait(lambda: field.text() == "\U0002000b", lambda: f"there stands {field.text()}")
        app.key("Tab")

        def kept():
            events = self.events(number, "filled")
            return events and events[-1]["data"].get("applicant", {}).get("name")
        yc_atspi.wait(lambda: kept() == "\U0002000b", lambda: f"central has {kept()}")

    def test_following_question(self):
        "/reuse/an answer asks what follows from it, and a phone that comes last fills the form"
        app = self.app
        self.begin_case("hkqy")
        app.press("push button", "Answer the questions of the situation")
        app.wait_for("combo box", "With children?")
        self.assertFalse(app.find_all("combo box", "Who is joined"))
        self.answer("Ground", "Down", 2)
        app.wait_for("combo box", "Who is joined")
        app.wait_for("label", contains="Family")
        self.answer("Ground", "Up", 2)
        app.wait_until_gone("combo box", "Who is joined")
        self.fill_applicant("周新来", "11010519491231002X")  # nobody knows this person
        app.fill("Phone (optional)", "13800002222")
        app.press("push button", "Form")
        yc_atspi.wait(lambda: self.has_text("Phone", "13800002222"),
                      lambda: f"the phone has to be typed again; {app.describe()}")

    def test_owed(self):
        "/reuse/what stays owed is shown once before it is accepted, and the code of a paper leads back to the case"
        app = self.app
        number = self.begin_case("flexible")
        self.bring_what_is_needed()
        self.fill_insurance()
        self.follow_finding("Insurance is not filled in", "Item", ("combo box", "Insurance"))
        self.choose_first("Insurance", "Pension")
        yc_atspi.wait(lambda: app.find("push button", "Accept").is_sensitive(),
                      lambda: f"something stands in the way; {app.describe()}")
        app.key("F10")
        owed = app.wait_for("label", contains="Owed until").name
        self.assertIn("Bank card for the debit", owed)
        self.assertIn("Registration form", owed)
        app.wait_for_focus("push button", "Accept with this")
        app.key_away("Escape", "label", contains="Owed until")
        self.assertEqual(self.events(number, "accepted"), [])
        app.key("F10")
        app.wait_for_focus("push button", "Accept with this")
        app.key("Return")
        accepted = self.wait_events(number, "accepted")["data"]
        self.assertEqual(accepted["deferred_days"], 1)
        self.assertIn(accepted["deferred_due"], owed)

        app.press("push button", "Back to the list")
        app.wait_for("list", "Lists of cases")
        app.key_to("ctrl+f", "entry", "Search")
        app.key("ctrl+a")
        app.type(f"yichuang:case/{number}")  # as a reader types what it sees
        app.key("Return")
        app.wait_for("label", number)
        app.wait_for("list", "Materials")
        self.scan_badly(number)

    def scan_badly(self, number):
        """What is owed is brought while the office has the case; the first scan of it is taken out again."""
        app = self.app
        self.assertFalse(app.find("push button", TAKE_OUT).is_sensitive(), "what it was accepted on could go")
        self.go_to_material("Bank card")
        app.key("F8")
        page = self.wait_events(number, "scanned", 2)["data"]["page"]
        app.press("push button", TAKE_OUT)
        app.wait_for("label", "The page is taken out")
        self.assertEqual(self.wait_events(number, "page-removed")["data"]["page"], page)
        app.key("F8")
        self.wait_events(number, "scanned", 3)

if __name__ == "__main__":
    yc_atspi.own_screen("1366x768x24")
    tap.run(unittest.defaultTestLoader.loadTestsFromTestCase(Reuse))
