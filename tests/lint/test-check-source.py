#!/usr/bin/python3
# Tests of the lint: a planted violation of every rule is found, and a clean tree passes.
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import subprocess
import sys
import tempfile
import unittest

import tap

LINT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "check-source.py")
HEAD = "// Says what this file is for.\n// SPDX-License-Identifier: GPL-3.0-or-later\n"

CLEAN = {
    "src/core/yc-case.h": HEAD + "#pragma once\n",
    "src/core/yc-case.c": HEAD + '#include "yc-case.h"\n// goto in a comment is a word\n',
    "src/db/yc-connection.c": HEAD + "#include <sqlite3.h>\n",
    "src/session/yc-session.h": HEAD + "#pragma once\n",
    "src/store/yc-store.h": HEAD + "#pragma once\n",
    "src/app/yc-window.c": HEAD + '#include "yc-session.h"\n\n#include <gtk/gtk.h>\n',
    "src/scan/yc-scan-job.c": HEAD + "#include <sane/sane.h>\n",
    "tests/scan/backend.c": HEAD + "#include <sane/sane.h>\n",
    "src/store/schema/001-first.sql": "-- The first tables of a workstation.\n"
                                      "-- SPDX-License-Identifier: GPL-3.0-or-later\n",
}


def function(lines):
    return HEAD + "static void\nlong_one (void)\n{\n" + "  call ();\n" * lines + "}\n"


# rule, file, what is planted there, what the lint must say
PLANTED = [
    ("sqlite", "src/store/a.c", HEAD + "#include <sqlite3.h>\n", "a.c:3: [sqlite] <sqlite3.h>"),
    ("sane", "src/session/a.c", HEAD + "#include <sane/sane.h>\n", "[sane] <sane/sane.h>"),
    ("sane", "src/scan/yc-scanner.c", HEAD + "#include <sane/sane.h>\n", "[sane] <sane/sane.h>"),
    ("libpq", "src/central/a.c", HEAD + "#include <libpq-fe.h>\n", "[libpq] <libpq-fe.h>"),
    ("gtk", "src/session/a.c", HEAD + "#include <gtk/gtk.h>\n", "[gtk] <gtk/gtk.h>"),
    ("gtk", "src/session/b.c", HEAD + "#include <adwaita.h>\n", "[gtk] <adwaita.h>"),
    ("soup", "src/sync/a.c", HEAD + "#include <libsoup/soup.h>\n", "[soup] <libsoup/soup.h>"),
    ("sodium", "src/store/b.c", HEAD + "#include <sodium.h>\n", "[sodium] <sodium.h>"),
    ("poppler", "src/notice/a.c", HEAD + "#include <poppler.h>\n", "[poppler] <poppler.h>"),
    ("pcre2", "src/session/p.c", HEAD + "#include <pcre2.h>\n", "[pcre2]"),
    ("icu", "src/store/i.c", HEAD + "#include <unicode/utrans.h>\n", "[icu]"),
    ("leptonica", "src/session/l.c", HEAD + "#include <leptonica/allheaders.h>\n", "[leptonica]"),
    ("tiff", "src/session/t.c", HEAD + "#include <tiffio.h>\n", "[tiff] <tiffio.h>"),
    ("zbar", "src/scan/z.c", HEAD + "#include <zbar.h>\n", "[zbar] <zbar.h>"),
    ("tesseract", "src/render/t.c", HEAD + "#include <tesseract/capi.h>\n", "[tesseract]"),
    ("gstreamer", "src/session/g.c", HEAD + "#include <gst/gst.h>\n", "[gstreamer] <gst/gst.h>"),
    ("qpdf", "src/media/q.c", HEAD + "#include <qpdf/qpdf-c.h>\n", "[qpdf]"),
    ("qpdf", "src/out/q.c", HEAD + "#include <qpdf/qpdf-c.h>\n", "[qpdf]"),
    ("seccomp", "src/task/s.c", HEAD + "#include <seccomp.h>\n", "[seccomp]"),
    ("secret", "src/store/c.c", HEAD + "#include <libsecret/secret.h>\n", "[secret]"),
    ("layer", "src/app/a.c", HEAD + '#include "yc-store.h"\n', "[layer] app may not use store"),
    ("layer", "src/out/a.c", HEAD + '#include "yc-store.h"\n', "[layer] out may not use store"),
    ("layer", "src/core/a.c", HEAD + '#include "yc-session.h"\n', "core may not use session"),
    ("relative-include", "src/core/b.c", HEAD + '#include "../db/x.h"\n', "b.c:3: [relative-include]"),
    ("goto", "src/core/c.c", HEAD + "  goto out;\n", "c.c:3: [goto]"),
    ("skipped-test", "tests/core/a.c", HEAD + '  g_test_' 'skip ("later");\n', "[skipped-test]"),
    ("old-gtk", "src/app/b.c", HEAD + "  gtk_dialog_" "run (dialog);\n", "[old-gtk]"),
    ("singleton", "src/core/d.c", HEAD + "YcClock *\nyc_clock_get_" "default (void)\n", "[singleton]"),
    ("leftover", "src/core/e.c", HEAD + "// FIX" "ME later\n", "e.c:3: [leftover]"),
    ("leftover", "ui/a.ui", "<!-- TO" "DO -->\n", "a.ui:1: [leftover]"),
    ("machine-path", "README.md", "See /work" "/x\n", "README.md:1: [machine-path]"),
    ("tab", "src/core/f.c", HEAD + "\treturn;\n", "f.c:3: [tab]"),
    ("trailing-space", "src/core/g.c", HEAD + "return; \n", "g.c:3: [trailing-space]"),
    ("first-line", "src/core/h.c", "// SPDX-License-Identifier: GPL-3.0-or-later\n", "[first-line]"),
    ("first-line", "src/db/a.sql", "\n-- SPDX-License-Identifier: GPL-3.0-or-later\n", "a.sql:1: [first-line]"),
    ("licence", "src/core/i.c", "// Says what it is for.\n#include <glib.h>\n", "[licence]"),
    ("long-file", "src/core/j.c", HEAD + "int a;\n" * 600, "602 lines, 600 at most"),
    ("long-function", "src/core/k.c", function(61), "k.c:5: [long-function] 61 lines"),
]


def lint(plant):
    with tempfile.TemporaryDirectory() as tree:
        for path, content in plant.items():
            os.makedirs(os.path.dirname(os.path.join(tree, path)) or tree, exist_ok=True)
            with open(os.path.join(tree, path), "w", encoding="utf-8") as file:
                file.write(content)
        done = subprocess.run([sys.executable, LINT, tree], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout


class Clean(unittest.TestCase):
    def test_clean(self):
        """/lint/a clean tree passes"""
        self.assertEqual(lint(CLEAN), (0, ""))

    def test_longest(self):
        """/lint/a function of exactly the longest length passes"""
        self.assertEqual(lint({"src/core/a.c": function(60)}), (0, ""))

    def test_all_planted(self):
        """/lint/every rule has a planted violation"""
        printed = subprocess.run([sys.executable, LINT, "--rules"], capture_output=True, text=True,
                                 check=True)
        self.assertEqual(set(printed.stdout.split()), {row[0] for row in PLANTED})


class Planted(unittest.TestCase):
    def __init__(self, rule, path, content, message):
        super().__init__("test_found")
        self.rule, self.path, self.content, self.message = rule, path, content, message

    def shortDescription(self):
        return f"/lint/{self.rule} is found in {self.path}"

    def test_found(self):
        code, said = lint({**CLEAN, self.path: self.content})
        self.assertEqual(code, 1)
        self.assertIn(self.message, said)
        self.assertEqual(said.count("\n"), said.count(f"[{self.rule}]"), "nothing but the planted: " + said)


suite = unittest.defaultTestLoader.loadTestsFromTestCase(Clean)
suite.addTests(Planted(*row) for row in PLANTED)
tap.run(suite)
