"""Large descriptions of tools and charts stand in files of their own, which a page loads when its reader comes near.

A file is a classic script, because ``file://`` forbids to fetch JSON. It is named after its content: the same
description on several pages travels once, and a changed one never meets an old copy.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

#: Characters from which a description gets a file; a shorter one costs less inside the page.
LARGE = 4_000
#: Where pages find the files, below ``_static``.
FOLDER = "course/data"


def as_json(value: Any) -> str:
    """``value`` as short JSON; ``<`` is escaped, so nothing in it can end a script element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace("<", "\\u003c")


def placed(value: Any, folder: Path | None) -> tuple[str, str]:
    """An attribute and a script element: one of them carries ``value``, the other is empty.

    Args:
        value: plain JSON.
        folder: where files are collected; without it, everything stays in the page.

    Returns:
        ``(' data-src="…"', "")`` for a large value, ``("", "<script …>")`` for a small one.
    """
    text = as_json(value)
    if folder is None or len(text) < LARGE:
        return "", f'<script type="application/json">{text}</script>'
    name = hashlib.sha256(text.encode()).hexdigest()[:16]
    path = folder / f"{name}.js"
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(f'courseParts.data("{name}", {text});\n', "utf-8")
    return f' data-src="{name}"', ""
