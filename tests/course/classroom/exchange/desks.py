"""The desks of a trainer and of trainees: folders that share nothing, where stock commands run."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader import apps

from tests.course.classroom.exchange.fake_hub import Service
from tests.course.classroom.exchange.packages import COURSE

CONFIG = f"""
from course.classroom.exchange.client.configure import use_http_exchange
c = get_config()
c.CourseDirectory.course_id = "{COURSE}"
c.Exchange.root = "/nowhere"
use_http_exchange(c)
"""


class Desk:
    """One person's folder and token; :meth:`run` runs a stock command there."""

    def __init__(self, folder: Path, service: Service, token: str) -> None:
        self.folder, self.service, self.token = folder, service, token
        folder.mkdir(parents=True)
        (folder / "nbgrader_config.py").write_text(CONFIG)

    @contextmanager
    def sits(self) -> Iterator[None]:
        """Be in this folder, with this person's token."""
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.folder)
            patch.setenv("COURSE_EXCHANGE_URL", self.service.base)
            patch.setenv("JUPYTERHUB_API_TOKEN", self.token)
            # nbgrader starts `alembic` by its name
            patch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
            patch.setenv("JUPYTER_DATA_DIR", str(self.folder / ".data"))
            yield

    def run(self, command: str, *arguments: str) -> str:
        """Run ``nbgrader <command>`` as the program does, but in this process; give its log.

        Raises:
            SystemExit: the command failed; the log is its second argument.
        """
        app = getattr(apps, command)()
        lines: list[str] = []
        handler = logging.Handler()
        handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
        with self.sits():
            app.log.addHandler(handler)
            try:
                app.initialize([*arguments])
                app.start()
            except SystemExit as end:
                if end.code:
                    raise SystemExit(end.code, "\n".join(lines)) from None
            finally:
                app.log.removeHandler(handler)
        return "\n".join(lines)


def notebook(source: str) -> str:
    """A page with one answer cell of 2 points."""
    cell = new_code_cell(
        source,
        id="m90-e1-answer",
        metadata={
            "nbgrader": {
                "schema_version": 3,
                "grade_id": "m90-e1-answer",
                "grade": True,
                "solution": True,
                "locked": False,
                "task": False,
                "points": 2,
            }
        },
    )
    nb = new_notebook(cells=[cell])
    nb.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nbformat.writes(nb)
