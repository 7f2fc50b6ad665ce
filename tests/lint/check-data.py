#!/usr/bin/python3
# Checks that data files can be read: JSON and its schemas, .ui templates, and the list of files to translate.
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: check-data.py TREE"""
import json
import os
import re
import sys
import xml.etree.ElementTree

import json_schema

SENTENCE = re.compile(r'\b(_|N_|C_|NC_|g_dngettext|ngettext|gettext) \(\s*"|translatable="(yes|true|1)"')


def files(tree, folders, suffixes):
    for top in folders:
        for folder, _, names in sorted(os.walk(os.path.join(tree, top))):
            for name in sorted(names):
                if name.endswith(suffixes):
                    yield os.path.relpath(os.path.join(folder, name), tree)


def no_doubles(pairs):
    keys = [key for key, _ in pairs]
    doubled = {key for key in keys if keys.count(key) > 1}
    if doubled:
        raise ValueError(f"named twice: {', '.join(sorted(doubled))}")
    return dict(pairs)


def check_json(tree):
    for path in files(tree, ["data", "tests"], (".json",)):
        if "/corpus/" in path:  # what fuzzers found, wrong on purpose
            continue
        try:
            with open(os.path.join(tree, path), encoding="utf-8") as file:
                json.load(file, object_pairs_hook=no_doubles)
        except ValueError as error:
            yield f"{path}: {error}"


# folder of data -> the schema of its files, by the file's name where None
SCHEMAS = {"data/demo/catalogue": None, "data/demo/catalogue/items": "item", "data/demo/cases": "cases"}


def check_schemas(tree):
    """The demo city is written as data/catalogue says."""
    for folder, name in SCHEMAS.items():
        for path in files(tree, [folder], (".json",)):
            schema_name = name or os.path.basename(path).removesuffix(".json")
            schema_path = os.path.join(tree, "data/catalogue", f"{schema_name}.schema.json")
            if os.path.dirname(path) != folder or not os.path.exists(schema_path):
                continue
            try:
                with open(schema_path, encoding="utf-8") as file:
                    schema = json.load(file)
                with open(os.path.join(tree, path), encoding="utf-8") as file:
                    value = json.load(file)
                for fault in json_schema.check(schema, value, schema):
                    yield f"{path}: {fault}"
            except ValueError as error:
                yield f"{path}: {error}"


def check_cases(tree):
    """Each item of the demo city has a case of every outcome."""
    for path in files(tree, ["data/demo/catalogue/items"], (".json",)):
        name = os.path.basename(path)
        cases = f"data/demo/cases/{name}"
        if "@" in name:  # an earlier version
            continue
        if not os.path.exists(os.path.join(tree, cases)):
            yield f"{cases}: the item has no cases"
            continue
        with open(os.path.join(tree, cases), encoding="utf-8") as file:
            outcomes = {case["outcome"] for case in json.load(file)}
        for outcome in ("accept", "supplement", "refuse"):
            if outcome not in outcomes:
                yield f"{cases}: no case to {outcome}"


def check_xml(tree):
    for path in files(tree, ["ui", "src", "data"], (".ui", ".xml", ".svg")):
        try:
            xml.etree.ElementTree.parse(os.path.join(tree, path))
        except xml.etree.ElementTree.ParseError as error:
            yield f"{path}: {error}"


def read(tree, path):
    with open(os.path.join(tree, path), encoding="utf-8") as file:
        return file.read()


def check_potfiles(tree):
    """po/POTFILES names every file that has a sentence, each once and in order."""
    lines = read(tree, "po/POTFILES").split("\n")
    listed = [line for line in lines if line and not line.startswith("#")]
    speaking = [path for path in files(tree, ["src", "ui", "data"], (".c", ".ui", ".desktop.in", ".xml.in"))
                if SENTENCE.search(read(tree, path))]
    for path in speaking:
        if path not in listed:
            yield f"po/POTFILES: {path} has sentences to translate and is not named"
    for path in listed:
        if not os.path.exists(os.path.join(tree, path)):
            yield f"po/POTFILES: {path} does not exist"
    if listed != sorted(set(listed)):
        yield "po/POTFILES: keep it sorted, each file once"


def main():
    tree = sys.argv[1]
    faults = [*check_json(tree)] or [*check_schemas(tree)] or [*check_cases(tree)]
    faults += [*check_xml(tree), *check_potfiles(tree)]
    print("\n".join(faults))
    return 1 if faults else 0


sys.exit(main())
