"""T2: one number, typed in the trainee's own number format."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

from course.i18n import _
from course.numbers import format_number, parse_number
from course.questions.base import SLIP_SHARE, Outcome, Refused, find_slip, is_number, nothing, require

_EPSILON = 1e-9  # decimal numbers are not exact in binary: 0.1 + 0.2 must still equal 0.3


def describe(unit: str | None = None, low: float | None = None, high: float | None = None) -> dict[str, Any]:
    """One number.

    Args:
        unit: shown behind the field, for example ``USD`` or ``%``.
        low: smallest plausible value, for the visible check.
        high: largest plausible value.
    """
    for bound in (low, high):
        if bound is not None and not is_number(bound):
            raise ValueError("low and high must be numbers")
    return {"unit": unit, "low": low, "high": high}


def parse(desc: Mapping[str, Any], raw: Any) -> float:
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        raise Refused(nothing())
    if hasattr(raw, "item"):  # a numpy number from the code track
        raw = raw.item()
    value = (
        float(raw)
        if is_number(raw)
        else parse_number(without_unit(raw, desc["unit"]), desc["low"], desc["high"])
        if isinstance(raw, str)
        else None
    )
    if value is None:
        raise Refused(
            _("This is not a number I can read. Write it without words, for example 1,234.5 or 1 234,5 or 12 %.")
        )
    return value


def without_unit(text: str, unit: str | None) -> str:
    """The text without the question's own unit behind the number: ``304.0 million`` as ``304.0``.

    Any other word stays, and the text is then refused: nobody shall write billions into a field of millions unseen.
    """
    text = text.strip()
    if not unit or text[-len(unit) :].lower() != unit.lower():
        return text
    return text[: -len(unit)].rstrip()


def _with_unit(value: float, unit: str | None) -> str:
    text = format_number(value)
    return f"{text} {unit}" if unit else text


def words(desc: Mapping[str, Any], value: Any) -> str:
    return _with_unit(value, desc["unit"]) if is_number(value) else str(value)


def finding(desc: Mapping[str, Any], value: Any) -> str | None:
    if not is_number(value):
        return None
    low, high, unit = desc["low"], desc["high"], desc["unit"]
    if (low is None or value >= low) and (high is None or value <= high):
        return None
    if low is None:
        limits = _("at most {high}").format(high=_with_unit(high, unit))
    elif high is None:
        limits = _("at least {low}").format(low=_with_unit(low, unit))
    else:
        limits = _("between {low} and {high}").format(low=format_number(low), high=_with_unit(high, unit))
    return _("This number is outside the plausible range ({limits}). Check the unit and the decimal sign.").format(
        limits=limits
    )


def mark(
    value: Any,
    *,
    key: float,
    tolerance: float | None = None,
    relative: float | None = None,
    slips: Any = (),
    unit_slips: bool = True,
) -> Outcome:
    """Mark a number.

    Args:
        key: the right value.
        tolerance: largest accepted distance from the key, in the unit of the answer.
        relative: largest accepted distance as a share of the key. With neither, 0.5 % of the key.
        slips: ``[(value, message), (value, message, share)]``: answers that a typical slip gives. They earn
            half the points unless a share is given.
        unit_slips: recognise ×100, ×1000, ×1,000,000, a percentage for a share, an inverse, a lost sign and a result
            that was rounded too much; half the points.
    """
    require(is_number(value))
    value, key = float(value), float(key)
    share = 0.005 if relative is None else float(relative)
    width = abs(key) * share if tolerance is None else float(tolerance)

    def near(target: Any) -> bool:
        return abs(value - float(target)) <= width + _EPSILON * max(1.0, abs(float(target)))

    if near(key):
        return Outcome(1.0, _("Correct."))
    if slip := find_slip(slips, near):
        return slip
    slip = _unit_slip(value, key, width / abs(key) if key else 0.0) if unit_slips else None
    return slip or Outcome(0.0, _("This is not the right number. Check the steps of your calculation and the unit."))


_FACTORS = {100: "100", 1000: "1,000", 1_000_000: "1,000,000"}


def _unit_slip(value: float, key: float, relative: float) -> Outcome | None:
    """The outcome for an answer that is right but for its rounding, its unit, its direction or its sign."""
    if not value or not key:
        return None
    accept = max(relative, 0.005)

    def equals(target: float) -> bool:
        return abs(value - target) <= accept * abs(target)

    hints = unit_hints()
    found = "rounded" if _is_rounded(value, key) else "sign" if equals(-key) else ""
    for factor in _FACTORS:
        if not found:
            found = f"times {factor}" if equals(key * factor) else f"over {factor}" if equals(key / factor) else ""
    if not found and (equals(1 / key) or equals(10_000 / key)):
        found = "turned"
    return Outcome(SLIP_SHARE, hints[found], True) if found else None


def unit_hints() -> dict[str, str]:
    """What is said of an answer that is right but for one thing, by that thing."""
    hints = {
        "rounded": _("This is the right number, rounded too much. Give more digits."),
        "sign": _("The size is right, the sign is not: is it an increase or a decrease?"),
        "turned": _("You divided the wrong way round: swap the two numbers of the division."),
    }
    for factor, name in _FACTORS.items():
        hint = _("Check thousands, millions and billions.")
        if factor == 100:
            hint = _("Did you mix up a percentage and a share? 4 % is the share 0.04.")
        for way, words in (
            ("times", _("Your number is {factor} times too large. {hint}")),
            ("over", _("Your number is {factor} times too small. {hint}")),
        ):
            hints[f"{way} {factor}"] = words.format(factor=name, hint=hint)
    return hints


def _is_rounded(value: float, key: float) -> bool:
    """Whether the value is the key with fewer digits, but two at least: 81 for 81.4, and not 3 for 3.19."""
    if not 1e-4 <= abs(value) < 1e15:
        return False
    whole, _point, fraction = repr(abs(value)).partition(".")
    fraction = fraction.rstrip("0")
    enough = len((whole + fraction).lstrip("0")) >= 2
    return enough and abs(value - key) <= 0.5 * 10 ** -len(fraction) + _EPSILON * max(1.0, abs(key))


def static(desc: Mapping[str, Any]) -> str:
    unit = f" {html.escape(desc['unit'])}" if desc["unit"] else ""
    return f"<p>{html.escape(_('Your answer: one number'))} ______{unit}</p>"
