#!/usr/bin/python3
# Tests of the check of data files: what cannot be read, or is not listed, is named.
# SPDX-License-Identifier: GPL-3.0-or-later
import json
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
    "data/demo/catalogue/papers/a.json": "{}",
    "data/demo/catalogue/items/a.json": "{}",
    "data/demo/catalogue/items/a@1.json": "{}",
    "data/demo/cases/a.json": '[{"outcome": "accept"}, {"outcome": "supplement"}, {"outcome": "refuse"}]',
}

SCHEMA = {
    "type": "array",
    "items": {"$ref": "#/$defs/entry"},
    "$defs": {"entry": {
        "type": "object",
        "properties": {
            "id": {"type": "string", "pattern": "^[a-z]+$"},
            "since": {"type": "string", "format": "date"},
            "days": {"type": "integer", "minimum": 1, "maximum": 9},
            "kind": {"enum": ["a", "b"]},
            "need": {"oneOf": [{"const": True}, {"type": "object", "minProperties": 1, "maxProperties": 1}]},
            "words": {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1, "maxItems": 3,
                      "uniqueItems": True},
            "share": {"type": "number", "exclusiveMinimum": 0},
        },
        "required": ["id"],
        "additionalProperties": False,
    }},
}


def shaped(value, schema=None):
    """A city with one list, and the schema of that list."""
    return {"data/catalogue/sources.schema.json": json.dumps(schema or SCHEMA),
            "data/demo/catalogue/sources.json": json.dumps(value)}


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
    ("an item without cases is named", {"data/demo/catalogue/items/b.json": "{}"}, "b.json: the item has no cases"),
    ("an outcome without a case is named", {"data/demo/cases/a.json": '[{"outcome": "accept"}]'}, "no case to refuse"),
    ("data of another type is named", shaped({}), "sources.json: $: is no array"),
    ("a member that is missing is named", shaped([{}]), "$[0]: “id” is missing"),
    ("a member that is mistyped is named", shaped([{"id": "a", "idd": "b"}]), "$[0].idd: no such member"),
    ("a text that does not match is named", shaped([{"id": "A"}]), "$[0].id: does not match"),
    ("a day that is none is named", shaped([{"id": "a", "since": "2026-02-30"}]), "$[0].since: is no date"),
    ("a number that is too small is named", shaped([{"id": "a", "days": 0}]), "$[0].days: is less than 1"),
    ("a number that is too large is named", shaped([{"id": "a", "days": 10}]), "$[0].days: is more than 9"),
    ("true is no number", shaped([{"id": "a", "days": True}]), "$[0].days: is no integer"),
    ("a choice that is not offered is named", shaped([{"id": "a", "kind": "c"}]), "$[0].kind: is none of"),
    ("one is not true", shaped([{"id": "a", "need": 1}]), "$[0].need: is not one of the kinds"),
    ("a rule of two operations is named", shaped([{"id": "a", "need": {"x": 1, "y": 2}}]), "$[0].need: is not one"),
    ("a word that is there twice is named", shaped([{"id": "a", "words": ["x", "x"]}]), "has an entry twice"),
    ("a list that is too long is named", shaped([{"id": "a", "words": ["w", "x", "y", "z"]}]),
     "$[0].words: has more than 3"),
    ("a number at the limit that does not count is named", shaped([{"id": "a", "share": 0}]),
     "$[0].share: is not more than 0"),
    ("an empty word is named", shaped([{"id": "a", "words": [""]}]), "$[0].words[0]: is shorter than 1"),
    ("a keyword that is not understood is not passed over", shaped([], {"contains": {}}), "known here: ['contains']"),
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

    def test_shaped(self):
        """/data/data as its schema says passes"""
        entry = {"id": "a", "since": "2026-02-28", "days": 1, "kind": "a", "need": {"x": 1}, "words": ["x", "y"]}
        self.assertEqual(check({**CLEAN, **shaped([entry, {"id": "b", "need": True}])}), (0, ""))


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
