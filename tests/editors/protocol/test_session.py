"""A writer's session, played once with each client; the tests are its steps, in order.

The last ones judge the whole trace.
"""

import re

import pytest
from lsprotocol import types

import announced
import messages
import order
from command_line import findings
from profiles import CONVERTER
from session import edits_of, until

BRIEFING = "drafts/shared-future-briefing.md"
DESK = "drafts/translation-desk.md"
QUOTED = "drafts/quoted-briefing.md"
TERM = "community with a shared future in cyberspace"
GRANTS = ("properly", "null")
ATTESTATIONS = "glossator/attestations"
REGISTERED = {"workspace/didChangeWatchedFiles", "workspace/didChangeConfiguration"}
# What a diagnostic may have besides place, severity, code and message.
PARTS = [
    ("related_information", "relatedInformation"),
    ("code_description", "codeDescriptionSupport"),
    ("tags", "tagSupport"),
    ("data", "dataSupport"),
]
MARKUP = re.compile("<[^>]*>")
SECOND = '[[concept]]\nid = "second-harbour"\n[[concept.term]]\ntext = "second harbour wall"\nlanguage = "en"\n'


def announces(path):
    return lambda profile: profile.announces(path)


def lacks(path):
    return lambda profile: not profile.announces(path)


async def has(session, uri, *flags):
    """Waits until a draft shows what the command line finds in its text; returns that."""
    path = uri.removeprefix(session.folder.as_uri() + "/")
    expected = findings(session.folder, session.folder / path, session.texts[uri].text, *flags)
    await session.shows(uri, expected)
    return expected


async def symbols(session, query):
    return await session.client.workspace_symbol_async(types.WorkspaceSymbolParams(query)) or []


async def test_offer(session):
    """offers what the client can take."""
    offered = session.offer.capabilities
    assert session.offer.server_info.name == "glossator"
    assert session.encoding in ("utf-8", "utf-16", "utf-32")
    assert offered.text_document_sync.change == types.TextDocumentSyncKind.Incremental
    refreshes = session.profile.announces("textDocument/diagnostic")
    refreshes = refreshes and session.profile.announces("workspace/diagnostics/refreshSupport")
    assert session.pulls == refreshes


async def test_diagnostics(session):
    """shows what the command line finds."""
    assert len(await has(session, session.open(BRIEFING))) > 5
    assert len(await has(session, session.open(DESK))) > 2


@pytest.mark.parametrize("part, capability", PARTS)
async def test_parts_of_diagnostics(session, part, capability):
    """gets with its findings what the client can show, no less."""
    items = [item for uri in session.texts for item in await session.diagnostics(uri)]
    ways = [f"textDocument/{way}/{capability}" for way in ("publishDiagnostics", "diagnostic")]
    assert any(getattr(it, part) for it in items) == any(map(session.profile.announces, ways))


async def test_registrations(session):
    """is asked to watch files and settings where the client can, and only there."""
    announced = {it for it in REGISTERED if session.profile.announces(f"{it}/dynamicRegistration")}
    await until(lambda: registered(session) == announced, lambda: f"{announced}, found {registered(session)}")


def registered(session):
    asked = session.trace().of("server", "client/registerCapability")
    return {it["method"] for message in asked for it in message.params["registrations"]}


@pytest.mark.where(lambda profile: profile.announces("window/workDoneProgress") and profile.answers in GRANTS)
async def test_progress(session):
    """sees the indexing of the sources begin and end."""
    await until(lambda: progress(session)[-1:] == ["end"], "the end of the indexing")
    assert progress(session)[0] == "begin"


def progress(session):
    return [it.params["value"]["kind"] for it in session.trace().of("server", "$/progress")]


async def test_one_channel(session):
    """gets the diagnostics of a draft one way only."""
    pushed = {it.params["uri"] for it in session.trace().of("server", "textDocument/publishDiagnostics")}
    pulled = {it.params["textDocument"]["uri"] for it in session.trace().of("client", "textDocument/diagnostic")}
    assert bool(pushed & session.texts.keys()) != bool(pulled)


async def test_hover(session):
    """shows a term's card on hover."""
    uri = session.uri(BRIEFING)
    hover = await session.client.text_document_hover_async(types.HoverParams(**session.at(uri, TERM)))
    assert session.texts[uri].at(hover.range) == TERM
    assert TERM in hover.contents.value and "preferred" in hover.contents.value
    is_markdown = hover.contents.kind == types.MarkupKind.Markdown
    assert is_markdown == session.profile.announces("textDocument/hover/contentFormat")


async def test_hover_elsewhere(session):
    """shows nothing where there is nothing."""
    place = {"text_document": types.TextDocumentIdentifier(session.uri("drafts/unknown.md"))}
    nothing = types.HoverParams(**place, position=types.Position(0, 0))
    assert await session.client.text_document_hover_async(nothing) is None


async def test_definition(session):
    """goes from a term to its entry and its source."""
    uri = session.uri(BRIEFING)
    found = await session.client.text_document_definition_async(types.DefinitionParams(**session.at(uri, TERM)))
    if session.profile.announces("textDocument/definition/linkSupport"):
        words = [session.read(it.target_uri).at(it.target_selection_range) for it in found]
    else:
        words = [session.read(it.uri).at(it.range) for it in found]
    assert any(TERM in " ".join(it.split()).lower() for it in words), words


async def test_references(session):
    """lists the places of a term in the sources, each in its words."""
    uri = session.uri(BRIEFING)
    context = types.ReferenceContext(include_declaration=True)
    asked = types.ReferenceParams(context=context, **session.at(uri, TERM))
    found = await session.client.text_document_references_async(asked)
    places = [session.read(it.uri).at(it.range) for it in found]
    words = [" ".join(MARKUP.sub("", it).split()).lower() for it in places]
    assert len(words) > 1 and set(words) == {TERM}


async def test_highlights(session):
    """marks the other places of a term in the draft."""
    uri = session.uri(BRIEFING)
    text = session.texts[uri]
    asked = types.DocumentHighlightParams(**session.at(uri, "multilateralism"))
    found = await session.client.text_document_document_highlight_async(asked)
    assert {text.at(it.range).split()[-1] for it in found} == {"multilateralism"} and len(found) == 2


async def test_outline(session):
    """outlines a draft by its headings."""
    uri = session.uri(BRIEFING)
    asked = types.DocumentSymbolParams(types.TextDocumentIdentifier(uri))
    found = await session.client.text_document_document_symbol_async(asked)
    headings = [line.lstrip("# ") for line in session.texts[uri].text.splitlines() if line.startswith("#")]
    assert flat(found) == headings


def flat(found):
    return [name for it in found for name in [it.name, *flat(getattr(it, "children", None) or [])]]


async def test_workspace_symbols(session):
    """finds concepts and sources by name."""
    names = [it.name for it in await symbols(session, "cyberspace")]
    assert TERM in names and len(names) > 1


async def test_completion(session):
    """completes a term that was begun, and tells of it when asked."""
    uri = session.open("drafts/begun.md", "# Draft\r\n\r\n😀 A community with a sha")
    position = session.texts[uri].position(len(session.texts[uri].text))
    document = types.TextDocumentIdentifier(uri)
    asked = types.CompletionParams(text_document=document, position=position)
    found = await session.client.text_document_completion_async(asked)
    item = next(it for it in found.items if it.label == "community with a shared future")
    assert session.texts[uri].at(item.text_edit.range) == "community with a sha"
    resolved = await session.client.completion_item_resolve_async(item)
    formats = announces("textDocument/completion/completionItem/documentationFormat")(session.profile)
    told = resolved.documentation.value if formats else resolved.documentation
    assert resolved.label == item.label and "preferred" in told


async def test_items(session):
    """is offered the items of a set behind its label, and has those that are listed numbered."""
    text = "---\r\ndate: 2016-06-01\r\n---\r\n\r\n😀 In 2015 Xi Jinping put forward four principles for cyberspace: "
    uri = session.open("drafts/set.md", text)
    held = session.texts[uri]
    end = held.position(len(text))
    document = types.TextDocumentIdentifier(uri)
    found = await session.client.text_document_completion_async(types.CompletionParams(document, end))
    items = [it for it in found.items if (it.detail or "").startswith("item ")]
    assert [it.label for it in items][:2] == ["respect for cyber sovereignty", "maintenance of peace and security"]
    assert all(it.text_edit.range == types.Range(end, end) for it in items)
    resolved = await session.client.completion_item_resolve_async(items[0])
    assert "Xi Jinping" in str(resolved.documentation)
    session.edit(uri, (types.Range(end, end), found.items[0].text_edit.new_text))
    whole = types.Range(types.Position(0, 0), held.position(len(held.text)))
    hints = await session.client.text_document_inlay_hint_async(types.InlayHintParams(document, whole))
    assert [it.label for it in hints] == ["1/4", "2/4", "3/4", "4/4"]
    assert held.at(types.Range(hints[1].position, whole.end)).startswith("maintenance of peace")


async def test_actions(session):
    """offers no action that the client cannot take."""
    uri = session.uri(BRIEFING)
    text = session.texts[uri]
    actions = await code_actions(session, uri, text.find("community of common destiny"))
    literals = session.profile.announces("textDocument/codeAction/codeActionLiteralSupport")
    assert literals == any(isinstance(it, types.CodeAction) and it.edit for it in actions)


@pytest.mark.where(announces("textDocument/codeAction/codeActionLiteralSupport"))
async def test_fix(session):
    """mends a finding by its quick fix."""
    uri = session.uri(BRIEFING)
    text = session.texts[uri]
    before = await has(session, uri)
    actions = await code_actions(session, uri, text.find("community of common destiny"))
    fix = next(it for it in actions if it.kind == "quickfix" and "shared future" in it.title)
    [(address, edits)] = edits_of(fix.edit)
    assert address == uri
    session.edit(uri, *[(it.range, it.new_text) for it in edits])
    assert len(await has(session, uri)) < len(before)


@pytest.mark.where(announces("textDocument/codeAction/codeActionLiteralSupport"))
async def test_fix_all(session):
    """mends all that is safe at once."""
    uri = session.uri(BRIEFING)
    actions = await code_actions(session, uri, session.texts[uri].range(0, 0), ["source.fixAll"])
    [(_, edits)] = edits_of(actions[0].edit)
    assert [it.kind for it in actions] == ["source.fixAll.glossator"] and len(edits) > 1
    before = await has(session, uri)
    in_reverse = sorted(edits, key=lambda it: (it.range.start.line, it.range.start.character), reverse=True)
    session.edit(uri, *[(it.range, it.new_text) for it in in_reverse])
    assert len(await has(session, uri)) < len(before)


async def code_actions(session, uri, range, only=None):
    context = types.CodeActionContext(diagnostics=[], only=only)
    asked = types.CodeActionParams(types.TextDocumentIdentifier(uri), range, context)
    return await session.client.text_document_code_action_async(asked) or []


async def add_term(session):
    """Has the server add a term of the draft; returns its words."""
    uri, words = session.uri(BRIEFING), "repair clause"
    actions = await code_actions(session, uri, session.texts[uri].find(words))
    assert any(f'Add "{words}"' in it.title for it in actions)
    # lsprotocol takes an action that has a command for a command: the answer as it came.
    answer = session.trace().of("server", "textDocument/codeAction")[-1].result
    action = next(it for it in answer if f'Add "{words}"' in it["title"])
    command = action["command"] if isinstance(action["command"], dict) else action
    asked = types.ExecuteCommandParams(command["command"], command["arguments"])
    await session.client.workspace_execute_command_async(asked)
    return words


@pytest.mark.where(lambda profile: profile.announces("workspace/applyEdit") and profile.answers in GRANTS)
async def test_command(session):
    """adds a term to the termbase by a command, as an edit the client applies."""
    before = termbase(session)
    words = await add_term(session)
    await until(lambda: termbase(session) != before, "an edit of the termbase")
    [changed] = [file for file, text in termbase(session).items() if text != before[file]]
    assert words in changed.read_text(encoding="utf-8").removeprefix(before[changed])
    await session.files_changed(f"terms/{changed.name}")
    await until(lambda: symbols(session, words), f"the symbol {words}")


def termbase(session):
    return {it: it.read_text(encoding="utf-8") for it in (session.folder / "terms").iterdir()}


@pytest.mark.where(lambda profile: profile.announces("workspace/applyEdit") and profile.answers not in GRANTS)
async def test_refused_edit(session):
    """goes on when the client does not apply an edit."""
    await add_term(session)
    await until(lambda: session.trace().of("server", "workspace/applyEdit"), "workspace/applyEdit")
    assert await symbols(session, "cyberspace")


@pytest.mark.where(lacks("workspace/applyEdit"))
async def test_command_without_edits(session):
    """says what to do by hand where the client applies no edits."""
    with pytest.raises(Exception, match="by hand"):
        await add_term(session)


async def test_debug_information(session):
    """answers the command for debug information."""
    asked = types.ExecuteCommandParams("glossator.debugInformation")
    assert "concepts" in await session.client.workspace_execute_command_async(asked)


async def test_incremental_changes(session):
    """follows edits among astral letters, CRLF and Chinese."""
    uri = session.open("drafts/typed.md", "# 😀 命运\r\n\r\nOne 𝔘 two.\r\n")
    text = session.texts[uri]
    session.edit(uri, (text.find("One"), "A community of common destiny 😀"))
    assert [it[2] for it in await has(session, uri)] == ["superseded-rendering"]
    end = text.position(len(text.text))
    session.edit(uri, (types.Range(end, end), "😀😀 人类 a community of common destiny,\rwith 🜁 it.\n"))
    session.edit(uri, (text.find("𝔘 "), ""))
    assert len(await has(session, uri)) == 2
    first = text.find("community of common destiny")
    session.edit(uri, (first, "x"), (types.Range(first.start, first.start), "𝔘 shared "))
    assert len(await has(session, uri)) == 1
    line_end = text.find("\r\n")
    session.edit(uri, (line_end, "\n"), (text.range(0, 0), "\r\n\U0001f1e9"))
    assert len(await has(session, uri)) == 1


async def test_whole_text(session):
    """takes a whole text in place of an edit."""
    uri = session.open("drafts/whole.md", "Nothing.")
    session.versions[uri] += 1
    whole = types.TextDocumentContentChangeWholeDocument("The 😀 community of common destiny.")
    document = types.VersionedTextDocumentIdentifier(session.versions[uri], uri)
    session.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [whole]))
    session.texts[uri].set(whole.text)
    assert len(await has(session, uri)) == 1


async def test_save_and_close(session):
    """has nothing to show of a draft that was saved and closed."""
    uri = session.uri("drafts/whole.md")
    session.client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))
    session.close(uri)
    await until(lambda: nothing(session, uri), "no diagnostics")


async def nothing(session, uri):
    return not await session.diagnostics(uri)


async def test_configuration(session):
    """judges by another day when the settings say so."""
    uri = session.uri(DESK)
    session.settings_changed({"asOf": "2013"})
    by_2013 = await has(session, uri, "--as-of", "2013")
    session.settings_changed({"asOf": ""})
    assert by_2013 != await has(session, uri)


async def test_hints_switched_off(session):
    """has no listed items numbered when the settings say so."""
    uri = session.uri("drafts/set.md")
    session.settings_changed({"inlayHints": False})
    await until(lambda: no_hints(session, uri), "no inlay hints")
    session.settings_changed({"inlayHints": True})


async def no_hints(session, uri):
    everywhere = types.Range(types.Position(0, 0), types.Position(99, 0))
    asked = types.InlayHintParams(types.TextDocumentIdentifier(uri), everywhere)
    return not await session.client.text_document_inlay_hint_async(asked)


async def test_watched_files(session):
    """follows a change of glossator.toml, watched by the client or by the server."""
    uri, settings = session.uri(DESK), session.folder / "glossator.toml"
    before = await has(session, uri)
    settings.write_text(settings.read_text() + '\n[rules]\nsuperseded-rendering = "off"\n')
    await session.files_changed("glossator.toml")
    assert before != await has(session, uri)


@pytest.mark.where(announces("workspace/workspaceFolders"))
async def test_folders(session):
    """opens the project of a folder that is added and forgets one that is removed."""
    second = session.folder.parent / f"{session.folder.name} 二"
    second.mkdir()
    (second / "glossator.toml").write_text('[termbase]\nfiles = ["terms.toml"]\n')
    (second / "terms.toml").write_text(SECOND)
    folder = types.WorkspaceFolder(second.as_uri(), "second")
    change_folders(session, added=[folder], removed=[])
    await until(lambda: symbols(session, "second harbour wall"), "the second project")
    change_folders(session, added=[], removed=[folder])
    await until(lambda: forgotten(session), "the end of the second project")


async def forgotten(session):
    return not await symbols(session, "second harbour wall")


def change_folders(session, **event):
    change = types.WorkspaceFoldersChangeEvent(**event)
    session.client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(change))


async def ask(session, method, params):
    return await session.client.protocol.send_request_async(method, params)


async def test_attestations(session):
    """gets the concordance of a term and of a phrase."""
    text, document = session.texts[session.uri(DESK)], {"uri": session.uri(DESK)}
    found = await ask(session, ATTESTATIONS, {"textDocument": document, "phrase": "shared future", "limit": 3})
    assert found.total > len(found.attestations) == 3
    at = CONVERTER.unstructure(text.find("cyber sovereignty"))
    found = await ask(session, ATTESTATIONS, {"textDocument": document, "range": at})
    assert found.phrase == "cyber sovereignty" and found.concept.verdict
    assert await ask(session, ATTESTATIONS, {"textDocument": {"uri": "file:///none.md"}, "phrase": "x"}) is None


async def test_quote(session):
    """verifies a quotation: of a source but for a word, of a source, of nobody."""
    document = {"uri": session.uri(DESK)}
    words = {
        "altered": "The sea does not belong to those that fence it",
        "verbatim": "The sea does not belong to those who fence it",
        "absent": "forty purple whales shall own the lighthouse of the moon",
    }
    for verdict, text in words.items():
        found = await ask(session, "glossator/quote", {"textDocument": document, "text": text})
        assert found.verdict == verdict and bool(found.places) == (verdict != "absent")
        assert [bool(place.differences) for place in found.places[:1]] == [verdict == "altered"] * len(found.places[:1])


async def test_quotation(session):
    """shows an altered quotation by the protocol alone: found, explained, traced, completed."""
    uri, quoted = session.open(QUOTED), "should never be signed"
    await has(session, uri)
    hover = await session.client.text_document_hover_async(types.HoverParams(**session.at(uri, quoted)))
    for part in ("altered: the source has other words", "where the source has", "2018-05-22"):
        assert part in hover.contents.value, hover.contents.value
    found = await session.client.text_document_definition_async(types.DefinitionParams(**session.at(uri, quoted)))
    linked = session.profile.announces("textDocument/definition/linkSupport")
    [(address, range)] = [(it.target_uri, it.target_selection_range) if linked else (it.uri, it.range) for it in found]
    assert session.read(address).at(range).endswith("should not be signed in the ministry")
    if session.profile.announces("textDocument/codeAction/codeActionLiteralSupport"):
        titles = [it.title for it in await code_actions(session, uri, session.texts[uri].find("never be signed"))]
        assert "write the source's words" in titles, titles
    end = session.texts[uri].position(len(session.texts[uri].text))
    session.edit(uri, (types.Range(end, end), '\n"The sea does not belong'))
    place = session.at(uri, "The sea does not belong")
    place["position"] = session.texts[uri].position(len(session.texts[uri].text))
    offered = await session.client.text_document_completion_async(types.CompletionParams(**place))
    texts = [it.text_edit.new_text for it in offered.items if it.text_edit]
    assert any("to those who fence it" in it for it in texts), texts
    session.close(uri)


async def test_sources(session):
    """gets the sources that a draft leans on."""
    found = await ask(session, "glossator/sources", {"textDocument": {"uri": session.uri(DESK)}})
    assert found.total >= len(found.documents) > 0


@pytest.mark.where(announces("experimental/serverStatusNotification"))
async def test_status(session):
    """is told how the projects are."""
    await until(lambda: session.statuses and session.statuses[-1].quiescent, "a quiet server")
    last = session.statuses[-1]
    assert last.health == "ok" and last.projects[0].documents > 10 and last.projects[0].index == "ready"


async def test_goodbye(session):
    """leaves in order: exit code 0 and not a word on standard error."""
    await session.client.shutdown_session()
    await until(lambda: session.trace().exit is not None, "the end of the server")
    trace = session.trace()
    assert (trace.exit, trace.stderr) == (0, "")


async def test_messages(session, model):
    """every message of both sides is as the metaModel has it."""
    nothing_of(messages.complaints(model, session.trace()))


async def test_announced(session):
    """gets nothing that the client did not announce."""
    nothing_of(announced.complaints(session.trace()))


async def test_order(session):
    """gets everything in the protocol's order, each request answered once."""
    nothing_of(order.complaints(session.trace()))


def nothing_of(complaints):
    assert not complaints, "\n".join(complaints[:20])
