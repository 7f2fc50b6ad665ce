#!/usr/bin/python3
# What a clerk and an approver decide in the real window, and what can be taken back.
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import sys
import unittest

sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)),
                os.path.join(os.path.dirname(os.path.abspath(__file__)), "../lint")]

import tap  # noqa: E402
import whole_journey  # noqa: E402
import yc_atspi  # noqa: E402
from yc_central import Central, OFFICE, PASSWORD  # noqa: E402

REASON = "Reason, as it will be read by others"
HELD = 20  # seconds: a decision stays here for ten of them


class Decisions(unittest.TestCase):
    def setUp(self):
        self.place = yc_atspi.Place().__enter__()

    def tearDown(self):
        self.place.__exit__()

    # ---- Steps ------------------------------------------------------------------------------------

    def begin(self, person, window=""):
        app = self.place.start_app(person)
        app.sign_in(person, PASSWORD, window)
        return app

    def open_case(self, app, number, place):
        """Through the search of a list; `place` is its place in the side bar."""
        app.focus_window()
        app.key(f"alt+{place}")
        app.settled_rows()
        app.key_to("ctrl+f", "entry", "Search")
        app.type(number)
        yc_atspi.wait(lambda: len(app.rows()) == 1, lambda: f"{number} is not alone: {app.rows()}")
        app.key("Down")
        app.wait_for_focus("list item")
        app.key_away("Return", "list", "Lists of cases")

    def begin_case(self, app):
        app.wait_for("list item", contains="20")
        app.key_to("ctrl+n", "entry", "Search for an item")
        app.type("transfer")
        yc_atspi.wait(lambda: len(app.find_all("list item")) == 1, "the item was not found")
        app.key("Return")
        app.wait_for("list", "Materials")
        return app.wait_for("label", contains="-G1-").name.split()[0]

    def open_form(self, app, name):
        """The form that hangs at a button of the decision bar."""
        app.click(app.wait_for("push button", name))
        return app.wait_for("text", REASON)

    def confirm(self, app, name):
        buttons = app.find_all("push button", name)
        self.assertTrue(buttons[-1].is_sensitive(), "the form is complete and cannot be confirmed")
        buttons[-1].act()

    def undo(self, app):
        """The button of a toast: libadwaita 1.2 says its name twice."""
        app.wait_for("push button", contains="Undo").act()

    def read_on(self, app):
        """Through the pages by keys that leaf alone: from one material on into the next, and back."""
        def title():
            names = [node.name for node in app.find_all("image") if " of " in (node.name or "")]
            return names[0] if names else None
        first = yc_atspi.wait(title, "no page shows")
        app.key("o")
        app.wait_for("label", contains=", as it was scanned")
        app.key("o")
        app.wait_until_gone("label", contains=", as it was scanned")
        app.key("l")
        app.key("Escape")  # puts the loupe away, not the case
        app.key("F4")
        app.wait_for("scroll pane", "The paper as it will be printed")
        app.key_away("Escape", "scroll pane", "The paper as it will be printed")
        for _ in range(8):
            app.key("Page_Down")
        yc_atspi.wait(lambda: title() not in (None, first), lambda: f"it is still {title()}")
        app.key("Home")
        yc_atspi.wait(lambda: title() == first, lambda: f"it is {title()}, not {first}")

    def wait_state(self, number, state, person="wang"):
        central = Central(self.place.url, person)
        yc_atspi.wait(lambda: central.case(number)["state"] == state,
                      lambda: f"{number} is {central.case(number)['state']}, not {state}", HELD)
        return central.events(central.case(number))[-1]

    # ---- The approver -----------------------------------------------------------------------------

    def test_refuse(self):
        "/decisions/an approver reads on from page to page and refuses with ground and reason, and both are kept"
        case, _ = Central(self.place.url, "li").handed_off()
        app = self.begin("li")
        self.open_case(app, case["number"], 5)
        app.wait_for("push button", "Grant")
        self.read_on(app)
        self.open_form(app, "Refuse")
        self.assertFalse(app.find_all("push button", "Refuse")[-1].is_sensitive(), "a refusal needs a reason")
        app.fill(REASON, "The seller is not the registered owner.")
        self.confirm(app, "Refuse")
        app.wait_for(contains="Undo")
        event = self.wait_state(case["number"], "refused", "li")
        self.assertEqual(event["data"]["reason"], "The seller is not the registered owner.")
        self.assertTrue(event["data"]["ground"])

    def test_return(self):
        "/decisions/a case that is returned to the window tells the clerk why"
        case, clerk = Central(self.place.url, "li").handed_off()
        app = self.begin("li")
        self.open_case(app, case["number"], 5)
        app.wait_for("push button", "Grant")
        self.open_form(app, "Return to the window")
        app.fill(REASON, "Page 2 of the contract is not readable.")
        self.confirm(app, "Return")
        self.wait_state(case["number"], "returned", "li")
        app.quit()
        app = self.begin(clerk, case["window"])
        self.open_case(app, case["number"], 9)
        app.wait_for("label", "Page 2 of the contract is not readable.")
        app.wait_for("label", contains="Ground: ")

    def test_undo(self):
        "/decisions/a grant is taken back within ten seconds, and central never hears of it"
        case, _ = Central(self.place.url, "li").handed_off()
        app = self.begin("li")
        self.open_case(app, case["number"], 5)
        yc_atspi.wait(lambda: [n for n in app.find_all("push button", "Grant") if n.is_sensitive()],
                      lambda: f"it cannot be granted; {app.describe()}")
        app.key("ctrl+Return")
        self.undo(app)
        yc_atspi.wait(lambda: app.find("label", contains=case["number"]) and
                      [n for n in app.find_all("push button", "Grant") if n.is_sensitive()],
                      lambda: f"it did not come back; {app.describe()}")
        app.key("ctrl+shift+s")
        app.wait_for("label", contains="Everything")
        types = [event["type"] for event in Central(self.place.url, "li").events(case)]
        self.assertNotIn("granted", types)

    def test_separation(self):
        "/decisions/who received a case is not asked to review it, and finds a sentence where the buttons would be"
        case, clerk = Central(self.place.url, "li").handed_off(not_by="online")
        self.place.change_person(clerk, "intake,approver", "general-1", OFFICE)
        app = self.begin(clerk, "general-1")
        self.open_case(app, case["number"], 9)
        app.wait_for("label", contains="You received")
        for name in ("Grant", "Refuse", "Return to the window"):
            self.assertEqual(app.find_all(name=name), [])

    # ---- The clerk --------------------------------------------------------------------------------

    def test_supplement(self):
        "/decisions/the one-time notice names every finding, and the case waits for the supplement"
        app = self.begin("wang", "general-1")
        number = self.begin_case(app)
        app.wait_for("label", contains="stand in the way")
        app.key("F9")
        app.wait_for("label", contains="name first")
        app.fill("Name", "陈小华")
        app.wait_for("label", contains="陈小华")
        title = app.wait_for("label", contains="stand in the way").name
        app.key("F9")
        app.wait_for("push button", "Give the notice")
        app.key("F9")
        event = self.wait_state(number, "supplement")
        self.assertEqual(event["type"], "supplement-requested")
        self.assertEqual(len(event["data"]["findings"]), int(title.split()[0]))
        app.wait_for("label", contains="awaited")

    def test_not_ours(self):
        "/decisions/an application that is not ours is turned away only with the name of the right body"
        app = self.begin("wang", "general-1")
        number = self.begin_case(app)
        self.open_form(app, "Not accepted…")
        app.fill(REASON, "Only deed tax is to be paid.")
        self.assertFalse(app.find("push button", "Do not accept").is_sensitive(), "the body is missing")
        app.wait_for_focus("entry", "Search for the right body")
        app.type("tax")
        yc_atspi.wait(lambda: app.find_all("push button", "Do not accept")[-1].is_sensitive(),
                      lambda: f"the tax office was not found; {app.describe()}")
        self.confirm(app, "Do not accept")
        event = self.wait_state(number, "not-accepted")
        self.assertIn("税务", event["data"]["body"])
        self.assertEqual(event["data"]["kind"], "not-ours")

    def test_withdraw(self):
        "/decisions/an applicant withdraws, and the case ends with the reason"
        app = self.begin("wang", "general-1")
        number = self.begin_case(app)
        app.click(app.wait_for("push button", "More"))
        app.choose("The applicant withdraws…")
        app.wait_for("text", REASON)
        app.fill(REASON, "Sold to somebody else.")
        self.confirm(app, "Withdraw")
        event = self.wait_state(number, "withdrawn")
        self.assertEqual(event["data"]["reason"], "Sold to somebody else.")

    def test_reveal(self):
        "/decisions/who looks at a whole number stands in the history"
        central = Central(self.place.url, "wang")
        case, clerk = central.received()
        whole = next(event["data"]["applicant"]["id_number"] for event in central.events(case)
                     if event["type"] == "filled")
        app = self.begin(clerk, case["window"])
        self.open_case(app, case["number"], 9)
        field = app.wait_for("text", "Identity number")
        self.assertNotEqual(field.text(), whole)
        app.press("push button", "Show all of it; that you looked is recorded")
        yc_atspi.wait(lambda: app.find("text", "Identity number").text() == whole,
                      lambda: "the number is not shown")
        app.press("push button", "History")
        app.wait_for("label", contains="id_number")

    def test_contact(self):
        "/decisions/an approver is shown masks, and asks for a number with a reason that the history keeps"
        case, _ = Central(self.place.url, "li").handed_off()
        hall, office = Central(self.place.url, "jin"), Central(self.place.url, "li")
        whole = next(event["data"]["applicant"]["phone"] for event in hall.events(case)
                     if "applicant" in event["data"])
        self.assertNotIn(whole, str(office.events(case)))
        app = self.begin("li")
        self.open_case(app, case["number"], 5)
        app.wait_for("push button", "Grant")
        app.press("push button", "Form")
        phone = app.wait_for("text", "Phone")
        self.assertEqual(phone.text(), whole[:3] + "****" + whole[-4:])
        app.wait_for("push button", "Show…: Phone")
        app.click(phone)
        app.key("Tab")  # the button beside it
        app.key("space")
        app.wait_for("text", REASON)
        self.assertFalse(app.find_all("push button", "Show")[-1].is_sensitive(), "it needs a reason")
        app.fill(REASON, "To arrange the site visit.")
        self.confirm(app, "Show")
        yc_atspi.wait(lambda: app.find("text", "Phone").text() == whole, "the number is not shown")
        app.press("push button", "History")
        app.wait_for("label", contains="Phone · To arrange the site visit.")
        event = next(event for event in hall.events(case) if event["type"] == "revealed")
        self.assertEqual(event["data"], {"field": "applicant/phone", "reason": "To arrange the site visit."})
        self.assertEqual(event["actor"], "li")

    def test_helper(self):
        "/decisions/how to reach a helper is masked, and asked for like the applicant's number"
        case, _ = Central(self.place.url, "li").handed_off()
        Central(self.place.url, "ma").add(case, "helped", "helper", {
            "kind": "assist", "scope": "填表", "place": "云溪市东湖区书院街7号", "phone": "13700002222"})
        hall = Central(self.place.url, "jin")
        app = self.begin("li")
        self.open_case(app, case["number"], 5)
        app.wait_for("push button", "Grant")
        app.press("push button", "Form")
        self.assertEqual(app.wait_for("text", "The helper's telephone").text(), "137****2222")
        app.wait_for("push button", "Show…: Where the helper helps")
        buttons = app.find_all("push button", contains="Show…")  # each is a button in a button
        place = [button.name for button in buttons].index("Show…: The helper's telephone")
        buttons[place + 1].act()
        app.wait_for("text", REASON)
        app.fill(REASON, "What did the helper tell the applicant?")
        self.confirm(app, "Show")
        yc_atspi.wait(lambda: app.find("text", "The helper's telephone").text() == "13700002222",
                      "the number is not shown")
        app.press("push button", "History")
        app.wait_for("label", contains="The helper's telephone · What did the helper")
        app.wait_for("label", contains="马志远")
        event = next(event for event in hall.events(case) if event["type"] == "revealed")
        self.assertEqual(event["data"]["field"], "helped/phone")

    def test_escape(self):
        "/decisions/Escape closes what is open above the case first, then the case, and what was typed is kept"
        app = self.begin("wang", "general-1")
        number = self.begin_case(app)
        self.open_form(app, "Not accepted…")
        app.key_away("Escape", "text", REASON)
        app.click(app.wait_for("text", "Name"))
        app.type("Chen")
        app.key("Escape")
        app.wait_for("list", "Lists of cases")
        self.open_case(app, number, 9)
        self.assertEqual(app.wait_for("text", "Name").text(), "Chen")

    def test_page(self):
        "/decisions/a page that is taken out comes back by Undo"
        paper = whole_journey.Paper(self.place.folder)
        whole_journey.write_profile(self.place, "wang", paper.profile())
        app = self.place.start_app("wang", environment={"SANE_CONFIG_DIR": paper.folder})
        app.sign_in("wang", PASSWORD, "general-1")
        self.begin_case(app)
        app.key("F8")
        title = app.wait_for("image", contains="page 1 of 1", seconds=20).name
        app.press("push button", "Take the page out")
        app.wait_until_gone("image", title)
        self.undo(app)
        app.wait_for("image", title)


if __name__ == "__main__":
    yc_atspi.own_screen()
    tap.run(unittest.defaultTestLoader.loadTestsFromTestCase(Decisions))
