"""Server extension: puts lessons into a person's own folder when the server starts.

Exercises come through the exchange, when a trainer has released them.

It runs in the person's server, as this person: nothing but the owner ever writes into a home.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from course.classroom import restraint
from course.classroom.variables import RELEASE
from course.command import workspace


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "course.classroom.lessons"}]


def _load_jupyter_server_extension(app: Any) -> None:
    restraint.hold_back("server")  # one from the nursery has done so
    release = os.environ.get(RELEASE)
    if not release or not Path(release).is_dir():
        app.log.warning("There is no release of the course yet: %s", release)
        return
    for message in workspace.refresh(Path(release), Path(app.root_dir), "lesson.ipynb"):
        app.log.info("%s", message)
