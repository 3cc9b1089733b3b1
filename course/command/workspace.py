"""A trainee's own folder: released notebooks are copied in, work that is there is never overwritten."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

from course.command.paths import RELEASE, WORKSPACE

_NOTE = ".release.json"  # what each page looked like when it was copied


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refresh(release: Path = RELEASE, workspace: Path = WORKSPACE, pages: str = "*") -> list[str]:
    """Copy new and renewed pages into the workspace.

    A page that the trainee changed stays as it is; its renewed version is put beside it as ``<page>-new.ipynb``.
    Recorded answers live in ``answers.json`` and are never touched.

    Args:
        release: Released pages, one folder for each module.
        workspace: The trainee's folder.
        pages: Which names of pages are copied, for example ``lesson.ipynb``.

    Returns:
        One sentence for each page that could not simply be replaced.
    """
    messages = []
    for folder in sorted(path for path in release.iterdir() if path.is_dir()):
        target = workspace / folder.name
        target.mkdir(parents=True, exist_ok=True)
        note = target / _NOTE
        known = json.loads(note.read_text(encoding="utf-8")) if note.exists() else {}
        for page in sorted(folder.glob(pages)):
            if not page.is_file():
                continue
            mine, renewed = target / page.name, _digest(page)
            if not mine.exists() or _digest(mine) == known.get(page.name):
                shutil.copyfile(page, mine)
            elif known.get(page.name + ":release") != renewed and _digest(mine) != renewed:
                beside = mine.with_name(f"{mine.stem}-new{mine.suffix}")
                shutil.copyfile(page, beside)
                messages.append(f"{folder.name}/{mine.name} has your changes; the new version is {beside.name}")
                known[page.name + ":release"] = renewed
                continue
            else:
                continue
            known[page.name] = known[page.name + ":release"] = renewed
        note.write_text(json.dumps(known, indent=1, sort_keys=True), encoding="utf-8")
    return messages
