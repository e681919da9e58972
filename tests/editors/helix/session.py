"""A writer's session in Helix, with the keys that editors/README.md names.

Helix shows no related information, so every message has to be clear alone.
"""

import os
import re
import subprocess
import time

from terminal import ENTER, Terminal, check, findings, results

draft = "drafts/shared-future-briefing.md"
quoted = "drafts/quoted-briefing.md"
programs = os.path.join(os.environ["EDITORS"], "helix", "root", "usr", "lib")
libraries = os.path.join(programs, "x86_64-linux-gnu")
os.environ["HELIX_RUNTIME"] = os.path.join(programs, "hx", "runtime")
# The libraries that Helix was built for lie beside it, not in the system.
helix = [os.path.join(libraries, "ld-linux-x86-64.so.2"), "--library-path", libraries]
helix += [os.path.join(programs, "hx", "hx")]

print("#", subprocess.run([*helix, "--version"], stdout=subprocess.PIPE, text=True, check=True).stdout.strip())
expected = findings(draft)
# So wide that the longest message stands on one line.
editor = Terminal([*helix, "-v", "--log", results("helix.log"), draft], columns=330)


def marked_lines():
    """The lines of the draft that have a mark in the margin."""
    return {int(number) for number in re.findall(r"^● +(\d+) ", editor.text(), re.MULTILINE)}


def all_messages():
    return all(finding["message"] in editor.text() for finding in expected)


def go_to(words):
    """Puts the cursor on the last letter of the first such words."""
    editor.type("gg", "/", words, ENTER, ";")


def escapes():
    """Marks that only the writing of Markdown and HTML needs."""
    return re.findall(r"\\|&[a-z#0-9]+;", editor.text())


editor.sees("opens the draft", "Before the Tenth Harbour Forum")
lines = {finding["start"]["line"] for finding in expected}
editor.sees("attaches, and marks the lines with findings", lambda: marked_lines() == {n for n in lines if n <= 48})

editor.type(" d")
editor.waits_for("the picker of findings opens", rf"\b{len(expected)}/{len(expected)}\b")
editor.type("\x14")  # Ctrl-T takes the preview away.
editor.sees("the picker lists the findings of glossator check", all_messages, "diagnostics.txt")
editor.dismisses("severity")

go_to("building a community of common destiny")
editor.sees("the message at the cursor is shown", "since 2017-10 write \"community with a", "at-cursor.txt")

editor.type(" k")
editor.sees("a hover says where the words were said", r"\d+ times in the sources, in \d+ documents", "hover.txt")
check("it shows neither marks of escaping nor entities", not escapes(), editor.text())
editor.dismisses("in the sources, in")

editor.type("gr")
editor.sees("references lists the places in the sources", r"^.*> corpus/\S+:\d+", "references.txt")
editor.dismisses(r"> corpus/")

go_to("with a shared future for mankind")
editor.type("gd")
editor.sees("a definition with several places lists them", r"^.*> corpus/\S+:\d+", "definitions.txt")
editor.type(ENTER)
editor.sees("one of them opens at its line", r"^ NOR +corpus/\S+ .* 3:\d+$", "definition.txt")
editor.type(":buffer-close", ENTER)
editor.waits_for("the draft is back", r"^ NOR +drafts/")

editor.type(":open ", quoted, ENTER)
editor.waits_for("another draft opens", "What the islands asked for")
go_to("should never be")
editor.type(" k")
editor.sees("a hover on a quotation says what differs", "altered: the source has other words", "quotation.txt")
editor.dismisses("altered: the source")
editor.type(":sh glossator report ", quoted, ENTER)
editor.sees("the program writes the evidence page of a draft", "wrote drafts/quoted-briefing.report.html")
editor.dismisses("wrote drafts/")
editor.type("gd")
editor.sees("a quotation leads to its passage", r"^ NOR +corpus/2018-05-22\S+ .* 33:\d+$", "passage.txt")
editor.type(":buffer-close", ENTER, ":buffer-close", ENTER)
editor.waits_for("the draft is back", "Before the Tenth Harbour Forum")

go_to("building a community of common destiny")
editor.type(" a")
editor.sees("code actions are offered", 'replace with "community with a shared future"', "actions.txt")
editor.type(ENTER)
editor.sees("one mends the words", "building a community with a shared future do not mean")
editor.sees("and the finding goes", lambda: 17 not in marked_lines() and marked_lines())

# Helix asks once, when typing pauses; on a busy machine the answer may come too late for it.
# A writer types on then, and so does this one.
letters, due = iter("hared "), time.monotonic()
editor.type("ge", "o", "They speak of a community with a s")


def is_offered():
    global due
    if time.monotonic() > due:
        editor.type(next(letters, ""))
        due = time.monotonic() + 4
    return "community with a shared future for humanity" in editor.text()


editor.sees("a term is completed", is_offered, "completions.txt")

editor.dismisses("for humanity|^ INS ")
editor.type(":quit!", ENTER)
editor.ends("leaves")
with open(results("helix.log"), encoding="utf-8") as log:
    refused = [line for line in log if '"error":{' in line]
check("no request was answered with an error", not refused, "".join(refused))
