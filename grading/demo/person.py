"""Do in one folder what a person does in the lab: run the page, answer, check, save.

Runs in a fresh process per notebook, as a kernel does. The questions get their answers as the browser sends them: as
messages over the widget's comm, in the raw form that a person types.
"""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

import course
from grading.bank import Entry, load, modules_with_bank, raw_answer
from grading.demo.own_numbers import solve, typed
from grading.demo.personas import Persona, Work


class NotAccepted(Exception):
    """A question did not record an answer that a person gave in good faith."""


def work_through(folder: str, persona: Persona, work: Work) -> list[str]:
    """Answer ``exercises.ipynb`` in ``folder`` and save it there; returns the course's replies, in order.

    Raises:
        NotAccepted: When an answer is refused, or a cell of the page fails.
    """
    os.chdir(folder)
    course.START_FOLDER = str(Path.cwd())  # a program that starts this one may have loaded the course elsewhere
    os.environ["COURSE_TRAINEE"] = persona.id
    for name in ("NBGRADER_EXECUTION", "NBGRADER_VALIDATING", "COURSE_STATIC", "JPY_SESSION_NAME"):
        os.environ.pop(name, None)
    nb = nbformat.read("exercises.ipynb", as_version=4)
    bank = load(work.module).entries if work.module in modules_with_bank() else {}
    person = _Person(persona, work, bank)
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in list(nb.cells):
            if cell.cell_type == "code":
                person.use(cell, nb)
    nb.cells = [cell for cell in nb.cells if cell.id not in work.delete]
    for name in work.copy:
        cell = next(cell for cell in nb.cells if cell.id == name)
        nb.cells.insert(nb.cells.index(cell) + 1, deepcopy(cell) | {"id": f"{name}-copy"})
    nb.cells = [nbformat.from_dict(cell) for cell in nb.cells]
    nbformat.write(nb, "exercises.ipynb")
    if work.answers_file is not None:
        Path("answers.json").write_text(work.answers_file, encoding="utf-8")
    if work.rename:
        Path("exercises.ipynb").rename(work.rename)
    return person.replies


def raw_of(id: str, persona: Persona, work: Work, bank: Mapping[str, Entry]) -> Any:
    """What a person types or clicks for a question; ``None`` to leave it.

    Where numbers are drawn it must run where ``course`` sees the trainee's folder.
    """
    if id in work.texts:
        return work.texts[id]
    if id not in bank:
        return None
    choice = work.answers.get(id, work.answers.get("rest", "skip"))
    draw = work.draws.get(id)
    if choice == "skip":
        return None
    model = draw["model"] if draw else bank[id].model
    raw = model if choice == "model" else raw_answer(choice["raw"])
    raw = solve(raw, draw and {name: values for name, values in draw.items() if name != "model"})
    return typed(raw, persona.style) if isinstance(raw, float | int) else raw


class _Person:
    """One person at one page."""

    def __init__(self, persona: Persona, work: Work, bank: dict[str, Entry]) -> None:
        self.persona, self.work, self.bank = persona, work, bank
        self.replies: list[str] = []
        self.shell = _shell()

    def use(self, cell: NotebookNode, nb: NotebookNode) -> None:
        """Run a cell; answer it when it shows a question; run what the person wrote when it is a solution cell."""
        if cell.id in self.work.code:
            cell.source = self.work.code[cell.id]
        shown = self._run(cell.source)
        id = getattr(shown, "desc", {}).get("id") if getattr(shown, "desc", {}).get("kind") == "question" else None
        if id is None or cell.id in self.work.code:
            return
        raw = raw_of(id, self.persona, self.work, self.bank)
        if raw is None:
            return
        if self.persona.way == "typed":
            source = f"from course import ask\n\nask.{shown.desc['type']}({id!r}, value={raw!r})"
            self.replies.append(str(self._run(source).status))
            typed = nbformat.v4.new_code_cell(source, id=f"{id}-typed")
            nb.cells.insert(next(i for i, one in enumerate(nb.cells) if one.id == cell.id) + 1, typed)
            return
        self.replies.append(_tell(shown, {"kind": "record", "raw": raw})["text"])
        _tell(shown, {"kind": "check"})

    def _run(self, source: str) -> Any:
        result = self.shell.run_cell(source)
        if not result.success:
            error = result.error_in_exec or result.error_before_exec
            raise NotAccepted(f"{self.persona.id}: a cell of {self.work.module} failed: {error!r}\n{source}")
        return result.result


def _tell(widget: Any, message: dict[str, Any]) -> dict[str, Any]:
    """Send a message as the question's page does, and return Python's reply.

    Raises:
        NotAccepted: When the reply says that the answer was not recorded.
    """
    comm = widget.comm
    comm.handle_msg({"content": {"data": {"method": "custom", "content": {**message, "n": 1}}}, "buffers": []})
    reply = comm.replies[-1]
    if not reply["ok"]:
        raise NotAccepted(f"{widget.desc['id']}: {message} was answered with: {reply['text']}")
    return reply


def _shell() -> Any:
    """An IPython shell whose widgets talk to us instead of a browser."""
    import comm
    from comm.base_comm import BaseComm
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    class Wire(BaseComm):
        """The line between a widget and its page; keeps what the widget says."""

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            self.replies: list[dict[str, Any]] = []
            super().__init__(*args, **kwargs)

        def publish_msg(self, msg_type: str, data: Any = None, metadata: Any = None, buffers: Any = None, **keys: Any):
            if msg_type == "comm_msg" and data.get("method") == "custom":
                self.replies.append(data["content"])

    comm.create_comm = Wire
    config = Config()
    config.HistoryManager.enabled = False
    return InteractiveShell.instance(config=config)
