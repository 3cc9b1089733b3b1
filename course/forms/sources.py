"""Options that are too many to stand in a form's file."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path

#: Countries with a data pack of their own; they stand first.
PACK = ("BGD", "ECU", "JAM", "KGZ", "MAR", "MDA", "NPL", "SRB", "TUN")
#: Tables that are lists of options: the columns of number and title.
_NUMBERED = {"sdg_targets": ("target", "title"), "gcm_objectives": ("number", "title")}
INVENTED = {"XSV": "Republic of Sandovia (invented)"}


def options(name: str) -> list[dict[str, str]]:
    """A list of options by name.

    Args:
        name: ``countries``: the countries with a data pack, then Sandovia, then all others by name. Codes are ISO 3166
            alpha-3; ``XSV`` is the course's invented country. ``institutions``: those of the organigram of M04, so
            that who does a thing in a plan can be found in its organigram. ``sdg_targets``, ``gcm_objectives``:
            number and short title, in their order.

    Raises:
        ValueError: there is no such list.
    """
    if name == "institutions":
        return institutions()
    if name in _NUMBERED:
        number, title = _NUMBERED[name]
        return [{"id": row[number], "text": f"{row[number]} {row[title]}"} for row in _rows(name)]
    if name != "countries":
        raise ValueError(f"there is no list of options {name!r}")
    known = country_names()
    others = sorted((text, code) for code, text in known.items() if code not in PACK and code not in INVENTED)
    first = sorted((known[code], code) for code in PACK)
    return [{"id": code, "text": text} for text, code in [*first, *((t, c) for c, t in INVENTED.items()), *others]]


def country_names() -> dict[str, str]:
    """Code and current UN name of every country and area, without pandas: a form must open quickly."""
    return {row["iso3"]: row["name"] for row in _rows("countries")}


def _rows(table: str) -> list[dict[str, str]]:
    from course.data.manifest import folder, resource

    with (folder() / resource(table)["path"]).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def institutions() -> list[dict[str, str]]:
    """The institutions that can be members of an organigram."""
    form = tomllib.loads((Path(__file__).parent / "organigram.toml").read_text("utf-8"))
    columns = [
        column for section in form["section"] for field in section["field"] for column in field.get("column", [])
    ]
    actor = next(column for column in columns if column["id"] == "actor")
    return [{"id": id, "text": text} for id, text in actor["options"].items()]
