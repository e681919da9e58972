"""A writer's session in Kakoune, with the keys that editors/README.md names."""

import os
import re

from terminal import ENTER, Terminal, findings, results

TAB = "\t"
draft = "drafts/shared-future-briefing.md"
quoted = "drafts/quoted-briefing.md"
expected = findings(draft)
# So wide that the longest message stands on one line.
editor = Terminal(["kak", draft], columns=400)


def marked_lines():
    """The lines of the screen, which starts with the first of the draft, that have a mark."""
    return {number for number, line in enumerate(editor.text().splitlines(), 1) if re.match("!", line)}


def all_messages():
    """Whether place and message of each finding stand on the screen."""
    return all(
        re.search(rf"{re.escape(draft)}:{finding['start']['line']}:.*{re.escape(finding['message'])}", editor.text())
        for finding in expected
    )


def go_to(words):
    """Puts the cursor on the last letter of the first such words."""
    editor.type("gg", "/", words, ENTER, ";")


editor.sees("opens the draft", "Before the Tenth Harbour Forum")
lines = {finding["start"]["line"] for finding in expected}
editor.sees("attaches, and marks the lines with findings", lambda: marked_lines() == {n for n in lines if n <= 49})

editor.type(" le")
editor.sees("the findings are those of glossator check", all_messages, "diagnostics.txt")
editor.type(":delete-buffer", ENTER)
editor.waits_for("the draft is back", "Before the Tenth Harbour Forum")

go_to("building a community of common destiny")
editor.type(" lh")
editor.sees("a hover says where the words were said", r"\d+ times in the sources, in \d+ documents", "hover.txt")
editor.sees("it shows neither marks of escaping nor entities", lambda: not re.search(r"\\|&[a-z#0-9]+;", editor.text()))

editor.dismisses("Hover: ")
editor.type(" lr")
editor.sees("references lists the places in the sources", r"^corpus/\S+:\d+:\d+:", "references.txt")
editor.type(":delete-buffer", ENTER)
editor.waits_for("the draft is back", "Before the Tenth Harbour Forum")

go_to("with a shared future for mankind")
editor.type(" ld")
editor.sees("a definition with several places lists them", r"^corpus/\S+:\d+:\d+:", "definitions.txt")
editor.type(ENTER)
editor.sees("one of them opens at its line", r" corpus/\S+ 3:\d+ ", "definition.txt")
editor.type(":buffer ", draft, ENTER)
editor.waits_for("the draft is back", "Before the Tenth Harbour Forum")

editor.type(":edit ", quoted, ENTER)
editor.waits_for("another draft opens", "What the islands asked for")
go_to("should never be")
editor.type(" lh")
editor.sees("a hover on a quotation says what differs", "altered: the source has other words", "quotation.txt")
editor.dismisses("Hover: ")
editor.type(':nop %sh{glossator report "$kak_buffile"}', ENTER)
page = quoted.replace(".md", ".report.html")
editor.sees("the program writes the evidence page of the draft at hand", lambda: os.path.exists(page))
editor.type(" ld")
editor.sees("a quotation leads to its passage", r" corpus/2018-05-22\S+ 33:\d+ ", "passage.txt")
editor.type(":buffer ", draft, ENTER)
editor.waits_for("the draft is back", "Before the Tenth Harbour Forum")

go_to("building a community of common destiny")
editor.type(" la")
editor.sees("code actions are offered", 'replace with "community with a shared future"', "actions.txt")
editor.type("replace", TAB, ENTER)
editor.sees("one mends the words", "building a community with a shared future do not mean")
editor.sees("and the finding goes", lambda: marked_lines() and 17 not in marked_lines())

editor.type("ge", "o", "They speak of a community with a sh")
editor.sees("a term is completed", "community with a shared future for humanity", "completions.txt")

editor.dismisses("for humanity| insert ")
editor.type(":buffer *debug*", ENTER)
editor.waits_for("the log is there", r"\*debug\*")
editor.type(":write! ", results("debug.log"), ENTER)
editor.waits_for("the log is written", lambda: os.path.exists(results("debug.log")))
editor.type(":quit!", ENTER)
editor.ends("leaves")
