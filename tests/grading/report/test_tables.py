"""Files for spreadsheets: quoting, formulas, scripts of other languages."""

from __future__ import annotations

import csv
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from grading.report.tables import Table, is_formula, plain, write_csv, write_xlsx

ODD = ['O\'Neil, "Bo"', "=1+1", "+49", "-2", "@SUM(A1)", "\t=1", " =1", "＝1", "\u202e=1", "ناديا", "a\nb", "|calc", ""]


def test_a_csv_comes_back_and_runs_nothing(tmp_path: Path) -> None:
    write_csv(Table("t", ["who", "=head"], [[who, 1.5] for who in ODD]), tmp_path / "t.csv")
    raw = (tmp_path / "t.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader((tmp_path / "t.csv").open(encoding="utf-8-sig", newline="")))
    assert rows[0] == ["who", "'=head"]
    assert [row[0].removeprefix("'") for row in rows[1:]] == ODD
    assert not any(is_formula(cell) for row in rows for cell in row)
    assert {row[1] for row in rows[1:]} == {"1.5"}


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (0.1 + 0.2, 0.3),
        (-1.5, -1.5),
        (3, 3),
        (datetime(2026, 3, 1, 9, 5), "2026-03-01 09:05:00"),
        ("a\0b", "ab"),
    ],
)
def test_cells(cell: object, text: object) -> None:
    assert plain(cell) == text


def test_a_workbook_holds_texts_as_texts(tmp_path: Path) -> None:
    rows = [[who, 1.5, None, datetime(2026, 3, 1)] for who in [*ODD, "http://x.example", "12", "\ud800 half"]]
    write_xlsx([Table("one", ["who", "a", "b", "c"], rows), Table("empty", ["who"], [])], tmp_path / "t.xlsx")
    with zipfile.ZipFile(tmp_path / "t.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet
        assert "=1+1" in sheet
        assert sheet.count("<v>1.5</v>") == len(rows)
        assert "xl/worksheets/sheet2.xml" in book.namelist()
