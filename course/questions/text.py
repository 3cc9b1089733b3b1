"""T11: a short text. A person judges it; the computer looks at its outer form only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from course.i18n import _
from course.questions.base import Outcome, Refused, bullets, labelled, nothing, require

_LONGEST = 20_000  # characters; an answer file stays small


def describe(min_words: int = 0, max_words: int = 60, needs: Mapping[str, str] | None = None) -> dict[str, Any]:
    """A short text.

    Args:
        min_words: fewest words.
        max_words: most words; 0 for no limit.
        needs: id and text of what the text shall contain: a list to tick off for the writer.
    """
    return {
        "min_words": int(min_words),
        "max_words": int(max_words),
        "needs": labelled(needs) if needs else [],
    }


def count_words(text: str) -> int:
    """Number of words: pieces between white space that hold a letter or a digit."""
    return sum(any(character.isalnum() for character in piece) for piece in text.split())


def parse(desc: Mapping[str, Any], raw: Any) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise Refused(nothing())
    text = raw.replace("\r\n", "\n").strip()
    if len(text) > _LONGEST:
        raise Refused(_("This text is too long. Please keep it to what the task asks for."))
    return text


def words(desc: Mapping[str, Any], value: Any) -> str:
    return value


def finding(desc: Mapping[str, Any], value: Any) -> str | None:
    count, low, high = count_words(value), desc["min_words"], desc["max_words"]
    if count < low:
        return _("It has {count} words; the task asks for at least {low}.").format(count=count, low=low)
    if high and count > high:
        return _("It has {count} words; the task asks for at most {high}.").format(count=count, high=high)
    return None


def mark(
    value: Any,
    *,
    min_words: int = 0,
    max_words: int = 0,
    needs: Mapping[str, str | Iterable[str]] | None = None,
    avoid: Sequence[tuple[str, str]] | Mapping[str, str] = (),
) -> Outcome:
    """Check the outer form of a text; each rule has the same weight. Quality is for a trainer to judge.

    Args:
        min_words: fewest words.
        max_words: most words; 0 for no limit.
        needs: what must occur: ``{"a country": ["Ghana", "Nepal"]}``, any of these words or phrases, as whole
            words in any letter case; a single string is a regular expression.
        avoid: ``[(phrase, message)]``: loaded words; the message says what to write instead.
    """
    require(isinstance(value, str))
    count, problems = count_words(value), []
    rules = 1 + len(needs or {}) + len(avoid)
    if not count or count < min_words or (max_words and count > max_words):
        limits = _("at least {low} words") if count < min_words or not max_words else _("at most {high} words")
        asked = limits.format(low=min_words, high=max_words)
        problems.append(_("It has {count} words; the task asks for {limits}.").format(count=count, limits=asked))
    problems += [
        _("Not found: {what}.").format(what=what)
        for what, accepted in (needs or {}).items()
        if not _has(value, accepted)
    ]
    pairs = avoid.items() if isinstance(avoid, Mapping) else avoid
    loaded = [message for phrase, message in pairs if _has(value, [phrase])]
    problems += loaded
    if not problems:
        return Outcome(1.0, _("The outer form is fine."))
    return Outcome(1 - len(problems) / rules if count else 0.0, " ".join(problems), special=bool(loaded))


def _has(text: str, accepted: str | Iterable[str]) -> bool:
    if isinstance(accepted, str):
        return re.search(accepted, text, re.IGNORECASE) is not None
    return any(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE) for phrase in accepted)


def static(desc: Mapping[str, Any]) -> str:
    low, high = desc["min_words"], desc["max_words"]
    limit = _("A short text.")
    if high:
        limit = _("A text of {low} to {high} words.") if low else _("A text of at most {high} words.")
    limit = limit.format(low=low, high=high)
    return bullets([limit, *(need["text"] for need in desc["needs"])])
