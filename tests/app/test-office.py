#!/usr/bin/python3
# What clerk, supervisor and approver ask of each other: a second notice, and the further steps.
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import sys
import time
import unittest

sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)),
                os.path.join(os.path.dirname(os.path.abspath(__file__)), "../lint")]

import tap  # noqa: E402
import yc_atspi  # noqa: E402
import yc_desk  # noqa: E402
from yc_central import Central  # noqa: E402

REASON = "The register shows the mortgage only now."


class Office(yc_desk.Desk):
    # ---- Steps ------------------------------------------------------------------------------------

    def answer_second_choice(self, question, answer):
        """Opens a question of the situation and takes its second answer."""
        self.app.press("push button", "Answer the questions of the situation")
        combo = self.app.wait_for("combo box", question)
        button = next(node for node in combo.walk() if node.role == "push button")
        button.act()
        self.app.wait_for("label", contains=answer)
        self.app.key("Down", "Return")

    def choose_step(self, app, title):
        """By keyboard: the menu opens on its first entry."""
        app.press("push button", "Further steps")
        app.wait_for("list item", title)
        for _ in range(12):
            if app.wait_for_focus("list item").name == title:
                app.key("Return")
                return
            app.key("Down")
        raise AssertionError(f"no further step {title}; {app.describe()}")

    def may_press(self, app, name):
        return app.find_all("push button", name)[-1].is_sensitive()

    def look_at_figures(self, supervisor):
        """By keyboard: the page of statistics says what central counts."""
        supervisor.focus_window()
        supervisor.key("alt+3")
        supervisor.wait_for("tree table", "Figures of the departments")
        year = time.strftime("%Y")
        total = Central(self.place.url, "jin").call(
            f"/v1/statistics?from={year}-01-01&until={year}-12-31")["total"]
        supervisor.wait_for("panel", contains=f"In hand today: {total['in_hand']['all']}. ")
        supervisor.wait_for("table row", contains="Natural Resources and Planning, Received")

    # ---- Journeys ---------------------------------------------------------------------------------

    def test_second_notice(self):
        "/office/a second notice is asked for with a reason, allowed among the exceptions, and given"
        app = self.app
        number = self.begin_case("transfer")
        self.give_notice()
        self.answer_second_choice("Is the home mortgaged?", "Yes, ")
        yc_atspi.wait(lambda: self.may_press(app, "One-time notice"), "there is no second notice to give")
        app.key("F9")
        app.wait_for("push button", "Ask the supervisor")
        self.assertFalse(self.may_press(app, "Give the notice"), "it can be given without being allowed")
        app.type(REASON)
        app.key("Return")
        app.wait_for("label", contains="has not answered yet. Reason: " + REASON)
        self.assertEqual(self.wait_events(number, "second-asked")["data"]["reason"], REASON)

        supervisor = self.colleague("jin")
        self.look_at_figures(supervisor)
        supervisor.key("alt+2")
        supervisor.wait_for("label", "Exceptions")
        yc_atspi.wait(lambda: [row for row in supervisor.rows() if number in row],
                      lambda: f"it is no exception; {supervisor.describe()}")
        supervisor.key("Down", "Return")
        supervisor.wait_for("label", "A second notice is asked for: " + REASON)
        supervisor.press("push button", "Allow")
        supervisor.wait_until_gone("push button", "Allow")
        supervisor.quit()

        app.focus_window()
        app.wait_for("label", contains="The supervisor allows a second notice")
        app.key("F9")
        app.wait_for("label", contains="awaited")
        self.wait_events(number, "supplement-requested", 2)

    def test_procedure(self):
        "/office/an approver stops the clock for a special procedure, and lets it go on"
        case, _ = Central(self.place.url, "li").handed_off()
        app = self.colleague("li")
        self.open_case(case["number"], app, 5)
        app.wait_for("push button", "Grant")
        yc_atspi.wait(lambda: self.may_press(app, "Grant"), "it was not taken up")
        self.choose_step(app, "Special procedure…")
        app.fill("Why it is needed", "The house is to be looked at.")
        app.fill("Working days it will take", "some")
        self.assertFalse(self.may_press(app, "Stop the clock"), "days that are no number will do")
        app.fill("Working days it will take", "10")
        self.press_last("Stop the clock", app)
        app.wait_for("label", contains="the clock stands still")
        event = self.wait_events(case["number"], "suspended", app=app)
        self.assertEqual((event["data"]["days"], event["data"]["procedure"]), (10, "听证"))
        app.press("push button", "The procedure is over")
        app.wait_for("push button", "Grant")
        self.wait_events(case["number"], "resumed", app=app)
        app.press("push button", "Papers")
        app.wait_for("label", contains="special procedure")  # the applicant is told in writing
        app.quit()

    def test_withdrawal(self):
        "/office/originals change hands, and then the applicant withdraws, from the same menu"
        app = self.app
        number = self.begin_case("transfer")
        self.give_notice()
        self.choose_step(app, "Originals change hands…")
        app.fill("Who takes", "档案室")
        self.press_last("Both have signed")
        event = self.wait_events(number, "custody-transferred")
        self.assertEqual(event["data"]["to"], "档案室")
        self.choose_step(app, "The applicant withdraws…")
        app.fill("What the applicant says", "Sold to somebody else.")
        self.press_last("Withdraw the application")
        self.assertEqual(self.wait_events(number, "withdrawn")["data"]["reason"], "Sold to somebody else.")
        app.wait_until_gone("push button", "Accept")


if __name__ == "__main__":
    yc_atspi.own_screen("1366x768x24")
    tap.run(unittest.defaultTestLoader.loadTestsFromTestCase(Office))
