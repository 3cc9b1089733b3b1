"""The plans of a class, and the same without names."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

from course import answers_file
from course.country_file import store as country_store

CAPSTONE, QUESTION = "m15_capstone", "m15-e1"
LEFT_OUT = "[name left out]"
Pieces = dict[str, dict[str, Any]]  # id of a piece -> the value of its form
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER_OF_PERSON = re.compile(r"(?<!\w)\+\d[\d ().-]{7,}\d")
_SHORTEST_NAME = 3  # two letters would be a word of too many languages


def handed_in(course: Path) -> dict[str, Pieces]:
    """The plan of everybody who has submitted one: what was handed in with E1, else the country file beside it.

    Args:
        course: nbgrader's course folder; reads ``submitted``.
    """
    found = {}
    for folder in sorted((course / "submitted").glob(f"*/{CAPSTONE}/")):
        if pieces := _pieces(folder):
            found[folder.parent.name] = pieces
    return found


def submitted(course: Path) -> set[str]:
    """Everybody who has submitted the capstone, with or without a plan."""
    return {folder.parent.name for folder in (course / "submitted").glob(f"*/{CAPSTONE}/")}


def _pieces(folder: Path) -> Pieces:
    answer = answers_file.read(folder / answers_file.FILE_NAME).answers.get(QUESTION)
    value = answer.value if answer and isinstance(answer.value, Mapping) else {}
    given = value.get("pieces")
    if isinstance(given, Mapping) and given:
        return {
            id: one["value"]
            for id, one in given.items()
            if isinstance(one, Mapping) and isinstance(one.get("value"), dict)
        }
    pieces = country_store.read(folder / country_store.FILE_NAME).pieces
    found = {id: piece.now.value for id, piece in pieces.items() if piece.now}
    return found if any(id.startswith("CF-15") for id in found) else {}  # the file of somebody who has not begun


def names_of(db_url: str, trainee: str) -> list[str]:
    """What could say who a trainee is: id, names and address as the gradebook has them, the longest first."""
    with Gradebook(db_url) as gradebook:
        person = next((one for one in gradebook.students if one.id == trainee), None)
        found = {trainee}
        if person is not None:
            first, last = (person.first_name or "").strip(), (person.last_name or "").strip()
            found |= {f"{first} {last}".strip(), f"{last} {first}".strip(), last, first, (person.email or "").strip()}
    return sorted((name for name in found if len(name) >= _SHORTEST_NAME), key=lambda name: (-len(name), name))


def anonymous(pieces: Mapping[str, Any], code: str, names: Iterable[str]) -> Pieces:
    """A plan without its author.

    The cover says the code where it said who prepared the plan. Names of the author, addresses of e-mail and telephone
    numbers are left out of all texts. A name that is a part of a longer word stays.

    Args:
        pieces: The plan.
        code: For example ``K7``.
        names: What could say who the author is.
    """
    words = [re.escape(name) for name in names]
    own = re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE) if words else None

    def clean(value: Any) -> Any:
        if isinstance(value, str):
            for pattern in (_EMAIL, _NUMBER_OF_PERSON, own):
                value = pattern.sub(LEFT_OUT, value) if pattern else value
            return value
        if isinstance(value, list):
            return [clean(one) for one in value]
        return {key: clean(one) for key, one in value.items()} if isinstance(value, Mapping) else value

    made = {id: clean(value) for id, value in pieces.items()}
    made["CF-15-plan"] = {**made.get("CF-15-plan", {}), "prepared_by": f"Plan {code}"}
    return made


def scrub_word(path: Path, code: str) -> None:
    """Take author, times and other remarks out of the properties of a Word file, and the times out of the archive."""
    with zipfile.ZipFile(path) as old:
        parts = [(info.filename, old.read(info)) for info in old.infolist()]
    fixed = {
        "docProps/core.xml": _CORE.format(code=code).encode(),
        "docProps/app.xml": _APP.encode(),
        "docProps/custom.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts:
            new.writestr(zipfile.ZipInfo(name), fixed.get(name, content), zipfile.ZIP_DEFLATED)


_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Plan {code}</dc:title></cp:coreProperties>'
)
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
