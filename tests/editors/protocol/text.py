"""A text as a client sees it: lines, and columns in the encoding that was agreed on.

Written apart from the server's own converter, to be held against it.
"""

import re
from bisect import bisect_right

from lsprotocol.types import Position, Range

UNITS = {
    "utf-8": lambda letter: len(letter.encode()),
    "utf-16": lambda letter: 2 if ord(letter) > 0xFFFF else 1,
    "utf-32": lambda letter: 1,
}
LINE_END = re.compile(r"\r\n|\r|\n")


class Text:
    """A text that is edited; indices count letters of Python."""

    def __init__(self, text, encoding):
        self.encoding = encoding
        self.set(text)

    def set(self, text):
        self.text = text
        self.starts = [0] + [it.end() for it in LINE_END.finditer(text)]

    def position(self, index) -> Position:
        line = bisect_right(self.starts, index) - 1
        units = sum(map(UNITS[self.encoding], self.text[self.starts[line] : index]))
        return Position(line, units)

    def range(self, start, end) -> Range:
        return Range(self.position(start), self.position(end))

    def index(self, position) -> int:
        """The index of a position; it must be one of this text."""
        index, units = self.starts[position.line], 0
        while units < position.character:
            units += UNITS[self.encoding](self.text[index])
            index += 1
        assert units == position.character, f"{position} stands inside a letter"
        return index

    def at(self, range) -> str:
        """The words of a range."""
        return self.text[self.index(range.start) : self.index(range.end)]

    def find(self, words, start=0) -> Range:
        """Where words stand first."""
        at = self.text.index(words, start)
        return self.range(at, at + len(words))

    def apply(self, edits):
        """Applies edits that all speak of the text as it is."""
        text = self.text
        for edit in sorted(edits, key=lambda it: self.index(it.range.start), reverse=True):
            text = text[: self.index(edit.range.start)] + edit.new_text + text[self.index(edit.range.end) :]
        self.set(text)
