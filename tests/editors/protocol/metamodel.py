"""Holds JSON values against the protocol's metaModel, strictly.

In: the metaModel as published, a type of it, a value. Out: complaints, one line each,
with the place in the value; none where the value is right. Unknown and missing
properties, wrong kinds of JSON, numbers out of range and values that a closed
enumeration lacks are complaints. Knows nothing of messages, order or capabilities.
"""

from functools import cache

LARGEST = 2**31 - 1
WHOLE_NUMBERS = {"integer": -(2**31), "uinteger": 0}
TEXTS = {"string", "URI", "DocumentUri", "RegExp"}
ANYTHING = {"LSPAny", "LSPObject", "LSPArray"}


class MetaModel:
    """The types and the methods of one version of the protocol."""

    def __init__(self, model):
        self.structures = {it["name"]: it for it in model["structures"]}
        self.enumerations = {it["name"]: it for it in model["enumerations"]}
        self.aliases = {it["name"]: it for it in model["typeAliases"]}
        self.requests = {it["method"]: it for it in model["requests"]}
        self.notifications = {it["method"]: it for it in model["notifications"]}
        self.properties = cache(self._properties)

    def complaints(self, value, type, place="") -> list[str]:
        """What is wrong with a value that stands at `place`."""
        return getattr(self, f"_{type['kind']}")(value, type, place)

    def named(self, value, name, place="") -> list[str]:
        """What is wrong with a value of the structure or alias `name`."""
        return self.complaints(value, {"kind": "reference", "name": name}, place)

    def _base(self, value, type, place):
        name = type["name"]
        if name in TEXTS:
            fits = isinstance(value, str)
        elif name in WHOLE_NUMBERS:
            fits = is_whole(value) and WHOLE_NUMBERS[name] <= value <= LARGEST
        elif name == "decimal":
            fits = is_whole(value) or isinstance(value, float)
        elif name == "boolean":
            fits = isinstance(value, bool)
        elif name == "null":
            fits = value is None
        else:
            raise ValueError(f"the metaModel names an unknown base type: {name}")
        return [] if fits else [f"{place}: expected {name}, found {shown(value)}"]

    def _reference(self, value, type, place):
        name = type["name"]
        if name in ANYTHING:
            return []
        if name in self.aliases:
            return self.complaints(value, self.aliases[name]["type"], place)
        if name in self.enumerations:
            return self._enumeration(value, self.enumerations[name], place)
        return self._object(value, self.properties(name), name, place)

    def _enumeration(self, value, enumeration, place):
        wrong = self.complaints(value, enumeration["type"], place)
        if wrong or enumeration.get("supportsCustomValues"):
            return wrong
        known = any(is_same(value, it["value"]) for it in enumeration["values"])
        return [] if known else [f"{place}: {shown(value)} is no {enumeration['name']}"]

    def _literal(self, value, type, place):
        return self._object(value, {it["name"]: it for it in type["value"]["properties"]}, "literal", place)

    def _object(self, value, properties, name, place):
        if not isinstance(value, dict):
            return [f"{place}: expected {name}, found {shown(value)}"]
        found = [f"{place}: {name} has no property {key}" for key in value if key not in properties]
        for key, property in properties.items():
            if key in value:
                found += self.complaints(value[key], property["type"], f"{place}/{key}")
            elif not property.get("optional"):
                found.append(f"{place}: {name} needs the property {key}")
        return found

    def _properties(self, name):
        structure = self.structures[name]
        properties = {}
        for parent in structure.get("extends", []) + structure.get("mixins", []):
            properties |= self.properties(parent["name"])
        return properties | {it["name"]: it for it in structure["properties"]}

    def _array(self, value, type, place):
        if not isinstance(value, list):
            return [f"{place}: expected a list, found {shown(value)}"]
        return [line for at, it in enumerate(value) for line in self.complaints(it, type["element"], f"{place}/{at}")]

    def _map(self, value, type, place):
        if not isinstance(value, dict):
            return [f"{place}: expected a map, found {shown(value)}"]
        # Keys of JSON are texts; a map over anything else does not occur.
        return [
            line
            for key, it in value.items()
            for line in self.complaints(key, type["key"], f"{place}/{key}")
            + self.complaints(it, type["value"], f"{place}/{key}")
        ]

    def _tuple(self, value, type, place):
        items = type["items"]
        if not isinstance(value, list) or len(value) != len(items):
            return [f"{place}: expected a list of {len(items)}, found {shown(value)}"]
        return [line for at, it in enumerate(items) for line in self.complaints(value[at], it, f"{place}/{at}")]

    def _or(self, value, type, place):
        """Nothing where one alternative fits; else what the nearest one says."""
        tried = [self.complaints(value, it, place) for it in type["items"]]
        return min(tried, key=lambda found: (any(line.startswith(f"{place}: expected") for line in found), len(found)))

    def _and(self, value, type, place):
        parts = {}
        for item in type["items"]:
            parts |= self.properties(item["name"])
        return self._object(value, parts, "intersection", place)

    def _stringLiteral(self, value, type, place):
        return [] if is_same(value, type["value"]) else [f"{place}: expected {type['value']!r}, found {shown(value)}"]

    _integerLiteral = _booleanLiteral = _stringLiteral


def is_whole(value) -> bool:
    """Whether a value is a whole number; to Python, true is one too."""
    return isinstance(value, int) and not isinstance(value, bool)


def is_same(value, expected) -> bool:
    """Equality that tells 1 from true and from 1.0."""
    return type(value) is type(expected) and value == expected


def shown(value) -> str:
    """A value, short enough for a complaint."""
    text = repr(value)
    return text if len(text) < 80 else text[:77] + "..."
