"""The corpus as submissions in a course folder, as if nbgrader's own autograder had run them: nothing is cleaned."""

from __future__ import annotations

import base64
import json
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output, new_raw_cell
from nbgrader.api import Gradebook

from tests.grading.fixture_module import MODULE, exercises

ELSEWHERE = "https://elsewhere.example"
SECRET = "the-cookie-of-the-trainer"
_MIME = ("text/", "image/", "application/")
_WHEN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC).replace(tzinfo=None)


@dataclass(frozen=True)
class Try:
    """One entry in one place.

    Attributes:
        key: What the script reports, and the path at the other host.
        name: Entry and place, for people.
        place: Where it stands.
        text: The content.
        metadata: Of the output.
        alone: Whether it needs a page of its own.
        stock: ``runs``, ``asks`` or ``rests``: what happens in nbgrader's Formgrader; "" where it is not said.
    """

    key: str
    name: str
    place: str
    text: str
    metadata: dict[str, Any]
    alone: bool
    stock: str


def script(key: str) -> str:
    """Reports that it ran. Without quotes, so that it fits everywhere."""
    return f"ran(/{key}/.source)"


def corpus() -> list[Try]:
    """Everything that is tried."""
    found = []
    for entry in tomllib.loads(Path(__file__).with_name("corpus.toml").read_text("utf-8"))["entry"]:
        for number, place in enumerate(entry["places"]):
            key = f"k{len(found)}k"
            run = script(key)
            drawing = f'<svg xmlns="http://www.w3.org/2000/svg" onload="{run}"><text y="9">x</text></svg>'
            fill = {
                "run": run,
                "ask": f"{ELSEWHERE}/{key}",
                "svg": base64.b64encode(drawing.encode()).decode(),
                "page": base64.b64encode(f"<script>{run}</script>".encode()).decode(),
            }
            text, metadata = entry["text"], json.dumps(entry.get("metadata", {}))
            for name, value in fill.items():
                text, metadata = text.replace(f"{{{name}}}", value), metadata.replace(f"{{{name}}}", value)
            stock = entry["stock"] if number == 0 else ""
            name = f"{entry['name']} as {place}"
            found.append(Try(key, name, place, text, json.loads(metadata), entry.get("alone", False), stock))
    return found


def batches(tries: list[Try]) -> list[list[Try]]:
    """The submissions: what can stand together, in halves, and what swallows a page.

    Returns:
        Two halves, all that is alone (nothing of ours is swallowed by it), then each of these by itself.
    """
    together, alone = [one for one in tries if not one.alone], [one for one in tries if one.alone]
    half = len(together) // 2
    return [together[:half], together[half:], alone, *([one] for one in alone)]


def notebook(tries: list[Try]) -> nbformat.NotebookNode:
    """A graded notebook with these in it."""
    nb = exercises()
    cells = {cell.id: cell for cell in nb.cells}
    code, answer = cells["m90-e3-code"], cells["m90-r1-answer"]
    code.source, code.outputs = "show_everything()", []
    answer.outputs = []
    for one in tries:
        _put(nb, code, answer, one)
    words = "".join(f"<script>{script(one.key)}</script>" for one in tries)
    answer.outputs.append(new_output("stream", name="stdout", text=f"[m90-r1] Recorded answer: {words}"))
    return nb


def _put(nb: nbformat.NotebookNode, code: Any, answer: Any, one: Try) -> None:
    if one.place.startswith(_MIME):
        data = json.loads(one.text) if one.place.endswith("+json") else one.text
        code.outputs.append(new_output("display_data", {one.place: data}, metadata=one.metadata))
    elif one.place == "stream":
        code.outputs.append(new_output("stream", name="stdout", text=one.text + "\n"))
    elif one.place == "error":
        code.outputs.append(new_output("error", ename=one.text, evalue=one.text, traceback=[one.text]))
    elif one.place == "attachment":
        nb.cells.append(new_markdown_cell("![a](attachment:a.svg)"))
        nb.cells[-1]["attachments"] = {"a.svg": {"image/svg+xml": one.text}}
    elif one.place == "language":
        nb.metadata["language_info"] = {"name": one.text, "pygments_lexer": one.text, "codemirror_mode": one.text}
        nb.metadata["title"] = one.text
    else:
        nb.cells.append(_cell(one))


def _cell(one: Try) -> nbformat.NotebookNode:
    if one.place == "markdown":
        return new_markdown_cell(one.text)
    if one.place == "raw":
        return new_raw_cell(one.text)
    if one.place == "raw-html":
        return new_raw_cell(one.text, metadata={"raw_mimetype": "text/html"})
    if one.place == "source":
        return new_code_cell(one.text)
    if one.place == "tag":
        return new_code_cell("1", metadata={"tags": [one.text]})
    assert one.place == "grade-id", one.place
    about = {"grade_id": one.text, "solution": True, "schema_version": 3}
    about |= dict.fromkeys(("grade", "task", "locked"), False)
    return new_markdown_cell("mine", metadata={"nbgrader": about})


def hand_in(course: Path, groups: list[list[Try]]) -> list[str]:
    """Put the submissions into a course folder and its gradebook, with names and comments of the same kind.

    Returns:
        nbgrader's ids of the submitted notebooks, in order.
    """
    ids = []
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        for number, group in enumerate(groups):
            who = f"mallory{number}"
            folder = course / "autograded" / who / MODULE
            folder.mkdir(parents=True)
            (folder / "exercises.ipynb").write_text(nbformat.v4.writes_json(notebook(group)), encoding="utf-8")
            (folder / "timestamp.txt").write_text("2026-11-22 09:00:00.000000 UTC")
            evil = f'"><script>{script("name")}</script><img src="{ELSEWHERE}/name">'
            gradebook.add_student(who, first_name=evil, last_name=evil, email=f"{evil}@x.example")
            submitted = gradebook.add_submission(MODULE, who)
            submitted.timestamp = _WHEN
            [book] = submitted.notebooks
            for comment in book.comments:
                comment.manual_comment = evil
            for grade in book.grades:
                grade.needs_manual_grade = grade.name == "m90-r1-task"
            gradebook.db.commit()
            ids.append(book.id)
        page = f'<!DOCTYPE html><script>{script("file")}</script><img src="{ELSEWHERE}/file"><form action="/"></form>'
        for name in ("evil.html", "evil.svg", "evil.xhtml", "evil.txt"):
            text = page
            if name != "evil.html":
                text = f'<svg xmlns="http://www.w3.org/2000/svg" onload="{script("file")}"/>'
            (course / "autograded" / "mallory0" / MODULE / name).write_text(text)
        (course / "autograded" / "mallory0" / MODULE / "link.txt").symlink_to(course / "gradebook.db")
    return ids
