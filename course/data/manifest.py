"""Finds the tables and reads their manifest (``datapackage.json``, a Data Package)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from course.data.errors import UnknownTable, did_you_mean
from course.i18n import _

MANIFEST = "datapackage.json"
_INSIDE = Path(__file__).resolve().parent
_BESIDE = _INSIDE.parent.parent / "datasets"


@cache
def folder() -> Path:
    """The folder that holds the manifest: the installed package itself, else the repository's ``datasets``.

    Raises:
        FileNotFoundError: neither has a manifest; the installation is incomplete.
    """
    for place in (_INSIDE, _BESIDE):
        if (place / MANIFEST).is_file():
            return place
    raise FileNotFoundError(_("The course's data are missing. Install the course again."))


@cache
def _resources() -> dict[str, dict[str, Any]]:
    package = json.loads((folder() / MANIFEST).read_text(encoding="utf-8"))
    return {resource["name"]: resource for resource in package.get("resources", [])}


def names() -> list[str]:
    """Names of all tables, in alphabetical order."""
    return sorted(_resources())


def resource(name: str) -> dict[str, Any]:
    """The manifest's entry of one table.

    Raises:
        UnknownTable: no such table; the message names the closest ones.
    """
    try:
        return _resources()[name]
    except KeyError:
        message = _("There is no table called '{name}'.").format(name=name)
        hint = did_you_mean(str(name), names()) or _("data.names() lists all names.")
        raise UnknownTable(f"{message} {hint}") from None


def columns(name: str) -> dict[str, dict[str, Any]]:
    """What each column of a table means: type, unit and description, by column name.

    Raises:
        UnknownTable: no such table.
    """
    return {field["name"]: field for field in resource(name)["schema"]["fields"]}
