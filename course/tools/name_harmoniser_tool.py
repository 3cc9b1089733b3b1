"""M02: clean a list of countries or nationalities: count, find doubles, use the names of today."""

from __future__ import annotations

from typing import Any

from course import data
from course.i18n import _
from course.tools.base import table_html, tool_view

#: The list at the start: words that no exercise asks for, one country twice and one word that is no country.
EXAMPLE = "Swaziland; Czech Republic; Eswatini; U.S.; Kenya; kenya; Atlantis; UK"


def name_harmoniser() -> Any:
    """Paste a list; see how many entries and countries it has, and today's name of each."""
    words, notes = name_words()
    return tool_view(
        "name_harmoniser",
        title=_("Name harmoniser"),
        purpose=_(
            "Clean a list of countries: how many entries, how many different ones, and what they are called today."
        ),
        limits=[
            _("It knows the names of today, those of the documents of this course, and a few older ones."),
            _("A name that it does not find may be right. Look at it yourself, and do not guess."),
            _("A nationality is not a place of residence: the code says only which country the word points to."),
            _("It follows the names that the United Nations use in data. That is no opinion on anybody's status."),
        ],
        source=_("{names}; {countries}").format(
            names=data.source("country_names").short, countries=data.source("countries").short
        ),
        data={
            "words": words,
            "notes": notes,
            "names": {row.iso3: row.name for row in data.load("countries").itertuples(index=False)},
            "example": EXAMPLE,
        },
        still=_still(),
    )


def name_words() -> tuple[dict[str, str], dict[str, str]]:
    """Word of a document -> codes (several with a space between, none where there is no code); and word -> note."""
    words: dict[str, list[str]] = {}
    notes: dict[str, str] = {}
    for row in data.load("country_names").itertuples(index=False):
        key = row.seed_name.lower()
        code = row.iso3 if isinstance(row.iso3, str) else ""
        if row.kind in ("office list: office", "office list: region") or (code and key == (row.name or "").lower()):
            continue
        found = words.setdefault(key, [])
        if code and code not in found:
            found.append(code)
        if isinstance(row.note, str):
            notes.setdefault(key, row.note)
    return {key: " ".join(codes) for key, codes in words.items()}, notes


def _still() -> str:
    table = data.load("country_names").query("kind == 'older data' or kind == 'text'").drop_duplicates("seed_name")
    rows = [
        [
            row.seed_name,
            row.name if isinstance(row.name, str) else _("no name in lists of the United Nations"),
            row.note,
        ]
        for row in table.itertuples(index=False)
    ]
    return table_html(
        _("Names in the documents that are written in another way today"),
        [_("In a document"), _("Today"), _("Note")],
        rows,
    )
