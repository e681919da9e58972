"""Holds a trace against what the client announced in `initialize`.

In: a trace. Out: complaints: everything the server sent that this client never said it
takes. A new capability is one entry of a table or one small function below.
`PublishDiagnosticsParams.version` is let pass: the protocol allows it to be sent to all.
"""

from traffic import Trace

MARKDOWN, SNIPPET = "markdown", 2
FIRST_SYMBOL_KINDS, FIRST_COMPLETION_KINDS = range(1, 19), range(1, 19)
DIAGNOSTICS = ("textDocument/publishDiagnostics", "textDocument/diagnostic")
ITEM = "textDocument/completion/completionItem"

# Which capability a request or a notification of the server presumes.
PRESUMES = {
    "window/workDoneProgress/create": "window/workDoneProgress",
    "window/showDocument": "window/showDocument/support",
    "workspace/configuration": "workspace/configuration",
    "workspace/workspaceFolders": "workspace/workspaceFolders",
    "workspace/applyEdit": "workspace/applyEdit",
    "workspace/diagnostic/refresh": "workspace/diagnostics/refreshSupport",
    "workspace/codeLens/refresh": "workspace/codeLens/refreshSupport",
    "workspace/semanticTokens/refresh": "workspace/semanticTokens/refreshSupport",
    "workspace/inlayHint/refresh": "workspace/inlayHint/refreshSupport",
    "workspace/inlineValue/refresh": "workspace/inlineValue/refreshSupport",
    "workspace/foldingRange/refresh": "workspace/foldingRange/refreshSupport",
    "experimental/serverStatus": "experimental/serverStatusNotification",
}


class Announced:
    """The capabilities of a client, by path."""

    def __init__(self, capabilities):
        self.capabilities = capabilities

    def at(self, path):
        value = self.capabilities
        for name in path.split("/"):
            value = value.get(name) if isinstance(value, dict) else None
        return value

    def lists(self, path, value, otherwise=()) -> bool:
        """Whether a list of values holds this one; `otherwise` holds where there is no list."""
        listed = self.at(path)
        return value in (listed if listed is not None else otherwise)


def complaints(trace: Trace) -> list[str]:
    """What the server sent that the client never said it takes."""
    announced = Announced(trace.capabilities())
    found = []
    for message in trace.of("server"):
        if message.is_answer:
            check, value = ANSWERS.get(message.method), message.result
        else:
            check, value = CALLS.get(message.method), message.params
            path = PRESUMES.get(message.method)
            if path and announced.at(path) is not True:
                found.append(f"{message}: needs {path}")
        if check and value is not None:
            found += [f"{message}: needs {line}" for line in check(announced, value)]
    return found


def offer(announced, result):
    encoding = result["capabilities"].get("positionEncoding", "utf-16")
    if not announced.lists("general/positionEncodings", encoding, ("utf-16",)):
        yield f"{encoding} in general/positionEncodings"
    if "diagnosticProvider" in result["capabilities"] and announced.at("textDocument/diagnostic") is None:
        yield "textDocument/diagnostic"


def registrations(announced, params):
    for registration in params["registrations"]:
        path = capability_of(registration["method"]) + "/dynamicRegistration"
        if announced.at(path) is not True:
            yield path
        for watcher in (registration.get("registerOptions") or {}).get("watchers", []):
            relative = "workspace/didChangeWatchedFiles/relativePatternSupport"
            if isinstance(watcher["globPattern"], dict) and announced.at(relative) is not True:
                yield relative


def capability_of(method):
    """Where a client announces the method: workspace/symbol, textDocument/hover ..."""
    if method.startswith("textDocument/did") or method.startswith("textDocument/willSave"):
        return "textDocument/synchronization"
    return method


def published(announced, params):
    return diagnostics(announced, params["diagnostics"])


def pulled(announced, report):
    return diagnostics(announced, report.get("items", []))


def diagnostics(announced, items):
    """Either way of getting diagnostics may announce what they can hold."""

    def says(path):
        return any(announced.at(f"{way}/{path}") is True for way in DIAGNOSTICS)

    def takes(tag):
        return any(announced.lists(f"{way}/tagSupport/valueSet", tag) for way in DIAGNOSTICS)

    for item in items:
        for property, path in [
            ("relatedInformation", "relatedInformation"),
            ("codeDescription", "codeDescriptionSupport"),
            ("data", "dataSupport"),
        ]:
            if property in item and not says(path):
                yield f"{path} of diagnostics"
        for tag in item.get("tags", []):
            if not takes(tag):
                yield f"{tag} in tagSupport of diagnostics"


def hover(announced, result):
    contents = result["contents"]
    # A text or a language with a value is the older form, which is Markdown for all.
    is_markdown = isinstance(contents, dict) and contents.get("kind") == MARKDOWN
    if is_markdown and not announced.lists("textDocument/hover/contentFormat", MARKDOWN):
        yield "markdown in textDocument/hover/contentFormat"


def links(capability):
    def check(announced, result):
        for place in result if isinstance(result, list) else [result]:
            if "targetUri" in place and announced.at(f"{capability}/linkSupport") is not True:
                yield f"{capability}/linkSupport"

    return check


def completion(announced, result):
    listed = result if isinstance(result, list) else result["items"]
    for name in {} if isinstance(result, list) else result.get("itemDefaults", {}):
        if not announced.lists("textDocument/completion/completionList/itemDefaults", name):
            yield f"{name} in itemDefaults"
    for item in listed:
        yield from completion_item(announced, item)


def completion_item(announced, item):
    needed = {
        "commitCharacters": "commitCharactersSupport",
        "deprecated": "deprecatedSupport",
        "preselect": "preselectSupport",
        "labelDetails": "labelDetailsSupport",
    }
    for property, path in needed.items():
        if property in item and announced.at(f"{ITEM}/{path}") is not True:
            yield f"{ITEM}/{path}"
    if item.get("insertTextFormat") == SNIPPET and announced.at(f"{ITEM}/snippetSupport") is not True:
        yield f"{ITEM}/snippetSupport"
    if "insert" in item.get("textEdit", {}) and announced.at(f"{ITEM}/insertReplaceSupport") is not True:
        yield f"{ITEM}/insertReplaceSupport"
    documentation = item.get("documentation")
    if isinstance(documentation, dict) and not announced.lists(f"{ITEM}/documentationFormat", documentation["kind"]):
        yield f"{documentation['kind']} in {ITEM}/documentationFormat"
    if "insertTextMode" in item and not announced.lists(
        f"{ITEM}/insertTextModeSupport/valueSet", item["insertTextMode"]
    ):
        yield f"{item['insertTextMode']} in {ITEM}/insertTextModeSupport"
    for tag in item.get("tags", []):
        if not announced.lists(f"{ITEM}/tagSupport/valueSet", tag):
            yield f"{tag} in {ITEM}/tagSupport"
    kinds = "textDocument/completion/completionItemKind/valueSet"
    if "kind" in item and not announced.lists(kinds, item["kind"], FIRST_COMPLETION_KINDS):
        yield f"{item['kind']} in {kinds}"


def symbols(capability):
    def check(announced, result):
        for symbol in result:
            if not announced.lists(f"{capability}/symbolKind/valueSet", symbol["kind"], FIRST_SYMBOL_KINDS):
                yield f"{symbol['kind']} in {capability}/symbolKind"
            for tag in symbol.get("tags", []):
                if not announced.lists(f"{capability}/tagSupport/valueSet", tag):
                    yield f"{tag} in {capability}/tagSupport"
            if (
                "selectionRange" in symbol
                and announced.at(f"{capability}/hierarchicalDocumentSymbolSupport") is not True
            ):
                yield f"{capability}/hierarchicalDocumentSymbolSupport"
            yield from check(announced, symbol.get("children", []))

    return check


def code_actions(announced, result):
    base = "textDocument/codeAction"
    for action in result:
        if isinstance(action.get("command"), str):
            continue
        if announced.at(f"{base}/codeActionLiteralSupport") is None:
            yield f"{base}/codeActionLiteralSupport"
        for property in ("isPreferred", "disabled", "data"):
            if property in action and announced.at(f"{base}/{property}Support") is not True:
                yield f"{base}/{property}Support"
        if "edit" in action:
            yield from workspace_edit(announced, action["edit"])
        yield from diagnostics(announced, action.get("diagnostics", []))


def applied(announced, params):
    return workspace_edit(announced, params["edit"])


def workspace_edit(announced, edit):
    base = "workspace/workspaceEdit"
    if "documentChanges" in edit and announced.at(f"{base}/documentChanges") is not True:
        yield f"{base}/documentChanges"
    for change in edit.get("documentChanges", []):
        if "kind" in change and not announced.lists(f"{base}/resourceOperations", change["kind"]):
            yield f"{change['kind']} in {base}/resourceOperations"
    if "changeAnnotations" in edit and announced.at(f"{base}/changeAnnotationSupport") is None:
        yield f"{base}/changeAnnotationSupport"


# What is checked in the calls of the server and in its answers, by method.
CALLS = {
    "client/registerCapability": registrations,
    "textDocument/publishDiagnostics": published,
    "workspace/applyEdit": applied,
}
ANSWERS = {
    "initialize": offer,
    "textDocument/hover": hover,
    "textDocument/diagnostic": pulled,
    "textDocument/definition": links("textDocument/definition"),
    "textDocument/declaration": links("textDocument/declaration"),
    "textDocument/implementation": links("textDocument/implementation"),
    "textDocument/typeDefinition": links("textDocument/typeDefinition"),
    "textDocument/completion": completion,
    "completionItem/resolve": completion_item,
    "textDocument/documentSymbol": symbols("textDocument/documentSymbol"),
    "workspace/symbol": symbols("workspace/symbol"),
    "textDocument/codeAction": code_actions,
}
