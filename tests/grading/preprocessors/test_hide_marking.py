"""Hidden tests, mark schemes, tracebacks and host paths leave the notebook before feedback."""

from __future__ import annotations

import json
import time

import nbformat
import pytest
from nbformat.v4 import new_output

from grading.preprocessors import HideMarking
from grading.preprocessors.hide_marking import clean_text
from tests.grading.fixture_module import exercises

SECRET = next(line for line in exercises().cells[3].source.splitlines() if "192.075" in line)


def _hidden(nb: nbformat.NotebookNode) -> dict[str, nbformat.NotebookNode]:
    nb, _ = HideMarking().preprocess(nb, {})
    return {cell.id: cell for cell in nb.cells}


def _with_output(id: str, output: nbformat.NotebookNode) -> nbformat.NotebookNode:
    nb = exercises()
    next(cell for cell in nb.cells if cell.id == id).outputs = [output]
    return nb


def test_sources_lose_hidden_tests_and_schemes() -> None:
    cells = _hidden(exercises())
    assert cells["m90-e1-mark"].source == 'from course import check, mark\ncheck("m90-e1")'
    assert cells["m90-r1-task"].source == "Your trainer looks at three things."
    assert "192.075" not in json.dumps(list(cells.values()))


def test_an_unclosed_region_hides_the_rest() -> None:
    nb = exercises()
    nb.cells[3].source = "check()\n### BEGIN HIDDEN TESTS\nmark.number('m90-e1', key=5)"
    assert _hidden(nb)["m90-e1-mark"].source == "check()"


def test_errors_of_graded_cells_say_nothing() -> None:
    error = new_output("error", ename="AssertionError", evalue="192.075 != 3", traceback=["File x", f"--> {SECRET}"])
    text = json.dumps(_hidden(_with_output("m90-e1-mark", error))["m90-e1-mark"].outputs)
    assert "192.075" not in text and "File x" not in text and "met a problem" in text


def test_errors_of_own_code_keep_message_and_place_without_secrets_and_paths() -> None:
    lines = ["File /home/ana/a.py:3\n----> 3 open('/home/ana/x.csv')", f"    {SECRET}"]
    error = new_output("error", ename="KeyError", evalue="'/home/ana/x.csv'", traceback=lines)
    output = _hidden(_with_output("m90-e3-code", error))["m90-e3-code"].outputs[0]
    assert output.evalue == "'x.csv'"
    assert output.traceback == ["File a.py:3\n----> 3 open('x.csv')", "[removed]"]


def test_outputs_that_repeat_a_hidden_test_are_removed() -> None:
    copies = [SECRET, repr([SECRET, "it's"]), "    " + SECRET.replace(" ", "  ")]
    for copy in copies:
        for output in (
            new_output("stream", text=f"before\n{copy}\nafter"),
            new_output("execute_result", data={"text/plain": f"before\n{copy}\nafter"}),
        ):
            text = json.dumps(_hidden(_with_output("m90-e3-code", output))["m90-e3-code"].outputs)
            assert "192.075" not in text and "before" in text and "after" in text


def test_messages_of_slips_are_no_secret() -> None:
    nb = exercises()
    message = "It looks as if the margin was forgotten."
    nb.cells[3].source = f'### BEGIN HIDDEN TESTS\nmark.number(\n    "{message}"\n)\n### END HIDDEN TESTS'
    nb.cells[3].outputs = [new_output("stream", text=f"m90-e1: 1 of 2 points. {message}\n")]
    assert message in _hidden(nb)["m90-e1-mark"].outputs[0].text


def test_paths_of_this_machine_become_file_names() -> None:
    assert clean_text('File "/home/ana/course/x.py", line 3', set()) == 'File "x.py", line 3'
    assert clean_text("~/secret/y.txt and 3/4 and a/b", set()) == "y.txt and 3/4 and a/b"
    assert clean_text("see https://data.example.org/a/b.csv, and/or 1 / 2", set()).endswith("/a/b.csv, and/or 1 / 2")
    assert clean_text("C:\\Users\\ana\\x.py", set()) == "x.py"
    assert clean_text("\x1b[31mred\x1b[0m", set()) == "red"


@pytest.mark.parametrize("text", ["x" * 900_000, "/x" * 400_000, "~/" * 400_000, "-/a" * 300_000, "\x1b[" * 400_000])
def test_one_endless_word_takes_no_time(text: str) -> None:
    started = time.process_time()
    clean_text(text, set())
    assert time.process_time() - started < 3
