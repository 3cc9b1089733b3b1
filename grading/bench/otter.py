"""otter-grader 7 beside stock nbgrader and ours, on the same light notebook: it lives in an environment of its own."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import time
import venv
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook, new_raw_cell

from grading.bench import measure
from grading.bench.measure import Figure

_TESTS = ["fee(100) == 5", "# HIDDEN\nfee(0) == 2"]
_RUNS, _OURS = 4, 42


def report(folder: Path) -> None:
    """Measure stock, otter-grader and ours; says why when otter-grader cannot be had."""
    from grading.bench import generated
    from grading.bench.__main__ import head, show

    course = generated.make_course(folder / "course")
    # numbers that are divisible by three are honest work
    for number in range(0, 3 * _OURS, 3):
        generated.hand_in(course, 1, number)
    base = measure.stock(course, _RUNS)
    head("\nA light notebook without libraries, because otter-grader has an environment of its own")
    show(base, base)
    try:
        show(_otter(folder), base)
    except (subprocess.SubprocessError, OSError, StopIteration) as problem:
        print(f"otter-grader 7 could not be measured: {_words(problem)}")
    start = measure.ours(course, 2)
    show(measure.ours(course, _OURS).without(start), base)


def _words(problem: Exception) -> str:
    said = getattr(problem, "stderr", None) or str(problem)
    return said.strip().splitlines()[-1] if said.strip() else type(problem).__name__


def _otter(folder: Path) -> Figure:
    environment = folder / "environment"
    venv.create(environment, with_pip=True)
    programs = environment / "bin"
    _run([programs / "pip", "install", "-q", "otter-grader>=7,<8", "ipykernel", "pandas"], folder, 900)
    nbformat.write(_source(), folder / "light.ipynb")
    _run([programs / "otter", "assign", "light.ipynb", "made"], folder, 120)
    answer = folder / "answer.ipynb"
    shutil.copy(folder / "made" / "autograder" / "light.ipynb", answer)
    tests = next((folder / "made" / "autograder").glob("*.zip"))
    command = [programs / "otter", "run", str(answer), "-a", str(tests)]
    _run(command, folder, 120)
    began, cpu = time.perf_counter(), _cpu()
    for _ in range(_RUNS):
        _run(command, folder, 120)
    seconds, used = time.perf_counter() - began, _cpu() - cpu
    return Figure("otter-grader 7 (otter run)", _RUNS, seconds, used)


def _run(command: list[Path | str], folder: Path, seconds: int) -> None:
    path = f"{folder / 'environment' / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "JUPYTER"))}
    subprocess.run(
        [str(part) for part in command],
        cwd=folder, env={**kept, "PATH": path}, timeout=seconds, capture_output=True, text=True, check=True,
    )  # fmt: skip


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _source() -> nbformat.NotebookNode:
    """One question with a hidden test, as otter-grader writes it."""
    cells = [
        new_raw_cell("# ASSIGNMENT CONFIG\nname: light\nrun_tests: false\ninit_cell: true\nexport_cell: false"),
        new_raw_cell("# BEGIN QUESTION\nname: q1\npoints: 3"),
        new_raw_cell("# BEGIN SOLUTION"),
        new_code_cell("def fee(amount):\n    return 2 + 0.03 * amount # SOLUTION"),
        new_raw_cell("# END SOLUTION"),
        new_raw_cell("# BEGIN TESTS"),
        *map(new_code_cell, _TESTS),
        new_raw_cell("# END TESTS"),
        new_raw_cell("# END QUESTION"),
    ]
    notebook = new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return notebook
