"""Take out of a feedback page what a trainee must not read."""

from __future__ import annotations

import re
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_task

HIDDEN = re.compile(r"^[^\n]*BEGIN HIDDEN TESTS[^\n]*\n(.*?)(?:^[^\n]*END HIDDEN TESTS[^\n]*(?:\n|\Z)|\Z)", re.S | re.M)
SCHEME = re.compile(r"^[^\n]*BEGIN MARK SCHEME[^\n]*\n(.*?)(?:^[^\n]*END MARK SCHEME[^\n]*(?:\n|\Z)|\Z)", re.S | re.M)

# the folders of an absolute path, which stays readable as a file name; not the middle of a word or of an address
_HOST_PATH = re.compile(r"(?<![\w:/.…])(?:~|/[\w.-]+|[A-Z]:\\[^\s\\]*)(?:[/\\][^\s/\\'\"<>:,)\]]+)*[/\\]")
#: Where Python's libraries stand on this machine says nothing; which library it was does.
#: It begins where a word begins, so that one endless word is not searched again from each of its letters.
_LIBRARY = re.compile(r"(?<![^\s'\"<>()])[^\s'\"<>()]*[/\\](?:site-packages|dist-packages|lib[/\\]python3\.\d+)[/\\]")
_ANSI = re.compile(r"\x1b\[[0-9;]*m")

#: Lines of a hidden test shorter than this are not searched for in outputs: ``)`` or ``points=2,`` say nothing.
_TELLING_LENGTH = 20


class HideMarking(NbGraderPreprocessor):
    """Remove hidden tests, mark schemes, source lines in tracebacks and paths of the marking machine from a notebook.

    Used in ``GenerateFeedback.preprocessors``, after ``GetGrades``. The course's own page shows no source of a graded
    cell at all; this step makes the same true for any other page that a trainer builds from the notebook.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Clean every cell of ``nb`` in place."""
        secrets = hidden_lines(nb)
        for cell in nb.cells:
            cell.source = SCHEME.sub("", HIDDEN.sub("", cell.source)).rstrip("\n")
            if cell.cell_type == "code":
                marked = is_grade(cell) or is_task(cell)
                cell.outputs = [clean_output(output, secrets, marked) for output in cell.outputs]
        return nb, resources


def hidden_lines(nb: NotebookNode) -> set[str]:
    """The telling lines of all hidden tests and mark schemes of a notebook, without blanks and quotes.

    Whole lines catch what ``print(In)`` and tracebacks show. Code that hides a copy on purpose is not caught here: only
    marking in a process of its own can prevent that.
    """
    regions = [text for cell in nb.cells for rule in (HIDDEN, SCHEME) for text in rule.findall(cell.source)]
    # a line that is one text is a message of the marking, which trainees do read
    lines = {_bare(line) for region in regions for line in region.splitlines() if line.strip()[:1] not in "'\""}
    return {line for line in lines if len(line) >= _TELLING_LENGTH}


def _bare(text: str) -> str:
    """Text without blanks, quotes and backslashes, so that a quoted or indented copy of a line is still found."""
    return re.sub(r"[\s\\'\"]", "", text)


def clean_output(output: NotebookNode, secrets: set[str], marked: bool) -> NotebookNode:
    """One output without secrets.

    Args:
        output: A notebook output; changed in place and returned.
        secrets: Lines of hidden tests; text that contains one is replaced.
        marked: Whether the output belongs to a graded cell, whose errors say nothing that helps a trainee.
    """
    if output.output_type == "error":
        # a traceback prints source lines around the error, and in a graded cell these are the hidden test
        message = "The marking of this question met a problem." if marked else clean_text(output.evalue, secrets)
        output.evalue = message
        lines = [] if marked else [clean_text(str(line), secrets) for line in output.traceback]
        output.traceback = lines or [f"{output.ename}: {message}"]
    elif output.output_type == "stream":
        output.text = clean_text(_joined(output.text), secrets)
    elif "data" in output:
        for kind, value in output.data.items():
            if kind.startswith("text/") or isinstance(value, str):
                output.data[kind] = clean_text(_joined(value), secrets)
    return output


def clean_text(text: str, secrets: set[str]) -> str:
    """Text without colour codes, paths of this machine and lines that repeat a hidden test."""
    text = _HOST_PATH.sub("", _LIBRARY.sub("…/", _ANSI.sub("", text)))
    lines = [line if not any(secret in _bare(line) for secret in secrets) else "[removed]" for line in text.split("\n")]
    return "\n".join(lines)


def _joined(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)
