"""Import: a look first, then only what was chosen, with a way back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from course import country_file
from course.country_file import exchange, store
from course.country_file.store import Piece, Version


def file(**values: dict) -> str:
    named = {"target": ("CF-10", "cost_target"), "start": ("start", "start"), "odd": ("CF-77", "form_of_2031")}
    pieces = {
        named[key][0]: Piece(Version(named[key][1], value, "2026-10-01T00:00:00Z", "x"))
        for key, value in values.items()
    }
    return store.encode(pieces).decode("utf-8", "replace")


def kinds(text: str) -> dict[str, str]:
    return {change["id"]: change["kind"] for change in exchange.preview(text)["changes"]}


def test_the_preview_tells_new_changed_and_same_and_writes_nothing(workspace: Path) -> None:
    text = file(target={"target": 3.0}, start={"country": "MDA"})
    assert kinds(text) == {"start": "new", "CF-10": "new"}
    assert list(workspace.glob("*.json")) == []
    country_file.put("CF-10", "cost_target", {"target": 3.0}, "y")
    country_file.put("start", "start", {"country": "NPL"}, "y")
    assert kinds(text) == {"start": "changed", "CF-10": "same"}


def test_only_the_chosen_pieces_are_taken_and_can_be_taken_back(workspace: Path) -> None:
    country_file.put("start", "start", {"country": "NPL"}, "y")
    text = file(target={"target": 3.0}, start={"country": "MDA"})
    assert exchange.take(text, ["CF-10"]) == (1, None)
    assert country_file.country() == "NPL" and country_file.piece("CF-10") == {"target": 3.0}
    assert exchange.take(text, ["start", "CF-99"])[0] == 1 and country_file.country() == "MDA"
    country_file.undo("start")
    assert country_file.country() == "NPL"
    assert exchange.take(text, [])[0] == 0


def test_a_piece_that_does_not_fit_its_form_is_refused_with_the_reason(workspace: Path) -> None:
    text = file(target={"target": 300}, start={"country": "Atlantis"})
    changes = {change["id"]: change for change in exchange.preview(text)["changes"]}
    assert changes["CF-10"]["kind"] == "refused" and "from 0 to 100" in changes["CF-10"]["note"]
    assert changes["start"]["kind"] == "refused" and "choose from these" in changes["start"]["note"]
    assert exchange.take(text, ["CF-10", "start"])[0] == 0


def test_a_piece_of_an_unknown_form_is_kept_and_says_so(workspace: Path) -> None:
    text = file(odd={"anything": [1, 2]})
    change = exchange.preview(text)["changes"][0]
    assert change["kind"] == "new" and "not in this course" in change["note"]
    exchange.take(text, ["CF-77"])
    assert country_file.piece("CF-77") == {"anything": [1, 2]}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("no JSON", "damaged"),
        ('{"schema": 2, "pieces": {}}', "newer"),
        ('{"hello": 1}', "not a country file"),
        ('{"schema": 1, "pieces": {}}', "no piece"),
        (" " * 5_000_000, "too large"),
    ],
)
def test_what_cannot_be_imported_is_named(workspace: Path, text: str, says: str) -> None:
    country_file.put("CF-10", "cost_target", {"target": 3.0}, "y")
    found = exchange.preview(text)
    assert says in found["problem"] and found["changes"] == []
    assert exchange.take(text, ["CF-10"]) == (0, None) and country_file.piece("CF-10") == {"target": 3.0}


def test_a_damaged_neighbour_does_not_stop_the_good_pieces(workspace: Path) -> None:
    document = json.loads(file(target={"target": 3.0}))
    document["pieces"]["CF-05"] = {"form": 5}
    text = json.dumps(document)
    assert "changed by hand" in exchange.preview(text)["problem"] and kinds(text) == {"CF-10": "new"}
    assert exchange.take(text, ["CF-10"])[0] == 1
