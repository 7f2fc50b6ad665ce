#!/usr/bin/python3
# What a frame of the real queue costs while somebody scrolls, and whether a screen reader can read its rows.
# SPDX-License-Identifier: GPL-3.0-or-later
import os

import gi

import windows

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

SIZES = (100_000, 1_000_000)
JUMP_MS, GLIDE_MS = 8, 4


def find(node, role):
    """Nodes of this role, without looking into them."""
    if node.get_role_name() == role:
        yield node
        return
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child is not None:
            yield from find(child, role)


def names_of_rows(pid):
    """What a screen reader says of the rows that the list holds now."""
    desktop = Atspi.get_desktop(0)
    for i in range(desktop.get_child_count()):
        app = desktop.get_child_at_index(i)
        if app is not None and app.get_process_id() == pid:
            app.set_cache_mask(Atspi.Cache.NONE)
            lists = [node for node in find(app, "list") if node.get_name() == "Cases"]
            return [row.get_name() or "" for node in lists for row in find(node, "list item")]
    return []


def is_sentence(name):
    """Number, item, applicant, state, limit, holder."""
    return name.startswith("2026-GW1-") and name.count(", ") >= 5


def measure(rows, accessible):
    more = {} if accessible else {"GTK_A11Y": "none"}
    with windows.Program("queue-window", windows.fill(rows), "scroll", **more) as program:
        lines = program.read("done")
        names = names_of_rows(program.process.pid) if accessible else []
    jumps = [[float(word) for word in line[1:]] for line in lines if line[0] == "jump"]
    glides = [float(line[1]) for line in lines if line[0] == "glide"]
    return jumps, glides, names


def line(what, values, goal=None):
    text = f"  {what:<46} median {windows.median(values):6.2f} ms, p95 {windows.p95(values):6.2f} ms"
    if goal:
        text += f" (goal: p95 <= {goal}): {windows.verdict(windows.p95(values), goal)}"
    print(text)


def show(rows, accessible):
    jumps, glides, names = measure(rows, accessible)
    longest, took, work, shown, mute = zip(*jumps)
    print(f"{rows:,} rows, accessibility bus {'on' if accessible else 'off (GTK_A11Y=none)'}:")
    line(f"heaviest frame of each of {len(jumps)} long jumps", longest, JUMP_MS)
    line("  until its rows are loaded and painted", took)
    line("  work of the main thread until then", work)
    line(f"each of {len(glides)} frames of smooth scrolling", glides, GLIDE_MS)
    if not accessible:
        return
    print(f"  rows looked at after jumps: {sum(shown):.0f}, of them without their sentence: {sum(mute):.0f}")
    print(f"  rows walked over AT-SPI: {len(names)}, readable: {sum(map(is_sentence, names))}"
          f"{', such as “' + names[0] + '”' if names else ''}")


def main():
    print("The real window: a frame is from before-paint to after-paint of its clock, and the scrolling is done inside.")
    print("queue-window rows-N scroll")
    for rows in SIZES:
        for accessible in (True, False):
            show(rows, accessible)


if __name__ == "__main__":
    windows.own_runtime(os.path.abspath(__file__))
    main()
