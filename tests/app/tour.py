#!/usr/bin/python3
# Plays the journey through the real windows, clerk and approver side by side, and keeps pictures of it.
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: tour.py FOLDER

Once in Chinese by day and once in English by night. Leaves numbered screenshots and the paper that was issued.
"""
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import whole_journey  # noqa: E402
import yc_atspi  # noqa: E402

LOOKS = [("zh_CN", "light"), ("en", "dark")]


def press(journey, name):
    """Of several with that name the one that does something: a menu's button stands in another."""
    yc_atspi.wait(lambda: journey.clerk.find("push button", contains=name), f"no button {name}")
    journey.clerk.find_all("push button", contains=name)[-1].act()


def show_form(journey, key, words, picture):
    """What a key opens, and away with it."""
    journey.clerk.key(key)
    journey.clerk.wait_for("push button", journey.say(words))
    journey.rest(picture)
    journey.clerk.key_away("Escape", "push button", journey.say(words))


def show_print(journey):
    """GTK's dialog for a printer, and the paper before it is printed."""
    app = journey.clerk
    app.key("ctrl+p")
    for picture, key in (("print", "Escape"),):
        yc_atspi.wait(lambda: len(app.windows()) > 1, "no dialog asks for a printer")
        yc_atspi.run("xdotool", "windowfocus", "--sync", app.windows()[-1])
        journey.rest(picture)
        app.key(key)
    yc_atspi.wait(lambda: len(app.windows()) == 1, "the dialog is still there")
    app.focus_window()


def show_papers(journey):
    """The list of papers, one of them looked at."""
    app = journey.clerk
    press(journey, journey.say("Papers"))
    press(journey, journey.say("Look at it"))
    yc_atspi.wait(lambda: len(app.windows()) > 1, "the paper does not show")
    yc_atspi.run("xdotool", "windowfocus", "--sync", app.windows()[-1])
    app.wait_for("scroll pane", journey.say("The paper as it will be printed"))
    journey.rest("papers")
    app.key("Escape")
    yc_atspi.wait(lambda: len(app.windows()) == 1, "the paper is still there")
    app.focus_window()


def show_register(journey):
    """A driver's medical certificate comes from a register, and what is known from earlier cases."""
    app = journey.clerk
    journey.begin_other("driving-licence-renewal")
    app.fill(journey.say("Name"), "黄建平")
    app.fill(journey.say("Identity number"), "330106198511150155")
    for _ in range(3):
        app.key("Down")
    press(journey, journey.say("Mark this material"))
    app.choose(journey.say("Ask the register"))
    journey.rest("register")


def show_more(journey):
    """What the journey itself does not come by."""
    app = journey.clerk
    app.focus_window()
    journey.begin_other(whole_journey.ITEM)
    show_form(journey, "F6", "Do not accept", "not-accepted")
    show_form(journey, "F7", "Note it", "corrected")
    app.fill(journey.say("Name"), "陈小华")
    app.wait_for("label", contains="陈小华")
    app.key("F9")
    app.wait_for("push button", journey.say("Give the notice"))
    journey.rest("notice")
    app.key("F9")
    app.wait_for(contains=journey.say("Print the paper"))
    show_print(journey)
    show_papers(journey)
    press(journey, journey.say("Why this date?"))
    journey.rest("why-this-date")
    app.key("Escape")
    press(journey, journey.say("Further steps"))
    journey.rest("further-steps")
    app.key("Escape")
    show_register(journey)


def lay_card(path):
    """A copy of an identity card, as a phone would send it."""
    lines = [(310, "姓　名　黄建平"), (400, "性　别　男　　民　族　汉"), (490, "住　址　云溪市样本路1号"),
             (640, "公民身份号码　330106198511150155")]
    drawn = [word for top, text in lines for word in ("-annotate", f"+500+{top}", text)]
    subprocess.run(["convert", "-size", "2480x1750", "xc:white", "-font", whole_journey.FONT.replace("Serif", "Sans"),
                    "-pointsize", "42", "-fill", "#222222", "-gravity", "NorthWest", *drawn,
                    "-density", "300", "-units", "PixelsPerInch", "-quality", "90", path], check=True)


def show_pages(journey, inbox):
    """Where pages come from besides the scanner, and how they are sorted."""
    app = journey.clerk
    journey.begin_other(whole_journey.ITEM)
    app.key("Down", "Down")
    app.key("F5")
    app.wait_for("label", journey.say("Lay the paper down and press Space."))
    app.key("space", "space")
    app.wait_for("label", contains=" 2 ")
    journey.rest("camera")
    app.key("Escape")
    lay_card(os.path.join(inbox, "card.jpg"))
    app.wait_for("label", journey.say("%s has come in.") % "card.jpg")
    journey.rest("came-in")
    app.key("ctrl+F8")
    app.wait_for("push button", contains="黄建平", seconds=30)
    journey.rest("offered")
    app.key("ctrl+g")
    app.wait_for("table cell")
    journey.rest("contact-sheet")
    journey.leave_to("Materials")
    app.wait_for("list", journey.say("Materials"))
    app.key("shift+F8")
    app.wait_for("push button", journey.say("Scan"))
    journey.rest("scan-presets")
    app.focus_window()
    app.key_away("Escape", "push button", journey.say("Edit presets…"))


def show_preferences(journey):
    app = journey.clerk
    app.focus_window()
    app.key("ctrl+comma")
    yc_atspi.wait(lambda: len(app.windows()) > 1, "no preferences")
    yc_atspi.run("xdotool", "windowfocus", "--sync", app.windows()[-1])
    journey.rest("preferences")
    app.click(app.wait_for("page tab", journey.say("Scanning")))
    journey.rest("preferences-scanning")
    app.key("Escape")
    yc_atspi.wait(lambda: len(app.windows()) == 1, "the preferences stay")
    app.focus_window()


def show_review(journey):
    """What who decides can do with pages; the case that was granted is still open."""
    app = journey.approver
    app.focus_window()
    app.key("o")
    app.wait_for("label", contains=journey.say("Page %u of %u, as it was scanned").split("%u")[-1])
    journey.shot("as-scanned")
    app.key("o", "s")
    journey.shot("single-page")
    app.key("s", "F4")
    journey.shot("sample-beside")
    app.key("F4")


def show_statistics(journey):
    """What who supervises looks at, and the end of it."""
    app = journey.start("supervisor", {})
    journey.sign_in(app, "jin")
    app.key("alt+3")
    app.wait_for("label", journey.say("What sends people home most"))
    app.wait_for("table row", contains="100.0")
    journey.shot("statistics")
    app.quit()


def take(folder, language, scheme):
    count = 0

    def shot(name):
        nonlocal count
        count += 1
        yc_atspi.run("import", "-window", "root", os.path.join(folder, f"{language}-{scheme}-{count:02}-{name}.png"))
    with yc_atspi.Place() as place:
        inbox = place.path("inbox")
        os.mkdir(inbox)
        os.environ["YICHUANG_CAMERA"] = "test"
        journey = whole_journey.Journey(place, language, scheme, shot,
                                        {"read-pages": "", "inbox-folder": inbox})
        number = journey.walk()
        paper = os.path.join(folder, f"{language}-{scheme}-paper.pdf")
        journey.save_paper(paper)
        show_more(journey)
        show_pages(journey, inbox)
        show_preferences(journey)
        show_review(journey)
        show_statistics(journey)
    text = subprocess.run(["pdftotext", paper, "-"], capture_output=True, text=True, check=True).stdout
    if number not in text:
        raise SystemExit(f"the paper does not name the case {number}")
    print(f"{language}, {scheme}: {count} screenshots, paper of {number}")


def main():
    folder = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "_build/tour")
    yc_atspi.own_screen(whole_journey.SCREEN)
    os.makedirs(folder, exist_ok=True)
    for name in os.listdir(folder):
        os.remove(os.path.join(folder, name))
    for language, scheme in LOOKS:
        take(folder, language, scheme)
    print(f"The tour is in {folder}")


if __name__ == "__main__":
    main()
