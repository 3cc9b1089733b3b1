"""Numbers as people write them.

One reading rule for all languages; the trainee always sees how a number was read. ``tests/shared/number_cases.json``
holds the rule as examples, and the JavaScript twin (``course/web/js/numbers.js``) is tested against the same list.

The rule:

- Digits may be Western, Arabic-Indic, Persian, Devanagari, Bengali or full-width. Minus signs of any kind,
  also a leading +.
- Spaces of any kind and apostrophes between groups of three are thousands separators.
- With both ``,`` and ``.`` the last one is the decimal sign: ``1,234.5`` and ``1.234,5`` are 1234.5.
- A sign that stands several times separates thousands: ``1.234.567``; Indian groups (``12,34,567``) are fine.
- One comma with three digits behind it separates thousands: ``1,234`` is 1234 (but ``0,123`` is 0.123). Any
  other single comma is a decimal sign: ``1,5`` is 1.5.
- One point is always a decimal sign: ``1.234`` is 1.234, as tools of this course print it.
- Three digits behind one comma or point can mean two numbers (``42.513``). Where a plausible range is known and
  only the other reading lies inside it, that one is taken.
- A currency (three capital letters, a symbol) and a percent sign are dropped: ``12 %`` is 12, ``USD 5`` is 5.
  Other words, also *million*, are refused, because the question's unit says what is asked.
- ``1e6`` is a million. Fractions, "inf" and "nan" are refused.
"""

from __future__ import annotations

import math
import re

from course.i18n import language

_MAX_LENGTH = 64
_ENGLISH = (",", ".", 1)
#: Signs between thousands and before decimals, and how many digits must stand before the first thousands sign.
#: Arabic pages use Western digits with the English signs, as most Arabic texts of the United Nations on data do.
SIGNS = {"fr": ("\u202f", ",", 1), "es": ("\u202f", ",", 2)}
_ZEROS = "٠۰०০０"
_DIGITS = {ord(zero) + i: str(i) for zero in _ZEROS for i in range(10)}
_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_MINUS = "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"
_INVISIBLE = "\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_TRANSLATE = {
    **_DIGITS,
    **{ord(c): " " for c in _SPACES},
    **{ord(c): "-" for c in _MINUS},
    **{
        ord(c): "'" for c in "\u2019\u02bc\u2018\u066c"
    },  # Arabic thousands sign: a separator of groups, like the apostrophe
    **{ord(c): None for c in _INVISIBLE},
    ord("\u066a"): "%",
    ord("\uff05"): "%",
    ord("\u066b"): "\u066b",  # Arabic decimal sign: always decimal, kept until the end
}
_CURRENCY = r"(?:[A-Z]{3}|US\$|[$€£¥₹₦₱₵₫₴₸₺₽₩₪₡₲₭₮])"
_BEFORE = re.compile(rf"^([-+]?) ?{_CURRENCY} ?")
_AFTER = re.compile(rf" ?(?:{_CURRENCY}|%|per ?cent)$")
_NUMBER = re.compile(r"([-+]?) ?([0-9][0-9 ',.\u066b]*|[.,][0-9]+)(?:[eE]([-+]?[0-9]{1,3}))?")
_SPACE_GROUPS = re.compile(r"[0-9]{1,3}(?:([ '])[0-9]{3})(?:\1[0-9]{3})*")
_COMMA_GROUPS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")
_TWO_READINGS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_POINT_GROUPS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")


def parse_number(text: str, low: float | None = None, high: float | None = None) -> float | None:
    """Read a number that a person typed.

    Args:
        text: at most 64 characters, see the rule at the top of this module.
        low: smallest plausible value, if one is known.
        high: largest plausible value, if one is known.

    Returns:
        A finite float, or None if the text is not one number.
    """
    if not isinstance(text, str) or len(text) > _MAX_LENGTH:
        return None
    clean = re.sub(" +", " ", text.translate(_TRANSLATE)).strip(" ")
    clean = _BEFORE.sub(r"\1", clean, count=1)
    clean = _AFTER.sub("", clean, count=1)
    match = _NUMBER.fullmatch(clean)
    if match is None:
        return None
    sign, body, exponent = match.groups()
    plain = _plain(body)
    if plain is None:
        return None
    value = float(f"{sign}{plain}e{exponent or 0}")
    if _TWO_READINGS.fullmatch(body) and not exponent and not _inside(value, low, high):
        digits = re.sub("[.,]", "" if "." in body else ".", body)
        other = float(f"{sign}{digits}")
        value = other if _inside(other, low, high) else value
    return value + 0.0 if math.isfinite(value) else None  # + 0.0 makes -0.0 an ordinary zero


def _inside(value: float, low: float | None, high: float | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)


def _plain(body: str) -> str | None:
    """``1.234,5`` as ``1234.5``; None if the separators make no sense."""
    whole, fraction = _split(body)
    if whole is None or not re.fullmatch("[0-9]*", fraction):
        return None
    for groups in (_SPACE_GROUPS, _COMMA_GROUPS, _POINT_GROUPS):
        if groups.fullmatch(whole):
            whole = re.sub("[^0-9]", "", whole)
            break
    if not re.fullmatch("[0-9]*", whole) or not (whole or fraction):
        return None
    return f"{whole or 0}.{fraction or 0}"


def _split(body: str) -> tuple[str | None, str]:
    """The part before and after the decimal sign; the first is None if the text is no number."""
    decimal = _decimal_sign(body)
    if decimal is None:
        return body, ""
    if body.count(decimal) > 1:
        return None, ""
    whole, _, fraction = body.partition(decimal)
    return whole, fraction


def _decimal_sign(body: str) -> str | None:
    """Which character of ``body`` is the decimal sign, or None if there is none."""
    if "\u066b" in body:
        return "\u066b"
    commas, points = body.count(","), body.count(".")
    if commas and points:
        return "," if body.rindex(",") > body.rindex(".") else "."
    if points:
        return None if points > 1 else "."
    if commas == 1:
        grouped = " " in body or "'" in body
        thousands = re.fullmatch("[1-9][0-9]{0,2},[0-9]{3}", body) and not grouped
        return None if thousands else ","
    return None


def format_number(value: float, digits: int | None = None, significant: int = 15) -> str:
    """A number for reading in the language in use: thousands apart, a true minus sign.

    Args:
        value: finite number.
        digits: fixed number of decimals; without it as many as the number has.
        significant: without ``digits``, the largest number of significant digits (hides binary dust such as
            0.30000000000000004).

    Returns:
        For example ``1,234.5``; in French ``1 234,5``. Numbers from 1e15 and below 1e-6 are written like ``1.5e20``.
    """
    value = float(value) + 0.0  # + 0.0 makes -0.0 an ordinary zero
    if digits is not None:
        text = f"{value:,.{digits}f}"
        if not text.strip("-0.,"):
            text = text.lstrip("-")
    elif value and not 1e-6 <= abs(value) < 1e15:
        mantissa, power = f"{value:.{significant - 1}e}".split("e")
        text = f"{mantissa.rstrip('0').rstrip('.')}e{int(power)}"
    else:
        exact = f"{value:.{significant}g}"
        text = f"{float(exact):,.{15}f}".rstrip("0").rstrip(".") if "e" in exact else _grouped(exact)
    return localised(text.replace("-", "\u2212", 1) if text.startswith("-") else text)


def localised(text: str) -> str:
    """A number written with English signs (``1,234.5``) with those of the language in use."""
    group, decimal, shortest = SIGNS.get(language(), _ENGLISH)
    if shortest > 1 and text.count(",") == 1 and text.lstrip("\u2212-").index(",") < shortest:
        text = text.replace(",", "")  # Spanish writes 9800 and 12 400
    return "".join({",": group, ".": decimal}.get(letter, letter) for letter in text)


def ungrouped(text: str) -> str:
    """A formatted number without signs between thousands: a year."""
    return text.replace(SIGNS.get(language(), _ENGLISH)[0], "")


def _grouped(exact: str) -> str:
    whole, point, fraction = exact.partition(".")
    return f"{int(whole):,}{point}{fraction}" if int(whole) or not whole.startswith("-") else f"-0{point}{fraction}"
