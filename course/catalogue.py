"""Read ``.po`` files, the form in which translators keep their work, with nothing but the standard library.

The usual compiled form (``.mo``) would be a generated file that somebody forgets to renew. A catalogue of the course is
read in a few hundredths of a second, and only where the language is not English.
"""

from __future__ import annotations

import ast
import gettext
import io
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

_MAGIC = 0x950412DE
_CONTEXT = "\x04"


class BrokenCatalogue(ValueError):
    """A line of a ``.po`` file cannot be read; the text names file and line."""


@dataclass
class Entry:
    """One message of a catalogue.

    Attributes:
        context: tells two equal English texts apart; empty for most.
        text: the English text.
        plural: the English text for many, or empty.
        translated: one text, or one for each plural form of the language; empty texts are not translated yet.
        fuzzy: a guess that nobody has confirmed.
        line: where the entry begins in its file.
    """

    context: str = ""
    text: str = ""
    plural: str = ""
    translated: dict[int, str] = field(default_factory=dict)
    fuzzy: bool = False
    line: int = 0

    @property
    def done(self) -> bool:
        """Whether every form is there and confirmed."""
        return bool(self.translated) and all(self.translated.values()) and not self.fuzzy


def entries(path: Path) -> list[Entry]:
    """All messages of a file but its header; obsolete ones (``#~``) are left out.

    Raises:
        BrokenCatalogue: a line is not of the form of a ``.po`` file.
    """
    return [entry for entry in _parsed(path) if entry.text]


def _parsed(path: Path) -> Iterator[Entry]:
    entry, part = Entry(), ""
    for number, raw in enumerate([*path.read_text("utf-8").splitlines(), ""], start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            if part:
                yield entry
                entry, part = Entry(), ""
            if line.startswith("#,") and "fuzzy" in line:
                entry.fuzzy = True
            continue
        word, _, rest = line.partition(" ") if not line.startswith('"') else (part, "", line)
        try:
            _add(entry, word, ast.literal_eval(rest), number, more=line.startswith('"'))
        except (ValueError, SyntaxError) as problem:
            raise BrokenCatalogue(f"{path.name}, line {number}: cannot read {line[:60]!r}") from problem
        part = word


def _add(entry: Entry, word: str, text: str, number: int, more: bool) -> None:
    if not more and not entry.line:
        entry.line = number
    if word in ("msgctxt", "msgid", "msgid_plural"):
        name = {"msgctxt": "context", "msgid": "text", "msgid_plural": "plural"}[word]
        setattr(entry, name, (getattr(entry, name) if more else "") + text)
    elif word == "msgstr" or word.startswith("msgstr["):
        form = int(word[7:-1]) if "[" in word else 0
        entry.translated[form] = (entry.translated.get(form, "") if more else "") + text
    else:
        raise ValueError(word)


def compiled(paths: Iterable[Path]) -> gettext.NullTranslations:
    """The messages of several files as one catalogue; what is empty or fuzzy is left out and stays English.

    Raises:
        BrokenCatalogue: see :func:`entries`.
    """
    found = _found(paths)
    return gettext.GNUTranslations(io.BytesIO(_mo(found))) if found else gettext.NullTranslations()


def binary(paths: Iterable[Path]) -> bytes:
    """The same as a file for programs that read the compiled form (``.mo``) only."""
    return _mo(_found(paths))


def _found(paths: Iterable[Path]) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in paths:
        for entry in _parsed(path):
            if entry.text and not entry.done:
                continue
            key = (entry.context + _CONTEXT if entry.context else "") + entry.text
            key += f"\0{entry.plural}" if entry.plural else ""
            found.setdefault(key, "\0".join(entry.translated[form] for form in sorted(entry.translated)))
    return found


def _mo(found: dict[str, str]) -> bytes:
    """The binary form that :mod:`gettext` reads: a header, two tables of lengths and places, the texts."""
    keys = sorted(found, key=lambda key: key.encode())
    texts = [key.encode() for key in keys] + [found[key].encode() for key in keys]
    count, start = len(keys), 28
    place, table = start + 16 * count, b""
    for text in texts:
        table += struct.pack("<II", len(text), place)
        place += len(text) + 1
    head = struct.pack("<7I", _MAGIC, 0, count, start, start + 8 * count, 0, start + 16 * count)
    return head + table + b"".join(text + b"\0" for text in texts)
