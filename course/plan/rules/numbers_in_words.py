"""Read the numbers of a text with what is counted: ``USD 10.8 billion``, ``44.5 %``, ``2,637,195 people``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from course.numbers import parse_number

_TIMES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "m": 1e6, "bn": 1e9}
_UNITS = (
    r"%|per cent|percent|people|persons?|women|men|girls|boys|children|migrants|immigrants|emigrants|refugees|workers|"
    r"returnees|families|households|USD|dollars|US\$|\$"
)
_NUMBER = re.compile(
    r"(?P<before>USD|US\$|\$)?\s?(?<![\w.,])(?P<sign>[-\u2212])?(?P<digits>\d+(?:[.,\u00a0\u202f ]?\d+)*)"
    r"(?:[\s\u00a0]?(?P<times>thousand|million|billion|bn|m)\b)?"
    rf"(?:[\s\u00a0]?(?P<unit>(?:{_UNITS})(?!\w)))?",
    re.IGNORECASE,
)


class Number(NamedTuple):
    """A number in a text.

    Attributes:
        value: without its sign where a text says “minus 21,000”; with thousand, million, billion worked in.
        rounding: half a unit of its last written digit.
        unit: what is counted; empty for a bare number such as a year.
        text: as it is written.
    """

    value: float
    rounding: float
    unit: str
    text: str


def numbers(text: str) -> Iterator[Number]:
    """The numbers of a text, from left to right; what cannot be read as a number is left out."""
    for match in _NUMBER.finditer(text):
        digits = re.sub(r"[\u00a0\u202f ]", " ", match["digits"])
        value = parse_number(digits)
        if value is None:
            continue
        times = _TIMES.get((match["times"] or "").lower(), 1.0)
        fraction = re.search(r"[.,](\d+)$", digits)
        places = len(fraction[1]) if fraction and value != int(value) else 0
        if not places and fraction and "." in digits and len(fraction[1]) != 3:
            places = len(fraction[1])  # 7.0 is written to one digit
        sign = -1.0 if match["sign"] else 1.0
        unit = match["unit"] or match["before"] or (match["times"] or "")
        yield Number(sign * value * times, 0.5 * 10.0**-places * times, unit, match[0].strip())
