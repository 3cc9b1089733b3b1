"""The words on buttons and in messages, in the trainee's language, for the JavaScript views.

The English originals stand beside the views (``js/**/*.en.json``) and travel inside the bundle; a description
carries only those that a translation changes, so that an English page stays small.
"""

from __future__ import annotations

from functools import cache

from course.i18n import _, direction, language, text_language


@cache
def _translated(code: str) -> dict[str, str]:
    from course.web import bundle

    return {key: text for key, english in bundle.strings().items() if (text := _(english)) != english}


def ui() -> dict[str, str]:
    """Translated strings by id; empty in English."""
    code = language()
    return {} if code == "en" else dict(_translated(code))


def page() -> dict[str, object]:
    """What every description says about language; ``texts`` where the page around is in another one."""
    own = text_language()
    other = {} if own == language() else {"texts": {"lang": own, "dir": direction(own)}}
    return {"lang": language(), "dir": direction(), "ui": ui(), **other}
