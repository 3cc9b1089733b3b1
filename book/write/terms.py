"""The page with the words that translations keep to."""

from __future__ import annotations

import tomllib
from pathlib import Path

from course.i18n import NAMES, _


def page(path: Path) -> str:
    """The MyST text of the page.

    Args:
        path: ``terms.toml``; each ``[[term]]`` has a text for each language.
    """
    terms = tomllib.loads(path.read_text("utf-8"))["term"]
    head = [f"[{name}]{{.language-{code}}}" for code, name in NAMES.items()]
    intro = _(
        "Translations of this course keep to these words. They follow the usage of the United Nations and of IOM in "
        "each language. Nobody at these organizations has checked the table."
    )
    lines = [f"# {_('Words in four languages')}", "", intro, "", f"| {' | '.join(head)} |", "|---|---|---|---|"]
    for term in terms:
        lines.append("| " + " | ".join(f"[{term[code]}]{{.language-{code}}}" for code in NAMES) + " |")
    notes = [f"- [{term['en']}: {term['note']}]{{.language-en}}" for term in terms if term.get("note")]
    return "\n".join([*lines, "", *notes, ""])
