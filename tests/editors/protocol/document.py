"""Reads editors/PROTOCOL.md, so that the document itself is what is tested.

In: its Markdown. Out: what it adds to the protocol, in the form of the metaModel: the
interfaces of its ```ts blocks as structures, and a method for each heading that names
one. A section begins with "A request" or "A notification"; the first interface of a
request is its parameters, the second its answer; that of a notification its parameters.
"""

import re

SECTION = re.compile(r"^## `([\w/]+)`\n+(A request|A notification)\b(.*?)(?=^## |\Z)", re.S | re.M)
BLOCK = re.compile(r"^```ts\n(.*?)^```", re.S | re.M)
COMMENT = re.compile(r"/\*.*?\*/", re.S)
TOKEN = re.compile(r'"[^"]*"|\w+|\[\]|\S')
BASES = {"string", "boolean", "null"}


def extended(model, markdown):
    """The metaModel with what the document adds."""
    addition = read(markdown)
    return model | {part: model[part] + addition[part] for part in addition}


def read(markdown):
    """What the document adds."""
    found = {"structures": [], "requests": [], "notifications": []}
    for method, kind, body in SECTION.findall(markdown):
        structures = Reader("".join(BLOCK.findall(body))).interfaces()
        found["structures"] += structures
        params, *rest = [{"kind": "reference", "name": it["name"]} for it in structures]
        if kind == "A request":
            null = {"kind": "base", "name": "null"}
            result = {"kind": "or", "items": [rest[0], null]}
            found["requests"].append(
                {"method": method, "messageDirection": "clientToServer", "params": params, "result": result}
            )
        else:
            found["notifications"].append({"method": method, "messageDirection": "serverToClient", "params": params})
    return found


class Reader:
    """The part of TypeScript that the document uses; anything else is an error."""

    def __init__(self, source):
        self.tokens = TOKEN.findall(COMMENT.sub("", source))

    def interfaces(self):
        found = []
        while self.tokens:
            self.expect("interface")
            found.append({"name": self.next(), "properties": self.properties()})
        return found

    def properties(self):
        self.expect("{")
        found = []
        while not self.takes("}"):
            name, optional = self.next(), self.takes("?")
            self.expect(":")
            found.append({"name": name, "type": self.type(), "optional": optional})
            if not self.takes(";") and self.tokens[0] != "}":
                raise ValueError(f"a semicolon is missing after {name}")
        return found

    def type(self):
        items = [self.item()]
        while self.takes("|"):
            items.append(self.item())
        return items[0] if len(items) == 1 else {"kind": "or", "items": items}

    def item(self):
        found = self.atom()
        while self.takes("[]"):
            found = {"kind": "array", "element": found}
        return found

    def atom(self):
        if self.tokens[0] == "{":
            return {"kind": "literal", "value": {"properties": self.properties()}}
        name = self.next()
        if name.startswith('"'):
            return {"kind": "stringLiteral", "value": name[1:-1]}
        if name == "number":
            # Every number of the document counts something.
            return {"kind": "base", "name": "uinteger"}
        if name in BASES:
            return {"kind": "base", "name": name}
        if not name.isidentifier():
            raise ValueError(f"no type begins with {name}")
        return {"kind": "reference", "name": name}

    def next(self):
        return self.tokens.pop(0)

    def takes(self, token) -> bool:
        taken = bool(self.tokens) and self.tokens[0] == token
        if taken:
            self.next()
        return taken

    def expect(self, token):
        found = self.next()
        if found != token:
            raise ValueError(f"expected {token}, found {found}")
