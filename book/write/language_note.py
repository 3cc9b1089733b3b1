"""The box that says how much of a page is translated, in the language of the reader."""

from __future__ import annotations

from course.i18n import _, language

_SOURCE = "en"


def note(state: str) -> str:
    """MyST of the box; nothing on a page that is translated as a whole.

    Args:
        state: ``whole``, ``partly`` or ``none``.
    """
    if state == "whole" or language() == _SOURCE:
        return ""
    text = _("Parts of this page are not translated yet. They are in English.")
    classes = f"course-language-note language-{language()}"
    if state == "none":
        text = _("This page is not translated yet. It is in English. Buttons, messages and tools are in your language.")
        classes += " course-english-page"
    return f":::{{div}} {classes}\n{text}\n:::\n"


def below_title(page: str, box: str) -> str:
    """``page`` with ``box`` under its first heading."""
    title, _line, rest = page.lstrip().partition("\n")
    return f"{title}\n\n{box}\n{rest}" if box else page


def foreign(text: str) -> str:
    """English words of a table on a page of another language, marked for screen readers; MyST."""
    return text if language() == _SOURCE or not text else f"[{text}]{{.language-en}}"


def foreign_html(text: str) -> str:
    """The same as HTML; ``text`` is escaped already."""
    return text if language() == _SOURCE or not text else f'<span lang="en" dir="ltr">{text}</span>'
