"""Read back what a question and its marking printed during autograding."""

from __future__ import annotations

import re

from markupsafe import Markup
from nbformat import NotebookNode

from course.i18n import _
from grading.clean_html import clean
from grading.formulas import in_box
from grading.still_figure import PLOTLY, still

_MOST_DISPLAYS = 20


def printed(cell: NotebookNode) -> str:
    """What a cell printed, as text; errors as ``Name: message``. Values that it returned (the points) are left out."""
    texts = []
    for output in cell.get("outputs", []):
        if output.output_type == "stream" and output.name == "stdout":
            texts.append(output.text)
        elif output.output_type == "error":
            texts.append(f"{output.ename}: {output.evalue}")
    return "".join(texts).strip()


def traceback(cell: NotebookNode) -> str:
    """Where the errors of a cell happened, as Python tells it, or ``""``."""
    errors = [output for output in cell.get("outputs", []) if output.output_type == "error"]
    return "\n".join(line for error in errors for line in error.get("traceback", []) if line.count("\n")).strip()


def displays(cell: NotebookNode) -> list[Markup]:
    """Tables and still pictures that a cell displayed, as clean HTML."""
    found = []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if "text/html" in data:
            found.append(Markup(clean(data["text/html"])))
        elif "text/latex" in data:
            found.append(Markup(clean(in_box("".join(data["text/latex"]).strip().strip("$")))))
        elif "image/png" in data:
            picture = (
                f'<img src="data:image/png;base64,{"".join(str(data["image/png"]).split())}" alt="{_("Picture")}">'
            )
            found.append(Markup(clean(picture)))
        elif PLOTLY in data:
            found.append(Markup(still(data[PLOTLY])))
    return found[:_MOST_DISPLAYS]


def stem(cell: NotebookNode) -> str:
    """The question's own sentence, with this trainee's numbers, out of what ``ask`` printed."""
    return _value(_("[{id}] Question: {text}"), printed(cell).partition("\n")[0], "text")


def answer_in_words(cell: NotebookNode) -> str:
    """The recorded answer out of what ``ask`` printed, without the question's id."""
    text = printed(cell)
    if stem(cell):
        text = text.partition("\n")[2]
    return _value(_("[{id}] Recorded answer: {answer}"), text, "answer") or re.sub(r"^\[[a-z0-9-]+\]\s*", "", text)


def mark_message(cell: NotebookNode) -> str:
    """The message out of what ``check`` and ``mark`` printed: the points stand elsewhere on the page."""
    text = printed(cell)
    return _value(_("{id}: {earned} of {points} points. {message}"), text, "message") or text


def _value(template: str, text: str, name: str) -> str:
    """The part of ``text`` that fills ``{name}`` in the last line that fits ``template``, or ``""``."""
    parts = re.split(r"\{(\w+)\}", template)
    pattern = "".join(
        re.escape(part) if i % 2 == 0 else f"(?P<{part}>.+)" if part == name else r"[^\s\]]+?"
        for i, part in enumerate(parts)
    )
    # the last one: check may print a line before, and an answer may contain anything
    found = [match for match in re.finditer(rf"^{pattern}\Z", text, re.M | re.S)]
    return found[-1][name].strip() if found else ""
