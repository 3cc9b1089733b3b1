"""Other names for the people of a class, the same in every report."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

FILE_NAME = "pseudonyms.json"


def pseudonyms(people: Iterable[str], keep: Path) -> dict[str, str]:
    """A pseudonym (``P-7F3A9C``) for everybody.

    They come from chance, not from the names, so that nobody can work them out. The file that says who is who stays
    with the trainer: give it to nobody who gets a report.

    Args:
        people: Trainees' ids.
        keep: Folder of the file, usually nbgrader's course folder.
    """
    path = keep / FILE_NAME
    known: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    used = set(known.values())
    wanted = sorted(set(people))
    new = [person for person in wanted if person not in known]
    for person in new:
        while (name := f"P-{secrets.token_hex(3).upper()}") in used:
            pass
        used.add(name)
        known[person] = name
    if new:
        fresh = path.with_name(f".{FILE_NAME}.{os.getpid()}.tmp")
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(known, indent=1, ensure_ascii=False, sort_keys=True), encoding="utf-8")
        fresh.replace(path)
    return {person: known[person] for person in wanted}
