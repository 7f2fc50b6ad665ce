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


def take(folder, language, scheme):
    count = 0

    def shot(name):
        nonlocal count
        count += 1
        yc_atspi.run("import", "-window", "root", os.path.join(folder, f"{language}-{scheme}-{count:02}-{name}.png"))
    with yc_atspi.Place() as place:
        journey = whole_journey.Journey(place, language, scheme, shot)
        number = journey.walk()
        paper = os.path.join(folder, f"{language}-{scheme}-paper.pdf")
        journey.save_paper(paper)
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
