"""Run the notebooks once, in parallel, and keep the result until something that they depend on changes."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from traitlets.config import Config

from book.notebooks import as_text

_CELL_SECONDS = 120


class NotebookFailed(RuntimeError):
    """A cell of a notebook raised an error; the text names the notebook and holds the end of the traceback."""


@dataclass(frozen=True)
class Task:
    """One notebook to run.

    Attributes:
        name: how messages name it, ``m10_remittances/lesson``.
        text: the notebook as JSON text.
        key: changes when the notebook or anything that it depends on changes.
        environment: variables of the kernel besides those that every notebook gets.
    """

    name: str
    text: str
    key: str
    environment: dict[str, str] = field(default_factory=dict)


def task(name: str, notebook: nbformat.NotebookNode, library: str, environment: dict[str, str] | None = None) -> Task:
    """Describe one run.

    Args:
        name: how messages name the notebook.
        notebook: what to run.
        library: fingerprint of the code and data that the notebook uses.
        environment: further variables of the kernel, for example its language.
    """
    text = as_text(notebook)
    environment = environment or {}
    key = hashlib.sha256(f"{name}\0{library}\0{sorted(environment.items())}\0{text}".encode()).hexdigest()[:32]
    return Task(name, text, key, environment)


def _kernel(folder: str) -> Config:
    """Talk to the kernel through files in ``folder``: kernels that start together can take each other's ports."""
    if os.name != "posix":
        return Config()
    return Config({"KernelManager": {"transport": "ipc", "ip": str(Path(folder) / "kernel")}})


def run(text: str, name: str, more: dict[str, str] | None = None) -> tuple[str, float]:
    """Run a notebook in an empty folder, without widgets (``COURSE_STATIC``).

    Returns:
        The executed notebook as JSON text, and the seconds that it took.

    Raises:
        NotebookFailed: a cell failed.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    started = time.monotonic()
    notebook = nbformat.reads(text, as_version=4)
    environment = {
        **os.environ,
        "COURSE_STATIC": "1",
        # Per-trainee numbers are those of one fixed reader, so that a build gives the same page each time.
        "COURSE_TRAINEE": "reader",
        "PYTHONHASHSEED": "0",
        **(more or {}),
    }
    with (
        tempfile.TemporaryDirectory(prefix="book-") as folder,
        tempfile.TemporaryDirectory(prefix="book-") as sockets,
    ):
        client = NotebookClient(
            notebook,
            timeout=_CELL_SECONDS,
            kernel_name="python3",
            resources={"metadata": {"path": folder}},
            config=_kernel(sockets),
        )
        try:
            client.execute(env=environment)
        except CellExecutionError as problem:
            raise NotebookFailed(f"{name}: {str(problem)[-2000:]}") from None
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # times of day: they would change the page at each build
    return as_text(notebook), time.monotonic() - started


def run_all(tasks: list[Task], cache: Path, say: Callable[[str], None]) -> dict[str, str]:
    """Executed notebooks by name, from the cache where possible.

    Raises:
        NotebookFailed: the first failure; notebooks that succeeded stay in the cache.
    """
    cache.mkdir(parents=True, exist_ok=True)
    done = {one.name: (cache / f"{one.key}.ipynb") for one in tasks}
    missing = [one for one in tasks if not done[one.name].is_file()]
    if missing:
        workers = min(len(missing), os.cpu_count() or 1)
        with ProcessPoolExecutor(max_workers=workers) as pool:
            runs = [(one, pool.submit(run, one.text, one.name, one.environment)) for one in missing]
            for number, (one, future) in enumerate(runs, start=1):
                text, seconds = future.result()
                done[one.name].write_text(text, "utf-8")
                say(f"  [{number}/{len(missing)}] {one.name}: run in {seconds:.1f} s")
    for old in set(cache.glob("*.ipynb")) - set(done.values()):
        old.unlink()
    return {name: path.read_text("utf-8") for name, path in done.items()}
