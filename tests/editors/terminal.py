"""Plays a writer at a terminal: starts an editor, types keys, reads the screen.

Says "ok - WHAT" for each thing that was seen, and ends the session with "not ok - WHAT" at
the first that was not, after `seconds`. A screen that is looked at can be kept as text in
$OUT. Knows nothing of any editor; the sessions beside it do.
"""

import json
import os
import re
import subprocess
import sys
import time

import pexpect
import pyte

ESCAPE, ENTER, BACKTAB = "\x1b", "\r", "\x1b[Z"
seconds = 30


class Terminal:
    """A screen with an editor on it."""

    def __init__(self, command, columns=160, lines=50):
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.ByteStream(self.screen)
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        self.editor = pexpect.spawn(command[0], command[1:], dimensions=(lines, columns), env=environment)
        self.editor.delaybeforesend = None

    def type(self, *keys):
        """Types keys, one group after the other."""
        for group in keys:
            self.editor.send(group)
            self._read(0.05)

    def text(self):
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip()

    def keep(self, name):
        """Keeps the screen among the results."""
        keep(name, self.text())

    def waits_for(self, what, condition):
        """Reads on until the condition holds."""
        end = time.monotonic() + seconds
        while not (seen := condition()):
            if time.monotonic() > end or not self._read(0.05):
                fail(what, self.text())
        return seen

    def sees(self, what, pattern, name=None):
        """Waits until the pattern stands on the screen, and keeps the screen under a name."""
        match = self.waits_for(what, lambda: re.search(pattern, self.text(), re.MULTILINE))
        self._settle()
        if name:
            self.keep(name)
        ok(what)
        return match

    def ends(self, what):
        """Waits until the editor has gone."""
        end = time.monotonic() + seconds
        while self._read(0.05):
            if time.monotonic() > end:
                fail(what, self.text())
        ok(what)

    def _read(self, wait):
        """Draws what the editor wrote; false when it is gone."""
        try:
            self.stream.feed(self.editor.read_nonblocking(1 << 16, wait))
        except pexpect.TIMEOUT:
            pass
        except pexpect.EOF:
            return False
        return True

    def _settle(self):
        """Lets a picture that is being drawn be finished, so that what is kept is whole."""
        before = None
        while before != (before := self.text()):
            self._read(0.1)


def findings(draft):
    """What `glossator check` finds in a draft."""
    command = ["glossator", "check", "--format", "json", draft]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)["findings"]


def line_of(draft, words):
    """The first line of a draft that has the words, counted from one."""
    with open(draft, encoding="utf-8") as file:
        return next(number for number, line in enumerate(file, 1) if words in line)


def results(name):
    """The path of a file among the results."""
    return os.path.join(os.environ["OUT"], name)


def keep(name, text):
    """Keeps a text among the results."""
    with open(results(name), "w", encoding="utf-8") as file:
        file.write(text + "\n")


def check(what, good, seen):
    """Says whether something is as it should be; what was seen is shown where it is not."""
    if not good:
        fail(what, seen)
    ok(what)


def ok(what):
    print(f"ok - {what}", flush=True)


def fail(what, seen):
    print(f"not ok - {what}\n{seen}", flush=True)
    sys.exit(1)
