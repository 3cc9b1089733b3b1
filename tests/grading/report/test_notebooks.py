"""Messages out of autograded notebooks."""

from __future__ import annotations

from pathlib import Path

from grading.report.notebooks import Messages, Work, read_all
from tests.grading.report.classroom import MODULE, work


def test_messages_and_own_questions(tmp_path: Path) -> None:
    work(
        tmp_path,
        "ana",
        messages={"m10-e1-mark": "The fee alone."},
        questions={"m10-e1": "USD 3."},
        answers={"m10-e1": ("number", 3)},
    )
    (one,) = read_all(tmp_path / "autograded", [("ana", MODULE)])
    assert one.messages == {"m10-e1-mark": "The fee alone."}
    assert one.questions == {"m10-e1": "USD 3."}
    assert one.answers["m10-e1"].value == 3


def test_who_has_no_files_has_no_messages(tmp_path: Path) -> None:
    (one,) = read_all(tmp_path, [("ana", MODULE)])
    assert (one.messages, one.questions, one.answers) == ({}, {}, {})


def count(*messages: str, right: frozenset[str] = frozenset()) -> list[tuple[str, str, int, str]]:
    counts = Messages()
    for number, message in enumerate(messages):
        counts.add(Work(f"p{number}", "m10", {"m10-e1-mark": message}, {}, {}), set(right))
    return counts.rows()


def test_counts() -> None:
    assert count("a", "b", "b", "") == [("m10", "m10-e1", 2, "b"), ("m10", "m10-e1", 1, "a")]
    assert count("Correct.", right=frozenset({"m10-e1-mark"})) == []


def test_messages_that_differ_in_numbers_alone_become_one_when_they_are_many() -> None:
    assert count("Row 1 of 3.", "Row 2 of 3.") == [
        ("m10", "m10-e1", 1, "Row 1 of 3."),
        ("m10", "m10-e1", 1, "Row 2 of 3."),
    ]
    assert count(*(f"You gave {n}.5 %." for n in range(6))) == [("m10", "m10-e1", 6, "You gave … %.")]
