"""Formgrader's buttons that take long: done beside the event loop, one at a time, and not while a job is running."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from nbgrader.server_extensions.formgrader import base
from tornado import web

from course.i18n import _

_ONE = ThreadPoolExecutor(1, thread_name_prefix="formgrader")


class _Long(base.BaseApiHandler):
    call = ""

    @web.authenticated
    async def post(self, *parts: str) -> None:
        """Do it with nbgrader's own interface."""
        job = await asyncio.to_thread(self.settings["course_jobs"].now)
        if job is not None and job.alive:
            busy = _(
                "A job is running on the page Modules. Wait until it is done, or stop it there. Then press this again."
            )
            self.write(json.dumps({"success": False, "error": "", "log": busy}))
            return
        work = getattr(self.api, self.call)
        result: Any = await asyncio.get_running_loop().run_in_executor(_ONE, lambda: work(*parts))
        self.write(json.dumps(result))


class Unrelease(base.BaseApiHandler):
    """Withdraw an assignment."""

    @web.authenticated
    async def post(self, assignment: str) -> None:
        """nbgrader's own way knows shared folders only."""
        room = self.settings["course_room"]
        await asyncio.to_thread(room.exchange().json, "DELETE", "courses", room.id, "assignments", assignment)
        self.write(json.dumps({"success": True}))


def _long(call: str) -> type[_Long]:
    return type(call, (_Long,), {"call": call})


_OF_MODULE = r"/formgrader/api/assignment/([^/]+)"
_OF_PERSON = r"/formgrader/api/assignment/([^/]+)/([^/]+)"
LONG = [
    (f"{_OF_MODULE}/assign", _long("generate_assignment")),
    (f"{_OF_MODULE}/unrelease", Unrelease),
    (f"{_OF_MODULE}/release", _long("release_assignment")),
    (f"{_OF_MODULE}/collect", _long("collect")),
    (f"{_OF_MODULE}/generate_feedback", _long("generate_feedback")),
    (f"{_OF_MODULE}/release_feedback", _long("release_feedback")),
    (f"{_OF_PERSON}/generate_feedback", _long("generate_feedback")),
    (f"{_OF_PERSON}/release_feedback", _long("release_feedback")),
    (r"/formgrader/api/submission/([^/]+)/([^/]+)/autograde", _long("autograde")),
]
