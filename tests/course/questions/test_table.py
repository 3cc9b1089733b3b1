"""T9: table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from course import ask
from course.questions import base, table

KEY = pd.DataFrame({"country": ["Nepal", "Ghana", "Tonga"], "share": [26.0, 5.5, 41.0], "year": [2024, 2024, 2023]})


def _plain(frame: pd.DataFrame) -> dict:
    return table.plain_table(frame)


@pytest.mark.parametrize(
    ("change", "share"),
    [
        (lambda f: f, 1),
        (lambda f: f.iloc[::-1], 1),
        (lambda f: f[["year", "share", "country"]], 1),
        (lambda f: f.rename(columns={"share": " Share", "country": "COUNTRY"}), 1),
        (lambda f: f.assign(country=f["country"].str.upper()), 1),
        (lambda f: f.assign(year=f["year"].astype(float), extra=1), 1),
        (lambda f: f.assign(share=[26.0, 5.5, 14.0]), 5 / 6),
        (lambda f: f.drop(columns="year"), 3 / 6),
        (lambda f: f.head(2), 4 / 6),
        (lambda f: pd.concat([f, f]), 6 / 12),
        (lambda f: f.assign(country=["x", "y", "z"]), 0),
        (lambda f: f.head(0), 0),
        (lambda f: f[[]], 0),
    ],
)
def test_share_of_right_cells(marked: Callable, change: Callable, share: float) -> None:
    assert marked("table", _plain(change(KEY)), key=KEY, points=6)[0] == pytest.approx(6 * share, abs=0.005)


def test_order_counts_where_it_is_asked(marked: Callable) -> None:
    assert marked("table", _plain(KEY), key=KEY, ordered=True, points=6)[0] == 6
    earned, message = marked("table", _plain(KEY.iloc[::-1]), key=KEY, ordered=True, points=6)
    assert earned == 3 and "right order" in message


def test_tolerance(marked: Callable) -> None:
    near = _plain(KEY.assign(share=KEY["share"] + 0.04))
    assert marked("table", near, key=KEY, points=6)[0] == 3
    assert marked("table", near, key=KEY, points=6, tolerance=0.05)[0] == 6


def test_messages_name_what_is_missing_or_odd(marked: Callable) -> None:
    assert "Missing columns: year." in marked("table", _plain(KEY.drop(columns="year")), key=KEY)[1]
    assert "Look again at: share." in marked("table", _plain(KEY.assign(share=0.0)), key=KEY)[1]
    assert "It has 2 rows; 3 were expected." in marked("table", _plain(KEY.head(2)), key=KEY)[1]
    assert "None of the expected columns" in marked("table", {"columns": ["q"], "rows": [[1]]}, key=KEY)[1]


def test_numbers_only_and_rows_named_by_a_column(marked: Callable) -> None:
    key = {"columns": ["year", "usd"], "rows": [[2020, 1.5], [2021, 2.5]]}
    assert marked("table", {"columns": ["year", "usd"], "rows": [[2021, 2.5], [2020, 9]]}, key=key, by="year")[0] == 0.5


def test_a_data_frame_is_recorded_as_plain_json(home: Path) -> None:
    frame = pd.DataFrame(
        {
            "when": pd.to_datetime(["2024-01-01", None]),
            "n": [1, 2],
            "x": [1.5, float("nan")],
            "ok": [True, False],
        }
    )
    view = ask.table("m10-e1", None, value=frame)
    assert view.value["rows"] == [["2024-01-01", 1, 1.5, True], [None, 2, None, False]]


def test_text_from_a_spreadsheet(home: Path) -> None:
    desc = ask.build("table", "m10-e1", KEY)
    assert desc["columns"][1] == {"label": "share", "kind": "number", "unit": None, "id": "share"}
    value = table.parse(desc, "Country\tShare\nNepal\t26,5\nGhana\t1 234")
    assert value == {"columns": ["country", "share"], "rows": [["Nepal", 26.5], ["Ghana", 1234.0]]}
    with pytest.raises(base.Refused, match="“much” in the column “share” is not a number"):
        table.parse(desc, "country\tshare\nNepal\tmuch")


@pytest.mark.parametrize(
    "raw",
    [
        5,
        [],
        {"columns": "ab", "rows": []},
        {"columns": ["a"], "rows": 5},
        {"columns": ["a"], "rows": [[1, 2]]},
        {"columns": ["a", "a"], "rows": [[1, 2]]},
        {"columns": ["a"], "rows": [[1]] * 6000},
        {"columns": ["a"], "rows": []},
        {"columns": ["a"], "rows": [["x" * 600]]},
        {"columns": ["a"]},
    ],
)
def test_what_is_no_table_is_refused(home: Path, raw: object) -> None:
    with pytest.raises(base.Refused):
        table.parse(ask.build("table", "m10-e1"), raw)


def test_columns_to_fill_in(home: Path) -> None:
    desc = ask.build(
        "table", "m10-e1", KEY, columns=["country", {"id": "cost", "label": "Cost", "kind": "number", "unit": "%"}]
    )
    assert desc["rows"][0] == ["Nepal", None] and desc["columns"][1]["unit"] == "%"
    assert "Empty cells: 3 of 6" in table.finding(desc, {"columns": ["country", "cost"], "rows": desc["rows"]})


def test_words_of_a_long_table_stay_short(home: Path) -> None:
    words = table.words({}, {"columns": ["a"], "rows": [[1]] * 300})
    assert words.startswith("table with 300 rows") and words.count("\n") == 22


@pytest.mark.parametrize("number", [14.0, 9.0])
def test_a_slip_in_one_cell_has_its_own_message(number: float) -> None:
    answer = KEY.assign(share=[26.0, 5.5, number])
    slips = [(("tonga", "Share", 14.0), "Two digits are swapped."), (("Fiji", "share", 9.0), "Never said.")]
    outcome = table.mark(_plain(answer), key=_plain(KEY), slips=slips)
    assert outcome.fraction == pytest.approx(5 / 6)
    assert ("swapped" in outcome.message) == (number == 14.0) and "Never" not in outcome.message


@pytest.mark.parametrize(
    ("typed", "read"), [("36.000", 36000), ("36,000", 36000), ("84,68", 84.68), ("4", 4), ("1.5", 1.5)]
)
def test_large_numbers_are_read_in_every_way_of_writing(typed: str, read: float) -> None:
    column = {"id": "n", "label": "n", "kind": "number", "thousands": True}
    desc = table.describe({"columns": ["what", "n"], "rows": [["people", None]]}, ["what", column])
    assert table.parse(desc, {"columns": ["what", "n"], "rows": [["people", typed]]})["rows"] == [["people", read]]
