"""The clients that the session is played with.

Each is a set of capabilities and a way to answer the server's requests: those recorded
from editors that pytest-lsp ships, and some of our own for what the recorded ones lack.
"""

from dataclasses import dataclass
from importlib import resources

from lsprotocol import converters, types
from pytest_lsp import client_capabilities

CONVERTER = converters.get_converter()


@dataclass(frozen=True)
class Profile:
    """A client. `answers`: properly; null to each question about settings; error to
    every request; never."""

    name: str
    capabilities: types.ClientCapabilities
    answers: str = "properly"

    def announces(self, path) -> bool:
        """Whether the capability at `path` is there and not false."""
        value = CONVERTER.unstructure(self.capabilities)
        for name in path.split("/"):
            value = value.get(name) if isinstance(value, dict) else None
        return bool(value) or isinstance(value, dict)


def recorded():
    """The clients that pytest-lsp ships, `neovim_v0.11.0` and so on."""
    files = sorted(it.name for it in resources.files("pytest_lsp.clients").iterdir() if it.name.endswith(".json"))
    for name in (file.removesuffix(".json") for file in files):
        yield Profile(name, client_capabilities(name.replace("_v", "@v")))


def own(name, capabilities, answers="properly"):
    return Profile(name, CONVERTER.structure(capabilities, types.ClientCapabilities), answers)


def everything(dynamic):
    """All that the protocol offers and the server uses, diagnostics pulled."""
    registers = {"dynamicRegistration": dynamic}
    diagnostics = {
        "relatedInformation": True,
        "tagSupport": {"valueSet": [1, 2]},
        "codeDescriptionSupport": True,
        "dataSupport": True,
    }
    return {
        "general": {"positionEncodings": ["utf-16"]},
        "window": {"workDoneProgress": True, "showDocument": {"support": True}},
        "workspace": {
            "applyEdit": True,
            "configuration": True,
            "workspaceFolders": True,
            "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create", "rename", "delete"]},
            "didChangeConfiguration": registers,
            "didChangeWatchedFiles": registers | {"relativePatternSupport": True},
            "diagnostics": {"refreshSupport": True},
            "inlayHint": {"refreshSupport": True},
            "symbol": registers | {"symbolKind": {"valueSet": list(range(1, 27))}},
        },
        "textDocument": {
            "synchronization": registers | {"didSave": True},
            "publishDiagnostics": diagnostics | {"versionSupport": True},
            "diagnostic": registers | {"relatedDocumentSupport": True} | diagnostics,
            "hover": registers | {"contentFormat": ["markdown", "plaintext"]},
            "definition": registers | {"linkSupport": True},
            "documentSymbol": registers
            | {"hierarchicalDocumentSymbolSupport": True, "symbolKind": {"valueSet": list(range(1, 27))}},
            "completion": registers
            | {
                "completionItem": {
                    "documentationFormat": ["markdown", "plaintext"],
                    "resolveSupport": {"properties": ["documentation", "detail"]},
                }
            },
            "codeAction": registers
            | {
                "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["", "quickfix", "refactor", "source"]}},
                "isPreferredSupport": True,
            },
        },
        "experimental": {"serverStatusNotification": True},
    }


# Helix 25.01, from its source: no related information, links only by custom.
HELIX = {
    "general": {"positionEncodings": ["utf-8", "utf-32", "utf-16"]},
    "window": {"workDoneProgress": True},
    "workspace": {
        "configuration": True,
        "didChangeConfiguration": {"dynamicRegistration": False},
        "workspaceFolders": True,
        "applyEdit": True,
        "symbol": {"dynamicRegistration": False},
        "executeCommand": {"dynamicRegistration": False},
        "workspaceEdit": {
            "documentChanges": True,
            "resourceOperations": ["create", "rename", "delete"],
            "failureHandling": "abort",
            "normalizesLineEndings": False,
        },
        "didChangeWatchedFiles": {"dynamicRegistration": True, "relativePatternSupport": False},
    },
    "textDocument": {
        "completion": {
            "completionItem": {
                "snippetSupport": True,
                "resolveSupport": {"properties": ["documentation", "detail", "additionalTextEdits"]},
                "insertReplaceSupport": True,
                "deprecatedSupport": True,
                "tagSupport": {"valueSet": [1]},
            },
            "completionItemKind": {},
        },
        "hover": {"contentFormat": ["markdown"]},
        "codeAction": {
            "codeActionLiteralSupport": {
                "codeActionKind": {"valueSet": ["", "quickfix", "refactor", "source", "source.organizeImports"]}
            },
            "isPreferredSupport": True,
            "disabledSupport": True,
            "dataSupport": True,
            "resolveSupport": {"properties": ["edit", "command"]},
        },
        "publishDiagnostics": {"versionSupport": True, "tagSupport": {"valueSet": [1, 2]}},
    },
}

PROFILES = [
    *recorded(),
    own("helix", HELIX),
    own("nothing_announced", {}),
    own("pulls", everything(dynamic=True)),
    own("registers_nothing", everything(dynamic=False)),
    own("null_settings", everything(dynamic=True), answers="null"),
    own("refuses_all", everything(dynamic=True), answers="error"),
    own("never_answers", everything(dynamic=True), answers="never"),
]
