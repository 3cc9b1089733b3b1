"""The reviews that were handed in, and what is odd about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from course import answers_file, data, forms
from course.forms.check import clean, findings
from course.questions.base import Refused
from grading.peer_review.store import State

REVIEWS = "m15_reviews"
FORM = "plan_review"
QUESTIONS = ("m15-r6a", "m15-r6b")
CRITERIA = ("evidence", "coherence", "feasibility", "rights", "words")


@dataclass(frozen=True)
class Review:
    """One review.

    Attributes:
        reader: Who wrote it.
        question: In which of the two forms.
        code: The code as it was written, made plain: ``K7``.
        author: Whose plan it is; empty where the code is none that this reader was asked to read.
        value: The form's value.
        odd: What a trainer should know before it is given back; empty when nothing is odd.
        held: It is not given back by itself.
    """

    reader: str
    question: str
    code: str
    author: str
    value: dict[str, Any]
    odd: str = ""
    held: bool = False

    @property
    def name(self) -> str:
        """How a trainer calls it: ``K7/amina``."""
        return f"{self.code or '?'}/{self.reader}"


def handed_in(course: Path, state: State) -> list[Review]:
    """Every review of the newest submissions, by reader.

    Args:
        course: nbgrader's course folder; reads ``submitted``.
        state: Codes and pairs.
    """
    found = []
    for folder in sorted((course / "submitted").glob(f"*/{REVIEWS}/")):
        reader, seen = folder.parent.name, set()
        for review in _of(folder, reader, state):
            if review.author and review.author in seen:
                odd = f"{reader} wrote two reviews with the code {review.code}: ask for the code of the second"
                review = replace(review, author="", odd=odd, held=True)
            seen.add(review.author)
            found.append(review)
    return found


def _of(folder: Path, reader: str, state: State) -> Iterator[Review]:
    recorded = answers_file.read(folder / answers_file.FILE_NAME).answers
    asked = {state.codes[author]: author for author in state.pairs.get(reader, []) if author in state.codes}
    for question in QUESTIONS:
        answer = recorded.get(question)
        if answer is None or answer.type != "document" or not isinstance(answer.value, Mapping):
            continue
        try:
            value = clean(forms.get(FORM), answer.value)
        except Refused as reason:
            yield Review(
                reader, question, "", "", {}, f"the review of {reader} ({question}) cannot be read: {reason}", True
            )
            continue
        if not value:
            continue
        code = str(value.get("code", "")).strip().upper().replace(" ", "").removeprefix("PLAN")
        author = asked.get(code, "")
        if not author:
            wanted = " and ".join(sorted(asked)) or "nothing"
            odd = f"{reader} reviewed {code or 'a plan without its code'}, but was asked to read {wanted}"
            yield Review(reader, question, code, "", value, odd, True)
        elif loaded := loaded_words(value):
            yield Review(reader, question, code, author, value, f"loaded words: {', '.join(loaded)}", True)
        elif missing := findings(forms.get(FORM), value):
            yield Review(reader, question, code, author, value, missing[0])
        else:
            yield Review(reader, question, code, author, value)


def loaded_words(value: Mapping[str, Any]) -> list[str]:
    """The words of a review that the table ``loaded_terms`` does not want."""
    text = "\n".join(part for part in value.values() if isinstance(part, str))
    found = (re.search(row.find, text, re.IGNORECASE) for row in data.load("loaded_terms").itertuples())
    return [match[0] for match in found if match]
