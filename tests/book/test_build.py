"""The whole build, on two small modules."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from book import build, check
from book.places import Places


def page(places: Places, name: str) -> str:
    return (places.output / name).read_text("utf-8")


def test_a_built_book_has_no_fault(small: Places) -> None:
    assert check.problems(small.output) == []


def test_nothing_changed_means_nothing_is_done(small: Places) -> None:
    assert build.build(small, make_release=False) is False


def test_notebooks_run_without_widgets_and_show_no_check(small: Places) -> None:
    lesson = page(small, "modules/m98_sample/lesson.html")
    assert "static 1" in lesson
    assert "never run in a book" not in lesson
    assert "application/vnd.jupyter.widget" not in lesson


def test_code_that_builds_a_view_is_hidden_and_other_code_is_shown(small: Places) -> None:
    lesson = page(small, "modules/m98_sample/lesson.html")
    assert "COURSE_STATIC" in lesson
    assert "raw=True" not in lesson


def test_each_page_says_where_the_reader_is_and_how_long_it_takes(small: Places) -> None:
    assert "about 45 minutes" in page(small, "modules/m98_sample/lesson.html")
    exercises = page(small, "modules/m98_sample/exercises.html")
    assert "about 30 minutes" in exercises
    assert "answered in the classroom" in exercises


def test_the_module_page_offers_the_released_notebooks(small: Places) -> None:
    found = sorted(path.name for path in (small.output / "_downloads").rglob("*.ipynb"))
    assert found == ["exercises.ipynb", "exercises.ipynb", "lesson.ipynb", "lesson.ipynb"]
    for path in (small.output / "_downloads").rglob("*.ipynb"):
        assert all(not cell.get("outputs") for cell in nbformat.read(path, 4).cells)


def test_the_icon_script_and_the_search_index_are_not_on_each_page(small: Places) -> None:
    lesson = page(small, "modules/m98_sample/lesson.html")
    assert "fontawesome" not in lesson
    assert "searchindex.js" not in lesson
    assert "searchindex.js" not in page(small, "search.html"), "it comes with the first question"
    assert (small.output / "searchindex.js").is_file()
    assert not list(small.output.rglob("fontawesome*"))
    assert not list(small.output.rglob("*.map"))


def test_no_page_needs_mathjax(small: Places) -> None:
    lesson = page(small, "modules/m98_sample/lesson.html")
    assert "<mfrac>" in lesson
    assert "<script" in lesson
    assert "mathjax@" not in lesson and "MathJax" not in lesson


@pytest.fixture
def own(small: Places, tmp_path: Path) -> Places:
    """The small book's sources with a place of its own for pages."""
    from shutil import copytree

    copytree(small.modules, tmp_path / "modules")
    copytree(small.release, tmp_path / "release")
    copytree(small.executed, tmp_path / "work" / "executed")
    return Places(tmp_path / "modules", tmp_path / "release", small.manifest, tmp_path / "pages", tmp_path / "work")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_warning_stops_the_build_and_is_shown(own: Places) -> None:
    change(own.release / "m98_sample" / "lesson.ipynb", "More text.", "More [text](nowhere.md).")
    with pytest.raises(build.BookFailed, match=r"nowhere\.md"):
        build.build(own, make_release=False)
    assert not own.stamp.exists()


def test_a_failing_cell_stops_the_build_and_is_named(own: Places) -> None:
    change(own.release / "m98_sample" / "lesson.ipynb", "print('static'", "boom('static'")
    with pytest.raises(build.BookFailed, match=r"m98_sample/lesson[\s\S]*boom"):
        build.build(own, make_release=False)


def test_a_hidden_test_stops_the_build(own: Places) -> None:
    change(own.release / "m98_sample" / "exercises.ipynb", "never run in a book", "### BEGIN HIDDEN TESTS")
    with pytest.raises(build.BookFailed, match="may not reach a reader"):
        build.build(own, make_release=False)


def test_only_a_changed_notebook_runs_again(own: Places, capsys: pytest.CaptureFixture[str]) -> None:
    change(own.release / "m98_sample" / "lesson.ipynb", "More text.", "Other text.")
    assert build.build(own, make_release=False)
    shown = capsys.readouterr().out
    assert "[1/1] m98_sample/lesson" in shown
    assert "Other text." in page(own, "modules/m98_sample/lesson.html")


def test_the_command_says_what_failed_and_returns_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_arguments: object) -> bool:
        raise build.BookFailed("m98_sample: a cell failed")

    monkeypatch.setattr(build, "build", fail)
    assert build.main([]) == 1
    shown = capsys.readouterr().err
    assert "a cell failed" in shown and "not made" in shown


def test_the_book_never_imports_keys() -> None:
    root = Path(build.__file__).parent
    for path in root.rglob("*.py"):
        text = path.read_text("utf-8")
        assert "import grading" not in text and "from grading" not in text, path
