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

ESCAPE, ENTER = "\x1b", "\r"
seconds = 30


class Screen(pyte.Screen):
    """A screen that passes over two private sequences, which pyte takes for public ones:
    Vim's setting of the keyboard and Helix's question for the theme."""

    def select_graphic_rendition(self, *attributes, private=False):
        if not private:
            super().select_graphic_rendition(*attributes)

    def report_device_status(self, mode, private=False):
        if not private:
            super().report_device_status(mode)


class Terminal:
    """A screen with an editor on it."""

    def __init__(self, command, columns=160, lines=50):
        self.screen = Screen(columns, lines)
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

    def waits_for(self, what, sight):
        """Reads on until the sight is there: a pattern on the screen, or a condition."""
        is_there = sight if callable(sight) else lambda: re.search(sight, self.text(), re.MULTILINE)
        end = time.monotonic() + seconds
        while not is_there():
            if time.monotonic() > end or not self._read(0.05):
                fail(what, self.text())

    def sees(self, what, sight, name=None):
        """Waits for a sight, keeps the screen under a name, and says so."""
        self.waits_for(what, sight)
        if name:
            self._settle()
            keep(name, self.text())
        ok(what)

    def dismisses(self, sight):
        """Types Escape and waits until the sight has gone: an editor takes Escape and a key
        that comes with it for one key."""
        self.type(ESCAPE)
        self.waits_for(f"Escape dismisses {sight}", lambda: not re.search(sight, self.text(), re.MULTILINE))

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


def results(name):
    """The path of a file among the results."""
    return os.path.join(os.environ["OUT"], name)


def keep(name, text):
    """Keeps a text among the results."""
    with open(results(name), "w", encoding="utf-8") as file:
        file.write(text + "\n")


def check(what, good, seen):
    """Says whether something is so; what was seen instead is shown where it is not."""
    if not good:
        fail(what, seen)
    ok(what)


def ok(what):
    print(f"ok - {what}", flush=True)


def fail(what, seen):
    print(f"not ok - {what}\n{seen}", flush=True)
    sys.exit(1)
