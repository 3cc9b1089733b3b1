"""Building questions: one function per type, no key in a graded one, no widget while nbgrader runs."""

from __future__ import annotations

import html
import inspect
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from course import answers, ask, questions
from course.web.view import MIME

ALL = {
    "choice": (("m10-e1", {"a": "Stock", "b": "Flow"}), "b"),
    "number": (("m10-e1",), "1,234"),
    "match": (("m10-e1", {"i": "Item"}, {"b": "Bin"}), {"i": "b"}),
    "order": (("m10-e1", {"x": "One", "y": "Two"}), ["x", "y"]),
    "matrix": (("m10-e1", {"r": "Row"}, {"c": "Column"}, {"y": "Yes", "n": "No"}), {"r": {"c": "y"}}),
    "find_errors": (("m10-e1", {"s": "Sentence", "t": "Other"}), {"s": True}),
    "simulate": (("m10-e1", "multiplier"), {"c": 0.5}),
    "table": (("m10-e1", {"columns": ["a"], "rows": [[1]]}), {"columns": ["a"], "rows": [[2]]}),
    "text": (("m10-e1",), "Some words"),
    "allocate": (("m10-e1", {"a": "Item", "b": "Other"}, 10), {"a": 4}),
    "chart": (("m10-e1", {"columns": ["a", "b"], "rows": [["Item", 1]]}), {"kind": "bars", "x": "a", "y": "b"}),
    "dictionary": (("m10-e1", "Find the texts."), {"migration": "migra*", "window": 2}),
    "plan": (
        ("m10-e1",),
        {"pieces": {"CF-10": {"form": "cost_target", "value": {"sending": "Norland", "target": 4.0}}}},
    ),
    "document": (("m10-e1", "cost_target"), {"sending": "Norland", "baseline": "5,5", "date": "2027-12-31"}),
}


def test_every_type_is_offered_and_covered_here() -> None:
    assert dir(ask) == questions.names()
    assert sorted(ALL) == questions.names(), "a new type needs a line in ALL: what ask is called with, and an answer"
    assert ask.number is ask.number
    with pytest.raises(AttributeError, match=r"there are .*choice"):
        ask.nonsense  # noqa: B018
    with pytest.raises(AttributeError):
        ask.base  # noqa: B018


def test_help_shows_the_parameters() -> None:
    names = list(inspect.signature(ask.number).parameters)
    assert names == ["id", "unit", "low", "high", "text", "given", "value", "practice"]
    assert "plausible" in ask.number.__doc__


@pytest.mark.parametrize("name", ALL)
def test_a_typed_answer_is_recorded_and_shown(home: Path, name: str) -> None:
    args, value = ALL[name]
    view = getattr(ask, name)(*args, text="Stem <1>", value=value)
    stored = answers.get("m10-e1")
    assert stored.type == name and view.value == stored.value
    assert view.status == ""  # nothing odd to tell; the view shows the recorded answer itself
    data, _metadata = view._repr_mimebundle_()
    assert {"application/vnd.jupyter.widget-view+json", MIME, "text/html", "text/plain"} <= data.keys()
    assert data[MIME]["type"] == name and "practice" not in data[MIME]
    json.dumps(data[MIME], allow_nan=False)
    assert "Stem &lt;1&gt;" in data["text/html"] and "<1>" not in data["text/html"]
    assert "Open this page in JupyterLab" in data["text/html"]
    assert data["text/plain"].startswith("[m10-e1] Stem <1> Recorded: ")


@pytest.mark.parametrize("name", ALL)
def test_nothing_entered_is_refused_kindly(home: Path, name: str) -> None:
    args, _value = ALL[name]
    desc = ask.build(name, *args)
    for raw in (None, "", [], {}):
        with pytest.raises(questions.base.Refused) as refusal:
            questions.get(name).parse(desc, raw)
        assert str(refusal.value).endswith(".")


@pytest.mark.parametrize("name", ALL)
def test_parsing_a_recorded_value_again_changes_nothing(home: Path, name: str) -> None:
    args, value = ALL[name]
    desc, module = ask.build(name, *args), questions.get(name)
    once = module.parse(desc, value)
    assert module.parse(desc, json.loads(json.dumps(once))) == once


@pytest.mark.parametrize("name", ALL)
def test_all_texts_are_escaped_in_the_static_form(home: Path, name: str) -> None:
    args, _value = ALL[name]
    args = json.loads(json.dumps(args).replace("Item", "<i>").replace("Row", "<i>").replace("Sentence", "<i>"))
    view = getattr(ask, name)(*args)
    shown = view._repr_mimebundle_()[0]["text/html"]
    assert "<i>" not in shown
    assert shown.count("<") == shown.count(">")


def test_a_refused_typed_answer_says_why_and_records_nothing(home: Path) -> None:
    view = ask.number("m10-e1", value="lots")
    assert "not a number" in view.status and answers.get("m10-e1") is None


def test_the_short_typed_form_knows_the_question_of_this_session(home: Path) -> None:
    ask.choice("m10-e1", {"a": "Stock", "b": "Flow"})
    assert ask.choice("m10-e1", value="b").value == "b"
    assert "Please choose from these: a, b" in ask.choice("m10-e1", value="c").status


def test_numbers_of_a_trainee_fill_the_text(home: Path) -> None:
    view = ask.number("m10-e1", text="Send USD {amount}.", given=SimpleNamespace(amount=200))
    assert view.desc["text"] == "Send USD 200."


@pytest.mark.parametrize("id", ["m10-e1a", "m10-r1", "m00-e2"])
def test_a_graded_question_never_carries_its_key(home: Path, id: str) -> None:
    with pytest.raises(ValueError, match="graded"):
        ask.number(id, practice={"key": 5})


@pytest.mark.parametrize("id", ["", "e1", "m1-e1", "m10_e1", "M10-e1", "m10-e1 ", "m10-1", "m10-e" + "1" * 80])
def test_ids_of_another_form_are_an_authors_mistake(home: Path, id: str) -> None:
    with pytest.raises(ValueError, match="id"):
        ask.number(id)


def test_empty_texts_are_an_authors_mistake(home: Path) -> None:
    for options in ({}, {"a": ""}, {"": "text"}, ["a"], {"a": 5}):
        with pytest.raises(ValueError):
            ask.choice("m10-e1", options)


@pytest.mark.parametrize("name", ALL)
def test_under_nbgrader_words_are_printed_and_nothing_else_happens(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    args, value = ALL[name]
    getattr(ask, name)(*args, value=value)
    before = (home / "answers.json").read_bytes()
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert getattr(ask, name)(*args, value=value) is None
    shown = capsys.readouterr()
    assert shown.out.startswith("[m10-e1] Recorded answer: ") and shown.err == ""
    assert (home / "answers.json").read_bytes() == before


def test_under_nbgrader_a_missing_answer_is_said(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    ask.number("m10-e1")
    assert capsys.readouterr().out == "[m10-e1] No answer recorded.\n"


def test_in_the_book_there_is_a_plain_view_without_answers(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask.number("m10-p1", value="77")
    monkeypatch.setenv("COURSE_STATIC", "1")
    view = ask.number("m10-p1", practice={"key": 5}, text="How many?")
    data = view._repr_mimebundle_()
    assert set(data) == {MIME, "text/html", "text/plain"} and data[MIME]["practice"] == {"key": 5}
    assert "77" not in html.unescape(data["text/html"]) + data["text/plain"]


_NO_WIDGET = """
import sys
from course import ask, check, mark
ask.number("m10-e1"); check("m10-e1"); mark.number("m10-e1", key=1, points=1)
heavy = {"pandas", "plotly", "anywidget", "ipywidgets", "traitlets", "jsonschema", "numpy"} & set(sys.modules)
assert not heavy, heavy
"""


@pytest.mark.parametrize("variable", ["NBGRADER_EXECUTION", "COURSE_STATIC"])
def test_no_heavy_library_is_imported_without_widgets(tmp_path: Path, variable: str) -> None:
    job = subprocess.run([sys.executable, "-c", _NO_WIDGET], cwd=tmp_path, env={variable: "1"}, capture_output=True)
    assert job.returncode == 0, job.stderr
    assert list(tmp_path.iterdir()) == []
