# Says where a contract breaks with an older one: programs written for the older one must go on working,
# so only additions are allowed.
# SPDX-License-Identifier: GPL-3.0-or-later
METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
ASKED, ANSWERED = "asked", "answered"
LOWER = ("minimum", "minLength", "minItems")  # what may be asked must not shrink
UPPER = ("maximum", "maxLength", "maxItems")


class Comparison:
    """Problems found, each a sentence that begins with a place."""

    def __init__(self, old, new):
        self.old, self.new = old, new
        self.problems = []

    def complain(self, where, what):
        self.problems.append(f"{where}: {what}")

    # --- schemas -------------------------------------------------------------------------------------

    def compare_schemas(self, where, old, new, way, seen=()):
        key = (old.get("$ref"), new.get("$ref"))
        if all(key):
            if key in seen:
                return
            seen += (key,)
        old, new = resolve(self.old, old), resolve(self.new, new)
        for name in ("type", "const", "format", "contentMediaType"):
            if old.get(name) != new.get(name):
                self.complain(where, f"{name} was {old.get(name)} and is {new.get(name)}")
        self.compare_bounds(where, old, new, way)
        self.compare_enums(where, old, new, way)
        self.compare_members(where, old, new, way, seen)
        if "items" in old and "items" in new:
            self.compare_schemas(where + "[]", old["items"], new["items"], way, seen)
        for name in ("oneOf", "anyOf", "allOf"):
            pairs = zip(old.get(name, []), new.get(name, []))
            if len(old.get(name, [])) != len(new.get(name, [])):
                self.complain(where, f"{name} has other parts")
            for one, other in pairs:
                self.compare_schemas(where, one, other, way, seen)

    def compare_bounds(self, where, old, new, way):
        if old.get("pattern") != new.get("pattern"):
            self.complain(where, "pattern changed")
        for names, sign in ((LOWER, 1), (UPPER, -1)):
            for name in names:
                before, now = old.get(name), new.get(name)
                if way == ANSWERED:  # what is promised must not grow
                    before, now = now, before
                if now is not None and (before is None or sign * (now - before) > 0):
                    self.complain(where, f"{name} changed")

    def compare_enums(self, where, old, new, way):
        if ("enum" in old) != ("enum" in new):
            self.complain(where, "became a list of words, or is none any more")
        gone = set(old.get("enum", [])) - set(new.get("enum", []))
        if gone and way == ASKED:
            self.complain(where, f"does not take {', '.join(sorted(gone))} any more")

    def compare_members(self, where, old, new, way, seen):
        needed, need = set(old.get("required", [])), set(new.get("required", []))
        for name in need - needed if way == ASKED else needed - need:
            self.complain(f"{where}.{name}", "is needed now" if way == ASKED
                          else "may be left out now")
        for name, schema in old.get("properties", {}).items():
            if name in new.get("properties", {}):
                self.compare_schemas(f"{where}.{name}", schema, new["properties"][name], way, seen)
            else:
                self.complain(f"{where}.{name}", "is gone")

    # --- operations ----------------------------------------------------------------------------------

    def compare_parameters(self, where, old, new):
        old = {(one["in"], one["name"]): one for one in old}
        new = {(one["in"], one["name"]): one for one in new}
        for key, one in new.items():
            if one.get("required") and not old.get(key, {}).get("required"):
                self.complain(f"{where} {key[1]}", "is needed now")
        for key, one in old.items():
            if key in new:
                self.compare_schemas(f"{where} {key[1]}", one["schema"], new[key]["schema"], ASKED)
            else:
                self.complain(f"{where} {key[1]}", "is gone")

    def compare_content(self, where, old, new, way):
        for kind, media in old.items():
            if kind not in new:
                self.complain(where, f"{kind} is gone")
            else:
                self.compare_schemas(where, media.get("schema", {}), new[kind].get("schema", {}), way)

    def compare_body(self, where, old, new):
        if new.get("required") and not old.get("required"):
            self.complain(where, "a body is needed now")
        self.compare_content(where, old.get("content", {}), new.get("content", {}), ASKED)

    def compare_headers(self, where, old, new):
        for name, header in old.items():
            header = resolve(self.old, header)
            if name not in new:
                self.complain(where, f"header {name} is gone")
                continue
            other = resolve(self.new, new[name])
            if header.get("required") and not other.get("required"):
                self.complain(where, f"header {name} may be left out now")
            self.compare_schemas(f"{where} {name}", header["schema"], other["schema"], ANSWERED)

    def compare_answers(self, where, old, new):
        for status in new:
            if str(status)[0] in "23" and status not in old:
                self.complain(where, f"answers {status} now")
        for status, answer in old.items():
            place = f"{where} {status}"
            if status not in new:
                self.complain(place, "is gone")
                continue
            before, now = resolve(self.old, answer), resolve(self.new, new[status])
            self.compare_headers(place, before.get("headers", {}), now.get("headers", {}))
            self.compare_content(place, before.get("content", {}), now.get("content", {}), ANSWERED)

    def compare(self):
        after = dict(list_operations(self.new))
        for where, (operation, parameters, is_open) in list_operations(self.old):
            if where not in after:
                self.complain(where, "is gone")
                continue
            new, new_parameters, new_is_open = after[where]
            if is_open and not new_is_open:
                self.complain(where, "needs a sign-in now")
            if operation["operationId"] != new["operationId"]:
                self.complain(where, "has another operationId")
            self.compare_parameters(where, parameters, new_parameters)
            self.compare_body(where, operation.get("requestBody", {}), new.get("requestBody", {}))
            self.compare_answers(where, operation["responses"], new["responses"])
        return self.problems


def resolve(contract, node):
    while "$ref" in node:
        found = contract
        for step in node["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        node = found
    return node


def list_operations(contract):
    """Pairs of "GET /path" and (operation, parameters, whether nobody has to sign in)."""
    for path, item in contract["paths"].items():
        for method, operation in item.items():
            if method not in METHODS:
                continue
            parameters = [resolve(contract, one)
                          for one in item.get("parameters", []) + operation.get("parameters", [])]
            is_open = operation.get("security", contract.get("security")) == []
            yield f"{method.upper()} {path}", (operation, parameters, is_open)


def compare(old, new):
    """Sentences about what breaks; none if only additions were made."""
    return Comparison(old, new).compare()
