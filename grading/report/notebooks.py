"""What stands in the autograded submissions: the message of each item, each person's own question, and the answers.

Read as plain JSON, one notebook after another, so that a class of thousands takes seconds and little memory.
Everything in there may have been written by a trainee: it is text, never HTML, and a file that cannot be read counts as
empty.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from course import answers_file, safe_file
from course.answers_file import Answer
from grading.demo.report import question_of
from grading.feedback.printed import mark_message, stem

LARGEST = 20_000_000  # bytes of a notebook
LONGEST = 400  # characters of a message that are kept
VARIANTS = 5  # messages that differ in their numbers alone: more than these become one line
_NUMBERS = re.compile(r"\d+(?:[.,\u202f]\d+)*")


@dataclass(frozen=True, slots=True)
class Work:
    """What one person did in one module.

    Attributes:
        trainee: The trainee's id.
        module: Name of the module folder.
        messages: What marking printed, by the graded cell's id.
        questions: The question's own sentence with this person's numbers, by question id.
        answers: The recorded answers, by question id.
    """

    trainee: str
    module: str
    messages: dict[str, str]
    questions: dict[str, str]
    answers: dict[str, Answer]


def read_all(autograded: Path, where: Iterable[tuple[str, str]]) -> Iterator[Work]:
    """The work of each (trainee, module), one at a time.

    Args:
        autograded: nbgrader's folder ``autograded``.
        where: Which ones, ordered as they shall be read.
    """
    for trainee, module in where:
        folder = autograded / trainee / module
        messages, questions = _notebook(folder / "exercises.ipynb")
        yield Work(trainee, module, messages, questions, answers_file.read(folder / answers_file.FILE_NAME).answers)


def _notebook(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    messages: dict[str, str] = {}
    questions: dict[str, str] = {}
    try:
        content = json.loads(safe_file.read_bytes(path, LARGEST) or b"{}")
        cells = content["cells"]
    except (safe_file.Unreadable, ValueError, RecursionError, KeyError, TypeError):
        return messages, questions
    for cell in cells if isinstance(cells, list) else ():
        try:
            about = cell.get("metadata", {}).get("nbgrader") or {}
            name = about.get("grade_id") or cell.get("id")
            if cell.get("cell_type") != "code" or not isinstance(name, str):
                continue
            if about.get("grade") and not about.get("solution"):
                messages[name] = mark_message(_outputs(cell))[:LONGEST]
            elif sentence := stem(_outputs(cell)):
                questions[name.removesuffix("-answer")] = sentence
        except (AttributeError, TypeError):  # a cell of odd form
            continue
    return messages, questions


def _outputs(cell: dict[str, Any]) -> NotebookNode:
    """A cell with the first part of each text that it printed; on disk a text may be a list of lines."""
    found = []
    for output in cell.get("outputs", []):
        kept = {key: output[key] for key in ("output_type", "name", "text", "ename", "evalue") if key in output}
        if isinstance(kept.get("text"), list):
            kept["text"] = "".join(kept["text"])
        short = {key: value[:4_000] if isinstance(value, str) else "" for key, value in kept.items()}
        found.append(NotebookNode(short))
    return NotebookNode(outputs=found)


@dataclass
class Messages:
    """Counts of the messages that the items printed.

    Attributes:
        counts: By (module, item): how many people saw which message.
    """

    counts: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)

    def add(self, work: Work, right: set[str]) -> None:
        """Count one person's messages.

        Args:
            work: What the person did.
            right: Items with full points: their message names no mistake and is not counted.
        """
        for item, message in work.messages.items():
            if item not in right and message:
                self.counts.setdefault((work.module, item), Counter())[message] += 1

    def rows(self) -> list[tuple[str, str, int, str]]:
        """(module, question, people, message), the most frequent message of each item first."""
        return [
            (module, question_of(item), people, message)
            for (module, item), counts in sorted(self.counts.items())
            for message, people in _together(counts).most_common()
        ]


def _together(counts: Counter[str]) -> Counter[str]:
    """Messages that differ in their numbers alone, as one where they are many: “Row … of … is not right”."""
    alike: dict[str, list[str]] = {}
    for message in counts:
        alike.setdefault(_NUMBERS.sub("…", message), []).append(message)
    found: Counter[str] = Counter()
    for general, messages in alike.items():
        for message in messages:
            found[general if len(messages) > VARIANTS else message] += counts[message]
    return found
