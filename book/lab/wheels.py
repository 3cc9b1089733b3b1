"""Small wheels that the lab needs and nobody offers: the course itself, and empty ones for parts that are left out."""

from __future__ import annotations

import base64
import hashlib
import zipfile
from pathlib import Path

from book.fingerprint import files_in
from book.places import ROOT

_DATE = (2020, 1, 1, 0, 0, 0)  # the same bytes from the same content
#: Commands and the extension of JupyterLab work outside of Python's engine.
_NOT_IN_LAB = ("command", "lab")
COURSE = "migration-development-course"


def write(folder: Path, name: str, version: str, contents: dict[str, bytes]) -> Path:
    """A wheel for each platform.

    Args:
        folder: where it is written.
        name: of the distribution.
        version: of the distribution.
        contents: files by their path in ``site-packages``.

    Returns:
        The path of the wheel.
    """
    stem = f"{name.replace('-', '_')}-{version}"
    info = f"{stem}.dist-info"
    contents = {
        **contents,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: book.lab\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},sha256={_digest(content)},{len(content)}\n" for path, content in contents.items())
    contents[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    target = folder / f"{stem}-py3-none-any.whl"
    with zipfile.ZipFile(target, "w") as wheel:
        for path, content in contents.items():
            wheel.writestr(zipfile.ZipInfo(path, _DATE), content, zipfile.ZIP_DEFLATED)
    return target


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def course_files(root: Path = ROOT) -> dict[str, bytes]:
    """What ``course`` needs in the lab: its code, words and forms, and the tables."""
    library = root / "course"
    code = [path for path in files_in(library) if path.relative_to(library).parts[0] not in _NOT_IN_LAB]
    found = {path.relative_to(root).as_posix(): path.read_bytes() for path in code}
    tables = root / "datasets" / "tables"
    found |= {f"course/data/tables/{path.name}": path.read_bytes() for path in files_in(tables)}
    found["course/data/datapackage.json"] = (root / "datasets" / "datapackage.json").read_bytes()
    return found


def course(folder: Path) -> Path:
    """The wheel of the course's library."""
    from course import __version__

    return write(folder, COURSE, __version__, course_files())
