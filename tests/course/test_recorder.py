"""Record, check, clear, undo and read again, as the widget's messages ask for them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from course import answers, ask
from course.recorder import Recorder, in_words, practice_outcome


def _recorder(id: str = "m10-e1", **options: object) -> Recorder:
    return Recorder(ask.build("number", id, unit="USD", low=0, high=500, **options))


def test_record_says_what_was_recorded(home: Path) -> None:
    reply = _recorder().record({"raw": "192,08"})
    assert reply["ok"] and reply["tone"] == "good" and reply["text"] == "Recorded: 192.08 USD"
    assert reply["value"] == 192.08 and reply["at"].endswith("Z") and reply["note"] == ""


@pytest.mark.parametrize("raw", ["many", "", None, [], {}, True, float("nan"), 10**400])
def test_an_unreadable_answer_is_refused_and_the_old_one_stays(home: Path, raw: object) -> None:
    recorder = _recorder()
    recorder.record({"raw": 5})
    reply = recorder.record({"raw": raw})
    assert not reply["ok"] and reply["tone"] == "warn" and reply["text"].endswith(".")
    assert answers.get("m10-e1").value == 5


def test_a_failed_write_says_not_saved(home: Path) -> None:
    answers.use_folder(home / "gone")
    reply = _recorder().record({"raw": 5})
    assert not reply["ok"] and reply["tone"] == "bad" and reply["text"].startswith("NOT saved")


def test_a_damaged_file_is_mentioned_when_recording(home: Path) -> None:
    (home / "answers.json").write_text("{", "utf-8")
    recorder = _recorder()
    assert "damaged" in recorder.status()
    reply = recorder.record({"raw": 5})
    assert reply["ok"] and reply["tone"] == "warn" and "was kept as answers.damaged-" in reply["note"]


def test_check_before_and_after(home: Path) -> None:
    recorder = _recorder()
    assert recorder.check()["tone"] == "warn" and recorder.check()["value"] is None
    recorder.record({"raw": 5})
    assert recorder.check()["tone"] == "good" and "The form is fine" in recorder.check()["text"]
    recorder.record({"raw": 50_000})
    assert recorder.check()["tone"] == "warn" and "plausible range" in recorder.check()["text"]


def test_clear_and_undo(home: Path) -> None:
    recorder = _recorder()
    recorder.record({"raw": 5})
    assert recorder.clear()["value"] is None
    assert recorder.undo()["value"] == 5
    assert recorder.undo()["value"] is None
    assert "no answer is recorded" in recorder.undo()["text"] or recorder.reload()["value"] == 5


def test_undo_of_nothing(home: Path) -> None:
    reply = _recorder().undo()
    assert not reply["ok"] and "nothing to undo" in reply["text"]


def test_reload_sees_another_notebook(home: Path) -> None:
    recorder = _recorder()
    answers.record("m10-e1", "number", 8.0)
    assert recorder.reload()["value"] == 8.0


@pytest.mark.parametrize(("type_name", "value"), [("number", "text"), ("number", [1]), ("choice", "a")])
def test_a_hand_edited_value_is_not_sent_to_the_view(home: Path, type_name: str, value: object) -> None:
    answers.record("m10-e1", type_name, value)
    recorder = _recorder()
    assert recorder.answer() is None
    assert "form that this question does not use" in recorder.check()["text"]
    assert "form that this question does not use" in recorder.status()
    recorder.record({"raw": 5})
    assert recorder.undo()["value"] is None  # the odd value is back, and still not shown


def test_words_of_odd_values_never_fail(home: Path) -> None:
    for name, args in {"match": ({"i": "I"}, {"b": "B"}), "order": ({"x": "X", "y": "Y"},), "table": ()}.items():
        desc = ask.build(name, "m10-e1", *args)
        for value in (5, "x" * 9000, ["\ud800"], {"a": [1]}, None):
            words = in_words(desc, value)
            assert len(words) <= 4002
            words.encode("utf-8")


PRACTICE = {"key": 4.0, "tolerance": 0.01, "right": "Yes, because.", "wrong": "Look at the fee.",
            "slips": [{"value": 2.5, "message": "The margin is missing."}]}  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "fraction", "message"),
    [
        ("4.005", 1, "Yes, because."), ("2.5", 0.5, "The margin is missing."), ("9", 0, "Look at the fee."),
        ("400", 0.5, "100 times too large"),
    ],
)  # fmt: skip
def test_practice_is_compared_with_its_own_key(home: Path, raw: str, fraction: float, message: str) -> None:
    recorder = _recorder("m10-p1", practice=PRACTICE)
    recorder.record({"raw": raw})
    outcome = practice_outcome(recorder.desc, answers.get("m10-p1").value)
    assert outcome.fraction == fraction and message in outcome.message
    assert message in recorder.check()["text"]


def test_practice_of_a_choice_answers_the_chosen_option(home: Path) -> None:
    practice = {"key": "a", "wrong": "General.", "options": {"b": "About b."}}
    desc = ask.build("choice", "m10-p1", {"a": "A", "b": "B", "c": "C"}, practice=practice)
    assert practice_outcome(desc, "b").message == "About b."
    assert practice_outcome(desc, "c").message == "General."
    assert practice_outcome(desc, 5).fraction == 0


def test_practice_with_two_bins_counts_guessing(home: Path) -> None:
    practice = {"key": {"i": "x", "j": "x"}}
    desc = ask.build("match", "m10-p1", {"i": "I", "j": "J"}, {"x": "X", "y": "Y"}, practice=practice)
    assert practice_outcome(desc, {"i": "x", "j": "y"}).fraction == 0
    assert practice_outcome(desc, {"i": "x", "j": "x"}).fraction == 1


def test_practice_of_a_simulation(home: Path) -> None:
    practice = {"goals": [{"output": "k", "max": 1.0}], "right": "Done."}
    desc = ask.build("simulate", "m10-p1", "multiplier", practice=practice)
    assert practice_outcome(desc, {"c": 0.2, "m": 0.5}) == (1.0, "Done.", False)
    assert practice_outcome(desc, {"c": 0.9, "m": 0.1}).fraction == 0


def test_the_fallback_tells_nothing_but_what_is_there(home: Path) -> None:
    recorder = _recorder(text="How much?")
    shown = recorder.fallback("Recorded: 5 USD")
    assert "How much?" in shown and "Recorded: 5 USD" in shown and "answer: one number" in shown
    json.dumps(shown)
