"""Write the plan as files beside the country file: Word, PDF, HTML. A file is there whole or not at all.

    export.write(folder, values, kinds=("docx", "pdf", "html"))

PDF is made by fpdf2 and Word by python-docx: both run where Python runs, without a browser, an office program or a
system library. The browser lab has neither of them: python-docx needs lxml, and our letters need brotli, which nobody
offers for its engine. What a kind cannot do is told, and the other kinds are still written.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from course import safe_file
from course.i18n import _
from course.lock import Busy, locked
from course.plan import outline
from course.plan.paper import document
from course.plan.paper.blocks import Paper

KINDS = ("docx", "pdf", "html")
NAMES = {"docx": "Word", "pdf": "PDF", "html": "HTML"}


class Result(NamedTuple):
    """What one export came to: the file, or why there is none."""

    kind: str
    path: Path | None
    problem: str = ""


def content(paper: Paper, kind: str) -> bytes:
    """The bytes of a file.

    Raises:
        ValueError: letters that the PDF cannot draw; the text names them.
        ImportError: the library of this kind is not installed.
    """
    return _WRITERS[kind](paper)


def _word(paper: Paper) -> bytes:
    from course.plan.paper import word

    return word.write(paper)


def _pdf(paper: Paper) -> bytes:
    from course.plan.paper import fonts, page, pdf

    missing = fonts.missing(page.words(paper))
    if missing:
        told = _("the PDF has no letters for “{letters}”. Word and HTML have them: print one of these as PDF")
        raise ValueError(told.format(letters=missing[:20]))
    return pdf.write(paper)


def _page(paper: Paper) -> bytes:
    from course.plan.paper import page

    return page.write(paper).encode("utf-8")


_WRITERS: dict[str, Callable[[Paper], bytes]] = {"docx": _word, "pdf": _pdf, "html": _page}


def write(folder: Path, pieces: outline.Pieces, kinds: Iterable[str] = KINDS) -> list[Result]:
    """Write the plan; each kind by itself, so that one that fails does not cost the others.

    Args:
        folder: where the country file lies.
        pieces: by id, each the value of its form.
        kinds: of ``KINDS``.
    """
    paper = document.build(pieces)
    return [_one(folder / f"plan_{paper.code}.{kind}", paper, kind) for kind in kinds if kind in KINDS]


def _one(target: Path, paper: Paper, kind: str) -> Result:
    try:
        data = content(paper, kind)
        with locked(target) as held:
            safe_file.write(target, data, held)
    except ValueError as problem:
        return Result(kind, None, _("{kind}: not written, {why}.").format(kind=NAMES[kind], why=problem))
    except ImportError as error:
        why = _("the library {name} is not installed").format(name=error.name)
        if sys.platform == "emscripten":  # Python inside a browser
            why = _(
                "the browser lab cannot make this kind. The HTML file holds the same plan: open it in Word, or print "
                "it and choose “Save as PDF”. Or take your country file to JupyterLab: there it is made"
            )
        return Result(kind, None, _("{kind}: not written, {why}.").format(kind=NAMES[kind], why=why))
    except Busy:
        return Result(
            kind, None, _("{kind}: not written, another page is writing it. Please try again.").format(kind=NAMES[kind])
        )
    except OSError as error:
        why = _("the file {name} cannot be changed ({reason}). Close it if another program has it open")
        reason = error.strerror or type(error).__name__
        told = why.format(name=target.name, reason=reason)
        return Result(kind, None, _("{kind}: not written, {why}.").format(kind=NAMES[kind], why=told))
    return Result(kind, target)
