"""Finding texts with a word list: whole words, stems, phrases that do not count, and words of negation.

The twin is ``course/web/js/models/keywords.js``; tests compare both. A word list is what a person types: entries with a
comma, a semicolon or a new line between them. An entry is one to four words; a star at the end of a word stands for any
ending (``migra*``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from course.i18n import _

#: The two lists whose words count, as in the seed's analysis: migration and related terms; refugees and displacement.
LISTS = ("migration", "displacement")
NEGATIONS = frozenset({"no", "not", "nor", "never", "neither", "without", "none"})
MOST_WORDS = 4
MOST_ENTRIES = 40
SHORTEST_STEM = 3
WIDEST_WINDOW = 5

_WORD = re.compile(r"[^\W_]+")
_ENTRY = re.compile(r"[^\W_]+\*?(?:[ '’-]+[^\W_]+\*?)*")
_PIECE = re.compile(r"[^\W_]+\*?")
_SENTENCE_END = re.compile(r"[.!?;:]")

Entry = tuple[str, ...]


class Word(NamedTuple):
    """A word of a text: lower case, where it stands, and in which sentence."""

    text: str
    start: int
    end: int
    sentence: int


class Hit(NamedTuple):
    """A place that counts: from ``start`` up to ``end`` in the text, and the list that found it."""

    start: int
    end: int
    list: str


def words_of(text: str) -> list[Word]:
    """The words of a text. Hyphens and apostrophes part words; ``. ! ? ; :`` end a sentence."""
    found: list[Word] = []
    sentence = last = 0
    for match in _WORD.finditer(text):
        if found and _SENTENCE_END.search(text, last, match.start()):
            sentence += 1
        found.append(Word(match.group().lower(), match.start(), match.end(), sentence))
        last = match.end()
    return found


def entries(typed: str) -> list[Entry]:
    """A typed word list as entries, each a tuple of words; doubles are dropped.

    Raises:
        ValueError: In plain words, for an entry with a strange sign, too many words or too short a stem.
    """
    found: dict[Entry, None] = {}
    for part in re.split(r"[,;\n]", typed):
        part = part.strip().lower()
        if not part:
            continue
        if not _ENTRY.fullmatch(part):
            raise ValueError(_("“{entry}”: use letters, digits and a star at the end of a word.").format(entry=part))
        pieces = tuple(_PIECE.findall(part))
        if len(pieces) > MOST_WORDS:
            raise ValueError(_("“{entry}” is longer than {most} words.").format(entry=part, most=MOST_WORDS))
        if any(piece.endswith("*") and len(piece) <= SHORTEST_STEM for piece in pieces):
            raise ValueError(
                _("“{entry}”: write at least {least} letters before a star.").format(entry=part, least=SHORTEST_STEM)
            )
        found[pieces] = None
    if len(found) > MOST_ENTRIES:
        raise ValueError(_("A list can hold {most} entries.").format(most=MOST_ENTRIES))
    return list(found)


def _matches(words: list[Word], at: int, entry: Entry) -> bool:
    if at + len(entry) > len(words):
        return False
    return all(
        words[at + place].text.startswith(piece[:-1]) if piece.endswith("*") else words[at + place].text == piece
        for place, piece in enumerate(entry)
    )


def _spans(words: list[Word], wanted: Iterable[Entry]) -> list[tuple[int, int]]:
    """Places (first word, word after the last) of all entries, from left to right."""
    return [(at, at + len(entry)) for at in range(len(words)) for entry in wanted if _matches(words, at, entry)]


def _negated(words: list[Word], at: int, window: int) -> bool:
    return any(
        words[before].text in NEGATIONS and words[before].sentence == words[at].sentence
        for before in range(max(0, at - window), at)
    )


def hits(text: str, lists: Mapping[str, Iterable[Entry]], ignore: Iterable[Entry] = (), window: int = 0) -> list[Hit]:
    """The places of a text that count.

    Args:
        text: The text.
        lists: Entries by name of the list.
        ignore: Phrases that do not count: a place that shares a word with one of them is left out.
        window: A place is left out when a word of negation stands up to so many words before it in the same sentence.

    Returns:
        Places in the order of the text.
    """
    words = words_of(text)
    closed = {at for start, end in _spans(words, ignore) for at in range(start, end)}
    found = [
        Hit(words[start].start, words[end - 1].end, name)
        for name, wanted in lists.items()
        for start, end in _spans(words, wanted)
        if not closed.intersection(range(start, end)) and not _negated(words, start, window)
    ]
    return sorted(found, key=lambda hit: (hit.start, hit.end, LISTS.index(hit.list)))


def read_lists(typed: Mapping[str, Any]) -> dict[str, Any]:
    """What a person typed, ready for :func:`hits`: ``lists``, ``ignore``, ``window``.

    Args:
        typed: ``migration``, ``displacement`` and ``ignore`` as text, ``window`` from 0 to 5; what is missing is empty.

    Raises:
        ValueError: In plain words, for a bad entry or window.
    """
    window = typed.get("window", 0)
    if isinstance(window, bool) or window not in range(WIDEST_WINDOW + 1):
        raise ValueError(_("The number of words before is 0 to {most}.").format(most=WIDEST_WINDOW))
    return {
        "lists": {name: entries(typed.get(name, "")) for name in LISTS},
        "ignore": entries(typed.get("ignore", "")),
        "window": int(window),
    }


def coded(texts: Iterable[str], typed: Mapping[str, Any]) -> list[dict[str, bool]]:
    """For each text: does a list find it, and does any?

    Returns:
        One ``{"migration": …, "displacement": …, "any": …}`` per text.
    """
    rules = read_lists(typed)
    found = []
    for text in texts:
        names = {hit.list for hit in hits(text, **rules)}
        found.append({**{name: name in names for name in LISTS}, "any": bool(names)})
    return found
