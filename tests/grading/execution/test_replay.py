"""What a child says becomes outputs by nbclient's rules, whatever it says."""

from __future__ import annotations

import time
from collections import deque
from typing import Any

import pytest
from nbclient.client import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.preprocessors import Execute

from grading.execution.frames import Closed
from grading.execution.process import CannotRun
from grading.execution.replay import Run

_READY = {"is": "ready", "language_info": {"name": "python"}}
_OK = {"is": "reply", "content": {"status": "ok"}, "touched": []}


class _Child:
    """Says what a test has written; ``token`` in a reply stands for the right one."""

    def __init__(self, *messages: Any) -> None:
        self.messages, self.orders, self.interrupted, self.closed = deque(messages), [], 0, False

    def send(self, order: dict[str, Any]) -> None:
        self.orders.append(order)

    def next(self, seconds: float | None) -> dict[str, Any]:
        if not self.messages:
            raise Closed("ended")
        message = self.messages.popleft()
        if message is TimeoutError:
            raise TimeoutError
        if message.get("is") in ("reply", "told") and "token" not in message:
            message = message | {"token": [order["token"] for order in self.orders if "token" in order][-1]}
        return message

    def interrupt(self) -> None:
        self.interrupted += 1

    def close(self) -> None:
        self.closed = True


def _run(*messages: Any, seconds: float = 60) -> tuple[Run, _Child, Any]:
    client = Execute()
    cell = new_code_cell("x")
    NotebookClient.__init__(client, new_notebook(cells=[cell]))
    client.reset_execution_trackers()
    child = _Child(_READY, *messages)
    return Run(client, child, time.monotonic() + seconds), child, cell


def _stream(text: str) -> dict[str, Any]:
    return {"is": "output", "kind": "stream", "content": {"name": "stdout", "text": text}}


def test_outputs_and_counts() -> None:
    result = {"is": "output", "kind": "execute_result", "content": {"data": {"text/plain": "2"}, "metadata": {}, "execution_count": 99}}  # fmt: skip # noqa: E501
    run, _child, cell = _run(_stream("a"), _stream("b"), result, _OK)
    run.cell(cell, 0, 7)
    assert "".join(output.text for output in cell.outputs[:-1]) == "ab"
    assert cell.outputs[-1].output_type == "execute_result"
    assert cell.outputs[-1].execution_count == cell.execution_count == 7


@pytest.mark.parametrize(
    "odd",
    [
        {"is": "output", "kind": "stream", "content": {}},
        {"is": "output", "kind": "nothing", "content": {}},
        {"is": "output", "kind": "comm_open", "content": {"comm_id": [], "data": 5}},
        {"is": "output", "kind": "update_display_data", "content": {"transient": 5}},
        {"is": "other"},
    ],
    ids=str,
)
def test_odd_messages_do_no_harm(odd: dict[str, Any]) -> None:
    run, _child, cell = _run(odd, _OK)
    run.cell(cell, 0, 1)
    assert not run.dead
    assert cell.outputs == []


def test_displays_that_no_notebook_can_hold_become_text() -> None:
    content = {"data": {"image/png": {"a": 1}, "application/json": {"a": 1}, "text/plain": ["a", "b"]}, "metadata": {}}
    run, _child, cell = _run({"is": "output", "kind": "display_data", "content": content}, _OK)
    run.cell(cell, 0, 1)
    assert cell.outputs[0].data["image/png"] == "{'a': 1}"
    assert cell.outputs[0].data["application/json"] == {"a": 1}


def test_a_forged_reply_ends_the_run_and_is_noted() -> None:
    run, _child, cell = _run(_OK | {"token": "guess"})
    run.cell(cell, 0, 1)
    assert run.touched == ["the grader's connection"]
    assert run.dead
    assert cell.outputs[0].ename == "DeadKernelError"


def test_what_was_touched_is_kept_in_bounds() -> None:
    run, _child, cell = _run(_OK | {"touched": ["x" * 9999, 5, *map(str, range(99))]})
    run.cell(cell, 0, 1)
    assert len(run.touched) == 20
    assert max(map(len, run.touched)) <= 200


def test_a_cell_that_takes_too_long_is_interrupted_then_ended() -> None:
    run, child, cell = _run(TimeoutError, TimeoutError)
    run.cell(cell, 0, 1)
    assert child.interrupted == 1
    assert child.closed
    assert "time was over" in run.dead
    run.cell(new_code_cell("y"), 0, 2)
    assert len(child.orders) == 1


def test_an_interrupted_cell_shows_nbclients_error() -> None:
    run, _child, cell = _run(TimeoutError, _OK)
    run.cell(cell, 0, 1)
    assert cell.outputs[-1].ename == "CellTimeoutError"
    assert not run.dead


def test_the_time_for_all_cells_together() -> None:
    run, child, cell = _run(_OK, seconds=-1)
    run.cell(cell, 0, 1)
    assert "time for this submission is over" in run.dead
    assert child.orders == []


def test_too_much_output_ends_the_run() -> None:
    run, child, cell = _run(*[_stream("x" * 5_000_000)] * 10)
    run.cell(cell, 0, 1)
    assert run.dead == "it printed too much"
    assert child.closed


def test_questions_of_a_test_are_answered_by_the_other_process() -> None:
    theirs, _child, _cell = _run({"is": "told", "answer": {"ok": 5}})
    run, child, cell = _run({"is": "ask", "number": 1, "ask": {"op": "names", "names": []}}, _OK)
    run.cell(cell, 0, 1, theirs, "import math")
    assert child.orders[0]["imports"] == "import math"
    assert child.orders[1] == {"do": "told", "number": 1, "answer": {"ok": 5}}


def test_a_process_that_has_ended_answers_with_an_error() -> None:
    theirs, _child, _cell = _run()
    assert "could not run" in theirs.tell({"op": "names"})["text"]
    assert "could not run" in theirs.tell({"op": "names"})["text"]


def test_a_child_that_cannot_start_is_the_graders_problem() -> None:
    client = Execute()
    with pytest.raises(CannotRun, match="no room"):
        Run(client, _Child({"is": "failed", "reason": "no room"}), 0)
