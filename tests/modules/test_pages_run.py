"""Every page runs from the first cell to the last without an error, as the book runs it and as nbgrader runs it."""

import os
import shutil

import nbformat
import pytest
from nbclient import NotebookClient

from tests.modules import module_reading as reading

pytestmark = pytest.mark.usefixtures("warm_kernels")

PAGES = reading.all_pages()
VIEW = "application/vnd.course.view+json"
MODES = {"book": {"COURSE_STATIC": "1"}, "nbgrader": {"NBGRADER_EXECUTION": "autograde"}}


def _run(module: str, page: str, folder, mode: str) -> nbformat.NotebookNode:
    shutil.copyfile(reading.MODULES / module / f"{page}.ipynb", folder / f"{page}.ipynb")
    notebook = nbformat.read(folder / f"{page}.ipynb", 4)
    env = {**os.environ, **MODES[mode]}
    client = NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(folder)}})
    return client.execute(env=env)


@pytest.mark.parametrize("mode", list(MODES))
@pytest.mark.parametrize(("module", "page"), PAGES)
def test_a_page_runs(module, page, mode, tmp_path):
    notebook = _run(module, page, tmp_path, mode)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            assert output.output_type != "error", f"{cell.id}: {output.get('evalue')}"
            assert output.get("name") != "stderr", f"{cell.id}: {output.text}"
    tags = {cell.id: cell.metadata.get("tags", []) for cell in notebook.cells}
    views = [c for c in notebook.cells if c.cell_type == "code" and c.id.endswith("-answer")]
    assert views
    for cell in views:
        kinds = {kind for output in cell.outputs for kind in output.get("data", {})}
        if mode == "book":
            assert VIEW in kinds and "text/html" in kinds, cell.id
        else:
            assert VIEW not in kinds, f"{cell.id}: no view is built while marking"
            assert any(output.get("name") == "stdout" for output in cell.outputs), cell.id
        assert "course-run" in tags[cell.id]
    if mode == "nbgrader":
        assert sorted(path.name for path in tmp_path.iterdir()) == [f"{page}.ipynb"], "marking leaves no file behind"
