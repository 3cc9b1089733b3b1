"""Read the marked items of a module out of its released and its autograded notebook."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup
from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution, is_task

from grading.feedback.printed import answer_in_words, displays, mark_message, printed, stem, traceback
from grading.release_notebook import cell_key

#: Cells that belong to a question carry its id: ``m10-e1a-text``. Other Markdown cells are the page's own text.
_QUESTION_ID = re.compile(r"^m\d+-[a-z]\d+")
_NUMBER = re.compile(r"^[A-Z]\d+[a-z]?\.\s*")
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.M)


@dataclass
class Item:
    """One marked item as the trainee sees it.

    Attributes:
        id: The cell's nbgrader id, such as ``m10-e1a-mark``.
        title: What the item is called on the page.
        points: The most that it can give.
        score: What it gave; 0 while it waits for the trainer.
        waiting: Whether a person must still mark it.
        prompts: Markdown texts of the question, from the release.
        stem: The question's own sentence with this trainee's numbers.
        answer: The recorded answer in words.
        message: The marking's message.
        comment: The trainer's comment.
        code: The trainee's own code (optional code track).
        code_output: What that code printed, or its error.
        code_displays: What that code displayed, clean.
        traceback: Where that error happened.
    """

    id: str
    title: str
    points: float
    score: float
    waiting: bool
    prompts: list[str] = field(default_factory=list)
    stem: str = ""
    answer: str = ""
    message: str = ""
    comment: str = ""
    code: str = ""
    code_output: str = ""
    code_displays: list[Markup] = field(default_factory=list)
    traceback: str = ""

    @property
    def number(self) -> str:
        """What people call the item: ``E1a`` for ``m10-e1a-mark``."""
        parts = self.id.split("-")
        return (parts[1] if len(parts) > 1 else self.id).replace("e", "E").replace("r", "R")

    def part_of(self, number: str) -> bool:
        """Whether this item and the item called ``number`` are parts of one question, such as E1a and E1b."""
        return bool(number) and self.number.rstrip("abcdefgh") == number.rstrip("abcdefgh")


def items(release: NotebookNode, nb: NotebookNode, waiting: set[str]) -> list[Item]:
    """The marked items in the order of the release.

    Args:
        release: The released notebook: it decides what the items are and what their questions say.
        nb: The autograded notebook, with ``score``, ``points``, ``comment`` in the cells' nbgrader metadata.
        waiting: Ids of cells that a person must still mark.
    """
    cells = {cell_key(cell): cell for cell in nb.cells}
    found: list[Item] = []
    group: list[NotebookNode] = []
    number = heading = ""
    for cell in release.cells:
        if is_grade(cell) or is_task(cell):
            mine = cells.get(cell_key(cell), cell)
            found.append(_item(cell, mine, group, cells, cell_key(cell) in waiting))
            # the parts of a question share its heading
            heading = _heading(found[-1]) or (heading if found[-1].part_of(number) else "")
            number = found[-1].number
            found[-1].title = f"{number}. {heading}" if heading else number
            group = []
        else:
            group.append(cell)
    return found


def _item(
    released: NotebookNode, mine: NotebookNode, group: list[NotebookNode], cells: dict[str, NotebookNode], waiting: bool
) -> Item:
    about = mine.metadata.nbgrader
    item = Item(
        id=cell_key(released),
        title="",
        points=float(about.get("points") or released.metadata.nbgrader.points),
        score=float(about.get("score") or 0.0),
        waiting=waiting,
        comment=_comment(about),
    )
    for cell in [*group, released]:
        own = cells.get(cell_key(cell), cell)
        if cell.cell_type == "markdown":
            item.prompts += _prompt(cell)
        elif is_grade(cell):
            item.message = mark_message(own)
        elif is_solution(cell):
            item.code, item.code_output = _code(cell, own)
            item.code_displays, item.traceback = (displays(own), traceback(own)) if item.code else ([], "")
            item.comment = item.comment or _comment(own.metadata.get("nbgrader", {}))
        else:
            item.stem = item.stem or stem(own)
            item.answer = "\n".join(text for text in (item.answer, answer_in_words(own)) if text)
    return item


def _prompt(cell: NotebookNode) -> list[str]:
    """The text of a question's cell; of other cells only the headings, which say where the question belongs."""
    if _QUESTION_ID.match(cell_key(cell)):
        return [cell.source]
    return [f"## {heading}" for heading in _HEADING.findall(cell.source)] if not _is_page_title(cell) else []


def _is_page_title(cell: NotebookNode) -> bool:
    return cell.source.startswith("# ")


def _heading(item: Item) -> str:
    """The last heading of the item's prompts without its number and its remark on points, or ``""``."""
    headings = [heading for text in item.prompts for heading in _HEADING.findall(text)]
    if not headings:
        return ""
    return re.sub(r"\s*\([^()]*\)$", "", _NUMBER.sub("", re.sub(r"[*_`]", "", headings[-1])))


def _code(released: NotebookNode, own: NotebookNode) -> tuple[str, str]:
    if own.source.strip() == released.source.strip():
        return "", ""
    return own.source, printed(own)


def _comment(about: Mapping[str, Any]) -> str:
    """The trainer's comment. nbgrader writes "No response." itself where an optional code cell was left as it is."""
    text = (about.get("comment") or "").strip()
    return "" if text == "No response." else text
