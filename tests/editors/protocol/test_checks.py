"""The checks themselves: each must pass what is right and catch a planted fault.

A trace is written here as pairs of a sender and a message without its `jsonrpc`.
"""

import json
import subprocess
import sys

import pytest

import announced
import messages
import order
from conftest import DOCUMENT
from document import Reader, read
from metamodel import MetaModel
from session import HERE
from traffic import Trace

RANGE = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 1}}
DIAGNOSTIC = {"range": RANGE, "message": "m", "severity": 2, "code": "c"}


def request(id, method, **params):
    return {"id": id, "method": method} | ({"params": params} if params else {})


def notification(method, **params):
    return {"method": method, "params": params}


def answer(id, result):
    return {"id": id, "result": result}


def trace(*pairs, exit=None):
    records = [{"from": sender, "message": {"jsonrpc": "2.0"} | message} for sender, message in pairs]
    return Trace(records + ([] if exit is None else [{"exit": exit}]))


def introduced(capabilities=None, *pairs, exit=None):
    """A trace that goes on after a proper introduction."""
    first = request(1, "initialize", processId=None, rootUri=None, capabilities=capabilities or {})
    offer = answer(1, {"capabilities": {}})
    return trace(("client", first), ("server", offer), ("client", notification("initialized", **{})), *pairs, exit=exit)


RIGHT = [
    ("Position", {"line": 0, "character": 2**31 - 1}),
    ("Diagnostic", DIAGNOSTIC | {"code": 7, "tags": [1], "data": {"any": [None]}}),
    ("ProgressToken", "a"),
    ("DocumentDiagnosticReport", {"kind": "full", "items": []}),
    ("CodeAction", {"title": "t", "kind": "my.own.kind"}),
    ("WorkspaceEdit", {"changes": {"file:///a": [{"range": RANGE, "newText": ""}]}}),
    ("WorkspaceEdit", {"documentChanges": [{"kind": "create", "uri": "file:///a"}]}),
    ("Hover", {"contents": {"kind": "plaintext", "value": ""}}),
    ("Hover", {"contents": "text"}),
    ("ServerCapabilities", {"hoverProvider": True, "textDocumentSync": 2}),
]

WRONG = [
    ("Position", {"line": 0}, "needs the property character"),
    ("Position", {"line": 0, "character": 0, "column": 0}, "no property column"),
    ("Position", {"line": "0", "character": 0}, "/line: expected uinteger"),
    ("Position", {"line": True, "character": 0}, "/line: expected uinteger"),
    ("Position", {"line": 1.0, "character": 0}, "/line: expected uinteger"),
    ("Position", {"line": -1, "character": 0}, "/line: expected uinteger"),
    ("Position", {"line": 2**31, "character": 0}, "/line: expected uinteger"),
    ("Position", None, "expected Position"),
    ("Position", [0, 0], "expected Position"),
    ("Range", {"start": RANGE["start"], "end": None}, "/end: expected Position"),
    ("Diagnostic", DIAGNOSTIC | {"severity": 5}, "/severity: 5 is no DiagnosticSeverity"),
    ("Diagnostic", DIAGNOSTIC | {"severity": "2"}, "/severity: expected uinteger"),
    ("Diagnostic", DIAGNOSTIC | {"tags": 1}, "/tags: expected a list"),
    ("Diagnostic", DIAGNOSTIC | {"tags": [1, 3]}, "/tags/1: 3 is no DiagnosticTag"),
    ("Diagnostic", DIAGNOSTIC | {"code": None}, "/code: expected"),
    ("Diagnostic", DIAGNOSTIC | {"source": None}, "/source: expected string"),
    ("Hover", {"contents": {"kind": "html", "value": ""}}, "/contents"),
    ("Hover", {"contents": {"kind": "markdown"}}, "/contents"),
    ("DocumentDiagnosticReport", {"kind": "partial", "items": []}, "/kind"),
    ("DocumentDiagnosticReport", {"kind": "full"}, "items"),
    ("WorkspaceEdit", {"changes": {"file:///a": {"range": RANGE}}}, "/changes/file:///a: expected a list"),
    ("WorkspaceEdit", {"documentChanges": [{"kind": "make", "uri": "file:///a"}]}, "/documentChanges/0"),
    ("CodeAction", {"title": "t", "kind": 3}, "/kind: expected string"),
    ("ParameterInformation", {"label": [1]}, "/label"),
    ("ServerCapabilities", {"hoverProvider": 1}, "/hoverProvider: expected"),
]


@pytest.mark.parametrize("name, value", RIGHT)
def test_right_values(published, name, value):
    """a value of its type passes."""
    assert MetaModel(published).named(value, name) == []


@pytest.mark.parametrize("name, value, complaint", WRONG)
def test_wrong_values(published, name, value, complaint):
    """a planted fault in a value is caught and named."""
    found = MetaModel(published).named(value, name)
    assert any(complaint in line for line in found), found


def test_every_type(published):
    """every type of the metaModel is one the checks know."""
    model = MetaModel(published)
    for name in [*model.structures, *model.aliases]:
        model.named({}, name)
        model.named("text", name)
        model.named([{}], name)


HOVER = request(2, "textDocument/hover", textDocument={"uri": "file:///a"}, position={"line": 0, "character": 0})
PROGRESS = notification("$/progress", token="t", value={"kind": "begin", "title": "t"})
WATCHERS = {"watchers": [{"globPattern": "**/*"}]}


def registration(**options):
    one = {"id": "r", "method": "workspace/didChangeWatchedFiles"} | options
    return request(1, "client/registerCapability", registrations=[one])


@pytest.mark.parametrize(
    "pairs, complaint",
    [
        ([("server", {"method": "window/logMessage", "params": {"type": 3, "message": ""}, "id": None})], "an id that"),
        (
            [("server", {"method": "window/logMessage", "params": {"type": 3, "message": ""}, "extra": 1})],
            "unknown member extra",
        ),
        (
            [("server", {"jsonrpc": "1.0", "method": "window/logMessage", "params": {"type": 3, "message": ""}})],
            "jsonrpc is not",
        ),
        ([("server", notification("window/noMessage"))], "no method of the protocol"),
        ([("server", request(1, "window/logMessage", type=3, message=""))], "wrong kind"),
        ([("server", notification("workspace/configuration", items=[]))], "wrong kind"),
        ([("server", HOVER)], "wrong direction"),
        ([("client", notification("window/logMessage", type=3, message=""))], "wrong direction"),
        ([("server", {"method": "window/logMessage"})], "parameters are missing"),
        ([("server", {"id": 1, "method": "workspace/diagnostic/refresh", "params": None})], "parameters where"),
        ([("server", {"id": 1, "method": "workspace/diagnostic/refresh", "params": {}})], "parameters where"),
        ([("client", {"id": 1, "method": "shutdown", "params": {}})], "parameters where"),
        ([("server", notification("window/logMessage", type=9, message=""))], "params/type"),
        ([("client", HOVER), ("server", answer(2, {"contents": 3}))], "result"),
        ([("client", HOVER), ("server", {"id": 2, "result": None, "error": {"code": 1, "message": ""}})], "either"),
        ([("client", HOVER), ("server", {"id": 2})], "either"),
        ([("server", {"id": None, "result": None})], "an id that"),
        ([("client", HOVER), ("server", {"id": 2, "error": {"code": "1", "message": ""}})], "needs a code"),
        ([("client", HOVER), ("server", {"id": 2, "error": {"code": 1}})], "needs a message"),
        ([("server", notification("$/progress", token="t", value={"kind": "begin"}))], "needs the property title"),
        ([("server", notification("$/progress", token="t", value={"kind": "start"}))], "the kind 'start'"),
        ([("server", registration(registerOptions={"watchers": [{}]}))], "needs the property globPattern"),
        ([("server", registration(method="workspace/didNothing"))], "which is no method"),
        ([("server", registration(registerOptions=None))], "needs the property watchers"),
        (
            [("server", notification("experimental/serverStatus", health="fine", quiescent=True, projects=[]))],
            "params/health",
        ),
        ([("client", request(1, "glossator/sources", textDocument={"uri": 1}))], "params/textDocument/uri"),
    ],
)
def test_wrong_messages(model, pairs, complaint):
    """a planted fault in a message is caught and named."""
    found = messages.complaints(model, trace(*pairs))
    assert any(complaint in line for line in found), found


def test_right_messages(model):
    """messages as they should be pass."""
    status = notification("experimental/serverStatus", health="ok", quiescent=True, projects=[])
    talk = introduced(
        None,
        ("client", HOVER),
        ("server", answer(2, None)),
        ("server", registration(registerOptions=WATCHERS)),
        ("client", answer(1, None)),
        ("server", PROGRESS),
        ("server", status),
        ("client", {"id": 3, "method": "shutdown", "params": None}),
        ("server", answer(3, None)),
        ("server", {"id": None, "error": {"code": -32700, "message": "unread"}}),
    )
    assert messages.complaints(model, talk) == []


def test_bytes_that_are_no_message(model):
    """bytes that are no message are a complaint."""
    assert messages.complaints(model, Trace([{"from": "server", "broken": "b'x'"}]))
    assert messages.complaints(model, Trace([{"from": "server", "message": []}]))


def test_document():
    """the document of our own methods is read whole."""
    markdown = DOCUMENT.read_text(encoding="utf-8")
    found = read(markdown)
    # Methods of the protocol itself are described there without interfaces of ours.
    methods = markdown.count("\n## `") - markdown.count("\n## `workspace/")
    assert sum(len(it) for it in found.values()) == markdown.count("\ninterface ") + methods
    assert "glossator/quote" in {it["method"] for it in found["requests"]}
    names = {it["name"] for it in found["structures"]}
    assert {"ServerStatus", "AttestationsParams", "Rendering", "SharedPassage"} <= names


def test_reader():
    """the reader of the document knows its types and refuses what it does not know."""
    [structure] = Reader('interface A { /** is */ b?: "x" | null; c: { d: number; e: A[] }[] }').interfaces()
    model = MetaModel(
        {"structures": [structure], "enumerations": [], "typeAliases": [], "requests": [], "notifications": []}
    )
    assert model.named({"c": [{"d": 1, "e": [{"c": []}]}], "b": None}, "A") == []
    for wrong in (
        {},
        {"b": "y", "c": []},
        {"c": [{"d": -1, "e": []}]},
        {"c": [{"d": 1, "e": [{}]}]},
        {"c": [], "f": 1},
    ):
        assert model.named(wrong, "A"), wrong
    for source in ("type A = B", "interface A { b }", "interface A { b: <T> }", "interface A { b: C d: E }"):
        with pytest.raises((ValueError, IndexError)):
            Reader(source).interfaces()


def hover(id, contents):
    asked = request(id, "textDocument/hover", textDocument={"uri": "file:///a"}, position=RANGE["start"])
    return [("client", asked), ("server", answer(id, {"contents": contents}))]


def answered(method, result):
    return [("client", {"id": 2, "method": method, "params": {}}), ("server", answer(2, result))]


def published_diagnostic(**more):
    params = {"uri": "file:///a", "diagnostics": [DIAGNOSTIC | more]}
    return [("server", notification("textDocument/publishDiagnostics", **params))]


LOCATION = {"uri": "file:///a", "range": RANGE}
LINK = {"targetUri": "file:///a", "targetRange": RANGE, "targetSelectionRange": RANGE}
SYMBOL = {"name": "n", "kind": 15, "range": RANGE, "selectionRange": RANGE}
MARKED = {"kind": "markdown", "value": ""}
ITEM = {"completion": {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": True}}}
RELATIVE = {"watchers": [{"globPattern": {"baseUri": "file:///a", "pattern": "*"}}]}
CREATE = {"documentChanges": [{"kind": "create", "uri": "file:///a"}]}


def text(**capabilities):
    return {"textDocument": capabilities}


# What a server may send; without the capabilities each is a complaint, with them none is.
PRESUMED = [
    ([("server", request(1, "window/workDoneProgress/create", token="t"))], {"window": {"workDoneProgress": True}}),
    ([("server", request(1, "window/showDocument", uri="file:///a"))], {"window": {"showDocument": {"support": True}}}),
    ([("server", request(1, "workspace/configuration", items=[]))], {"workspace": {"configuration": True}}),
    ([("server", request(1, "workspace/applyEdit", edit={}))], {"workspace": {"applyEdit": True}}),
    (
        [("server", request(1, "workspace/diagnostic/refresh"))],
        {"workspace": {"diagnostics": {"refreshSupport": True}}},
    ),
    ([("server", notification("experimental/serverStatus"))], {"experimental": {"serverStatusNotification": True}}),
    (
        [("server", registration(registerOptions=WATCHERS))],
        {"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}},
    ),
    (
        [("server", registration(registerOptions=RELATIVE))],
        {"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True, "relativePatternSupport": True}}},
    ),
    (
        [("server", request(1, "workspace/applyEdit", edit=CREATE))],
        {
            "workspace": {
                "applyEdit": True,
                "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create"]},
            }
        },
    ),
    (published_diagnostic(relatedInformation=[]), text(publishDiagnostics={"relatedInformation": True})),
    (published_diagnostic(codeDescription={"href": ""}), text(publishDiagnostics={"codeDescriptionSupport": True})),
    (published_diagnostic(data=1), text(publishDiagnostics={"dataSupport": True})),
    (published_diagnostic(tags=[2]), text(publishDiagnostics={"tagSupport": {"valueSet": [2]}})),
    (
        answered("textDocument/diagnostic", {"kind": "full", "items": [DIAGNOSTIC | {"data": 1}]}),
        text(diagnostic={"dataSupport": True}),
    ),
    (hover(2, MARKED), text(hover={"contentFormat": ["markdown"]})),
    (answered("textDocument/definition", [LINK]), text(definition={"linkSupport": True})),
    (
        answered("textDocument/documentSymbol", [SYMBOL]),
        text(documentSymbol={"hierarchicalDocumentSymbolSupport": True}),
    ),
    (
        answered("workspace/symbol", [{"name": "n", "kind": 20, "location": LOCATION}]),
        {"workspace": {"symbol": {"symbolKind": {"valueSet": [20]}}}},
    ),
    (answered("textDocument/completion", [{"label": "l", "insertTextFormat": 2}]), text(**ITEM)),
    (answered("completionItem/resolve", {"label": "l", "documentation": MARKED}), text(**ITEM)),
    (
        answered(
            "textDocument/completion", {"items": [{"label": "l", "textEdit": {"insert": RANGE, "replace": RANGE}}]}
        ),
        text(completion={"completionItem": {"insertReplaceSupport": True}}),
    ),
    (
        answered("textDocument/completion", {"items": [{"label": "l", "commitCharacters": ["."]}]}),
        text(completion={"completionItem": {"commitCharactersSupport": True}}),
    ),
    (
        answered("textDocument/completion", {"items": [{"label": "l", "kind": 25}]}),
        text(completion={"completionItemKind": {"valueSet": [25]}}),
    ),
    (
        answered("textDocument/completion", {"items": [{"label": "l", "tags": [1]}]}),
        text(completion={"completionItem": {"tagSupport": {"valueSet": [1]}}}),
    ),
    (
        answered("textDocument/completion", {"items": [], "itemDefaults": {"data": 1}}),
        text(completion={"completionList": {"itemDefaults": ["data"]}}),
    ),
    (
        answered("textDocument/codeAction", [{"title": "t", "isPreferred": True, "edit": {"documentChanges": []}}]),
        text(codeAction={"codeActionLiteralSupport": {}, "isPreferredSupport": True})
        | {"workspace": {"workspaceEdit": {"documentChanges": True}}},
    ),
]


@pytest.mark.parametrize("pairs, capabilities", PRESUMED)
def test_announced(pairs, capabilities):
    """what a client did not announce is caught, and passes where it did."""
    assert announced.complaints(introduced({}, *pairs))
    assert announced.complaints(introduced(capabilities, *pairs)) == []


def test_what_needs_no_capability():
    """what every client takes passes."""
    plain = hover(2, {"kind": "plaintext", "value": ""}) + published_diagnostic()
    plain += [
        ("client", request(4, "workspace/symbol", query="")),
        ("server", answer(4, [{"name": "n", "kind": 15, "location": LOCATION}])),
    ]
    assert announced.complaints(introduced({}, *plain)) == []


def test_offered_encoding():
    """an encoding that the client did not offer is caught."""
    for encoding, is_right in [("utf-8", False), ("utf-16", True)]:
        first = request(1, "initialize", capabilities={})
        offer = answer(1, {"capabilities": {"positionEncoding": encoding}})
        assert (announced.complaints(trace(("client", first), ("server", offer))) == []) == is_right


CREATE_PROGRESS = request("p", "window/workDoneProgress/create", token="t")
END = notification("$/progress", token="t", value={"kind": "end"})
REPORT = notification("$/progress", token="t", value={"kind": "report"})
GRANTED = [("server", CREATE_PROGRESS), ("client", answer("p", None))]
REFUSED = [("server", CREATE_PROGRESS), ("client", {"id": "p", "error": {"code": 1, "message": "no"}})]
SHUTDOWN = [("client", request(9, "shutdown")), ("server", answer(9, None))]


def diagnosed(version):
    return ("server", notification("textDocument/publishDiagnostics", uri="file:///a", diagnostics=[], version=version))


def opened():
    return ("client", notification("textDocument/didOpen", textDocument={"uri": "file:///a"}))


def taken_back(id, request_id):
    one = {"id": id, "method": "workspace/didChangeWatchedFiles"}
    return request(request_id, "client/unregisterCapability", unregisterations=[one])


@pytest.mark.parametrize(
    "pairs, complaint",
    [
        ([("client", HOVER)], "never answered"),
        ([("client", HOVER), ("server", answer(2, None)), ("server", answer(2, None))], "is not open"),
        ([("client", HOVER), ("server", answer("2", None))], "is not open"),
        ([("server", answer(77, None))], "is not open"),
        ([*GRANTED, *GRANTED], "was used before"),
        ([("server", PROGRESS), ("server", END)], "that is unknown"),
        ([*REFUSED, ("server", PROGRESS), ("server", END)], "that is refused"),
        ([*GRANTED, ("server", REPORT)], "report of a progress that is created"),
        ([*GRANTED, ("server", PROGRESS), ("server", PROGRESS)], "begin of a progress that is begun"),
        ([*GRANTED, ("server", PROGRESS), ("server", END), ("server", REPORT)], "that is ended"),
        ([*GRANTED, ("server", PROGRESS)], "never ends"),
        ([opened(), diagnosed(2), diagnosed(1)], "version 1 after version 2"),
        ([("server", registration(id="r")), ("server", registration(id="r"))], "r is registered already"),
        ([("server", taken_back("r", 5))], "r is not registered"),
        ([("server", registration(id="r")), ("server", taken_back("r", 5)), ("server", taken_back("r", 6))], "is not"),
        ([*SHUTDOWN, ("client", HOVER), ("server", answer(2, None))], "not refused"),
        ([*SHUTDOWN, ("server", request(1, "workspace/configuration", items=[]))], "after the answer to shutdown"),
    ],
)
def test_wrong_order(pairs, complaint):
    """a planted fault of order is caught and named."""
    found = order.complaints(introduced({}, *pairs, exit=0))
    assert any(complaint in line for line in found), found


def test_too_early():
    """what comes before the answer to initialize is caught, messages for the user are not."""
    first, offer = ("client", request(1, "initialize", capabilities={})), ("server", answer(1, {"capabilities": {}}))
    log, early = ("server", notification("window/logMessage", type=3, message="")), diagnosed(1)
    ask = ("server", request("c", "workspace/configuration", items=[]))
    assert order.complaints(trace(first, log, offer)) == []
    assert any("before the answer" in it for it in order.complaints(trace(first, early, offer)))
    assert any("said initialized" in it for it in order.complaints(trace(first, offer, ask)))


def test_right_order():
    """a session in order passes."""
    refused = {"id": 2, "error": {"code": -32600, "message": "down"}}
    pairs = [
        *GRANTED,
        ("server", PROGRESS),
        ("server", REPORT),
        ("server", END),
        opened(),
        diagnosed(2),
        opened(),
        diagnosed(1),
    ]
    pairs += [("server", registration(id="r")), ("server", taken_back("r", 5))]
    pairs += [*SHUTDOWN, ("client", HOVER), ("server", refused)]
    assert order.complaints(introduced({}, *pairs, exit=0)) == []
    too_early = [("client", request(8, "shutdown")), ("server", refused | {"id": 8})]
    assert order.complaints(introduced({}, *too_early, ("client", HOVER), ("server", answer(2, None)))) == []


PARROT = "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read()); sys.stderr.write('oh\\n'); sys.exit(3)"


def test_tee(tmp_path):
    """the proxy hands bytes on as they are and writes every message down."""
    file, body = tmp_path / "trace.jsonl", json.dumps({"text": "😀"}, ensure_ascii=False).encode()
    sent = b"Content-Length: %d\r\n\r\n%s" % (len(body), body) + b"Content-Length: 1\r\n\r\n{" + b"Content-Len"
    command = [sys.executable, HERE / "tee.py", file, sys.executable, "-c", PARROT]
    done = subprocess.run(command, input=sent, capture_output=True)
    records = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert (done.stdout, done.returncode) == (sent, 3)
    for sender in ("client", "server"):
        of = [it for it in records if it.get("from") == sender]
        assert of[0]["message"] == {"text": "😀"} and [len(it) for it in of] == [2, 2, 2] and "broken" in of[2]
    assert {"stderr": "oh\n"} in records and records[-1] == {"exit": 3}
