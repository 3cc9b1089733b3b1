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
        "Translations of this course keep to these words. They are our own translation; no second person has checked "
        "them, and nobody has compared them with a source. Compare them with the IOM Glossary on Migration in your "
        "language before you use them in an official text."
    )
    lines = [f"# {_('Words in four languages')}", "", intro, "", f"| {' | '.join(head)} |", "|---|---|---|---|"]
    for term in terms:
        lines.append("| " + " | ".join(f"[{term[code]}]{{.language-{code}}}" for code in NAMES) + " |")
    notes = [f"- [{term['en']}: {term['note']}]{{.language-en}}" for term in terms if term.get("note")]
    return "\n".join([*lines, "", *notes, ""])
