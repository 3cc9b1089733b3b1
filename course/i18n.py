"""Translation of every string that a trainee sees.

English is the source language. The files ``course/locale/<language>/*.po`` replace it when the environment variable
``COURSE_LANG`` (or the usual ``LANGUAGE``) names that language; a missing string stays English.
"""

from __future__ import annotations

import gettext
import os
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from html import escape
from pathlib import Path

from course import catalogue

LOCALES = Path(__file__).parent / "locale"
RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}
LANGUAGE = "COURSE_LANG"
SOURCE = "en"
TEXT_LANGUAGE = "COURSE_TEXT_LANG"
#: Languages of the interface with their own names; a language joins when its folder of catalogues stands.
NAMES = {"en": "English", "fr": "Français", "es": "Español", "ar": "العربية"}

#: What dates have between their parts, where a language does it in another way than English.
_FORMS = {
    "es": (("EEEE d", "EEEE, d"), ("d MMMM y", "d 'de' MMMM 'de' y")),
    "ar": (("EEEE d", "EEEE، d"), ("y, H", "y، H")),
}


def language() -> str:
    """Two-letter code of the language in use, ``en`` unless the environment asks for another."""
    wanted = os.environ.get(LANGUAGE) or os.environ.get("LANGUAGE", "").split(":")[0]
    return (wanted or "en").split("_")[0].split(".")[0].lower() or "en"


def text_language() -> str:
    """Language of the page around a question, ``en`` while nobody has translated that page (``COURSE_TEXT_LANG``)."""
    return os.environ.get(TEXT_LANGUAGE) or language()


def direction(code: str = "") -> str:
    """Writing direction of a language, of that in use by default: ``ltr`` or ``rtl``."""
    return "rtl" if (code or language()) in RIGHT_TO_LEFT else "ltr"


def direction_of(text: str) -> str:
    """Direction of a line that may hold names in another script: ``rtl`` if it has one letter of such a script."""
    return "rtl" if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text) else "ltr"


def isolated(text: str) -> str:
    """A name as HTML that keeps its own direction in a page of either: a source is often English in an Arabic page."""
    return f'<bdi dir="{direction_of(text)}">{escape(text)}</bdi>'


def left_to_right(text: str) -> str:
    """``13/14`` or ``(UTC)`` as plain text that a page from right to left does not turn round (Unicode's isolates)."""
    return f"\u2066{text}\u2069" if direction() == "rtl" else text


def comma() -> str:
    """The comma of the language in use, with its space."""
    return "\u060c " if language() == "ar" else ", "


def colon() -> str:
    """The colon after a label; French keeps a space before it."""
    return "\u00a0:" if language() == "fr" else ":"


def listed(words: Iterable[str]) -> str:
    """Words one after the other, as in ``a, b``."""
    return comma().join(words)


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return catalogue.compiled(sorted((LOCALES / code).glob("*.po")))


def _(text: str) -> str:
    """The translation of ``text`` into the language in use, or ``text`` itself."""
    return _catalogue(language()).gettext(text) if text else text


def N_(text: str) -> str:
    """``text`` itself: marks an English text that is given to :func:`_` later, or not everywhere."""
    return text


def pgettext(context: str, text: str) -> str:
    """Like :func:`_`, where the same English word needs two translations; without one of its own, the common one."""
    found = _catalogue(language()).pgettext(context, text)
    return _(text) if found == text else found


def ngettext(one: str, many: str, count: int) -> str:
    """The translation that fits ``count``; Arabic has six forms, French and Spanish have two or three."""
    return _catalogue(language()).ngettext(one, many, count)


def when(moment: datetime, form: str = "d MMMM y, HH:mm") -> str:
    """A moment in the time of this machine, as people of the language in use write it: ``3 February 2026, 14:05``."""
    from babel.dates import format_datetime  # slow to load, and kernels do without

    code = language() if language() in NAMES else "en"
    for english, own in _FORMS.get(code, ()):
        form = form.replace(english, own)
    return format_datetime(moment.astimezone(), form, locale=code)


def when_with_zone(moment: datetime, form: str = "d MMMM y, HH:mm") -> str:
    """The same with the time zone of this machine, for a moment that somebody must keep: ``…, 14:05 (UTC)``."""
    zone = left_to_right(f"({moment.astimezone():%Z})")
    return f"{when(moment, form)} {zone}"
