"""The floor: plain ``exec`` of a submission's cells in a fork of a process that has loaded everything.

No kernel, no outputs, no tracebacks, no sandbox, no sanitising, no files, no gradebook: nothing that grades can be
faster than this.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path


def main(folders: list[str]) -> None:
    """Run the notebooks of some autograded folders; prints CPU-seconds and seconds for each submission."""
    from grading.execution import preload

    preload.libraries()
    figures = [_run(Path(folder)) for folder in folders]
    print(json.dumps(figures))


def _run(folder: Path) -> tuple[float, float]:
    began = time.perf_counter()
    pid = os.fork()
    if not pid:
        _child(folder)
    _pid, _status, usage = os.wait4(pid, 0)
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - began


def _child(folder: Path) -> None:
    try:
        os.chdir(folder)
        sys.modules["course"].START_FOLDER = str(folder)
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        notebook = json.loads(Path("exercises.ipynb").read_text(encoding="utf-8"))
        names: dict[str, object] = {"__name__": "__main__"}
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                try:
                    exec(compile("".join(cell["source"]), "cell", "exec"), names)
                except Exception as error:
                    names["error"] = error
    finally:
        os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
