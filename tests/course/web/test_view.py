"""The widget side: each message gets a reply, and the script travels once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from course import answers, ask
from course.web import view as views
from course.web.view import MIME, StaticView, open_view


class _Line:
    """Stands for the browser's end of the widget's connection."""

    def __init__(self, widget: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.widget, self.sent = widget, []
        monkeypatch.setattr(widget, "send", lambda content, buffers=None: self.sent.append(content))

    def say(self, **message: Any) -> dict[str, Any]:
        """Deliver a custom message the way ipywidgets does, and return the reply."""
        before = len(self.sent)
        self.widget._handle_msg({"content": {"data": {"method": "custom", "content": message}}, "buffers": []})
        assert len(self.sent) == before + 1, "each message gets exactly one reply"
        json.dumps(self.sent[-1], allow_nan=False)
        return self.sent[-1]


def test_a_round_trip_of_every_message(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = _Line(ask.number("m10-e1", unit="%"), monkeypatch)
    reply = line.say(kind="record", raw="4,0 %", n=1)
    assert (reply["kind"], reply["n"], reply["ok"], reply["value"], reply["text"]) == (
        "reply",
        1,
        True,
        4.0,
        "Recorded: 4 %",
    )
    assert line.widget.value == 4.0 and line.widget.at == answers.get("m10-e1").at
    assert line.say(kind="check", n=2)["tone"] == "good"
    assert line.say(kind="clear", n=3)["ok"] and line.widget.value is None
    assert line.say(kind="undo", n=4)["value"] == 4.0 and line.widget.value == 4.0
    answers.record("m10-e1", "number", 9.0)
    assert line.say(kind="reload", n=5)["value"] == 9.0 and line.widget.value == 9.0
    assert line.say(kind="record", raw="x", n=6)["ok"] is False and line.widget.value == 9.0


@pytest.mark.parametrize("message", [{}, {"kind": "nonsense", "n": 1}, {"kind": None}, {"kind": ["record"]}])
def test_an_unknown_message_gets_a_reply_too(home: Path, monkeypatch: pytest.MonkeyPatch, message: dict) -> None:
    reply = _Line(ask.number("m10-e1"), monkeypatch).say(**message)
    assert reply["ok"] is False and "reload the page" in reply["text"]


def test_a_handler_that_fails_says_not_saved(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(message: Any) -> Any:
        raise RuntimeError("boom")

    widget = open_view({"id": "m10-t1", "title": "Tool"}, {"record": fail}, "<p></p>")
    reply = _Line(widget, monkeypatch).say(kind="record", n=1)
    assert reply["ok"] is False and reply["text"] == "NOT saved: something went wrong (RuntimeError)."


def test_a_tool_needs_no_handlers(home: Path) -> None:
    widget = open_view({"schema": 1, "kind": "tool", "id": "m10-t1", "title": "A tool"}, None, "<p>static</p>")
    data, _metadata = widget._repr_mimebundle_()
    assert data[MIME]["kind"] == "tool" and data["text/html"] == "<p>static</p>" and data["text/plain"] == "A tool"


@pytest.mark.parametrize("variable", ["NBGRADER_EXECUTION", "COURSE_STATIC"])
def test_no_widget_where_nobody_could_use_it(home: Path, monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, "1")
    shown = open_view({"id": "m10-t1"}, None, "<p>static</p>", text="plain")
    assert type(shown) is StaticView and repr(shown) == "plain"
    assert shown._repr_mimebundle_() == {MIME: {"id": "m10-t1"}, "text/html": "<p>static</p>", "text/plain": "plain"}


def test_only_the_first_widget_of_a_kernel_carries_the_script(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views._view_class(), "_first", True)
    first, second = ask.number("m10-e1"), ask.number("m10-e2")
    assert "export default" in first.code and first.sheet
    assert second.code == "" and second.sheet == ""
    assert first._esm == second._esm and len(second._esm) < 4000
    reply = _Line(second, monkeypatch).say(kind="code")
    assert reply == {"kind": "code", "code": first.code, "sheet": first.sheet}


def test_the_loader_knows_the_version_of_the_script(home: Path) -> None:
    assert "__VERSION__" not in ask.number("m10-e1")._esm


def test_no_trait_hides_one_of_the_widget_manager() -> None:
    """The browser takes ``style`` and ``layout`` of a DOM widget for models; other values there break the page."""
    import ipywidgets

    own = set(views._view_class().class_own_traits())
    assert own == {"desc", "value", "at", "status", "code", "sheet"}
    assert not own & ({"style"} | set(ipywidgets.DOMWidget.class_trait_names()))


@pytest.mark.parametrize("static", ["", "1"])
def test_numbers_of_pandas_in_a_description_become_those_of_json(
    home: Path, monkeypatch: pytest.MonkeyPatch, static: str
) -> None:
    monkeypatch.setenv("COURSE_STATIC", static)
    whole = pd.Series([3, 4]).iloc[0]
    practice = {"key": whole, "slips": [{"value": whole + 1, "message": "One too many."}]}
    view = ask.number("m10-p1", practice=practice)
    assert type(whole) is not int
    assert json.loads(json.dumps(view.desc))["practice"]["slips"][0]["value"] == 4
