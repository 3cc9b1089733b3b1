"""Which submission of a trainee lies in the course folder: its receipt from the exchange."""

from __future__ import annotations

from pathlib import Path

#: nbgrader's name for the file; our exchange puts the receipt there.
_RECEIPT = "submission_secret.txt"


def receipt(course: Path, assignment: str, trainee: str, step: str = "submitted") -> str:
    """The receipt of what was collected (or graded, with ``step="autograded"``); "" if nothing was."""
    try:
        return (course / step / trainee / assignment / _RECEIPT).read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def receipts(course: Path, step: str) -> dict[tuple[str, str], str]:
    """Receipts by module and trainee; "" where a submission came another way."""
    folders = (path for path in (course / step).glob("*/*") if path.is_dir() and not path.name.startswith("."))
    return {(path.name, path.parent.name): receipt(course, path.name, path.parent.name, step) for path in folders}
