"""Clients that do wrong or odd things, one test each: the server answers as the protocol
says and goes on. Its own messages are judged in every case.
"""

import os
import re
from pathlib import Path

import pytest
import pytest_asyncio

import announced
import messages
import order
from raw import RawClient, place
from session import fresh_project

PARSE_ERROR, INVALID_REQUEST, METHOD_NOT_FOUND, INVALID_PARAMS = -32700, -32600, -32601, -32602
NOT_INITIALIZED, REQUEST_CANCELLED = -32002, -32800
FAULT = "A community of common destiny.\n"


@pytest.fixture(scope="module")
def project():
    """One copy of the sample project for all faulty clients; none of them changes it."""
    return fresh_project("faulty")


@pytest_asyncio.fixture(loop_scope="module")
async def stranger(request, project, model):
    """A client that has said nothing yet; afterwards the server's messages are judged."""
    name = re.sub(r"\W+", "-", request.node.name).strip("-")
    client = RawClient(project, Path(os.environ["OUT"]) / f"faulty-{name}.jsonl")
    await client.start()
    yield client
    await client.stop()
    trace = client.trace()
    found = messages.complaints(model, trace, ["server"]) + announced.complaints(trace) + order.complaints(trace)
    assert not found and not trace.stderr, "\n".join(found) + trace.stderr


@pytest_asyncio.fixture(loop_scope="module")
async def client(stranger):
    """A client that is introduced."""
    await stranger.introduce()
    return stranger


def code(answer):
    return answer.get("error", {}).get("code")


async def test_before_initialize(stranger):
    """a request before initialize is answered with ServerNotInitialized."""
    assert code(await stranger.ask("textDocument/hover", place("file:///a.md", 0, 0))) == NOT_INITIALIZED
    assert code(await stranger.ask("shutdown")) == NOT_INITIALIZED
    stranger.open("drafts/early.md", FAULT)
    assert "result" in await stranger.introduce()
    assert await stranger.lives()


async def test_initialize_twice(client):
    """a second initialize is answered with InvalidRequest."""
    assert (
        code(await client.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}}))
        == INVALID_REQUEST
    )
    assert await client.lives()


async def test_between(stranger):
    """sends nothing of its own between the answer to initialize and initialized."""
    params = {
        "processId": None,
        "rootUri": stranger.folder.as_uri(),
        "capabilities": {"workspace": {"configuration": True}},
    }
    assert "result" in await stranger.ask("initialize", params)
    assert await stranger.lives()


@pytest.mark.parametrize("shutdown", [{}, {"params": None}], ids=["absent", "null"])
async def test_goodbye(client, shutdown):
    """shutdown may come with null parameters and without any."""
    assert await client.leave(**shutdown) == 0


async def test_after_shutdown(client):
    """a request after shutdown is answered with InvalidRequest."""
    assert (await client.ask("shutdown"))["result"] is None
    assert code(await client.ask("textDocument/hover", place("file:///a.md", 0, 0))) == INVALID_REQUEST
    assert code(await client.ask("shutdown")) == INVALID_REQUEST
    client.open("drafts/late.md", FAULT)
    client.send(method="exit")
    assert await client.server.wait() == 0


async def test_exit_alone(client):
    """exit without shutdown ends the server with 1."""
    client.send(method="exit")
    assert await client.server.wait() == 1


async def test_end_of_input(client):
    """the end of the input ends the server with 1."""
    client.server.stdin.close()
    assert await client.server.wait() == 1


async def test_unknown_method(client):
    """an unknown request is answered with MethodNotFound, an unknown notification with nothing."""
    client.send(method="experimental/nothing", params={})
    client.send(method="$/nothing", params=[1])
    assert code(await client.ask("experimental/nothing", {})) == METHOD_NOT_FOUND
    assert code(await client.ask("$/nothing", {})) == METHOD_NOT_FOUND
    assert await client.lives()


INVALID = [
    None,
    [],
    {},
    {"textDocument": 3},
    {"textDocument": {"uri": "file:///a.md"}, "position": {"line": -1, "character": 0}},
]


@pytest.mark.parametrize("params", INVALID, ids=["absent", "list", "empty", "number", "negative"])
async def test_invalid_params(client, params):
    """parameters that do not fit are answered with InvalidParams."""
    for method in (
        "textDocument/hover",
        "textDocument/completion",
        "textDocument/codeAction",
        "textDocument/references",
    ):
        assert code(await client.ask(method, params)) == INVALID_PARAMS, method
    assert await client.lives()


async def test_wrong_kind(client):
    """a request sent as a notification is ignored, a notification sent as a request is refused."""
    client.send(method="textDocument/hover", params=place("file:///a.md", 0, 0))
    client.send(method="glossator/sources", params={})
    uri = client.uri("drafts/kind.md")
    item = {"uri": uri, "languageId": "markdown", "version": 1, "text": FAULT}
    assert "error" in await client.ask("textDocument/didOpen", {"textDocument": item})
    assert await client.lives()


async def test_invalid_notification(client):
    """a notification whose parameters do not fit is ignored."""
    for method in ("didOpen", "didChange", "didClose", "didSave"):
        client.send(method=f"textDocument/{method}", params={"textDocument": None})
    client.send(method="workspace/didChangeWatchedFiles", params=7)
    assert await client.lives()


async def test_beyond_the_end(client):
    """a position beyond the end counts as the end."""
    uri = client.open("drafts/short.md", "One\n" + FAULT)
    for line, character in [(0, 999), (99, 0), (2**31 - 1, 2**31 - 1)]:
        assert "result" in await client.ask("textDocument/hover", place(uri, line, character))
    start, end = {"line": 7, "character": 7}, {"line": 9, "character": 9}
    client.change(uri, 2, {"range": {"start": start, "end": end}, "text": FAULT})
    found = await client.ask("textDocument/documentHighlight", place(uri, 2, 5))
    assert [it["range"]["start"]["line"] for it in found["result"]] == [1, 2]


async def test_reversed_range(client):
    """a range whose end is before its start does no harm."""
    uri = client.open("drafts/reversed.md", FAULT)
    start, end = {"line": 0, "character": 9}, {"line": 0, "character": 2}
    context = {"diagnostics": []}
    asked = {"textDocument": {"uri": uri}, "range": {"start": start, "end": end}, "context": context}
    assert "result" in await client.ask("textDocument/codeAction", asked)
    client.change(uri, 2, {"range": {"start": start, "end": end}, "text": ""})
    assert await client.lives()


@pytest.mark.parametrize(
    "uri", ["file:///no/such.md", "untitled:Untitled-1", "vscode-notebook:/a#b", "file:///c%3A/%FF.md"]
)
async def test_unknown_uri(client, uri):
    """a document that is not open or not on disk has nothing to show."""
    asked = place(uri, 0, 0) | {"context": {"includeDeclaration": True, "diagnostics": [], "triggerKind": 1}}
    for method in (
        "hover",
        "definition",
        "references",
        "documentHighlight",
        "documentSymbol",
        "completion",
        "codeAction",
    ):
        range = {"start": asked["position"], "end": asked["position"]}
        answer = await client.ask(f"textDocument/{method}", asked | {"range": range})
        assert "result" in answer and not answer["result"], method


async def test_opened_twice(client):
    """a document that is opened twice has the second text."""
    uri = client.open("drafts/twice.md", "# First\n")
    client.open("drafts/twice.md", "# Second\n")
    found = await client.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    assert [it["name"] for it in found["result"]] == ["Second"]


async def test_changed_when_closed(client):
    """a change of a document that is closed is ignored."""
    uri = client.open("drafts/closed.md", FAULT)
    client.send(method="textDocument/didClose", params={"textDocument": {"uri": uri}})
    client.change(uri, 2, {"text": FAULT})
    client.send(method="textDocument/didClose", params={"textDocument": {"uri": uri}})
    assert (await client.ask("textDocument/documentHighlight", place(uri, 0, 5)))["result"] is None


async def test_odd_notifications(client):
    """setTrace, cancelRequest and progress that concern nothing are taken in silence."""
    for value in ("verbose", "off", "loud"):
        client.send(method="$/setTrace", params={"value": value})
    for id in (77, "no such", -1):
        client.send(method="$/cancelRequest", params={"id": id})
    client.send(method="window/workDoneProgress/cancel", params={"token": "no such"})
    assert await client.lives()


async def test_answer_to_nothing(client):
    """an answer to a request that was never made is ignored."""
    client.send(id=4711, result=None)
    client.send(id="no such", error={"code": 1, "message": "no"})
    assert await client.lives()


async def test_bytes(client):
    """what is no message is answered with an error and skipped."""
    client.write(b"{no json")
    client.write(b"[]")
    answers = [await client.answer(None), await client.answer(None)]
    assert sorted(code(it) for it in answers) == [PARSE_ERROR, INVALID_REQUEST]
    assert await client.lives()


async def test_cancelled(client):
    """a request that is cancelled at work is answered once, with RequestCancelled."""
    uri = client.open("drafts/long.md", FAULT * 50_000)
    start = {"line": 0, "character": 0}
    asked = {"textDocument": {"uri": uri}, "range": {"start": start, "end": start}, "context": {"diagnostics": []}}
    ids = [client.request("textDocument/codeAction", asked) for _ in range(3)]
    for id in ids:
        client.send(method="$/cancelRequest", params={"id": id})
    assert [code(await client.answer(id)) for id in ids] == [REQUEST_CANCELLED] * 3
    assert await client.lives()


async def test_cancelled_in_vain(client):
    """a request that is done before its cancellation is answered once as well."""
    asked = [client.request("workspace/symbol", {"query": "cyberspace"}) for _ in range(30)]
    for id in asked:
        client.send(method="$/cancelRequest", params={"id": id})
    answers = [await client.answer(id) for id in asked]
    assert all(code(it) == REQUEST_CANCELLED or isinstance(it["result"], list) for it in answers)


async def test_ids(client):
    """an id may be a text, and is given back as it came."""
    for id in ("a", "", "1", 0, 2**31 - 1):
        client.send(id=id, method="workspace/symbol", params={"query": "cyberspace"})
        assert isinstance((await client.answer(id))["result"], list)


async def test_unknown_command(client):
    """an unknown command is an error that names it."""
    answer = await client.ask("workspace/executeCommand", {"command": "other.command"})
    assert "other.command" in answer["error"]["message"]


OWN = ["glossator/attestations", "glossator/sources", "glossator/quote"]


@pytest.mark.parametrize("method", OWN)
async def test_own_methods(client, method):
    """our own requests refuse parameters that do not fit, and know nothing of unknown drafts."""
    for params in (None, {}, {"textDocument": "file:///a.md"}):
        assert code(await client.ask(method, params)) == INVALID_PARAMS
    uri = {"textDocument": {"uri": "file:///no/such.md"}}
    assert (await client.ask(method, uri))["result"] is None
    assert await client.lives()


async def test_attestations_beyond(client):
    """attestations take a range beyond the end, a phrase of no words and a limit of 0."""
    uri = {"textDocument": {"uri": client.open("drafts/own.md", FAULT)}}
    far = {"start": {"line": 9, "character": 9}, "end": {"line": 99, "character": 9}}
    for params in ({"range": far}, {"phrase": ""}, {"phrase": "😀"}, {"phrase": "shared future", "limit": 0}):
        assert "result" in await client.ask("glossator/attestations", uri | params)
    assert await client.lives()


async def test_quotations_beyond(client):
    """a quotation is verified by a range beyond the end, by no words, and by far too many."""
    uri = {"textDocument": {"uri": client.open("drafts/own.md", FAULT)}}
    far = {"start": {"line": 9, "character": 9}, "end": {"line": 99, "character": 9}}
    for params in ({"range": far}, {"text": ""}, {"text": "“😀”"}, {"text": "shared future"}, {}):
        assert "result" in await client.ask("glossator/quote", uri | params)
    refused = await client.ask("glossator/quote", uri | {"text": "harbour " * 2001})
    assert "too many for a quotation" in refused["error"]["message"]
    assert await client.lives()
