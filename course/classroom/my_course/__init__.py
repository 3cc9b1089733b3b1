"""The page "My course": what is open, due, recorded, submitted and marked, and what comes next.

An extension of a person's own server, so it sees the person's own folder and asks the exchange in their name.
"""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "course.classroom.my_course"}]


def _load_jupyter_server_extension(app: Any) -> None:
    from course.classroom.my_course.handlers import handlers

    app.web_app.add_handlers(".*$", handlers(app))
