"""The quick text of a notebook is nbformat's."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from grading.grade.notebook_text import text_of
from grading.nbgrader_config import PROJECT

_TEXTS = st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=30)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | _TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3),
    max_leaves=12,
)


@given(source=_TEXTS, about=st.dictionaries(_TEXTS, _VALUES, max_size=4), shown=_VALUES)
def test_any_text_and_any_value(source: str, about: dict, shown: object) -> None:
    data = {"text/plain": source, "application/json": shown, "application/vnd.x+json": {"a": shown}}
    outputs = [
        new_output("display_data", data, metadata={"text/plain": about}),
        new_output("execute_result", deepcopy(data), execution_count=3),
        new_output("stream", name="stderr", text=f"{source}\n{source}\r\n"),
        new_output("error", ename="E", evalue=source, traceback=[source, ""]),
    ]
    cells = [
        new_code_cell(f"{source}\n\x0b{source}", id="a", outputs=outputs, metadata={**about, "trusted": True}),
        new_markdown_cell(source, id="b", attachments={"x.png": {"image/png": "AA==\n", "text/plain": source}}),
        new_code_cell("", id="c"),
    ]
    notebook = new_notebook(cells=cells, metadata={**about, "signature": "x", "orig_nbformat": 3})
    before = deepcopy(notebook)
    assert text_of(notebook) == nbformat.writes(notebook)
    assert repr(notebook) == repr(before)


@pytest.mark.parametrize(
    "path", sorted((PROJECT / "modules").glob("*/exercises.ipynb"))[:2], ids=lambda path: path.parent.name
)
def test_a_module(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    assert text_of(notebook) == nbformat.writes(notebook)


def test_what_is_no_json_is_left_to_nbformat() -> None:
    with_bytes = new_notebook(metadata={"x": b"abc"})
    assert text_of(with_bytes) == nbformat.writes(with_bytes)
    old = nbformat.v3.new_notebook()
    assert text_of(NotebookNode(old)) == nbformat.writes(old)
