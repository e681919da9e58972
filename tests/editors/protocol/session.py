"""One client with one server, over a project of its own; a thin layer over pytest-lsp.

The server runs behind `tee.py`, which writes the trace that is judged afterwards.
"""

import asyncio
import os
import shutil
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pytest_lsp import make_test_lsp_client

from command_line import as_findings
from text import Text
from traffic import Trace

HERE = Path(__file__).parent
PATIENCE = 30
PACE = 0.01
# Requests that a client must grant or refuse.
REQUESTS = [
    types.CLIENT_REGISTER_CAPABILITY,
    types.CLIENT_UNREGISTER_CAPABILITY,
    types.WORKSPACE_APPLY_EDIT,
    types.WORKSPACE_CONFIGURATION,
    types.WORKSPACE_DIAGNOSTIC_REFRESH,
    types.WINDOW_WORK_DONE_PROGRESS_CREATE,
]


def fresh_project(name) -> Path:
    """A copy of the sample project."""
    folder = Path(os.environ["WORKSPACE"]).resolve().parent / "protocol" / name
    shutil.copytree(os.environ["WORKSPACE"], folder, ignore=shutil.ignore_patterns(".cache"))
    return folder


def command(trace):
    return [sys.executable, str(HERE / "tee.py"), str(trace), os.environ["GLOSSATOR"], "server"]


async def until(look, what):
    """What `look` returns as soon as it is true; fails with `what` was waited for."""
    loop = asyncio.get_running_loop()
    end = loop.time() + PATIENCE
    while True:
        found = look()
        found = await found if asyncio.iscoroutine(found) else found
        if found:
            return found
        assert loop.time() < end, f"waited {PATIENCE} seconds for {what() if callable(what) else what}"
        await asyncio.sleep(PACE)


class Session:
    """A session; `texts` are the open drafts by address."""

    def __init__(self, profile, folder, trace):
        self.profile, self.folder, self.trace_file = profile, folder, trace
        self.texts, self.versions = {}, {}
        self.statuses, self.found = [], None
        self.client = make_test_lsp_client()
        if profile.answers == "never":
            self.client.protocol._handle_request = lambda *_: None
        for method in REQUESTS:
            self.answer(method)
        self.client.feature("experimental/serverStatus")(lambda params: self.statuses.append(params))
        if profile.answers == "properly":
            self.client.set_configuration({}, section="glossator")

    def answer(self, method):
        """Says how a request of the server is answered, where pytest-lsp's own way will not do."""
        features = self.client.protocol.fm.features
        if self.profile.answers == "error":
            features.pop(method, None)
            self.client.feature(method)(refusal())
        elif method not in features:
            self.client.feature(method)(lambda params: self.grant(params))

    async def start(self):
        environment = os.environ | {"GLOSSATOR_CACHE": str(self.folder / ".cache")}
        await self.client.start_io(*command(self.trace_file), env=environment)
        folder = types.WorkspaceFolder(uri=self.folder.as_uri(), name="project")
        self.offer = await self.client.initialize_session(
            types.InitializeParams(
                capabilities=self.profile.capabilities,
                root_uri=self.folder.as_uri(),
                workspace_folders=[folder] if self.profile.announces("workspace/workspaceFolders") else None,
            )
        )
        encoding = self.offer.capabilities.position_encoding
        self.encoding = getattr(encoding, "value", encoding) or "utf-16"

    async def stop(self):
        """Ends what is left of a session."""
        server = self.client._server
        if server.returncode is None:
            server.kill()
            await server.wait()
        await self.client.stop()

    def trace(self) -> Trace:
        return Trace.read(self.trace_file)

    @property
    def pulls(self) -> bool:
        return self.offer.capabilities.diagnostic_provider is not None

    def uri(self, path) -> str:
        return (self.folder / path).as_uri()

    def read(self, path) -> Text:
        """A file of the project, or any file by its address."""
        file = Path(path_of(path)) if path.startswith("file:") else self.folder / path
        return Text(file.read_bytes().decode(), self.encoding)

    def open(self, path, text=None) -> str:
        """Opens a draft; returns its address."""
        uri = self.uri(path)
        text = self.read(path).text if text is None else text
        self.texts[uri], self.versions[uri] = Text(text, self.encoding), 1
        item = types.TextDocumentItem(uri, "markdown", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def edit(self, uri, *edits):
        """Changes a draft, each edit speaking of the text after the one before."""
        self.versions[uri] += 1
        changes = []
        for range, words in edits:
            changes.append(types.TextDocumentContentChangePartial(range=range, text=words))
            self.texts[uri].apply([types.TextEdit(range, words)])
        document = types.VersionedTextDocumentIdentifier(self.versions[uri], uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, changes))

    def close(self, uri):
        document = types.TextDocumentIdentifier(uri)
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(document))
        del self.texts[uri]

    def at(self, uri, words) -> dict:
        """The parameters that name the middle of some words of a draft."""
        text = self.texts[uri]
        index = text.text.index(words) + len(words) // 2
        return {"text_document": types.TextDocumentIdentifier(uri), "position": text.position(index)}

    async def diagnostics(self, uri):
        """What a client shows now: pushed or pulled."""
        if not self.pulls:
            return self.client.diagnostics.get(uri, [])
        document = types.TextDocumentIdentifier(uri)
        report = await self.client.text_document_diagnostic_async(types.DocumentDiagnosticParams(document))
        return report.items

    async def shows(self, uri, findings):
        """Waits until a draft shows just these findings."""

        async def look():
            found = await self.diagnostics(uri)
            # A push of an earlier version speaks of another text.
            try:
                self.found = as_findings(found, self.texts[uri])
            except (AssertionError, IndexError):
                return False
            return self.found == findings

        await until(look, lambda: f"{findings}\n but the last was {self.found}")

    async def files_changed(self, *paths):
        """Tells of changed files, where the client watches files."""
        if self.profile.announces("workspace/didChangeWatchedFiles/dynamicRegistration"):
            events = [types.FileEvent(self.uri(path), types.FileChangeType.Changed) for path in paths]
            self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(events))

    def settings_changed(self, settings):
        """Tells of changed settings: where the client is asked for them, only that they changed."""
        asked = self.profile.announces("workspace/configuration") and self.profile.answers == "properly"
        if asked:
            self.client.set_configuration(settings, section="glossator")
        told = None if asked else {"glossator": settings}
        self.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(told))

    def grant(self, params):
        """Does what the server asks for, if it is more than to take note of."""
        if not isinstance(params, types.ApplyWorkspaceEditParams):
            return None
        for uri, edits in edits_of(params.edit):
            file = Path(path_of(uri))
            text = Text(file.read_text(encoding="utf-8") if file.exists() else "", self.encoding)
            text.apply(edits)
            file.write_text(text.text, encoding="utf-8")
        return types.ApplyWorkspaceEditResult(applied=True)


def edits_of(edit):
    """The edits of each file, whichever form the edit has."""
    changes = [(it.text_document.uri, it.edits) for it in edit.document_changes or [] if hasattr(it, "edits")]
    return changes + list((edit.changes or {}).items())


def path_of(uri) -> str:
    return unquote(urlsplit(uri).path)


def refusal():
    """Answers a request with an error."""

    def refuse(params):
        raise JsonRpcException("this client refuses everything", code=-32803)

    return refuse
