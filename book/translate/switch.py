"""Which books stand side by side: ``languages.js`` tells every page, so that it can offer the others."""

from __future__ import annotations

import json

from book.places import Places
from book.translate.catalogues import SOURCE, languages
from course.i18n import NAMES

NAME = "languages.js"


def write(places: Places) -> None:
    """Write the list of the books that are there. A script and no JSON: pages opened from a folder may not fetch.

    Args:
        places: of any of the books.
    """
    top = places.output if places.language == SOURCE else places.output.parent
    if not top.is_dir():
        return
    there = [code for code in languages() if (top / ("" if code == SOURCE else code) / "index.html").is_file()]
    names = json.dumps({code: NAMES[code] for code in there}, ensure_ascii=False)
    (top / NAME).write_text(f"window.courseLanguages = {names};\n", "utf-8")
