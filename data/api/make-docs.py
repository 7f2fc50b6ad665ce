#!/usr/bin/python3
# Makes the page that central serves at /v1/docs out of the contract: no scripts, nothing from
# elsewhere.
# SPDX-License-Identifier: GPL-3.0-or-later
"""usage: make-docs.py CONTRACT PAGE STYLE_HEADER

PAGE is the HTML, STYLE_HEADER a C header with the hash of its style for Content-Security-Policy."""
import base64
import hashlib
import html
import json
import re
import sys

import yaml

METHODS = ("get", "head", "post", "put", "patch", "delete", "options")

STYLE = """
:root { color-scheme: light dark; --ink: #1d1d20; --soft: #5e5c64; --paper: #fff; --raised: #f4f4f5;
  --line: #d8d8dc; --link: #1a5fb4; --good: #26734d; --bad: #a51d2d; }
@media (prefers-color-scheme: dark) { :root { --ink: #eeeef0; --soft: #a9a7b0; --paper: #1d1d20;
  --raised: #2a2a2e; --line: #45454b; --link: #8ab8f5; --good: #7fd6a4; --bad: #ff9a9a; } }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
body { display: grid; grid-template-columns: 19rem minmax(0, 1fr); }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1.5rem 1rem;
  border-right: 1px solid var(--line); font-size: .875rem; }
nav ul { list-style: none; margin: 0 0 1rem; padding: 0; } nav li { margin: .2rem 0; }
nav strong { text-transform: capitalize; }
main { padding: 2rem 2.5rem 6rem; max-width: 62rem; }
a { color: var(--link); } a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); }
h1 { margin-top: 0; } h2 { margin-top: 3rem; text-transform: capitalize; }
h2, h3 { border-bottom: 1px solid var(--line); padding-bottom: .3rem; } h3 { margin-top: 2.5rem; }
h3 code { background: none; padding: 0; font-size: 1rem; } h4 { margin: 1.2rem 0 .4rem; }
code, pre { font: .85rem/1.5 ui-monospace, monospace; }
code { background: var(--raised); border-radius: 4px; padding: .1em .3em; overflow-wrap: anywhere; }
pre { background: var(--raised); border-radius: 8px; padding: .8rem 1rem; overflow: auto; }
pre code { background: none; padding: 0; }
table { border-collapse: collapse; width: 100%; margin: .4rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0;
  border-bottom: 1px solid var(--line); } th { color: var(--soft); font-weight: 600; }
td p { margin: 0; } .soft { color: var(--soft); } .good { color: var(--good); } .bad { color: var(--bad); }
details { margin: .4rem 0; } summary { cursor: pointer; color: var(--soft); }
@media (max-width: 52rem) { body { display: block; } nav { position: static; height: auto;
  border: 0; border-bottom: 1px solid var(--line); } main { padding: 1.5rem 1rem; } }
"""


class Page:
    """Text of the page, and what it knows of the contract."""

    def __init__(self, contract):
        self.contract = contract
        self.parts = []

    def add(self, *parts):
        self.parts.extend(parts)

    def resolve(self, node):
        """What a reference points at, and its last name (or None)."""
        name = None
        while isinstance(node, dict) and "$ref" in node:
            path = node["$ref"].removeprefix("#/").split("/")
            name = path[-1]
            node = self.contract
            for step in path:
                node = node[step]
        return node, name


def text(words):
    """Prose: paragraphs, and words in backticks."""
    paragraphs = re.split(r"\n\s*\n", html.escape(str(words).strip(), quote=False))
    marked = [re.sub(r"`([^`]+)`", r"<code>\1</code>", paragraph) for paragraph in paragraphs]
    return "".join(f"<p>{paragraph}</p>" for paragraph in marked)


def link(name):
    return f'<a href="#schema-{name}">{name}</a>'


def describe(schema):
    """A schema in a few words."""
    if "$ref" in schema:
        return link(schema["$ref"].rsplit("/", 1)[1])
    if "enum" in schema:
        return "one of " + ", ".join(f"<code>{html.escape(str(one))}</code>"
                                     for one in schema["enum"])
    for kind, word in (("oneOf", " or "), ("anyOf", " or "), ("allOf", " and ")):
        if kind in schema:
            return word.join(describe(one) for one in schema[kind])
    if "const" in schema:
        return f"<code>{html.escape(str(schema['const']))}</code>"
    if schema.get("type") == "array":
        return "list of " + describe(schema.get("items", {}))
    return html.escape(str(schema.get("format") or schema.get("type") or "anything"))


def bounds(schema):
    names = {"minimum": "at least", "maximum": "at most", "minLength": "characters at least",
             "maxLength": "characters at most", "minItems": "entries at least",
             "maxItems": "entries at most", "default": "otherwise", "pattern": "like"}
    return "; ".join(f"{word} <code>{html.escape(str(schema[name]))}</code>"
                     for name, word in names.items() if name in schema)


def row(name, schema, needed, words):
    more = bounds(schema)
    return (f"<tr><td><code>{html.escape(name)}</code>"
            f"{'' if needed else ' <span class=soft>may be left out</span>'}</td>"
            f"<td>{describe(schema)}{'<br>' + more if more else ''}</td>"
            f"<td>{text(words) if words else ''}</td></tr>")


def table(rows):
    return "<table><tbody>" + "".join(rows) + "</tbody></table>" if rows else ""


def members(schema):
    needed = schema.get("required", [])
    return table([row(name, one, name in needed, one.get("description"))
                  for name, one in schema.get("properties", {}).items()])


def example(value):
    shown = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    return f"<details><summary>Example</summary><pre><code>{html.escape(shown)}</code></pre></details>"


def add_content(page, content):
    for kind, media in content.items():
        schema, name = page.resolve(media.get("schema", {}))
        page.add(f"<p><code>{html.escape(kind)}</code>", f": {link(name)}" if name else "", "</p>")
        if not name:
            page.add(members(schema))
        if "example" in media:
            page.add(example(media["example"]))


def add_parameters(page, parameters):
    found = [page.resolve(one)[0] for one in parameters]
    if found:
        page.add("<h4>Asked with</h4>",
                 table([row(one["name"], one["schema"], one.get("required", one["in"] == "path"),
                            f"{one.get('description', '')} ({one['in']})") for one in found]))


def add_answer(page, status, answer):
    answer, _ = page.resolve(answer)
    colour = "good" if status[0] in "23" else "bad"
    page.add(f'<h4><span class="{colour}">{status}</span></h4>', text(answer["description"]))
    headers = {name: page.resolve(one)[0] for name, one in answer.get("headers", {}).items()}
    page.add(table([row(name, one["schema"], one.get("required", False), one.get("description"))
                    for name, one in headers.items() if name != "X-Request-Id"]))
    add_content(page, answer.get("content", {}))


def who_may(operation):
    return ("for " + ", ".join(operation["x-roles"]) if "x-roles" in operation
            else "without a sign-in")


def add_operation(page, method, path, operation, shared):
    page.add(f'<h3 id="{operation["operationId"]}"><code>{method.upper()} {html.escape(path)}</code>'
             f"</h3>", f"<p><strong>{html.escape(operation['summary'])}</strong>",
             f" <span class=soft>· {who_may(operation)}</span></p>", text(operation.get("description", "")))
    add_parameters(page, shared + operation.get("parameters", []))
    if "requestBody" in operation:
        page.add("<h4>Sent with</h4>")
        add_content(page, operation["requestBody"]["content"])
    for status, answer in operation["responses"].items():
        add_answer(page, str(status), answer)


def list_operations(contract):
    """(tag, method, path, operation, parameters of the path), in the order of the tags."""
    found = [(operation["tags"][0], method, path, operation, item.get("parameters", []))
             for path, item in contract["paths"].items()
             for method, operation in item.items() if method in METHODS]
    order = [tag["name"] for tag in contract["tags"]]
    return sorted(found, key=lambda one: order.index(one[0]))


def add_navigation(page, operations):
    page.add("<nav aria-label='Contents'>")
    for tag in page.contract["tags"]:
        page.add(f'<strong><a href="#tag-{tag["name"]}">{tag["name"]}</a></strong><ul>')
        for name, method, path, operation, _ in operations:
            if name == tag["name"]:
                page.add(f'<li><a href="#{operation["operationId"]}">{method.upper()} '
                         f"{html.escape(path)}</a></li>")
        page.add("</ul>")
    page.add('<strong><a href="#schemas">schemas</a></strong></nav>')


def add_schemas(page):
    page.add('<h2 id="schemas">schemas</h2>')
    for name, schema in page.contract["components"]["schemas"].items():
        page.add(f'<h3 id="schema-{name}"><code>{name}</code></h3>',
                 text(schema.get("description", "")), f"<p>{describe(schema)}")
        more = bounds(schema)
        page.add(f" ({more})" if more else "", "</p>")
        for one in [schema, *schema.get("allOf", [])]:
            page.add(members(one))


def make_page(contract):
    page = Page(contract)
    info = contract["info"]
    operations = list_operations(contract)
    page.add("<!doctype html><html lang='en'><head><meta charset='utf-8'>",
             "<meta name='viewport' content='width=device-width, initial-scale=1'>",
             f"<title>{html.escape(info['title'])} {info['version']}</title>",
             f"<style>{STYLE}</style></head><body>")
    add_navigation(page, operations)
    page.add(f"<main><h1>{html.escape(info['title'])} <span class=soft>{info['version']}</span></h1>",
             f"<p><strong>{html.escape(info['summary'])}</strong></p>", text(info["description"]),
             "<p><a href='/v1/openapi.yaml'>The same for programs (OpenAPI 3.1)</a></p>")
    for tag in contract["tags"]:
        page.add(f'<h2 id="tag-{tag["name"]}">{tag["name"]}</h2>', text(tag["description"]))
        for name, *operation in operations:
            if name == tag["name"]:
                add_operation(page, *operation)
    add_schemas(page)
    page.add("</main></body></html>\n")
    return "".join(page.parts)


def main(contract, page, header):
    with open(contract, encoding="utf-8") as file:
        made = make_page(yaml.safe_load(file))
    with open(page, "w", encoding="utf-8") as file:
        file.write(made)
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    with open(header, "w", encoding="utf-8") as file:
        file.write("// Made by data/api/make-docs.py.\n#pragma once\n"
                   f'#define YC_DOCS_STYLE "sha256-{digest}"\n')


if __name__ == "__main__":
    main(*sys.argv[1:4])
