"""Catalogues are read with the standard library alone, and tell the translator which line is wrong."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo

from course import catalogue

HEADER = (
    'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n'
    '"Content-Type: text/plain; charset=utf-8\\n"\n\n'
)


@pytest.fixture
def po(tmp_path: Path) -> Path:
    path = tmp_path / "a.po"
    path.write_text(
        HEADER
        + 'msgid "Yes"\nmsgstr "Oui"\n\n'
        + '#, fuzzy\nmsgid "Guess"\nmsgstr "Conjecture"\n\n'
        + 'msgid "Empty"\nmsgstr ""\n\n'
        + 'msgctxt "verb"\nmsgid "Open"\nmsgstr "Ouvrir"\n\n'
        + 'msgid "a long "\n"text"\nmsgstr "un long "\n"texte\\n2"\n\n'
        + 'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} jour"\nmsgstr[1] "{n} jours"\n\n'
        + '#~ msgid "Old"\n#~ msgstr "Vieux"\n',
        "utf-8",
    )
    return path


def test_reads_what_is_there(po: Path) -> None:
    words = catalogue.compiled([po])
    assert words.gettext("Yes") == "Oui"
    assert words.gettext("a long text") == "un long texte\n2"
    assert words.pgettext("verb", "Open") == "Ouvrir"
    assert [words.ngettext("{n} day", "{n} days", n) for n in (1, 5)] == ["{n} jour", "{n} jours"]


def test_leaves_out_what_nobody_confirmed(po: Path) -> None:
    words = catalogue.compiled([po])
    assert [words.gettext(text) for text in ("Guess", "Empty", "Old", "Open")] == ["Guess", "Empty", "Old", "Open"]


def test_names_the_line_that_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "b.po"
    path.write_text(HEADER + 'msgid "Yes"\nmsgstr Oui\n', "utf-8")
    with pytest.raises(catalogue.BrokenCatalogue, match=r"b\.po, line 7"):
        catalogue.entries(path)


def test_binary_form_is_the_usual_one(po: Path) -> None:
    found = read_mo(io.BytesIO(catalogue.binary([po])))
    # the two forms of a plural are a list here, and a tuple in other versions
    read = {one.id if isinstance(one.id, str) else tuple(one.id): one.string for one in found}
    assert read["Yes"] == "Oui"
    assert tuple(read["{n} day", "{n} days"]) == ("{n} jour", "{n} jours")
