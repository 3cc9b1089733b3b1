"""Wheels with compiled modules, so that a browser need not compile pandas at each start; made once and kept."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from book.lab import sources

_HERE = Path(__file__).parent
_MAKERS = ("compile.mjs", "compile_wheels.py")
_PATIENCE = 900  # seconds


def compiled(wheels: list[Path], keep: set[str], engine: Path, downloads: Path) -> list[Path]:
    """The compiled form of each wheel, in order.

    Args:
        wheels: pure or compiled for Pyodide.
        keep: names of files whose sources stay beside the compiled modules.
        engine: a folder with Pyodide's program.
        downloads: where results are kept between builds.

    Raises:
        Missing: Node.js is not there, or the engine stopped.
    """
    rules = hashlib.sha256(b"".join((_HERE / name).read_bytes() for name in _MAKERS)).hexdigest()
    places = [
        downloads / "compiled" / f"{sources.sha256(wheel)[:16]}-{rules[:8]}-{wheel.name in keep:d}" / wheel.name
        for wheel in wheels
    ]
    missing = [(wheel, place) for wheel, place in zip(wheels, places, strict=True) if not place.is_file()]
    if missing:
        _compile(missing, keep, engine)
    return places


def _compile(missing: list[tuple[Path, Path]], keep: set[str], engine: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="lab-") as folder:
        job = []
        for number, (wheel, _) in enumerate(missing):
            shutil.copyfile(wheel, Path(folder) / f"{number}.whl")
            job.append({"source": f"{number}.whl", "target": f"{number}-made.whl", "keep": wheel.name in keep})
        (Path(folder) / "job.json").write_text(json.dumps(job), "utf-8")
        command = ["node", str(_HERE / "compile.mjs"), str(engine), str(Path(folder) / "job.json")]
        try:
            made = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_PATIENCE)
        except FileNotFoundError:
            raise sources.Missing("Node.js is not installed; the browser lab needs it to be built") from None
        if made.returncode:
            raise sources.Missing("the wheels could not be compiled in Pyodide:\n" + made.stderr[-2000:])
        for number, (_, place) in enumerate(missing):
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(Path(folder) / f"{number}-made.whl", place)
