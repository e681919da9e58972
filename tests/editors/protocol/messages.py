"""Holds every message of a trace against the metaModel.

In: a trace and the metaModel. Out: complaints. A message has the envelope of JSON-RPC, a
known method, the kind and the direction the method has, parameters or a result of its
type. What the metaModel leaves open but another part of it settles (the options of a
registration, the value of a progress) is checked too. Order is checked elsewhere.
"""

from metamodel import MetaModel, is_whole
from traffic import Message, Trace

DIRECTION = {"client": "clientToServer", "server": "serverToClient"}
PROGRESS = {"begin": "WorkDoneProgressBegin", "report": "WorkDoneProgressReport", "end": "WorkDoneProgressEnd"}


def complaints(model: MetaModel, trace: Trace, senders=("client", "server")) -> list[str]:
    """What is wrong with the messages of these senders."""
    found = [f"no message of the protocol, {sender}, {it}" for sender, it in trace.broken if sender in senders]
    for message in trace.messages:
        if message.sender in senders:
            found += [f"{message}: {line}" for line in of_message(model, message)]
    return found


def of_message(model: MetaModel, message: Message) -> list[str]:
    if message.is_answer:
        return of_answer(model, message)
    return envelope(message, {"jsonrpc", "id", "method", "params"}) + of_call(model, message)


def envelope(message, allowed):
    found = [f"an unknown member {name}" for name in message.body if name not in allowed]
    if message.body.get("jsonrpc") != "2.0":
        found.append("jsonrpc is not 2.0")
    id = message.body.get("id")
    # What cannot be read is refused without the id, which nobody knows.
    is_absent = "id" not in message.body or id is None and "error" in message.body
    if not (is_absent or isinstance(id, str) or is_whole(id)):
        found.append(f"an id that is no text and no number: {id!r}")
    return found


def of_call(model, message):
    methods, others = model.requests, model.notifications
    if not message.is_request:
        methods, others = others, methods
    if message.method not in methods:
        wrong = "sent as the wrong kind of message" if message.method in others else "no method of the protocol"
        return [wrong]
    method = methods[message.method]
    found = []
    if method["messageDirection"] not in (DIRECTION[message.sender], "both"):
        found.append("sent in the wrong direction")
    return found + of_params(model, message, method) + of_open_parts(model, message)


def of_params(model, message, method):
    if "params" not in method:
        # Some clients send null where there is nothing to say; a server may not.
        spare = message.sender == "client" and message.params is None
        return [] if "params" not in message.body or spare else ["parameters where the method has none"]
    if "params" not in message.body:
        return ["the parameters are missing"]
    return model.complaints(message.params, method["params"], "params")


def of_open_parts(model, message):
    """What the metaModel types as anything and yet has a form."""
    params = message.params if isinstance(message.params, dict) else {}
    if message.method == "client/registerCapability":
        registrations = params.get("registrations", [])
        return [line for it in registrations for line in of_registration(model, it)]
    value = params.get("value") if message.method == "$/progress" else None
    if isinstance(value, dict) and "kind" in value:
        if value["kind"] not in PROGRESS:
            return [f"a progress of the kind {value['kind']!r}"]
        return model.named(value, PROGRESS[value["kind"]], "params/value")
    return []


def of_registration(model, registration):
    method = registration.get("method")
    known = [
        it
        for it in [*model.requests.values(), *model.notifications.values()]
        if method == it.get("registrationMethod", it["method"])
    ]
    if not known:
        return [f"a registration for {method}, which is no method"]
    options = next((it["registrationOptions"] for it in known if "registrationOptions" in it), None)
    given = registration.get("registerOptions")
    if options is None:
        return [f"{method} takes no options of registration"] if given is not None else []
    return model.complaints(given if given is not None else {}, options, f"options of {method}")


def of_answer(model, message):
    found = envelope(message, {"jsonrpc", "id", "result", "error"})
    if ("result" in message.body) == ("error" in message.body):
        return found + ["an answer has either a result or an error"]
    if "error" in message.body:
        return found + of_error(message.body["error"])
    if message.request is None or message.method not in model.requests:
        return found
    return found + model.complaints(message.result, model.requests[message.method]["result"], "result")


def of_error(error):
    if not isinstance(error, dict):
        return ["an error that is no object"]
    found = [f"an error has no member {name}" for name in error if name not in ("code", "message", "data")]
    if not is_whole(error.get("code")):
        found.append("an error needs a code, a whole number")
    if not isinstance(error.get("message"), str):
        found.append("an error needs a message")
    return found
