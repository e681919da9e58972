"""Holds a trace against the protocol's rules of order.

In: a trace. Out: complaints about the server: what it sent before the answer to
`initialize`, requests answered twice, never or by nobody's leave, ids used twice,
progress out of order, versions that go back, registrations taken back that never were,
answers after `shutdown`.
"""

from traffic import Trace, key

BEFORE_INITIALIZE = {"window/showMessage", "window/logMessage", "window/showMessageRequest", "telemetry/event"}
SHUTDOWN_ERROR = -32600


def complaints(trace: Trace) -> list[str]:
    """What the server did out of order."""
    rules = [before_initialized, answers, ids, progress, versions, registrations, after_shutdown]
    return [line for rule in rules for line in rule(trace)]


def before_initialized(trace):
    """Nothing but messages for the user until `initialize` is answered, as the protocol
    has it; and no request until the client has said `initialized`."""
    answered = initialized = False
    for message in trace.messages:
        if message.sender == "client":
            initialized = initialized or message.method == "initialized"
        elif message.is_answer:
            answered = answered or message.method == "initialize" and "result" in message.body
        elif not answered and message.method not in BEFORE_INITIALIZE:
            yield f"{message}: sent before the answer to initialize"
        elif not initialized and message.is_request:
            yield f"{message}: sent before the client said initialized"


def answers(trace):
    """Each request is answered once; the open ones are known at the end of a session."""
    for message in trace.of("server"):
        # A parse error has no request it could name.
        refuses_bytes = message.body.get("id") is None and "error" in message.body
        if message.is_answer and message.request is None and not refuses_bytes:
            yield f"{message}: the request {message.body.get('id')!r} is not open"
    if trace.exit is not None:
        for request in trace.open["client"].values():
            yield f"{request}: never answered"


def ids(trace):
    for sender in ("client", "server"):
        seen = set()
        for message in trace.of(sender):
            if message.is_request:
                id = key(message.body["id"])
                if id in seen:
                    yield f"{message}: the id {message.body['id']!r} was used before"
                seen.add(id)


def progress(trace):
    """A token is created and granted, then begins, reports, ends; each begin has its end.

    Tokens that the client hands out with a request need not be created.
    """
    state = {}
    for message in trace.messages:
        if message.sender == "client" and message.is_request:
            token = (message.params or {}).get("workDoneToken") if isinstance(message.params, dict) else None
            if token is not None:
                state[key(token)] = "created"
        elif message.sender == "client" and message.method == "window/workDoneProgress/create":
            token = key(message.request.params["token"])
            state[token] = "refused" if "error" in message.body else "created"
        elif message.sender == "server" and message.method == "$/progress" and "kind" in message.params["value"]:
            token, kind = key(message.params["token"]), message.params["value"]["kind"]
            before = "created" if kind == "begin" else "begun"
            if state.get(token, "unknown") != before:
                yield f"{message}: {kind} of a progress that is {state.get(token, 'unknown')}"
            state[token] = "ended" if kind == "end" else "begun"
    if trace.exit == 0:
        yield from (f"the progress {token[1]!r} never ends" for token, at in state.items() if at == "begun")


def versions(trace):
    """The version of published diagnostics never goes back while a document is open."""
    latest = {}
    for message in trace.messages:
        if message.sender == "client" and message.method in ("textDocument/didOpen", "textDocument/didClose"):
            latest.pop(document(message), None)
        elif message.sender == "server" and message.method == "textDocument/publishDiagnostics":
            uri, version = message.params["uri"], message.params.get("version")
            if version is not None and version < latest.get(uri, version):
                yield f"{message}: version {version} after version {latest[uri]}"
            if version is not None:
                latest[uri] = version


def registrations(trace):
    """An id is registered once, and taken back only while it is registered, for the same method.

    Whether the client granted a registration is left out: it may be taken back all the same.
    """
    standing = set()
    for message in trace.of("server"):
        if message.method == "client/registerCapability" and message.is_request:
            for it in message.params["registrations"]:
                if (it["id"], it["method"]) in standing:
                    yield f"{message}: {it['id']} is registered already"
                standing.add((it["id"], it["method"]))
        elif message.method == "client/unregisterCapability" and message.is_request:
            # The protocol has misspelt the word.
            for it in message.params["unregisterations"]:
                if (it["id"], it["method"]) not in standing:
                    yield f"{message}: {it['id']} is not registered"
                standing.discard((it["id"], it["method"]))


def document(message):
    """The document a client speaks of; None where it speaks nonsense."""
    params = message.params if isinstance(message.params, dict) else {}
    return (params.get("textDocument") or {}).get("uri")


def after_shutdown(trace):
    """What is asked after `shutdown` is refused, and the server asks nothing any more."""
    goodbyes = [it for it in trace.of("server", "shutdown") if it.is_answer and "result" in it.body]
    if not goodbyes:
        return
    granted = goodbyes[0]
    for message in trace.of("server"):
        asked_late = message.request is not None and message.request.number > granted.request.number
        if asked_late and message.body.get("error", {}).get("code") != SHUTDOWN_ERROR:
            yield f"{message}: not refused, though it was asked after shutdown"
        elif message.is_request and message.number > granted.number:
            yield f"{message}: sent after the answer to shutdown"
