#!/usr/bin/python3
# The contract only grows: compared with every released one, with the routes of the program, and with
# the page that is made of it.
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: test-compatible.py CONTRACT RELEASED ROUTES PAGE

CONTRACT is data/api/central.yaml, RELEASED the folder of released ones, ROUTES src/central/yc-routes.c,
PAGE the HTML made of the contract."""
import copy
import html.parser
import os
import re
import sys
import unittest

import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "lint")]
from compare_contracts import compare, list_operations, resolve  # noqa: E402
import tap  # noqa: E402

CONTRACT, RELEASED, ROUTES, PAGE = sys.argv[1:5]


def read(path):
    with open(path, encoding="utf-8") as file:
        return yaml.safe_load(file)


NOW = read(CONTRACT)
SCHEMAS = ("components", "schemas")


def at(contract, *steps):
    for step in steps:
        contract = contract[step]
    return contract


# Each breaks something: what is done to the contract, and what must be said about it.
BREAKS = {
    "a route goes": (lambda c: at(c, "paths").pop("/v1/feed"), "GET /v1/feed: is gone"),
    "a method goes": (lambda c: at(c, "paths", "/v1/blobs/{sha256}").pop("put"),
                      "PUT /v1/blobs/{sha256}: is gone"),
    "a query becomes needed": (
        lambda c: at(c, "paths", "/v1/cases", "get", "parameters", 0).update(required=True),
        "GET /v1/cases state: is needed now"),
    "a new query is needed": (
        lambda c: at(c, "paths", "/v1/feed", "get", "parameters").append(
            {"name": "from", "in": "query", "required": True, "schema": {"type": "string"}}),
        "GET /v1/feed from: is needed now"),
    "a query goes": (lambda c: at(c, "paths", "/v1/feed", "get", "parameters").pop(),
                     "GET /v1/feed limit: is gone"),
    "a bound of a query shrinks": (
        lambda c: at(c, "paths", "/v1/feed", "get", "parameters", 1, "schema").update(maximum=30),
        "GET /v1/feed wait: maximum changed"),
    "a member of a body becomes needed": (
        lambda c: at(c, *SCHEMAS, "SignIn", "required").append("city"),
        "POST /v1/sessions.city: is needed now"),
    "a member of a body becomes shorter": (
        lambda c: at(c, *SCHEMAS, "SignIn", "properties", "person").update(maxLength=10),
        "POST /v1/sessions.person: maxLength changed"),
    "a word is not taken any more": (
        lambda c: at(c, *SCHEMAS, "EventType", "enum").remove("noted"),
        "does not take noted any more"),
    "a type of a body goes": (
        lambda c: at(c, "paths", "/v1/blobs/{sha256}", "put", "requestBody", "content")
        .pop("image/tiff"), "PUT /v1/blobs/{sha256}: image/tiff is gone"),
    "a member of an answer goes": (
        lambda c: at(c, *SCHEMAS, "About", "properties").pop("time"), "200.time: is gone"),
    "a member of an answer may be left out": (
        lambda c: at(c, *SCHEMAS, "Session", "required").remove("token"),
        "201.token: may be left out now"),
    "a member of an answer has another type": (
        lambda c: at(c, *SCHEMAS, "Stored", "properties", "seq").update(type="string"),
        "200.seq: type was integer and is string"),
    "a promise is loosened": (
        lambda c: at(c, *SCHEMAS, "Session", "properties", "token").update(maxLength=99),
        "201.token: maxLength changed"),
    "an answer goes": (
        lambda c: at(c, "paths", "/v1/catalogue", "get", "responses").pop("304"),
        "GET /v1/catalogue 304: is gone"),
    "another success is answered": (
        lambda c: at(c, "paths", "/v1/about", "get", "responses").update({"202": {}}),
        "GET /v1/about: answers 202 now"),
    "a header goes": (
        lambda c: at(c, "paths", "/v1/catalogue", "get", "responses", "200", "headers").pop("ETag"),
        "GET /v1/catalogue 200: header ETag is gone"),
    "an open route is closed": (
        lambda c: at(c, "paths", "/v1/about", "get").pop("security"),
        "GET /v1/about: needs a sign-in now"),
    "a pattern changes": (
        lambda c: at(c, *SCHEMAS, "Uuid").update(pattern="^x$"), "pattern changed"),
    "a constant changes": (
        lambda c: at(c, *SCHEMAS, "NumberRange", "properties", "digits").update(const=8),
        "digits: const was 6 and is 8"),
}

# None of these does.
ADDITIONS = {
    "a route": lambda c: at(c, "paths").update({"/v1/new": copy.deepcopy(c["paths"]["/v1/about"])}),
    "a query that is not needed": lambda c: at(c, "paths", "/v1/feed", "get", "parameters").append(
        {"name": "from", "in": "query", "schema": {"type": "string"}}),
    "a member of an answer": lambda c: at(c, *SCHEMAS, "About", "properties").update(
        more={"type": "string"}),
    "a member of a body that is not needed": lambda c: at(
        c, *SCHEMAS, "SignIn", "properties").update(more={"type": "string"}),
    "a type of event": lambda c: at(c, *SCHEMAS, "EventType", "enum").append("danced"),
    "a refusal": lambda c: at(c, "paths", "/v1/feed", "get", "responses").update(
        {"418": {"description": "No."}}),
    "a wider bound of a query": lambda c: at(
        c, "paths", "/v1/feed", "get", "parameters", 1, "schema").update(maximum=3000),
}


class Links(html.parser.HTMLParser):
    """Where a page points at, what can be pointed at, and which elements it has."""

    def __init__(self):
        super().__init__()
        self.targets, self.places, self.elements, self.open = set(), set(), set(), []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.elements.add(tag)
        self.targets |= {attributes[name] for name in ("href", "src") if name in attributes}
        self.places |= {"#" + attributes["id"]} if "id" in attributes else set()
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()


class Compatible(unittest.TestCase):
    def test_released(self):
        "/api/programs written for a released contract go on working"
        names = sorted(os.listdir(RELEASED))
        self.assertGreater(len(names), 0)
        for name in names:
            old = read(os.path.join(RELEASED, name))
            self.assertEqual(name, old["info"]["version"] + ".yaml")
            self.assertEqual(compare(old, NOW), [], name)

    def test_version(self):
        "/api/a contract that was changed has a version of its own"
        versions = {name.removesuffix(".yaml"): read(os.path.join(RELEASED, name))
                    for name in os.listdir(RELEASED)}
        same = versions.get(NOW["info"]["version"])
        self.assertTrue(same is None or same == NOW)

    def test_breaks(self):
        "/api/what breaks a program is found"
        for what, (change, said) in BREAKS.items():
            new = copy.deepcopy(NOW)
            change(new)
            problems = compare(NOW, new)
            self.assertTrue(any(said in problem for problem in problems), f"{what}: {problems}")

    def test_additions(self):
        "/api/what only adds is allowed"
        for what, change in ADDITIONS.items():
            new = copy.deepcopy(NOW)
            change(new)
            self.assertEqual(compare(NOW, new), [], what)

    def test_routes(self):
        "/api/the contract has every route of the program and no other"
        with open(ROUTES, encoding="utf-8") as file:
            rows = re.findall(r'\{"([A-Z]+)", "([^"]+)", (\w+)', file.read())
        routes = {f"{method} {path}": roles == "YC_ROUTE_OPEN" for method, path, roles in rows}
        told = {where: is_open for where, (_, _, is_open) in list_operations(NOW)}
        self.assertGreater(len(routes), 20)
        self.assertEqual(told, routes)

    def test_complete(self):
        "/api/every answer has an example, and every refusal that may come is told"
        for where, (operation, _, is_open) in list_operations(NOW):
            answers = operation["responses"]
            body = operation.get("requestBody", {}).get("content", {})
            for status, answer in answers.items():
                answer = resolve(NOW, answer)
                self.assertIn("X-Request-Id", answer["headers"], f"{where} {status}")
                for kind, media in answer.get("content", {}).items():
                    self.assertTrue("json" not in kind or "example" in media, f"{where} {status}")
            for kind, media in body.items():
                self.assertTrue("json" not in kind or "example" in media, where)
            wanted = ({"401", "429"} if not is_open else set()) | (
                {"400", "413", "415", "422"} if "application/json" in body else set())
            self.assertLessEqual(wanted, {str(status) for status in answers}, where)

    def test_page(self):
        "/api/the page leads to every route, asks for nothing from elsewhere and runs nothing"
        with open(PAGE, encoding="utf-8") as file:
            text = file.read()
        links = Links()
        links.feed(text)
        self.assertEqual(links.open, [])
        inside = {target for target in links.targets if target.startswith("#")}
        self.assertEqual(links.targets - inside, {"/v1/openapi.yaml"})
        self.assertLessEqual(inside, links.places)
        for _, (operation, _, _) in list_operations(NOW):
            self.assertIn("#" + operation["operationId"], links.targets)
        self.assertFalse(links.elements & {"script", "img", "link", "iframe", "object"})
        self.assertNotRegex(text, r"(?i)@import|url\(| style=| on[a-z]+=")
        self.assertIn("prefers-color-scheme: dark", text)


if __name__ == "__main__":
    tap.run(unittest.defaultTestLoader.loadTestsFromTestCase(Compatible))
