#!/usr/bin/python3
# Tests of the check of data files: what cannot be read, or is not listed, is named.
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import subprocess
import sys
import tempfile
import unittest

import tap

CHECK = os.path.join(os.path.dirname(os.path.abspath(__file__)), "check-data.py")
CLEAN = {
    "data/a.json": '{"a": [1]}',
    "ui/a.ui": "<interface/>",
    "src/app/a.c": 'label = _ ("Queue");\n',
    "po/POTFILES": "# files\nsrc/app/a.c\n",
}

# what the test says, what is planted, what the check must say
PLANTED = [
    ("JSON that does not parse is named", {"data/b.json": "{"}, "data/b.json: "),
    ("a key that is there twice is named", {"data/b.json": '{"a":1,"a":2}'}, "named twice: a"),
    ("a template that is not XML is named", {"ui/b.ui": "<interface>"}, "ui/b.ui: "),
    ("C with a sentence must be listed", {"src/core/b.c": 'N_ ("Drafts")'}, "src/core/b.c has sentences"),
    ("a template with a sentence must be listed",
     {"ui/b.ui": '<property translatable="yes">A</property>'}, "ui/b.ui has sentences"),
    ("a listed file must exist", {"po/POTFILES": "src/app/a.c\nsrc/gone.c\n"}, "src/gone.c does not exist"),
    ("the list is sorted", {"po/POTFILES": "src/app/a.c\ndata/a.json\n"}, "keep it sorted"),
]


def check(plant):
    with tempfile.TemporaryDirectory() as tree:
        for path, content in plant.items():
            os.makedirs(os.path.dirname(os.path.join(tree, path)), exist_ok=True)
            with open(os.path.join(tree, path), "w", encoding="utf-8") as file:
                file.write(content)
        done = subprocess.run([sys.executable, CHECK, tree], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout.strip()


class Clean(unittest.TestCase):
    def test_clean(self):
        """/data/a clean tree passes"""
        self.assertEqual(check(CLEAN), (0, ""))


class Planted(unittest.TestCase):
    def __init__(self, title, plant, message):
        super().__init__("test_found")
        self.title, self.plant, self.message = title, plant, message

    def shortDescription(self):
        return "/data/" + self.title

    def test_found(self):
        code, said = check({**CLEAN, **self.plant})
        self.assertEqual(code, 1)
        self.assertIn(self.message, said)


suite = unittest.defaultTestLoader.loadTestsFromTestCase(Clean)
suite.addTests(Planted(*row) for row in PLANTED)
tap.run(suite)
