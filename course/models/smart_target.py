"""What a machine can see in the sentence of a target: six signs. It cannot see whether the target makes sense."""

from __future__ import annotations

import re

_WORDS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half"
_YEAR = r"(?:19|20)\d\d"
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = rf"(?:\d{{1,2}} )?{_MONTH} {_YEAR}"
_NUMBER = rf"(?:\d[\d,. ]*\d|\d|\b(?:{_WORDS})\b)"

#: Sign → pattern. Dates and years count as deadline, never as number: they are taken out first.
#: The view gets the same patterns; they use nothing that Python and JavaScript read in different ways.
WHO = (
    r"\b(?:women|men|girls|boys|people|persons|workers|returnees|migrants|families|households|children|pupils|students|"
    r"nurses|carers|farmers|graduates|teachers|officers|planners|inspectors|applicants|patients|adults|emigrants|citizens|"
    r"districts|towns|villages|offices|schools|clinics|consulates|firms|agencies|banks|ministries|certificates|transfers)\b"
)
PATTERNS: dict[str, str] = {
    "number": _NUMBER,
    "unit": rf"{_NUMBER}[ \u00a0]?(?:%|per cent\b|(?:of (?:the )?)?(?:\d+ )?[a-z]{{3,}})|\bUSD {_NUMBER}",
    "baseline": rf"\(\s*{_YEAR}\s*:[^)]*\)|\bfrom (?:USD )?{_NUMBER}(?:[ \u00a0]?%)?|\bbaseline\b|"
    r"\b(?:compared with|instead of)\b",
    "deadline": rf"\b(?:by|until|before|in|at|within|no later than)\b(?: the)?(?: end of)? (?:{_DATE}|{_YEAR})",
    "who": WHO,
    "source": r"\b(?:as|according to|measured|counted|source|shown|reported)\b[^,.;()]*"
    r"\b(?:register|registers|survey|surveys|list|lists|"
    r"records|report|reports|census|statistics|files|minutes|data|book|books|accounts|website|page)\b",
}
SIGNS = tuple(PATTERNS)
TIME = rf"{_DATE}|\(\s*{_YEAR}\s*:[^)]*|\b{_YEAR}\b"


def signs(text: str) -> dict[str, tuple[int, int] | None]:
    """Where each of the six signs stands in a sentence.

    Args:
        text: one target.

    Returns:
        Sign → first and last position (as in ``text[a:b]``) of its first place, None where it is missing.

    Example:
        >>> found = signs("By the end of 2027, 600 people hold a certificate (2025: 120), as the register shows.")
        >>> [sign for sign in SIGNS if found[sign] is None]
        []
    """
    # Years and the baseline in brackets are covered, letter by letter, so that positions stay.
    timeless = re.sub(TIME, lambda match: "_" * len(match.group()), text, flags=re.IGNORECASE | re.ASCII)
    found = {}
    for sign, pattern in PATTERNS.items():
        where = timeless if sign in ("number", "unit") else text
        match = re.search(pattern, where, re.IGNORECASE | re.ASCII)
        found[sign] = match.span() if match else None
    return found


def missing(text: str) -> list[str]:
    """The signs that a sentence lacks, in their order."""
    return [sign for sign, place in signs(text).items() if place is None]
