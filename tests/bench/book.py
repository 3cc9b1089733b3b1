"""How long the book takes: cold, with nothing changed, with one notebook changed. In a copy of the project."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.row import Row

ROOT = Path(__file__).parents[2]
ROOMS = ["course", "modules", "datasets", "grading", "book", "pyproject.toml", "README.md"]


def _build(folder: Path) -> float:
    began = time.perf_counter()
    # -m looks into the working directory first, so the copy builds itself
    subprocess.run([sys.executable, "-m", "book.build"], cwd=folder, check=True, capture_output=True, env=os.environ)
    return time.perf_counter() - began


def rows() -> Iterator[Row]:
    """Seconds for each build, against the cold one."""
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary)
        for room in ROOMS:
            source = ROOT / room
            ignored = shutil.ignore_patterns("__pycache__", "answers.json")
            shutil.copytree(source, copy / room, ignore=ignored) if source.is_dir() else shutil.copy(
                source, copy / room
            )
        cold = _build(copy)
        yield Row("book, cold (release and notebooks included)", cold, "s")
        yield Row("book, nothing changed", _build(copy), "s", cold, "cold")
        page = copy / "modules" / "m10_remittances" / "lesson.ipynb"
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("Part 1.", "Part one.", 1), encoding="utf-8")
        yield Row("book, one notebook changed (goal: ratio below 0.2)", _build(copy), "s", cold, "cold")
