"""Translation of every string that a trainee sees.

English is the source language. A catalogue ``course/locale/<language>/LC_MESSAGES/course.mo`` replaces it when the
environment variable ``COURSE_LANG`` (or the usual ``LANGUAGE``) names that language; a missing string stays English.
"""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path

_LOCALES = Path(__file__).parent / "locale"
RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}


def language() -> str:
    """Two-letter code of the language in use, ``en`` unless the environment asks for another."""
    wanted = os.environ.get("COURSE_LANG") or os.environ.get("LANGUAGE", "").split(":")[0]
    return (wanted or "en").split("_")[0].split(".")[0].lower() or "en"


def direction() -> str:
    """Writing direction of the language in use: ``ltr`` or ``rtl``."""
    return "rtl" if language() in RIGHT_TO_LEFT else "ltr"


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("course", localedir=_LOCALES, languages=[code], fallback=True)


def _(text: str) -> str:
    """The translation of ``text`` into the language in use, or ``text`` itself."""
    return _catalogue(language()).gettext(text) if text else text
