"""The table of contents that Sphinx reads: ``book/_toc.yml`` with the modules filled in."""

from __future__ import annotations

from pathlib import Path

import yaml

from book.places import NOTEBOOKS
from book.write.modules import Module
from course.i18n import _


def contents(template: Path, modules: list[Module]) -> str:
    """The YAML text of the table of contents.

    Args:
        template: the file with a part that says ``modules: all``.
        modules: in the order of the book.

    Raises:
        ValueError: no part, or more than one, says ``modules: all``.
    """
    toc = yaml.safe_load(template.read_text("utf-8"))
    places = [part for part in toc["parts"] if part.pop("modules", None) == "all"]
    if len(places) != 1:
        raise ValueError(f"{template.name} must have exactly one part with `modules: all`")
    names = {"lesson": _("Lesson"), "exercises": _("Exercises")}
    places[0]["chapters"] = [
        {
            "file": f"modules/{module.name}/index",
            "title": f"{module.code} {module.title}",
            "sections": [{"file": f"modules/{module.name}/{page}", "title": names[page]} for page in NOTEBOOKS],
        }
        for module in modules
    ]
    toc["parts"] = [part for part in toc["parts"] if part.get("chapters")]
    return yaml.safe_dump(toc, sort_keys=False, allow_unicode=True)
