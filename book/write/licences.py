"""Which licence each table has, for the page about language and licences."""

from __future__ import annotations

from typing import Any

from book.write.data import _plain
from course.i18n import _


def table(resources: list[dict[str, Any]]) -> str:
    """MyST: each licence with the tables that it covers, linked to their sections on the page about the data."""
    groups: dict[tuple[tuple[str, str], ...], list[dict[str, Any]]] = {}
    for one in resources:
        found = tuple(
            (str(lic.get("title") or lic.get("name")), str(lic.get("path", ""))) for lic in one.get("licenses", [])
        )
        groups.setdefault(found, []).append(one)
    lines = [f"| {_('Licence')} | {_('Tables')} |", "|---|---|"]
    for found, tables in sorted(groups.items(), key=lambda group: -len(group[1])):
        names = [f"[{_plain(title)}]({path})" if path.startswith("http") else _plain(title) for title, path in found]
        links = [f"[{_plain(one.get('title', one['name']))}](#data-{one['name']})" for one in tables]
        lines.append(f"| {'; '.join(names) or _('not stated')} | {' · '.join(links)} |")
    return "\n".join(lines)
