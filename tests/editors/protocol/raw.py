"""A client that may say anything: messages as they are, no opinion on them.

For what a well-behaved client cannot do. The server runs behind `tee.py` here too.
"""

import asyncio
import json
import os

from session import PATIENCE, command
from traffic import Trace


class RawClient:
    """Messages out and in; requests of the server are left open."""

    def __init__(self, folder, trace):
        self.folder, self.trace_file = folder, trace
        self.inbox, self.last_id = [], 0

    async def start(self):
        environment = os.environ | {"GLOSSATOR_CACHE": str(self.folder / ".cache")}
        pipe = asyncio.subprocess.PIPE
        self.server = await asyncio.create_subprocess_exec(
            *command(self.trace_file), stdin=pipe, stdout=pipe, env=environment
        )

    async def stop(self):
        if self.server.returncode is None:
            self.server.kill()
        await self.server.wait()

    def trace(self) -> Trace:
        return Trace.read(self.trace_file)

    def uri(self, path) -> str:
        return (self.folder / path).as_uri()

    def write(self, body: bytes):
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def send(self, **message):
        self.write(json.dumps({"jsonrpc": "2.0"} | message).encode())

    def request(self, method, params=None) -> int:
        """Asks and does not wait; returns the id."""
        self.last_id += 1
        self.send(id=self.last_id, method=method, **({} if params is None else {"params": params}))
        return self.last_id

    async def answer(self, id) -> dict:
        """The answer to a request, whole."""
        while True:
            for message in self.inbox:
                if "method" not in message and message.get("id") == id:
                    self.inbox.remove(message)
                    return message
            self.inbox.append(await asyncio.wait_for(self.read(), PATIENCE))

    async def ask(self, method, params=None) -> dict:
        return await self.answer(self.request(method, params))

    async def read(self) -> dict:
        head = await self.server.stdout.readuntil(b"\r\n\r\n")
        length = int(head.split(b":")[1])
        return json.loads(await self.server.stdout.readexactly(length))

    async def introduce(self, capabilities=None, **params):
        folders = [{"uri": self.folder.as_uri(), "name": "project"}]
        params = {"processId": os.getpid(), "rootUri": None, "workspaceFolders": folders} | params
        answer = await self.ask("initialize", params | {"capabilities": capabilities or {}})
        self.send(method="initialized", params={})
        return answer

    def open(self, path, text, version=1) -> str:
        uri = self.uri(path)
        item = {"uri": uri, "languageId": "markdown", "version": version, "text": text}
        self.send(method="textDocument/didOpen", params={"textDocument": item})
        return uri

    def change(self, uri, version, *changes):
        document = {"uri": uri, "version": version}
        self.send(method="textDocument/didChange", params={"textDocument": document, "contentChanges": changes})

    async def lives(self):
        """Whether the server still answers in order."""
        answer = await self.ask("workspace/symbol", {"query": "cyberspace"})
        return isinstance(answer.get("result"), list)

    async def leave(self, **shutdown) -> int:
        """Says goodbye; returns the exit code of the server."""
        self.last_id += 1
        self.send(id=self.last_id, method="shutdown", **shutdown)
        assert (await self.answer(self.last_id))["result"] is None
        self.send(method="exit")
        return await asyncio.wait_for(self.server.wait(), PATIENCE)


def place(uri, line, character) -> dict:
    """The parameters that name a position."""
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
