"""The texts of a Markdown page, and the same page with other texts.

A text is what stands between two changes of layout: a heading, a paragraph, an item of a list, a cell of a table. Signs
inside it (bold, links, code) belong to it, so that a translator can move them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from markdown_it import MarkdownIt

_PARSER = MarkdownIt("commonmark").enable("table")
# MyST around texts: fences of colons, labels, the text that a definition list explains.
_LAYOUT = re.compile(r"^\s*(?::{3,}.*|\([\w-]+\)=|\+{3}.*)$")
_ONLY_SIGNS = re.compile(r"^(?:[\W\d_]|\{[\w-]+\}`[^`]*`|`[^`]*`)*$")
_DEFINITION = re.compile(r"^: +")


@dataclass(frozen=True)
class Text:
    """One text of a page.

    Attributes:
        content: the Markdown, in one line.
        first, last: its lines in the page, from 0, the last one not included.
        cell: it stands in a table.
    """

    content: str
    first: int
    last: int
    cell: bool = False


def texts(source: str) -> list[Text]:
    """All texts of a page in their order; those without a letter, and code alone, are left out."""
    lines = source.split("\n")
    shown = "\n".join("" if _LAYOUT.match(line) else _DEFINITION.sub("  ", line) for line in lines)
    found = []
    row = (0, 0)
    for token in _PARSER.parse(shown):
        if token.type == "tr_open" and token.map:
            row = (token.map[0], token.map[1])
        if token.type != "inline":
            continue
        first, last = token.map or row
        content = " ".join(part.strip() for part in token.content.split("\n"))
        if not _ONLY_SIGNS.match(content):
            in_cell = token.level >= 3 and "|" in lines[first] and token.map is not None and _is_row(lines, first, last)
            found.append(Text(content, first, last, in_cell))
    return found


def _is_row(lines: list[str], first: int, last: int) -> bool:
    return last - first == 1 and lines[first].lstrip().startswith("|")


def replaced(source: str, change: Callable[[str], str]) -> str:
    """The page with each text replaced by ``change(text)``; the layout stays.

    Args:
        source: Markdown.
        change: gets a text in one line and gives another line.
    """
    lines = source.split("\n")
    at: dict[int, int] = {}  # where to go on in the row of a table
    dropped: set[int] = set()
    for text in texts(source):
        new = change(text.content)
        if text.cell:
            begin = lines[text.first].index(text.content, at.get(text.first, 0))
            line = lines[text.first]
            lines[text.first] = line[:begin] + new + line[begin + len(text.content) :]
            at[text.first] = begin + len(new)
            continue
        own = [number for number in range(text.first, text.last) if not _LAYOUT.match(lines[number])]
        own = [number for number in own if lines[number].strip()]
        first_words = lines[own[0]]
        begin = _begin(first_words, text.content)
        lines[own[0]] = first_words[:begin] + new + _end(first_words, len(own))
        dropped |= set(own[1:])
    return "\n".join(line for number, line in enumerate(lines) if number not in dropped)


def _begin(line: str, content: str) -> int:
    """Where the text begins in its first line: after ``- ``, ``> ``, ``## `` or ``1. ``."""
    for length in (len(content), *(len(content.split(" ")[0]) + extra for extra in (0,))):
        begin = line.find(content[:length])
        if begin >= 0:
            return begin
    return len(line) - len(line.lstrip())


def _end(line: str, count: int) -> str:
    """What follows the text on its line: two spaces make a line break, and belong to the layout."""
    return "  " if count == 1 and line.endswith("  ") else ""
