#!/usr/bin/python3
# Pages of a case sorted on the contact sheet and taken in from a file, by keyboard alone, in Chinese.
# SPDX-License-Identifier: GPL-3.0-or-later
import json
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

# What lies in the scripted feeder is scanned side by side.
PRESETS = [
    {"id": "own", "name": "逐页", "source": "flatbed", "mode": "colour", "dpi": "150"},
    {"id": "turned", "name": "翻面", "source": "turn", "mode": "lineart", "dpi": "150", "size": "card",
     "device": "scripted:dev1", "model": "Yichuang Scripted 1"},
]


class Pages(unittest.TestCase):
    def setUp(self):
        self.place = yc_atspi.Place().__enter__()
        self.journey = whole_journey.Journey(self.place, "zh_CN")
        self.say = self.journey.say
        with open(os.path.join(self.journey.paper.folder, "dll.conf"), "a", encoding="utf-8") as file:
            file.write("scripted\n")
        os.environ["YICHUANG_CAMERA"] = "test"
        self.inbox = self.place.path("inbox")
        os.mkdir(self.inbox)
        self.app = self.journey.clerk = self.journey.start(
            "clerk", self.journey.paper.profile() | {"scan-presets": json.dumps(PRESETS), "read-pages": "", "inbox-folder": self.inbox})
        self.journey.sign_in(self.app, "wang", "general-1")
        self.journey.begin_case()
        self.names = [material["name"] for material in whole_journey.pages_of(self.journey.item)]
        self.number = self.journey.case_number()

    def tearDown(self):
        self.place.__exit__()

    def count(self, material):
        """How many pages of the material the contact sheet shows."""
        return len([cell for cell in self.app.find_all("table cell") if self.names[material] in cell.name])

    def wait_for_counts(self, *counts):
        yc_atspi.wait(lambda: tuple(self.count(i) for i in range(len(counts))) == counts,
                      lambda: f"not {counts}; {self.app.describe()}")

    def scan(self, material, pages):
        self.journey.go_to_material(self.names[material], material)
        for number in range(pages):
            self.journey.paper.lay(f"{self.names[material]} {number + 1}")
            before = len(self.app.find_all("list item", contains=self.names[material]))
            self.app.key("F8")
            yc_atspi.wait(lambda n=before: len(self.app.find_all("list item", contains=self.names[material])) > n,
                          lambda: f"no page came; {self.app.describe()}")

    def wait_for_cell(self, contains):
        return yc_atspi.wait(lambda: next((cell for cell in self.app.find_all("table cell", contains=contains)
                                           if cell.has(yc_atspi.State.FOCUSED)), None),
                             lambda: f"the focus is not on {contains}; {self.app.describe()}")

    def test_sort(self):
        "/pages/pages go into another material, out, and back again"
        self.scan(0, 3)
        self.scan(1, 1)
        self.app.key("F4")  # the sample beside the page, and away again
        self.app.wait_for(contains=self.say("Page %u of %u") % (1, 1))
        self.app.wait_until_gone("text", self.say("Name"))
        self.app.key("F4")
        self.app.wait_for("text", self.say("Name"))
        self.app.key("ctrl+g")
        self.wait_for_counts(3, 1)
        self.wait_for_cell(self.names[1])
        self.app.key("Up")
        self.wait_for_cell(self.names[0])
        self.app.key("Home", "shift+End", "ctrl+x")  # from here to the end: all of the first material
        self.app.key("Tab")
        self.wait_for_cell(self.names[1])
        self.app.key("ctrl+v")
        self.wait_for_counts(0, 4)
        self.app.key("ctrl+z")
        self.wait_for_counts(3, 1)
        self.app.key("ctrl+shift+z")
        self.wait_for_counts(0, 4)
        self.app.key("Delete")
        self.app.wait_for("label", contains="3")
        self.wait_for_counts(0, 1)
        self.app.key("ctrl+z")
        self.wait_for_counts(0, 4)
        self.app.key("ctrl+x", "Tab")  # into a material that has none yet
        self.app.wait_for_focus("push button", self.say("No page yet: drop pages here, or paste them with Ctrl+V."))
        self.app.key("ctrl+v")
        self.wait_for_counts(0, 3, 1)
        self.app.key("ctrl+z")
        self.wait_for_counts(0, 4, 0)
        self.app.key("Return")  # the page is looked at, large
        self.app.wait_for("list", self.say("Materials"))
        central = yc_central.Central(self.place.url, "wang")
        yc_atspi.wait(lambda: self.kinds(central).count("scanned") == 7,
                      lambda: f"central has {self.kinds(central)}", REACHED)
        self.assertEqual(self.kinds(central).count("page-removed"), 3)
        self.app.key("r")  # for everybody, so central hears of it
        self.app.wait_for("label", self.say("The page is turned, for everybody"))
        self.app.key("o")
        self.app.wait_for("label", self.say("The page is shown as it was scanned"))
        yc_atspi.wait(lambda: self.kinds(central).count("page-prepared") == 2,
                      lambda: f"central has {self.kinds(central)}", REACHED)

    def test_turn(self):
        "/pages/a pile is scanned by a preset, turned by hand, and its sides lie in order"
        self.journey.go_to_material(self.names[0], 0)
        self.app.key("shift+F8")
        self.app.wait_for("list item", contains="翻面")
        self.app.key("2", "Return")
        turn = self.app.wait_for("label", contains="3", seconds=20)
        self.app.wait_for_focus("push button", self.say("Go on"))
        self.assertIsNotNone(turn)
        self.app.key_away("space", "push button", self.say("Go on"))
        central = yc_central.Central(self.place.url, "wang")
        yc_atspi.wait(lambda: self.kinds(central).count("page-moved") == 2,
                      lambda: f"central has {self.kinds(central)}", REACHED)
        self.assertEqual(self.kinds(central).count("scanned"), 6)

    def lay_locked(self, name, password, pages):
        """A PDF of so many pages that opens with the password only."""
        kids = " ".join(f"{3 + i} 0 R" for i in range(pages))
        objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {pages}>>"]
        font = "<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
        objects += [f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Resources{font}/Contents {3 + pages} 0 R>>"] * pages
        words = "BT /F 24 Tf 60 500 Td (Sale contract) Tj ET"
        objects.append(f"<</Length {len(words)}>>stream\n{words}\nendstream")
        body = "".join(f"{i + 1} 0 obj{content}endobj\n" for i, content in enumerate(objects))
        plain, locked = self.place.path("plain.pdf"), self.place.path(name)
        with open(plain, "w", encoding="ascii") as file:
            file.write(f"%PDF-1.4\n{body}trailer<</Root 1 0 R/Size {len(objects) + 1}>>\n")
        # qpdf mends the missing table of objects, says so, and answers 3 for it.
        subprocess.run(["qpdf", "--warning-exit-0", "--encrypt", password, password, "256", "--", plain, locked],
                       check=True, stderr=subprocess.DEVNULL)
        return locked

    def test_import(self):
        "/pages/a locked file asks for its password, and becomes pages"
        self.journey.go_to_material(self.names[1], 1)
        self.choose(self.lay_locked("contract.pdf", "kaimen", 3))
        self.app.wait_for(contains=self.say("%s is locked. Its password:") % "contract.pdf")
        self.app.wait_for_focus("password text", self.say("Password of the file"))
        self.app.type("guess")
        self.app.key("Return")
        self.app.wait_for(contains=self.say("That was not the password of %s:") % "contract.pdf")
        self.app.type("kaimen")
        self.app.key("Return")
        yc_atspi.wait(lambda: len(self.app.find_all("list item", contains=self.names[1])) >= 3,
                      lambda: f"no pages came; {self.app.describe()}")
        self.app.wait_until_gone(contains="contract.pdf")
        self.app.key("ctrl+f")  # what the pages say is found, one place after the other
        self.app.wait_for("entry", self.say("Find in the pages"))
        self.app.type("CONTRACT")
        self.app.wait_for("label", self.say("%u of %u") % (3, 3))
        self.app.key("Return")
        self.app.wait_for("label", self.say("%u of %u") % (1, 3))
        self.app.key_away("Escape", "push button", self.say("The next place"))
        central = yc_central.Central(self.place.url, "wang")
        yc_atspi.wait(lambda: self.kinds(central).count("scanned") == 3,
                      lambda: f"central has {self.kinds(central)}", REACHED)
        self.save(central)

    def save(self, central):
        """The material goes out again as a PDF, by Ctrl+E; that it did is in the history of the case."""
        path = self.place.path("out.pdf")
        self.app.key("ctrl+e")
        yc_atspi.wait(lambda: len(self.app.windows()) == 2, "no file chooser came")
        yc_atspi.run("xdotool", "windowfocus", "--sync", self.app.windows()[-1])
        self.app.key("ctrl+a")
        self.app.type(path)
        self.app.key("Return")
        yc_atspi.wait(lambda: len(self.app.windows()) == 1, "the file chooser stays")
        self.app.wait_for(contains=self.say("Saved as “%s”.") % "out.pdf")
        told = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
        self.assertIn(f"{self.number} {self.names[1]}", told)
        self.assertRegex(told, r"Pages: +3\n")
        yc_atspi.wait(lambda: self.kinds(central).count("exported") == 1,
                      lambda: f"central has {self.kinds(central)}", REACHED)

    def lay_card(self, name, number):
        """A copy of an identity card, as a picture of 300 dpi."""
        path = os.path.join(self.inbox, "card.jpg")
        lines = [(310, f"姓　名　{name}"), (400, "性　别　男　　民　族　汉"), (490, "住　址　云溪市样本路1号"), (640, f"公民身份号码　{number}")]
        drawn = [word for top, text in lines for word in ("-annotate", f"+500+{top}", text)]
        subprocess.run(["convert", "-size", "2480x1750", "xc:white", "-font", whole_journey.FONT.replace("Serif", "Sans"),
                        "-pointsize", "42", "-fill", "#222222", "-gravity", "NorthWest", *drawn,
                        "-density", "300", "-units", "PixelsPerInch", "-quality", "90", path], check=True)

    def choose(self, path):
        # The chooser of GTK 4.8 crashes when it is asked for its parts: only its window is waited for.
        self.app.key("ctrl+i")
        yc_atspi.wait(lambda: len(self.app.windows()) == 2, "no file chooser came")
        yc_atspi.run("xdotool", "windowfocus", "--sync", self.app.windows()[-1])
        self.app.type(path)
        self.app.key("Return")
        yc_atspi.wait(lambda: len(self.app.windows()) == 1, "the file chooser stays")
        self.app.focus_window()

    def take_stills(self):
        """Two, one after the other, with the document camera."""
        before = len(self.app.find_all("list item", contains=self.names[2]))
        self.app.key("F5")
        self.app.wait_for("label", self.say("Lay the paper down and press Space."))
        self.app.key("space", "space")
        self.app.wait_for("label", self.journey.words.ngettext(
            "%u page taken. Lay the next one down and press Space.",
            "%u pages taken. Lay the next one down and press Space.", 2) % 2)
        self.app.key("Escape")
        yc_atspi.wait(lambda: len(self.app.find_all("list item", contains=self.names[2])) == before + 2,
                      lambda: f"no pages came; {self.app.describe()}")

    def test_offer(self):
        "/pages/a picture that comes in is taken, and what it says offered beside the field"
        number, use = "330106198511150155", self.say("Use “%s”")
        self.journey.go_to_material(self.names[2], 2)
        self.lay_card("黄建平", number)
        self.app.wait_for("label", self.say("%s has come in.") % "card.jpg")
        self.app.wait_for("push button", self.say("Add to “%s”") % self.names[2])
        self.app.key("ctrl+F8")
        self.app.wait_for("push button", use % "330106********0155")
        self.app.wait_for("push button", use % "黄建平")
        self.assertEqual(self.app.wait_for("text", self.say("Name")).text(), "")  # nothing by itself
        self.app.press("push button", use % "黄建平")
        yc_atspi.wait(lambda: self.app.find("text", self.say("Name")).text() == "黄建平",
                      lambda: f"it was not used; {self.app.describe()}")
        self.take_stills()
        self.app.press("push button", self.say("Do not offer this again"))
        self.app.wait_until_gone("push button", use % "330106********0155")
        yc_atspi.wait(lambda: os.listdir(os.path.join(self.inbox, "taken")) == ["card.jpg"], "it was not put aside")

    def kinds(self, central):
        case = central.find(self.number)
        return [event["type"] for event in central.events(case)] if case else []


if __name__ == "__main__":
    yc_atspi.own_screen("1366x768x24")
    tap.run(unittest.defaultTestLoader.loadTestsFromTestCase(Pages))
