"""The page of sources: the seed documents, the texts behind the glossary, the publishers of the data."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from book.write.language_note import foreign, note
from course.i18n import _


def read_sources(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The groups of ``sources.toml`` (``seed``, ``text``), each a list of entries."""
    return tomllib.loads(path.read_text("utf-8"))


def page(sources: dict[str, list[dict[str, Any]]], resources: list[dict[str, Any]]) -> str:
    """The MyST text of the page.

    Args:
        sources: the groups of ``sources.toml``.
        resources: the datasets of the manifest, for the list of publishers.
    """
    parts = [f"# {_('Sources')}", "", note("partly"), f"## {_('Seed documents')}", ""]
    parts += [
        _(
            "The course began with five documents. We quote them briefly. A quotation shows the number of the document "
            "and the lines, for example `003:2753-2762`."
        ),
        "",
        f"| {_('Number')} | {_('Document')} | {_('Year')} | {_('Remark')} |",
        "|---|---|---|---|",
        *(f"| {one['id']} | {one['title']} | {one['year']} | {one.get('note', '')} |" for one in sources["seed"]),
        "",
        f"## {_('Texts that the course follows')}",
        "",
    ]
    for one in sources["text"]:
        parts += [f"{one['title']}\n: {foreign(one['use'])}\n"]
    publishers: dict[str, list[str]] = {}
    for resource in resources:
        publishers.setdefault(str(resource.get("publisher", "")), []).append(
            f"[{resource.get('title', resource['name'])}](#data-{resource['name']})"
        )
    if publishers:
        parts += [f"## {_('Publishers of the data')}", ""]
        parts += [f"{name}\n: {', '.join(titles)}\n" for name, titles in publishers.items() if name]
    return "\n".join(parts)
