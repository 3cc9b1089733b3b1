"""No number, no quotation and no marked question changes unseen."""

from __future__ import annotations

import json

import pytest

from tests.ledger import renew

NOW = renew.everything()
ASKED = "If you meant to change these, run `python tests/ledger/renew.py` and read what git shows. Changed"


@pytest.mark.parametrize("name", NOW)
def test_the_texts_are_those_of_the_ledger(name: str) -> None:
    path = renew.LEDGER / f"{name}.json"
    written = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    changed = {
        place: f"ledger {written.get(place)!r}, text {NOW[name].get(place)!r}"
        for place in sorted({*written, *NOW[name]})
        if written.get(place) != NOW[name].get(place)
    }
    assert changed == {}, ASKED


def test_no_ledger_is_left_of_what_is_gone() -> None:
    assert {path.stem for path in renew.LEDGER.glob("*.json")} == set(NOW)


def test_numbers_are_read_as_they_are_written() -> None:
    text = "In m10-e1a of m10_remittances: 1,234.5 and 1 234,5, 35–75 %, 003:12-14, k = 0.28. The year 2020."
    assert renew.numbers(text) == "1,234.5 ; 1 234,5 ; 35 ; 75 ; 003 ; 12 ; 14 ; 0.28 ; 2020"


def test_one_other_word_changes_the_print_of_a_quotation() -> None:
    assert renew.print_of("a  tool\nfor all") == renew.print_of("a tool for all") != renew.print_of("a tool for both")
