"""One zip from many files, the same bytes each time."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

_DATE = (2020, 1, 1, 0, 0, 0)
#: Already small: packing them again only takes time.
_PACKED = {".whl", ".zip", ".woff2", ".png", ".pdf"}
_PROGRAMS = {".sh", ".command", ".py"}


def write(target: Path, files: Mapping[str, Path]) -> None:
    """Write ``target``.

    Args:
        target: the zip file; replaced in one step.
        files: the file for each path in the zip.
    """
    part = target.with_suffix(".part")
    with zipfile.ZipFile(part, "w") as made:
        for name, path in sorted(files.items()):
            info = zipfile.ZipInfo(name, _DATE)
            info.create_system = 3  # else the right to run a program is lost
            info.external_attr = (0o100755 if path.suffix in _PROGRAMS else 0o100644) << 16
            kind = zipfile.ZIP_STORED if path.suffix in _PACKED else zipfile.ZIP_DEFLATED
            made.writestr(info, path.read_bytes(), kind)
    part.replace(target)
