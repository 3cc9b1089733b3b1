"""The files for Moodle and Canvas, as their importers read them."""

from __future__ import annotations

import csv
from pathlib import Path

from grading.marks import Mark
from grading.report.exports import left_out, write_canvas, write_moodle
from grading.report.gather import Classbook, Submission


def book() -> Classbook:
    people = ["=cmd", "ana", "bo, jr", "cy", "di"]
    marks = [
        Mark("ana", "m00", "m00-e1-mark", 2.5, 4.0, "marked"),
        Mark("ana", "m01", "m01-r1-task", None, 6.0, "waits for the trainer"),
        Mark("bo, jr", "m00", "m00-e1-mark", 0.0, 4.0, "marked"),
        Mark("cy", "m00", "m00-e1-mark", 3.0, 4.0, "marked"),
    ]
    given = [Submission(m.trainee, m.module, penalty=0.5 if m.trainee == "cy" else 0.0) for m in marks]
    return Classbook(people, ["m00", "m01"], given, marks, {"ana": ("Ana", "Núñez"), "di": ("", "=HYPERLINK(1)")})


def read(path: Path) -> list[list[str]]:
    return list(csv.reader(path.open(encoding="utf-8", newline="")))


def test_moodle(tmp_path: Path) -> None:
    write_moodle(book(), tmp_path / "m.csv")
    assert not (tmp_path / "m.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert read(tmp_path / "m.csv") == [
        ["username", "m00", "m01"],
        ["ana", "2.5", "-"],
        ["bo, jr", "0", "-"],
        ["cy", "2.5", "-"],
        ["di", "-", "-"],
    ]


def test_canvas(tmp_path: Path) -> None:
    write_canvas(book(), tmp_path / "c.csv")
    assert read(tmp_path / "c.csv") == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "m00", "m01"],
        ["    Points Possible", "", "", "", "", "4", "6"],
        ["Núñez, Ana", "", "", "ana", "", "2.5", ""],
        ["bo, jr", "", "", "bo, jr", "", "0", ""],
        ["cy", "", "", "cy", "", "2.5", ""],
        ["di", "", "", "di", "", "", ""],
    ]


def test_an_id_that_is_a_formula_stays_out() -> None:
    assert left_out(book()) == ["=cmd"]
