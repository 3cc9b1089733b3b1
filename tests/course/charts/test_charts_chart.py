"""What a notebook gets: two outputs, no browser, nothing heavy before it is needed."""

import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from course import charts
from course.charts.chart import PLOTLY

ROOT = Path(__file__).parents[3]
CELL = """
import pandas as pd
from course import charts
charts.line(pd.DataFrame({"year": [2020, 2021], "v": [1, 2]}), "year", "v", title="T", unit="u", source="S", alt="A")
"""


def run(code: str) -> str:
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    return result.stdout.strip()


def test_two_outputs(flows, words):
    picture, notes = charts.line(flows, "year", "usd", "flow", **words).bundles()
    assert set(picture) == {PLOTLY, "text/html", "text/plain"}
    assert "<svg" in picture["text/html"] and words["title"] in picture["text/html"]
    assert set(notes) == {"text/html", "text/plain"}
    for part in (words["source"], words["alt"], "<details", "<table", "<caption>", "download="):
        assert part in notes["text/html"]
    json.dumps(picture[PLOTLY], allow_nan=False)


def test_only_safe_html(flows, words):
    html = charts.line(flows, "year", "usd", "flow", **words).html()
    assert "<style" not in html and "<script" not in html and " onclick" not in html


@pytest.mark.parametrize("marking", [False, True])
def test_display_in_a_kernel(monkeypatch, marking):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    if marking:
        monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL)])
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    outputs = notebook.cells[0].outputs
    assert [o.output_type for o in outputs] == ["display_data", "display_data"]
    assert PLOTLY in outputs[0].data and "<svg" in outputs[0].data["text/html"]
    assert "<details" in outputs[1].data["text/html"]


def test_charts_load_lazily():
    names = "('pandas', 'numpy', 'plotly', 'IPython')"
    assert run(f"import sys, course.charts; print(*[m for m in {names} if m in sys.modules])") == ""


def test_a_chart_is_drawn_without_plotly():
    code = CELL.replace("charts.line(", "c = charts.line(") + "import sys; c.bundles(); print('plotly' in sys.modules)"
    assert run(code) == "False"


def test_words_for_a_plain_terminal(flows, words):
    text = repr(charts.line(flows, "year", "usd", "flow", **words))
    assert all(word in text for word in words.values())
