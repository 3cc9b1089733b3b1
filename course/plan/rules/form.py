"""Rules about the form: are all sections there, is every field filled in, is the length right?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from course import forms
from course.forms.check import is_empty
from course.i18n import _
from course.plan import outline
from course.plan.facts import Facts


def sections(facts: Facts) -> list[str]:
    """Every section has its pieces; so has the cover."""
    missing = [_("cover: {piece}").format(piece=id) for id in outline.cover() if not facts.has(id)]
    for section in outline.sections():
        lost = [id for id in section.pieces if not facts.has(id)]
        if lost:
            missing.append(f"{section.number} {section.title}: {', '.join(lost)}")
    return missing


def complete(facts: Facts) -> list[str]:
    """Every field that a form asks for is filled in, also in rows; fields of which another rule speaks are left out."""
    from course.plan.check import owned

    skip = owned()
    found = []
    for id in (*outline.cover(), *(id for section in outline.sections() for id in section.pieces)):
        if facts.has(id):
            form = forms.get(outline.home(id).form)
            found += [f"{form['title']}: {label}" for place, label in _empty(form, facts.pieces[id])
                      if (id, *place) not in skip]  # fmt: skip
    return found


def _empty(form: dict[str, Any], value: Any) -> Iterator[tuple[tuple[str, str], str]]:
    """Required fields without a value, as ``((field, column), words)``."""
    for field in forms.fields(form):
        given = value.get(field["id"])
        if field.get("required") and is_empty(given):
            yield (field["id"], ""), field["label"]
        if field["kind"] != "rows" or not isinstance(given, list):
            continue
        for column in field["columns"]:
            numbers = [str(n) for n, row in enumerate(given, start=1) if is_empty(row.get(column["id"]))]
            if column.get("required") and numbers:
                rows = _("{field}, row {rows}: {column}")
                words = rows.format(field=field["label"], rows=", ".join(numbers), column=column["label"])
                yield (field["id"], column["id"]), words


def length(facts: Facts) -> list[str]:
    """Every section that is there has at least and at most as many words as the outline says."""
    found = []
    for section in outline.sections():
        if all(facts.has(id) for id in section.pieces):
            count = outline.words(section, facts.pieces)
            if not section.least <= count <= section.most:
                text = _("{number} {title}: {count} words, {least} to {most} wanted")
                found.append(text.format(number=section.number, title=section.title, count=count,
                                         least=section.least, most=section.most))  # fmt: skip
    return found
