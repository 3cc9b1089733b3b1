"""The page about the data, made from the manifest."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from book.write.language_note import foreign, note
from course.data.source import AUTHORED
from course.i18n import _


def read_resources(manifest: Path) -> list[dict[str, Any]]:
    """The datasets of the Data Package, in its order; none if the manifest is still empty."""
    return list(json.loads(manifest.read_text("utf-8")).get("resources", []))


def _plain(text: Any) -> str:
    """One line of text that MyST shows as it is."""
    line = " ".join(str(text).split())
    for sign in ("\\", "*", "_", "`", "[", "]", "<", "$", "{", "|"):
        line = line.replace(sign, "\\" + sign)
    return line


def _licence(resource: dict[str, Any]) -> str:
    licences = resource.get("licenses", [])
    names = [
        f"[{_plain(one.get('title') or one.get('name'))}]({one['path']})"
        if one.get("path")
        else _plain(one.get("title"))
        for one in licences
    ]
    remark = resource.get("licence_note")
    return ", ".join(names) + (f". {_plain(remark)}" if remark else "")


def _sources(resource: dict[str, Any]) -> str:
    found = []
    for one in resource.get("sources", []):
        title = _plain(one.get("title") or one.get("path"))
        found.append(f"[{title}]({one['path']})" if str(one.get("path", "")).startswith("http") else title)
    return "; ".join(found)


def _one(resource: dict[str, Any]) -> list[str]:
    """The section of one dataset."""
    lines = [f"(data-{resource['name']})=", f"### {foreign(_plain(resource.get('title', resource['name'])))}", ""]
    if resource.get("synthetic"):
        lines += [
            ":::{warning}",
            _("These figures are invented for practice. No real person or company stands behind them."),
            ":::",
            "",
        ]
    if resource.get("status") == AUTHORED:
        lines += [":::{note}", _("This table was written for the course. It is not an official list."), ":::", ""]
    if resource.get("description"):
        lines += [foreign(_plain(resource["description"])), ""]
    facts = [
        (_("Name in the course"), f"`{resource['name']}`"),
        (_("Publisher"), _plain(resource.get("publisher", ""))),
        (_("Edition"), _plain(resource.get("edition", ""))),
        (_("Retrieved"), _plain(resource.get("retrieved", ""))),
        (_("Source"), _sources(resource)),
        (_("Licence"), _licence(resource)),
    ]
    lines += [f"{label}\n: {value}\n" for label, value in facts if value]
    if resource.get("traps"):
        traps = resource["traps"]
        lines += [
            f"**{_('Be careful')}**",
            "",
            *(f"- {foreign(_plain(trap))}" for trap in ([traps] if isinstance(traps, str) else traps)),
            "",
        ]
    fields = resource.get("schema", {}).get("fields", [])
    if fields:
        lines += [f"| {_('Column')} | {_('Meaning')} | {_('Unit')} |", "|---|---|---|"]
        for field in fields:
            meaning = foreign(_plain(field.get("description") or field.get("title", "")))
            lines.append(f"| `{field['name']}` | {meaning} | {_plain(field.get('unit', ''))} |")
        lines.append("")
    return lines


def _groups(resources: list[dict[str, Any]]) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Heading, sentence and tables of each part of the page."""
    invented = [one for one in resources if one.get("synthetic")]
    authored = [one for one in resources if one.get("status") == AUTHORED]
    rest = [one for one in resources if one not in invented and one not in authored]
    return [
        (_("Figures of public publishers"), _("Each table comes from one edition of one publisher's data."), rest),
        (_("Written for this course"), _("Lists and texts that you can use, check and improve."), authored),
        (_("Invented for practice"), _("No real person, company or country stands behind these figures."), invented),
    ]


def page(resources: list[dict[str, Any]]) -> str:
    """The MyST text of the page."""
    parts = [
        f"# {_('About the data')}",
        "",
        note("partly"),
        _(
            "Every figure in this course comes from a table that you can open, or from a text that we name. "
            "Publishers correct their figures, so each table has an *edition*. We never mix two editions in one table. "
            "Read the line under a chart before you quote a number from it."
        ),
        "",
    ]
    for heading, words, chosen in _groups(resources):
        if chosen:
            links = [f"- [{_plain(one.get('title', one['name']))}](data-{one['name']})" for one in chosen]
            parts += [f"## {heading}", "", words, "", *links, ""]
        for resource in chosen:
            parts += _one(resource)
    return "\n".join(parts)
