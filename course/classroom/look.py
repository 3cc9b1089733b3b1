"""Files of the classroom's pages: one style sheet made from the course's tokens, and the fonts beside it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from course.look import css, font_files

PAGES = Path(__file__).with_name("pages")


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
