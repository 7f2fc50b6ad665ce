#!/usr/bin/python3
# The five outcomes of article 32, each as a journey by keyboard alone, in Chinese.
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
import yc_central  # noqa: E402

REACHED = 20  # seconds until central has what was done here


class Outcomes(unittest.TestCase):
    def setUp(self):
        self.place = yc_atspi.Place().__enter__()
        self.addCleanup(self.place.__exit__)
        self.journey = whole_journey.Journey(self.place, "zh_CN")
        self.say = self.journey.say
        self.app = self.journey.clerk = self.journey.start("clerk", self.journey.paper.profile())
        self.journey.sign_in(self.app, "wang", "general-1")
        self.journey.begin_case()
        self.number = self.journey.case_number()
        self.central = yc_central.Central(self.place.url, "wang")

    # ---- Steps ------------------------------------------------------------------------------------

    def find_event(self, kind):
        case = self.central.find(self.number)
        return case and next((event for event in self.central.events(case) if event["type"] == kind), None)

    def wait_event(self, kind):
        return yc_atspi.wait(lambda: self.find_event(kind),
                             lambda: f"central has no {kind} of {self.number}; {self.app.describe()}", REACHED)

    def state(self):
        return self.central.case(self.number)["state"]

    def press(self, name):
        self.journey.tab_to(self.app, "push button", self.say(name))
        self.app.key("space")

    def fill_applicant(self):
        self.journey.tab_to(self.app, "push button", self.say("Applicant"))
        self.journey.type_into(self.app, self.say("Name"), "陈小华")
        self.app.key("Tab")

    def save_paper(self):
        """Ctrl+S, the place, Enter; its text."""
        path = self.place.path("paper.pdf")
        self.journey.save_paper(path)
        return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout

    # ---- Journeys ---------------------------------------------------------------------------------

    def test_not_needed(self):
        "/outcomes/no licence is needed: the case ends with its ground"
        self.app.key("F6")
        self.app.wait_for("push button", self.say("Not needed"))
        self.press("Not needed")
        self.press("Say that none is needed")
        self.assertTrue(self.wait_event("not-needed")["data"]["ground"])
        self.assertEqual(self.state(), "not-needed")

    def test_not_ours(self):
        "/outcomes/not ours: the right body is found in the catalogue by typing, and is printed"
        self.fill_applicant()
        self.app.key("F6")
        self.app.wait_for_focus("entry", self.say("Search for the right body"))
        self.app.key("shift+Tab")
        self.app.wait_for_focus("push button")  # the tabs above: one comes out of the entry backwards, too
        self.app.key("Tab")
        self.app.wait_for_focus("entry", self.say("Search for the right body"))
        yc_atspi.run("xdotool", "type", "--delay", "250", "税务")
        yc_atspi.wait(lambda: any("税务" in node.name and node.has(yc_atspi.State.SELECTED)
                                  for node in self.app.find_all("list item")),
                      lambda: f"the tax office is not chosen; {self.app.describe()}")
        self.journey.type_into(self.app, self.say("Reason, as it will be read by others"), "只办理契税申报。")
        self.press("Do not accept")
        event = self.wait_event("not-accepted")
        self.assertEqual(event["data"]["kind"], "not-ours")
        self.assertIn("税务", event["data"]["body"])
        text = self.save_paper()
        self.assertIn("不予受理", text)
        self.assertIn("税务", text)

    def test_corrected(self):
        "/outcomes/corrected on the spot: what it was, and who initialled it"
        self.app.key("F7")
        field = self.app.wait_for("text", self.say("What was corrected"))
        self.journey.replace(self.app, field, "申请书漏填坐落")
        self.journey.type_into(self.app, self.say("Signed or initialled by"), "陈小华")
        self.app.key("Return")
        event = self.wait_event("corrected")
        self.assertEqual(event["data"]["what"], "申请书漏填坐落")
        self.assertEqual(event["data"]["initials"], "陈小华")
        self.assertTrue(self.app.find("push button", self.say("Accept")), "the case is not at the counter any more")

    def test_supplement(self):
        "/outcomes/supplement: everything is shown before it is told, all of it, once"
        self.fill_applicant()
        self.app.key("F9")
        self.app.wait_for("push button", self.say("Give the notice"))
        self.app.wait_for("scroll pane", self.say("The paper as it will be printed"))
        self.app.key("F9")
        event = self.wait_event("supplement-requested")
        self.assertEqual(self.state(), "supplement")
        text = self.save_paper()
        self.assertIn("一次性告知书", text)
        for finding in event["data"]["findings"]:
            if finding.get("cure"):
                self.assertIn(finding["cure"][:8], text.replace("\n", ""))

    def test_accept(self):
        "/outcomes/accept: complete, handed off, and the notice of acceptance is there to be printed"
        self.journey.scan_and_tick()
        self.journey.fill_in()
        self.journey.accept()
        self.wait_event("handed-off")
        self.assertIn("受理", self.save_paper())


if __name__ == "__main__":
    yc_atspi.own_screen("1366x768x24")
    tap.run(unittest.defaultTestLoader.loadTestsFromTestCase(Outcomes))
