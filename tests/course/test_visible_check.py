"""The visible check prints, and only nbgrader's Validate sees an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from course import answers, ask, check
from course.visible_check import NotAnswered


def test_check_is_a_function_however_it_is_imported() -> None:
    import course
    import course.visible_check

    assert callable(course.check) and course.check is course.visible_check.check


@pytest.mark.parametrize("mode", ["", "autograde"])
def test_a_missing_answer_is_printed(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], mode: str
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", mode)
    assert check("m10-e1") is None
    shown = capsys.readouterr()
    assert shown.out.startswith("m10-e1: No answer is recorded yet.") and shown.err == ""


def test_validate_fails_with_one_sentence(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    with pytest.raises(NotAnswered) as error:
        check("m10-e1")
    assert error.value._render_traceback_() == [str(error.value)]
    assert str(error.value).startswith("m10-e1: No answer is recorded yet.")


def test_validate_passes_with_an_answer(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ask.number("m10-e1", unit="USD", low=0, high=500, value=900)
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    check("m10-e1")
    assert "outside the plausible range (between 0 and 500 USD)" in capsys.readouterr().out


def test_validate_fails_for_a_value_that_the_question_cannot_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask.number("m10-e1")
    answers.record("m10-e1", "number", ["changed by hand"])
    check("m10-e1")
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    with pytest.raises(NotAnswered, match="form that this question does not use"):
        check("m10-e1")


def test_without_the_question_cell_it_still_says_that_an_answer_is_there(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask.number("m10-e1", value=3)
    ask.known.clear()
    check("m10-e1")
    assert capsys.readouterr().out == "m10-e1: An answer is recorded.\n"


def test_a_damaged_file_is_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "answers.json").write_text("{", "utf-8")
    check("m10-e1")
    assert "damaged" in capsys.readouterr().out


def test_it_never_raises_in_run_all(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("course.answers.get", lambda id: 1 / 0)
    check("m10-e1")
    check(None)  # type: ignore[arg-type]


def test_the_check_of_a_slip_does_not_reveal_the_key(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """100 times too large looks plausible to the visible check unless the author gave a range."""
    ask.number("m10-e1", unit="%", value=400)
    capsys.readouterr()
    check("m10-e1")
    assert "The form is fine" in capsys.readouterr().out
