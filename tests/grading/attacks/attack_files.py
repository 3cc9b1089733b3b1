"""Changes of the files of a submission. A function gives the notebook to write, or None if it wrote all itself."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import nbformat
from attack_changes import Places
from nbformat import NotebookNode


def link_to_gradebook(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    (folder / "book.db").symlink_to(Path(places["course"]) / "gradebook.db")
    (folder / "all").symlink_to(places["canary"])
    (folder / "loop").symlink_to(folder)
    return nb


def link_to_answers(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    (folder / "answers.json").unlink()
    (folder / "answers.json").symlink_to(Path(places["other"]) / "answers.json")
    return nb


def notebook_is_link(nb: NotebookNode, folder: Path, places: Places) -> None:
    (folder / "exercises.ipynb").unlink()
    (folder / "exercises.ipynb").symlink_to(Path(places["other"]) / "exercises.ipynb")


def notebook_is_pipe(nb: NotebookNode, folder: Path, places: Places) -> None:
    (folder / "exercises.ipynb").unlink()
    os.mkfifo(folder / "exercises.ipynb")


def data_is_pipe(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    os.mkfifo(folder / "data.csv")
    return nb


def notebook_is_folder(nb: NotebookNode, folder: Path, places: Places) -> None:
    (folder / "exercises.ipynb").unlink()
    (folder / "exercises.ipynb").mkdir()
    (folder / "exercises.ipynb" / "x.txt").write_text("x")


def _text(text: str | bytes) -> Any:
    def write(nb: NotebookNode, folder: Path, places: Places) -> None:
        data = text if isinstance(text, bytes) else text.encode()
        (folder / "exercises.ipynb").write_bytes(data)

    return write


broken_json = _text('{"cells": [')
empty_file = _text("")
only_zeros = _text(b"\0" * 4096)
list_not_object = _text("[]")
deep_json = _text("[" * 200_000 + "]" * 200_000)
no_cells = _text('{"nbformat": 4, "nbformat_minor": 5, "metadata": {}}')
version_ninety = _text('{"nbformat": 90, "nbformat_minor": 0, "metadata": {}, "cells": []}')


def byte_order_mark(nb: NotebookNode, folder: Path, places: Places) -> None:
    path = folder / "exercises.ipynb"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


def utf_16(nb: NotebookNode, folder: Path, places: Places) -> None:
    path = folder / "exercises.ipynb"
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))


def version_three(nb: NotebookNode, folder: Path, places: Places) -> None:
    cells = [
        {"cell_type": "code", "input": c.source, "outputs": [], "language": "python", "metadata": dict(c.metadata)}
        for c in nb.cells
        if c.cell_type == "code"
    ]
    old = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {"name": ""},
        "worksheets": [{"metadata": {}, "cells": cells}],
    }
    (folder / "exercises.ipynb").write_text(json.dumps(old), encoding="utf-8")


def huge_notebook(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    nb.metadata["ballast"] = "x" * 60_000_000
    return nb


def many_cells(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    nb.cells += [nbformat.v4.new_markdown_cell("x") for _ in range(3000)]
    return nb


def same_ids(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    for cell in nb.cells:
        cell["id"] = "same"
    return nb


def odd_ids(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    for number, cell in enumerate(nb.cells):
        cell["id"] = ["", " ", "\x00", "ä" * 100, 5][number % 5]
    return nb


def lone_surrogates(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    nb.cells.append(nbformat.v4.new_code_cell('print("\ud800")  # \udfff', id="odd"))
    return nb


def unicode_name(nb: NotebookNode, folder: Path, places: Places) -> None:
    (folder / "exercises.ipynb").rename(folder / "exércices – copie (1)\u202egpj.ipynb")


def huge_answers(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    (folder / "answers.json").write_bytes(b'{"schema": 1, "answers": {"a": "' + b"x" * 40_000_000 + b'"}}')
    return nb


def deep_answers(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    (folder / "answers.json").write_text("[" * 100_000 + "]" * 100_000)
    return nb


def answers_is_folder(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    (folder / "answers.json").unlink()
    (folder / "answers.json").mkdir()
    return nb


def many_files(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    for number in range(1500):
        (folder / f"file-{number}.txt").write_text("x")
    return nb


def deep_folders(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    inner = folder.joinpath(*["d"] * 60)
    inner.mkdir(parents=True)
    (inner / "x.txt").write_text("x")
    return nb


def course_files(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    """Files that Python or the course might load instead of their own."""
    trap = f'open({places["canary"]!r} + "/trap", "w").write("loaded")\n'
    for name in ("course.py", "pandas.py", "sitecustomize.py", "usercustomize.py", "nbgrader_config.py", "json.py"):
        (folder / name).write_text(trap)
    (folder / "grading").mkdir()
    (folder / "grading" / "__init__.py").write_text(trap)
    (folder / "matplotlibrc").write_text("backend: module://trap\n")
    return nb
