"""How the classroom's pages look: one style sheet made from the course's tokens, the fonts beside it, templates."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from tornado.web import StaticFileHandler

from course.classroom.settings import Settings
from course.i18n import _, colon, comma, direction, language, listed, ngettext, pgettext, when_with_zone
from course.look import css, font_files

PAGES = Path(__file__).with_name("pages")
#: What "My course" and the trainers' pages share.
MODULES = PAGES / "modules.css"


def templates(folder: Path) -> Environment:
    """The templates of pages outside of the hub; they know the functions of :mod:`course.i18n`.

    What is filled in is text, and a name that is missing is an error.
    """
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {one.__name__: one for one in (_, ngettext, pgettext, colon, comma, listed, when_with_zone)}
    return made


def template_vars(settings: Settings) -> dict[str, Any]:
    """What every page of the hub may ask for: the value of ``c.JupyterHub.template_vars``."""
    return {
        "_": lambda _user: _,  # the hub calls what can be called, with the person who looks
        "language": language(),
        "direction": direction(),
        "classroom": _(settings.title),
        "one_user": settings.variant == "one_user",
        "open_workshop": settings.sign_in.open,
    }


def configure(c: Any, settings: Settings, folder: Path) -> None:
    """Give the hub our pages: write this into its configuration ``c``.

    Args:
        c: JupyterHub's configuration.
        settings: The classroom's settings.
        folder: Where :func:`write` has put the style sheet.
    """
    c.JupyterHub.template_paths = [str(PAGES)]
    c.JupyterHub.template_vars = template_vars(settings)
    c.JupyterHub.extra_handlers = [(r"/course-look/(.*)", StaticFileHandler, {"path": str(folder)})]


def write(folder: Path, more: Iterable[Path] = ()) -> None:
    """Write ``classroom.css`` and its fonts into ``folder``.

    Args:
        folder: It exists.
        more: Style sheets that come after the common one, for one more page.
    """
    fonts = folder / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    for file in font_files():
        shutil.copyfile(file, fonts / file.name)
    shutil.copyfile(PAGES / "mark.svg", folder / "mark.svg")
    own = "".join(path.read_text(encoding="utf-8") for path in (PAGES / "classroom.css", *more))
    (folder / "classroom.css").write_text(css(fonts="files") + own, encoding="utf-8")
