"""From the bytes of a notebook file to a notebook that nbgrader can work with."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import Any

import nbformat
import nbformat.reader
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell
from nbformat.v4.rwbase import rejoin_lines, strip_transient
from nbgrader.nbgraderformat import SCHEMA_VERSION

from grading.doctor.text import Unusable, decoded, salvaged, value

MOST_CELLS = 2_000
_CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_TYPES = ("code", "markdown", "raw")
_DICTS = ("kernelspec", "language_info", "course", "widgets")  # metadata that the steps look into
_LARGE = 5_000_000  # from here on stored outputs are left out: grading makes new ones


def read_notebook(data: bytes) -> tuple[NotebookNode, list[str]]:
    """A sound notebook and the kinds of repairs that it needed. A sound file gives what ``nbformat.read`` gives.

    Raises:
        Unusable: Nothing can be made of it.
    """
    text, repairs = decoded(data)
    try:
        found, more = value(text)
    except Unusable as problem:
        if problem.kind != "damaged":
            raise
        found, more = salvaged(text)
    repairs += more
    if not isinstance(found, dict) or not ("cells" in found or "worksheets" in found):
        raise Unusable("damaged")
    found, converted = _current(found)
    repairs += converted + _mend(found, drop_outputs=len(data) > _LARGE)
    return _checked(found, repairs), list(dict.fromkeys(repairs))


def _current(found: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The notebook in format 4."""
    major, minor = found.get("nbformat"), found.get("nbformat_minor")
    if "cells" not in found:
        found["nbformat"] = major if isinstance(major, int) and major in (1, 2, 3) else 3
        found["nbformat_minor"] = minor if isinstance(minor, int) else 0
        try:
            old = nbformat.reader.reads(json.dumps(found))
            return json.loads(json.dumps(nbformat.convert(old, 4))), ["old_format"]
        except Exception:  # old converters raise whatever an odd file makes them raise
            raise Unusable("damaged") from None
    sound = major == 4 and isinstance(minor, int) and not isinstance(minor, bool) and 0 <= minor <= 5
    if not sound:
        found["nbformat"], found["nbformat_minor"] = 4, 5
    return found, [] if sound else ["structure"]


def _mend(found: dict[str, Any], drop_outputs: bool) -> list[str]:
    """Repair the structure in place."""
    repairs: list[str] = []
    if not isinstance(found.get("metadata"), dict):
        found["metadata"] = {}
        repairs.append("structure")
    for name in _DICTS:
        if name in found["metadata"] and not isinstance(found["metadata"][name], dict):
            del found["metadata"][name]
            repairs.append("structure")
    # who reads these lists believes them: they are the doctor's and RestoreCells's words, not the trainee's
    for name in ("restored", "repairs"):
        if found["metadata"].get("course", {}).pop(name, None) is not None:
            repairs.append("structure")
    cells = found["cells"] if isinstance(found["cells"], list) else []
    kept = [cell for cell in cells[:MOST_CELLS] if isinstance(cell, dict)]
    if kept != found["cells"]:
        repairs.append("structure")
    found["cells"] = kept
    for cell in kept:
        repairs += _mend_cell(cell)
        if drop_outputs and cell.get("outputs"):
            cell["outputs"] = []
            repairs.append("outputs_dropped")
    return repairs + _mend_ids(found)


def _mend_cell(cell: dict[str, Any]) -> list[str]:
    repairs = []
    if cell.get("cell_type") not in _TYPES:
        cell["cell_type"] = "raw"
        repairs.append("structure")
    source = cell.get("source")
    if not isinstance(source, str):
        lines = source if isinstance(source, list) else []
        cell["source"] = "".join(line for line in lines if isinstance(line, str))
        if lines != source or not all(isinstance(line, str) for line in lines):
            repairs.append("structure")
    if not isinstance(cell.get("metadata"), dict):
        cell["metadata"] = {}
        repairs.append("structure")
    repairs += _mend_metadata(cell["metadata"])
    if cell["cell_type"] == "code":
        count = cell.get("execution_count")
        if "execution_count" not in cell or not (count is None or (isinstance(count, int) and count >= 0)):
            cell["execution_count"] = None
            repairs.append("structure")
        if not isinstance(cell.get("outputs"), list) or not all(isinstance(one, dict) for one in cell["outputs"]):
            cell["outputs"] = []
            repairs.append("structure")
    return repairs


def _mend_metadata(metadata: dict[str, Any]) -> list[str]:
    repairs = []
    about = metadata.get("nbgrader", {})
    if not isinstance(about, dict) or not isinstance(about.get("grade_id", ""), str):
        del metadata["nbgrader"]
        repairs.append("structure")
    elif about and about.get("schema_version") != SCHEMA_VERSION:
        repairs.append("old_nbgrader")
    tags = metadata.get("tags", [])
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        del metadata["tags"]
        repairs.append("structure")
    for name in ("course", "jupyter", "execution"):
        if name in metadata and not isinstance(metadata[name], dict):
            del metadata[name]
            repairs.append("structure")
    if metadata.get("course", {}).pop("touched", None) is not None:  # the sandbox writes this, nobody else
        repairs.append("structure")
    return repairs


def _mend_ids(found: dict[str, Any]) -> list[str]:
    """A new id for each cell whose id is taken or no id at all."""
    if found["nbformat_minor"] < 5:
        return []
    repairs = []
    seen: set[str] = set()
    for place, cell in enumerate(found["cells"]):
        id = cell.get("id")
        if not isinstance(id, str) or not _CELL_ID.fullmatch(id) or id in seen:
            repairs.append("cell_ids")
            number = place
            while (id := f"cell-{number}") in seen:
                number += MOST_CELLS
            cell["id"] = id
        seen.add(id)
    return repairs


def _checked(found: dict[str, Any], repairs: list[str]) -> NotebookNode:
    """The notebook as nbformat reads it; where its schema still refuses, only sources and names of cells are kept."""
    with suppress(nbformat.ValidationError, KeyError, TypeError, AttributeError, ValueError):
        nb = strip_transient(rejoin_lines(nbformat.from_dict(found)))
        nbformat.validate(nb)
        return nb
    repairs.append("structure")
    return _plain(found)


def _plain(found: dict[str, Any]) -> NotebookNode:
    makers = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}
    cells = []
    for place, cell in enumerate(found["cells"]):
        kept = {name: cell["metadata"][name] for name in ("nbgrader", "tags") if name in cell["metadata"]}
        id = cell["id"] if isinstance(cell.get("id"), str) and _CELL_ID.fullmatch(cell["id"]) else f"cell-{place}"
        cells.append(makers[cell["cell_type"]](cell["source"], id=id, metadata=nbformat.from_dict(kept)))
    return new_notebook(cells=cells)
