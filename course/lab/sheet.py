"""The style sheet that the JupyterLab extension loads: tokens, fonts, questions, tools, charts and the page.

A widget brings the sheet of questions and tools too, but only when it appears; a page with a chart alone has none.
"""

from __future__ import annotations

import shutil
from pathlib import Path

PAGE = Path(__file__).with_name("page.css")


def text() -> str:
    """The whole sheet; its fonts stand beside it in ``fonts/``."""
    from course.look import css
    from course.web import bundle

    faces = css(fonts="files").removesuffix(css())  # the bundle has the rest
    # the last one wins: the page knows what JupyterLab does to its cells
    return "\n".join([faces, bundle.css(), PAGE.read_text("utf-8")])


def write(static: Path) -> list[Path]:
    """Write ``style.css`` and its fonts into the extension's folder of static files; returns what was written."""
    from course.look import font_files

    fonts = static / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    sheet = static / "style.css"
    sheet.write_text(text(), encoding="utf-8")
    return [sheet, *(Path(shutil.copyfile(file, fonts / file.name)) for file in font_files())]
