"""A notebook's outputs before Sphinx reads them."""

from __future__ import annotations

from typing import Any

from book.ext.outputs import converted


def cell(data: dict[str, Any]) -> dict[str, Any]:
    return {"cell_type": "code", "outputs": [{"output_type": "display_data", "data": data, "metadata": {}}]}


def test_our_outputs_become_html_and_others_stay() -> None:
    view = {"schema": 1, "kind": "tool", "tool": "flows", "id": "m10-t4"}
    notebook = converted(
        {
            "cells": [
                cell({"application/vnd.course.view+json": view, "text/html": "still", "text/plain": "x"}),
                cell({"text/plain": "4"}),
                {"cell_type": "markdown", "source": "text"},
                {"cell_type": "code", "outputs": [{"output_type": "stream", "text": "hello"}]},
            ]
        }
    )
    first, second = (one["outputs"][0]["data"] for one in notebook["cells"][:2])
    assert set(first) == {"text/html"}
    assert 'class="course-view"' in first["text/html"]
    assert second == {"text/plain": "4"}
