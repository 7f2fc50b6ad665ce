# JSON Schema as far as data/catalogue/*.schema.json use it. A keyword it does not know is an error,
# so that no rule is passed over in silence.
# SPDX-License-Identifier: GPL-3.0-or-later
import datetime
import re

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool}
SILENT = {"$schema", "$id", "$defs", "title", "description"}


def is_type(name, value):
    if name in ("integer", "number"):
        return isinstance(value, (int, float) if name == "number" else int) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


def is_day(text):
    try:
        return len(text) == 10 and bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False


def same(a, b):
    """1 is not true in JSON."""
    return isinstance(a, bool) == isinstance(b, bool) and a == b


def doubled(values):
    return any(same(a, b) for at, a in enumerate(values) for b in values[:at])


# keyword -> the type it is about, whether a value of that type is wrong, what to say
SIMPLE = {
    "pattern": (str, lambda value, wanted: not re.search(wanted, value), "does not match {}"),
    "minLength": (str, lambda value, wanted: len(value) < wanted, "is shorter than {}"),
    "format": (str, lambda value, wanted: wanted != "date" or not is_day(value), "is no {}"),
    "minimum": ((int, float), lambda value, wanted: value < wanted, "is less than {}"),
    "exclusiveMinimum": ((int, float), lambda value, wanted: value <= wanted, "is not more than {}"),
    "maximum": ((int, float), lambda value, wanted: value > wanted, "is more than {}"),
    "minItems": (list, lambda value, wanted: len(value) < wanted, "has fewer than {} entries"),
    "maxItems": (list, lambda value, wanted: len(value) > wanted, "has more than {} entries"),
    "uniqueItems": (list, lambda value, wanted: wanted and doubled(value), "has an entry twice"),
    "minProperties": (dict, lambda value, wanted: len(value) < wanted, "has fewer than {} members"),
    "maxProperties": (dict, lambda value, wanted: len(value) > wanted, "has more than {} members"),
    "const": (object, lambda value, wanted: not same(value, wanted), "is not {}"),
    "enum": (object, lambda value, wanted: not any(same(value, one) for one in wanted), "is none of {}"),
    "type": (object, lambda value, wanted: not is_type(wanted, value), "is no {}"),
}


def check_object(schema, value, root, place):
    properties = schema.get("properties", {})
    for name in schema.get("required", []):
        if name not in value:
            yield f"{place}: “{name}” is missing"
    for name, member in value.items():
        here = f"{place}.{name}"
        if "propertyNames" in schema:
            yield from check(schema["propertyNames"], name, root, here)
        rest = properties.get(name, schema.get("additionalProperties", True))
        if rest is False:
            yield f"{here}: no such member"
        elif rest is not True:
            yield from check(rest, member, root, here)


def check_one_of(schema, value, root, place):
    if sum(not list(check(one, value, root, place)) for one in schema["oneOf"]) != 1:
        yield f"{place}: is not one of the kinds it may be"


def check(schema, value, root, place="$"):
    """What is wrong with the value, a sentence each; `root` is where "#/..." begins."""
    structural = {"properties", "required", "additionalProperties", "propertyNames", "items", "oneOf", "$ref"}
    unknown = set(schema) - set(SIMPLE) - structural - SILENT
    if unknown:
        raise ValueError(f"keywords that are not known here: {sorted(unknown)}")
    for keyword, (kind, is_wrong, words) in SIMPLE.items():
        if keyword in schema and isinstance(value, kind) and is_wrong(value, schema[keyword]):
            yield f"{place}: {words.format(schema[keyword])}"
    if "$ref" in schema:
        target = root
        for part in schema["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        yield from check(target, value, root, place)
    if "oneOf" in schema:
        yield from check_one_of(schema, value, root, place)
    if isinstance(value, dict):
        yield from check_object(schema, value, root, place)
    if isinstance(value, list) and "items" in schema:
        for at, element in enumerate(value):
            yield from check(schema["items"], element, root, f"{place}[{at}]")
