#!/usr/bin/python3
# Enforces what the compiler cannot: who may use which library, which layer which, and house style.
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: check-source.py TREE, or check-source.py --rules to print the names of the rules."""
import os
import re
import sys

# The layer table of src/DESIGN.md. app, session and tools are the only ones that see many others.
BELOW_SESSION = ["core", "rules", "wire", "task", "db", "vault", "store", "net", "sync", "scan",
                 "media", "render", "ocr", "camera", "notice", "out", "shield"]
LAYERS = {
    "core": [],
    "rules": ["core"],
    "wire": ["core"],
    "shield": [],
    "task": ["core"],
    "db": ["core"],
    "vault": ["core"],
    "store": ["core", "task", "db", "vault", "wire"],
    "net": ["core", "wire"],
    "sync": ["core", "task", "store", "net", "wire"],
    "scan": ["core", "task"],
    "media": ["core", "task"],
    "render": ["core", "shield", "task", "media"],
    "ocr": ["core", "shield", "task", "media"],
    "camera": ["core", "task", "media"],
    "notice": ["core", "rules"],
    "out": ["core", "media"],
    "session": BELOW_SESSION,
    "app": ["session", "core"],
    "central": ["core", "rules", "wire", "task", "db"],
    "tools": BELOW_SESSION + ["session", "central"],
}

# The parts of yichuang-scan; what the workstation links beside them knows no libsane.
SCAN_HELPER = ["main", "control", "job", "options", "quirks", "status"]

# rule, what the #include names, the folders that may
LIBRARIES = [
    ("sqlite", r"<sqlite3\.h>", ["src/db/", "tests/db/", "tests/store/disk-vfs"]),
    ("sane", r"<sane/", [f"src/scan/yc-scan-{part}" for part in SCAN_HELPER] + ["tests/scan/"]),
    ("libpq", r"<libpq-fe\.h>", ["src/central/postgres/"]),
    ("gtk", r"<(gtk/|gdk/|gsk/|adwaita\.h)", ["src/app/", "tests/app/", "tests/bench/"]),
    ("soup", r"<libsoup/", ["src/net/", "src/central/", "tests/"]),
    ("sodium", r"<sodium", ["src/vault/", "src/central/", "src/wire/", "tests/"]),
    ("poppler", r"<poppler", ["src/render/yc-document-pdf", "tests/bench/", "tests/media/"]),
    ("leptonica", r"<leptonica/", ["src/media/", "tests/media/"]),
    ("tiff", r"<tiff", ["src/media/", "tests/media/", "src/render/", "tests/render/"]),
    ("zbar", r"<zbar", ["src/media/", "tests/media/"]),
    ("qpdf", r"<qpdf/", ["src/render/yc-sole-image", "src/out/yc-out-"]),
    ("seccomp", r"<seccomp\.h>", ["src/shield/yc-shield-calls"]),
    ("tesseract", r"<tesseract/", ["src/ocr/yc-ocr-page", "src/ocr/yc-ocr-letters.h"]),
    ("gstreamer", r"<gst/", ["src/camera/yc-stream", "src/camera/yc-camera-main"]),
    ("icu", r"<unicode/", ["src/session/"]),
    ("pcre2", r"<pcre2\.h>", ["src/rules/"]),
    ("secret", r"<libsecret/", ["src/vault/", "tests/vault/"]),
]

# rule, which files, what they must not say, why. The words are split so that this file may hold them.
C = (".c", ".h")
CODE = (".c", ".h", ".py", ".sh", ".sql", ".ui", ".build", ".css")
TEXT = CODE + (".md", ".json", ".yaml", ".xml", ".in", ".desktop", ".supp", ".txt")
WORDS = [
    ("goto", C, r"\bgoto\b", "return early instead"),
    ("relative-include", C, r'#\s*include\s+"\.\.?/', "include by the bare name of the header"),
    ("skipped-test", C + (".py",), r"\bg_test_(skip|incomplete)\b|unittest\.skip|\.skip" r"Test",
     "a test runs or is not there"),
    ("old-gtk", C, r"\bgtk_dialog_" r"run\b", "not in GTK 4"),
    ("singleton", C, r"^yc_\w+_get_" r"default\b", "pass it in through yc_x_new ()"),
    ("leftover", CODE, r"\b(TO" r"DO|FIX" r"ME|X" r"XX|HA" r"CK)\b", "do it, or file an issue"),
    ("machine-path", TEXT, r"(?<![\w.}])/(work|root|home|Users)" r"/", "a path of one machine"),
    ("tab", TEXT, r"\t", "spaces, as .editorconfig says"),
    ("trailing-space", TEXT, r"[ \t]+$", "trailing space"),
]

HEADED = {".c": "// ", ".h": "// ", ".py": "# ", ".sh": "# ", ".sql": "-- "}
LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"
OTHER_RULES = ["layer", "first-line", "licence", "long-file", "long-function"]
LONGEST_FILE = 600
LONGEST_FUNCTION = 60

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"][^>"]+[>"])')
NOT_CODE = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def rules():
    return [row[0] for row in LIBRARIES + WORDS] + OTHER_RULES


def files(tree):
    """The text files of the tree, relative to it; build folders and what npm wrote are not ours."""
    for folder, folders, names in os.walk(tree):
        folders[:] = sorted(f for f in folders if not f.startswith(("_build", ".git", "node_modules")))
        for name in sorted(names):
            if name.endswith(TEXT) and name != "package-lock.json":
                yield os.path.relpath(os.path.join(folder, name), tree)


def layer_of(path):
    parts = path.split("/")
    return parts[1] if len(parts) > 2 and parts[0] == "src" else None


def blank_comments(text):
    """The code alone, line for line: comments and strings become empty, newlines stay. What an
    #include names is no string."""
    def blank(match):
        start = text.rfind("\n", 0, match.start()) + 1
        if INCLUDE.match(text[start:match.end()]):
            return match.group()
        return "\n" * match.group().count("\n")
    return NOT_CODE.sub(blank, text)


def check_includes(path, lines, homes):
    for number, line in enumerate(lines, 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        for rule, what, allowed in LIBRARIES:
            if re.match(what, match.group(1)) and not path.startswith(tuple(allowed)):
                yield number, rule, f"{match.group(1)} belongs to {' '.join(allowed)}"
        layer, home = layer_of(path), homes.get(os.path.basename(match.group(1).strip('<">')))
        if layer and home and home != layer and home not in LAYERS.get(layer, []):
            yield number, "layer", f"{layer} may not use {home}"


def check_words(path, text):
    code = blank_comments(text) if path.endswith(C) else text
    for rule, suffixes, what, why in WORDS:
        if not path.endswith(suffixes):
            continue
        searched = code if rule in ("goto", "old-gtk", "singleton") else text
        for number, line in enumerate(searched.split("\n"), 1):
            if re.search(what, line):
                yield number, rule, why


def check_head(path, lines):
    mark = HEADED.get(os.path.splitext(path)[1])
    if not mark:
        return
    first = 1 if lines and lines[0].startswith("#!") else 0
    if len(lines) <= first or not re.match(mark + r"\S.{9,}", lines[first]) or "SPDX" in lines[first]:
        yield first + 1, "first-line", "say in one sentence what the file is for"
    if mark + LICENCE not in lines[:first + 3]:
        yield first + 2, "licence", LICENCE + " goes below the first line, alone"


def check_length(path, lines):
    if path.endswith(tuple(HEADED)) and len(lines) > LONGEST_FILE:
        yield LONGEST_FILE, "long-file", f"{len(lines)} lines, {LONGEST_FILE} at most: split it"
    start = 0
    for number, line in enumerate(lines if path.endswith(".c") else [], 1):
        if line == "{":
            start = number
        elif line == "}" and start:
            if number - start - 1 > LONGEST_FUNCTION:
                yield start, "long-function", f"{number - start - 1} lines, {LONGEST_FUNCTION} at most"
            start = 0


def check_file(tree, path, homes):
    with open(os.path.join(tree, path), encoding="utf-8") as file:
        text = file.read()
    lines = text.rstrip("\n").split("\n")
    yield from check_words(path, text)
    yield from check_head(path, lines)
    yield from check_length(path, lines)
    if path.endswith(C):
        yield from check_includes(path, lines, homes)


def main():
    if sys.argv[1:] == ["--rules"]:
        print("\n".join(rules()))
        return 0
    tree = sys.argv[1]
    paths = list(files(tree))
    homes = {os.path.basename(path): layer_of(path) for path in paths
             if path.endswith(".h") and layer_of(path)}
    faults = 0
    for path in paths:
        for number, rule, why in check_file(tree, path, homes):
            print(f"{path}:{number}: [{rule}] {why}")
            faults += 1
    return 1 if faults else 0


sys.exit(main())
