"""Which notebook cells may run by themselves: exactly those that the course ships."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

TAG = "course-run"


def digests(folder: Path) -> list[str]:
    """SHA-256 digests of the sources of all self-running cells below ``folder``.

    Args:
        folder: the course's own modules, or a release made from them.

    Returns:
        Sorted hexadecimal digests without doubles.
    """
    found = set()
    for page in sorted(folder.glob("*/*.ipynb")):
        for cell in json.loads(page.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code" and TAG in cell["metadata"].get("tags", []):
                source = cell["source"]
                text = source if isinstance(source, str) else "".join(source)
                found.add(hashlib.sha256(text.encode()).hexdigest())
    return sorted(found)


def write(folder: Path, target: Path) -> int:
    """Write the list that the extension reads; returns how many cells it names."""
    listed = digests(folder)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(listed, indent=0) + "\n", encoding="utf-8")
    return len(listed)
