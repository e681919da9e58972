"""A writer's session in Vim with ALE, with the commands that editors/README.md names."""

import re

from terminal import ENTER, Terminal, findings

COMPLETE = "\x18\x0f"  # Ctrl-X Ctrl-O
draft = "drafts/shared-future-briefing.md"
quoted = "drafts/quoted-briefing.md"
expected = findings(draft)
# So wide that the longest message stands on one line.
editor = Terminal(["vim", "-n", draft], columns=400)


def marked_lines():
    """The lines of the screen, which starts with the first of the draft, that have a mark."""
    return {number for number, line in enumerate(editor.text().splitlines(), 1) if line.startswith("--")}


def all_messages():
    """Whether place, rule and message of each finding stand on the screen."""
    rows = editor.text().splitlines()
    return all(
        any(row.startswith(f"{draft}|{finding['start']['line']} col {finding['start']['column']}-")
            and row.endswith(f"| {finding['rule']}: {finding['message']}") for row in rows)
        for finding in expected
    )


def go_to(words):
    """Puts the cursor on the first such words."""
    editor.type("gg", "/", words, ENTER)


def command(name):
    editor.type(":", name, ENTER)


editor.sees("opens the draft", "Before the Tenth Harbour Forum")
lines = {finding["start"]["line"] for finding in expected}
editor.sees("attaches, and marks the lines with findings", lambda: marked_lines() == {n for n in lines if n <= 49})

command("lopen")
editor.sees("the findings are those of glossator check", all_messages, "diagnostics.txt")
command("lclose")

go_to("community of common destiny")
editor.sees("the message at the cursor is shown", r'^superseded-rendering: "community of common destiny"', "at-cursor.txt")

command("ALEHover")
editor.sees("a hover says where the words were said", r"\d+ times in the sources, in \d+ documents", "hover.txt")
editor.sees("it shows neither marks of escaping nor entities", lambda: not re.search(r"\\|\*\*|&[a-z#0-9]+;", editor.text()))
command("pclose")

go_to("community of common destiny")
command("ALEFindReferences")
editor.sees("references lists the places in the sources", r"corpus/\S+:\d+", "references.txt")
command("pclose")

go_to("a community with a shared future for mankind")
command("ALEGoToDefinition")
editor.sees("a definition opens a source at its line", r"/corpus/\S+.* 3,\d+ ", "definition.txt")
command("buffer " + draft)
editor.waits_for("the draft is back", "Before the Tenth Harbour Forum")

command("edit " + quoted)
editor.waits_for("another draft opens", "What the islands asked for")
go_to("never be signed")
command("ALEHover")
editor.sees("a hover on a quotation says what differs", "altered: the source has other words", "quotation.txt")
command("pclose")
command("!glossator report %")
editor.sees("the program writes the evidence page of the draft at hand", "wrote drafts/quoted-briefing.report.html")
editor.type(ENTER)
command("ALEGoToDefinition")
editor.sees("a quotation leads to its passage", r"/corpus/2018-05-22\S+.* 33,\d+ ", "passage.txt")
command("buffer " + draft)
editor.waits_for("the draft is back", "Before the Tenth Harbour Forum")

go_to("community of common destiny")
command("ALECodeAction")
editor.sees("code actions are offered", r'^1\) replace with "community with a shared future"', "actions.txt")
editor.type("1", ENTER)
editor.sees("one mends the words", "building a community with a shared future do not mean")
editor.sees("and the finding goes", lambda: marked_lines() and 17 not in marked_lines())

editor.type("G", "o", "They speak of a communi", COMPLETE)
editor.sees("a term is completed", "community with a shared future for humanity", "completions.txt")

editor.dismisses("for humanity|^-- ")
command("quitall!")
editor.ends("leaves")
