"""What the course's buttons in JupyterLab say, in the language in use."""

from __future__ import annotations

import json
from pathlib import Path

from course.i18n import pgettext

#: The English words; the extension reads them itself where no server sends others.
ENGLISH = Path(__file__).parent / "extension" / "static" / "my_course.en.json"
#: Name of the option of JupyterLab's page that brings the words to the extension.
OPTION = "courseWords"
#: Tells translators that "Code" is a program here, and no sign of a country.
CONTEXT = "lab"


def words() -> dict[str, str]:
    """The words by their names."""
    return {name: pgettext(CONTEXT, text) for name, text in json.loads(ENGLISH.read_text("utf-8")).items()}
