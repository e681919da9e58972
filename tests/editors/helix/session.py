import os
import re

from terminal import ENTER, ESCAPE, Terminal, check, findings, line_of, results

draft = "drafts/shared-future-briefing.md"
root = os.path.join(os.environ["EDITORS"], "helix", "root", "usr", "lib")
libraries = os.path.join(root, "x86_64-linux-gnu")
os.environ["HELIX_RUNTIME"] = os.path.join(root, "hx", "runtime")
loader = [os.path.join(libraries, "ld-linux-x86-64.so.2"), "--library-path", libraries]
program = [*loader, os.path.join(root, "hx", "hx")]

expected = findings(draft)
helix = Terminal([*program, "-v", "--log", results("helix.log"), draft], columns=200)
helix.sees("opens the draft", "Before the Tenth Harbour Forum")
helix.sees("attaches", "● \\d")
helix.type(" d")
helix.sees("picker", "8/8", "d1.txt")
helix.type("\x14")
helix._settle()
helix.keep("d2.txt")
helix.type(ESCAPE)
helix.type("/common destiny", ENTER, ";")
helix._settle()
helix.keep("cursor.txt")
helix.type(" k")
helix.sees("hover", "times in the sources", "hover.txt")
helix.type(ESCAPE, " a")
helix.sees("actions", "replace", "actions.txt")
helix.type(ESCAPE, "gr")
helix.sees("refs", "corpus", "refs.txt")
helix.type(ESCAPE, "gd")
helix.sees("def", "corpus", "def.txt")
