"""The page “What do I need today?”: short ways into the modules, by role."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from mdit_py_plugins.anchors.index import slugify

from book.write.modules import Module
from course.i18n import _, ngettext


def read_paths(path: Path) -> list[dict[str, Any]]:
    """The roles with their steps."""
    return list(tomllib.loads(path.read_text("utf-8"))["role"])


def _part(module: Module, number: int) -> dict[str, Any]:
    """The part of a lesson that has this number in its title.

    Raises:
        ValueError: there is no such part.
    """
    for section in module.about.get("section", []):
        if re.match(rf"(?:Part )?{number}\. ", section["english"]):
            return section
    raise ValueError(f"paths.toml: {module.name} has no part {number}")


def _target(module: Module, step: dict[str, Any]) -> str:
    """The link of one step, with the minutes."""
    address = f"modules/{module.name}/lesson.ipynb"
    if "part" not in step:
        return f"[{module.label}]({address}) · {_minutes(module.minutes.get('self', 0))}"
    section = _part(module, step["part"])
    heading = str(section["heading"])
    return f"[{module.code} · {heading}]({address}#{slugify(heading)}) · {_minutes(section['minutes'])}"


def _minutes(count: int) -> str:
    return ngettext("about {minutes} minute", "about {minutes} minutes", count).format(minutes=count)


def page(roles: list[dict[str, Any]], found: list[Module]) -> str:
    """The MyST text of the page; steps into modules that this book does not have are left out.

    Raises:
        ValueError: a step names a part that its module does not have.
    """
    known = {module.name: module for module in found}
    lines = [f"# {_('What do I need today?')}", ""]
    lines += [_("You need no whole course for one question. Look for your role, then for your question."), ""]
    for role in roles:
        steps = [step for step in role["step"] if step["module"] in known]
        if not steps:
            continue
        lines += [f"({role['id']})=", f"## {_(role['title'])}", "", _(role["about"]), ""]
        for step in steps:
            lines += [f"- **{_(step['need'])}**<br>{_target(known[step['module']], step)}"]
        lines += [""]
    lines += [_("Something else? Use the search, or look at the [map of the modules](module-map.md)."), ""]
    return "\n".join(lines)
