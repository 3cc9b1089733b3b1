"""The ledger: every number in a text that people read, and a print of every quotation and of every marked question.

A figure with a unit is proved in ``module.toml``. Other numbers (years, worked steps, keys, tolerances, shares of
points, places in a document) have no proof that a program could repeat, and a slip of the finger in one of them reads
as well as the right one. The same is true for one word of a quotation, for two options that change places, and for a
message that loses its second half. So they stand here, too, and change only when somebody says so:

    python tests/ledger/renew.py

Then read the difference that git shows: it holds what you meant to change, and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEDGER = Path(__file__).parent
Entries = dict[str, str]  # place -> numbers in their order; a print of a quotation is part of its place

_NAME = re.compile(r"\bm\d\d-\w+(?:-\w+)*|\bm\d\d_\w+")
_NUMBER = re.compile(r"\d+(?:[.,  ]\d+)*")


def numbers(text: str) -> str:
    """The numbers of a text in their order; names of cells and modules hold no number in this sense."""
    return " ; ".join(_NUMBER.findall(_NAME.sub("", text)))


def print_of(text: str) -> str:
    """A short print of a text: the same for the same words."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:12]


def of_module(folder: Path) -> Entries:
    """What the ledger holds of the pages and the trainer's notes of a module."""
    found: Entries = {}
    for page in ("lesson", "exercises", "selfcheck"):
        if not (folder / f"{page}.ipynb").is_file():
            continue
        for cell in json.loads((folder / f"{page}.ipynb").read_text(encoding="utf-8"))["cells"]:
            source = "".join(cell["source"])
            found[f"{page}: {cell['id']}"] = numbers(source)
            if page != "lesson" and cell["cell_type"] == "code" and re.search(r"-(answer|mark)$", cell["id"]):
                found[f"{page}: {cell['id']}: print"] = print_of(source)
            for line in re.findall(r"^> .*$", source, re.MULTILINE):
                found[f"{page}: {cell['id']}: quotation {print_of(line)}"] = ""
    notes = (folder / "trainer.md").read_text(encoding="utf-8")
    for part in re.split(r"^##+ ", notes, flags=re.MULTILINE):
        found[f"trainer: {part.splitlines()[0]}"] = numbers(part)
    return {place: entry for place, entry in found.items() if entry or "quotation" in place}


def of_book() -> Entries:
    """Numbers of the hand-written pages; numbers and quotations of the glossary."""
    found = {
        f"page: {path.name}": numbers(path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / "book" / "pages").glob("*.md"))
    }
    glossary = tomllib.loads((ROOT / "datasets" / "authored" / "glossary.toml").read_text(encoding="utf-8"))
    for term in glossary["row"]:
        own = " ".join(term.get(part, "") for part in ("seed_lines", "current_wording", "current_source", "note"))
        found[f"word: {term['term']}"] = numbers(own)
        if term.get("seed_wording"):
            found[f"word: {term['term']}: quotation {print_of(term['seed_wording'])}"] = ""
    return {place: entry for place, entry in found.items() if entry or "quotation" in place}


def everything() -> dict[str, Entries]:
    """One ledger for each module, and one for the book."""
    modules = sorted(path.parent for path in (ROOT / "modules").glob("*/module.toml"))
    return {folder.name: of_module(folder) for folder in modules} | {"book": of_book()}


def main() -> None:
    """Write the ledgers again."""
    for name, entries in everything().items():
        text = json.dumps(entries, ensure_ascii=False, indent=1) + "\n"
        (LEDGER / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
