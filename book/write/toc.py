"""The table of contents that Sphinx reads: ``book/_toc.yml`` with the modules filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from book.write.modules import Module, page_name
from course.i18n import _


def contents(template: Path, modules: list[Module]) -> str:
    """The YAML text of the table of contents.

    Args:
        template: the file with a part that says ``modules: all``, and one that says ``modules: tests``.
        modules: in the order of the book.

    Raises:
        ValueError: no part, or more than one, says ``modules: all``.
    """
    toc = yaml.safe_load(template.read_text("utf-8"))
    wanted = [part.get("modules") for part in toc["parts"]]
    if wanted.count("all") != 1 or wanted.count("tests") > 1:
        raise ValueError(f"{template.name} must have exactly one part with `modules: all`")
    for part in toc["parts"]:
        part["caption"] = _(part["caption"])
        which = part.pop("modules", None)
        if which:
            part["chapters"] = [_chapter(module) for module in modules if module.is_test == (which == "tests")]
    toc["parts"] = [part for part in toc["parts"] if part.get("chapters")]
    return yaml.safe_dump(toc, sort_keys=False, allow_unicode=True)


def _chapter(module: Module) -> dict[str, Any]:
    names = {page: page_name(page) for page in module.pages}
    if module.is_test:
        names = {"lesson": _("Read this first"), "exercises": _("The test")}
    return {
        "file": f"modules/{module.name}/index",
        "title": module.label,
        "sections": [{"file": f"modules/{module.name}/{page}", "title": names[page]} for page in module.pages],
    }
