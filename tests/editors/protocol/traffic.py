"""A trace as `tee.py` writes it: what was sent, and which answer belongs to which question.

In: the file. Out: its messages in their order, each with its sender and, for an answer,
the request it answers. Judges nothing.
"""

import json
from dataclasses import dataclass
from pathlib import Path

OTHER = {"client": "server", "server": "client"}


@dataclass
class Message:
    """One message; `request` is the message it answers, None for one that answers none."""

    number: int
    sender: str
    body: dict
    request: "Message | None" = None

    @property
    def method(self):
        """The method of a request, a notification, or of the request this answers."""
        return self.request.method if self.request else self.body.get("method")

    @property
    def is_request(self) -> bool:
        return "method" in self.body and "id" in self.body

    @property
    def is_answer(self) -> bool:
        return "method" not in self.body

    @property
    def params(self):
        return self.body.get("params")

    @property
    def result(self):
        """The result of an answer; None for an error and for other messages."""
        return self.body.get("result")

    def __str__(self):
        kind = "answer to" if self.is_answer else "request" if self.is_request else "notification"
        return f"message {self.number}, {self.sender}'s {kind} {self.method}"


class Trace:
    """All that passed in one session."""

    def __init__(self, records):
        self.messages, self.broken, self.stderr, self.exit = [], [], "", None
        self.open = {"client": {}, "server": {}}
        for number, record in enumerate(records, 1):
            self._add(number, record)

    @classmethod
    def read(cls, path: Path) -> "Trace":
        # The last line may be half written while the session goes on.
        lines = path.read_text(encoding="utf-8").split("\n")[:-1]
        return cls(json.loads(line) for line in lines)

    def _add(self, number, record):
        if "message" in record:
            self._add_message(number, record["from"], record["message"])
        elif "broken" in record:
            self.broken.append((record["from"], f"line {number}: {record['broken']}"))
        elif "stderr" in record:
            self.stderr += record["stderr"]
        else:
            self.exit = record["exit"]

    def _add_message(self, number, sender, body):
        if not isinstance(body, dict):
            self.broken.append((sender, f"line {number}: {body!r}"))
            return
        message = Message(number, sender, body)
        if message.is_answer:
            message.request = self.open[OTHER[sender]].pop(key(body.get("id")), None)
        elif message.is_request:
            self.open[sender][key(body["id"])] = message
        self.messages.append(message)

    def of(self, sender, method=None):
        """The messages of one side, of one method or of all."""
        return [it for it in self.messages if it.sender == sender and method in (None, it.method)]

    def capabilities(self) -> dict:
        """What the client announced."""
        for message in self.of("client", "initialize"):
            return (message.params or {}).get("capabilities", {})
        return {}


def key(id):
    """An id as a key that tells 1 from "1"."""
    return (type(id).__name__, id)
