"""A gradebook that stays open: the newest marks in every thread, and another file is noticed."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from nbgrader.api import Gradebook, Student
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from grading.classroom import gradebooks
from grading.classroom.gradebooks import Gradebooks


def _names(books: Gradebooks, url: str) -> list[str]:
    with books(url, "c") as gradebook:
        return sorted(gradebook.db.scalars(select(Student.id)))


def test_it_is_opened_once_and_shows_what_others_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []

    def counted(url: str, course: str) -> Gradebook:
        opened.append(course)
        return Gradebook(url, course)

    monkeypatch.setattr(gradebooks, "Gradebook", counted)
    books, url = Gradebooks(), f"sqlite:///{tmp_path / 'gradebook.db'}"
    assert _names(books, url) == []
    for name in ("amina", "bruno"):
        with Gradebook(url, "c") as elsewhere:
            elsewhere.add_student(name)
        with ThreadPoolExecutor(8) as threads:
            seen = list(threads.map(lambda _: _names(books, url), range(24)))
        assert all(name in one for one in seen)
    with books(url, "c") as gradebook:
        gradebook.update_or_create_student("amina", first_name="Amina")
        gradebook.db.add(Student(id="not committed"))
    with Gradebook(url, "c") as elsewhere:
        assert elsewhere.find_student("amina").first_name == "Amina"
    assert _names(books, url) == ["amina", "bruno"]
    assert opened == ["c"]
    with books(url, "another") as gradebook:  # each course has its row, as nbgrader makes it
        assert gradebook.course_id == "another" and opened == ["c", "another"]


def test_another_file_in_its_place_is_opened(tmp_path: Path) -> None:
    books, file = Gradebooks(), tmp_path / "gradebook.db"
    url = f"sqlite:///{file}"
    with books(url, "c") as gradebook:
        gradebook.add_student("amina")
    with sqlite3.connect(file) as here, sqlite3.connect(tmp_path / "other.db") as other:
        here.backup(other)
        other.execute("update student set id = 'restored'")
        other.commit()
    (tmp_path / "other.db").replace(file)
    assert _names(books, url) == ["restored"]
    file.unlink()
    assert _names(books, url) == [], "as nbgrader: a gradebook that is gone is a new one"


def test_a_gradebook_that_cannot_be_opened_is_tried_again(tmp_path: Path) -> None:
    books, file = Gradebooks(), tmp_path / "gradebook.db"
    file.write_text("this is no database at all, and long enough to be looked at as one")
    for _time in range(2):
        with pytest.raises(SQLAlchemyError):
            books(f"sqlite:///{file}", "c")
    file.unlink()
    assert _names(books, f"sqlite:///{file}") == []
