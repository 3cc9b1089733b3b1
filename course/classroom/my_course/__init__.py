"""The page "My course": what is open, due, recorded, submitted and marked, and what comes next.

An extension of a person's own server, so it sees the person's own folder and asks the exchange in their name.
"""

from __future__ import annotations

import json
from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "course.classroom.my_course"}]


def _load_jupyter_server_extension(app: Any) -> None:
    from course.classroom.my_course.handlers import handlers
    from course.lab import words

    app.web_app.add_handlers(".*$", handlers(app))
    # JupyterLab knows no Arabic and little Spanish; our own buttons beside its own speak the language of the classroom
    app.web_app.settings.setdefault("page_config_data", {})[words.OPTION] = json.dumps(words.words())
