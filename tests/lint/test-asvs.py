#!/usr/bin/python3
# Holds the table of OWASP ASVS requirements to the standard's numbers and to the tests that there are.
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: test-asvs.py TREE"""
import os
import re
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import tap  # noqa: E402

TREE = sys.argv[1]
TABLE = os.path.join(TREE, "tests", "asvs.md")

# ASVS 5.0.0: of each section, the level of its first requirement, its second …
LEVELS = {
    "1.1": "22", "1.2": "1111122223", "1.3": "112222222223", "1.4": "222", "1.5": "123",
    "2.1": "122", "2.2": "112", "2.3": "12223", "2.4": "23",
    "3.1": "3", "3.2": "113", "3.3": "12223", "3.4": "11222233", "3.5": "11122333", "3.6": "3",
    "3.7": "22333",
    "4.1": "12233", "4.2": "23333", "4.3": "22", "4.4": "1222",
    "5.1": "2", "5.2": "112333", "5.3": "113", "5.4": "222",
    "6.1": "122", "6.2": "111111112222", "6.3": "11223333", "6.4": "112233", "6.5": "22222333",
    "6.6": "2223", "6.7": "33", "6.8": "2222",
    "7.1": "222", "7.2": "1111", "7.3": "22", "7.4": "11222", "7.5": "223", "7.6": "22",
    "8.1": "1233", "8.2": "1123", "8.3": "133", "8.4": "23",
    "9.1": "111", "9.2": "1222",
    "10.1": "22", "10.2": "223", "10.3": "22223", "10.4": "1111122222233333", "10.5": "22222",
    "10.6": "22", "10.7": "222",
    "11.1": "2233", "11.2": "22233", "11.3": "11233", "11.4": "1222", "11.5": "23", "11.6": "23",
    "11.7": "33",
    "12.1": "12233", "12.2": "11", "12.3": "22223",
    "13.1": "2333", "13.2": "222223", "13.3": "2233", "13.4": "1222233",
    "14.1": "22", "14.2": "12223333", "14.3": "122",
    "15.1": "12233", "15.2": "12233", "15.3": "1222222", "15.4": "3333",
    "16.1": "2", "16.2": "22222", "16.3": "2222", "16.4": "222", "16.5": "2223",
    "17.1": "23", "17.2": "22223333", "17.3": "22",
}
WORDS = ("unproved:", "not met", "no:")


def read_rows(text):
    """(number or range, what, where) of each row."""
    return [tuple(cell.strip() for cell in line.strip("|").split("|"))
            for line in text.splitlines() if re.match(r"\| \d", line)]


def spread(numbers):
    """The numbers of "6.5.1-6.5.5"."""
    first, _, last = numbers.partition("-")
    section, begin = first.rsplit(".", 1)
    end = last.rsplit(".", 1)[1] if last else begin
    return [f"{section}.{number}" for number in range(int(begin), int(end) + 1)]


def find_numbers(levels):
    return [f"{section}.{place}" for section, text in LEVELS.items()
            for place, level in enumerate(text, 1) if level in levels]


def find_problem(where):
    """What is wrong with the last cell of a row; None if it is one of the words, or a test that is."""
    if where.startswith(WORDS):
        return None
    path, _, words = where.partition(": ")
    full = os.path.join(TREE, path)
    if not path.startswith("tests/") or not os.path.isfile(full):
        return f"no such file: {path}"
    with open(full, encoding="utf-8") as file:
        text = re.sub(r'"\s*\n\s*"', "", file.read())
    named = words and re.search(r'"[^"\n]*' + re.escape(words) + r'[^"\n]*"', text)
    return None if named else f"{path} has no test “{words}”"


class Asvs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with open(TABLE, encoding="utf-8") as file:
            cls.rows = read_rows(file.read())

    def test_complete(self):
        "/asvs/every requirement of the levels 1 and 2 has its place, and no number is made up"
        told = [number for row in self.rows for number in spread(row[0])]
        self.assertEqual(sorted(told), sorted(set(told)))
        self.assertEqual(set(told), set(find_numbers("12")))
        self.assertEqual(len(find_numbers("123")), 345)

    def test_named(self):
        "/asvs/every test that is named exists"
        for number, _, where in self.rows:
            self.assertIsNone(find_problem(where), number)

    def test_problems(self):
        "/asvs/a test that does not exist is found, and so is a file"
        path = "tests/lint/test-asvs.py"
        self.assertIsNone(find_problem(path + ": every test that is named exists"))
        for wrong in (path + ": there is no " + "such test", path + ": ", "tests/lint/tap.py: import sys",
                      "tests/none.c: x", "src/DESIGN.md: How", "", "proved: by words"):
            self.assertIsNotNone(find_problem(wrong), wrong)

    def test_rows(self):
        "/asvs/what is not met or cannot be about anything says why, or speaks for itself"
        self.assertGreater(sum(where.startswith("tests/") for _, _, where in self.rows), 70)
        for number, what, where in self.rows:
            self.assertTrue(what, number)
            self.assertFalse(where in ("unproved:", "no:"), number)


if __name__ == "__main__":
    tap.run(unittest.defaultTestLoader.loadTestsFromTestCase(Asvs))
