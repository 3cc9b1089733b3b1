"""What the nursery loads before it forks. Nothing comes from a person: each process finds what a fresh one would."""

from __future__ import annotations

import builtins
import importlib
import os
import sys
from contextlib import suppress

#: A person's server: JupyterHub's, Jupyter's and nbgrader's parts of it.
SERVER = [
    "jupyterhub.singleuser",
    "jupyterhub.singleuser.extension",
    "jupyterlab.labapp",
    "jupyterlab.handlers.announcements",
    "jupyter_server.serverapp",
    "jupyter_server.services.contents.largefilemanager",
    "jupyter_server.services.kernels.connection.channels",
    "jupyter_server.terminal",
    "jupyter_server.nbconvert.handlers",
    "nbgrader.server_extensions.assignment_list.handlers",
    "nbgrader.server_extensions.validate_assignment.handlers",
    "course.classroom.exchange.client",
    "course.classroom.server_pages",
    "course.classroom.my_course",
    "course.classroom.warm.kernels",
    "jupyter_client.provisioning.local_provisioner",
]
#: A kernel with what the course's pages and trainees who code import.
KERNEL = [
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "IPython.core.completer",
    "IPython.core.magics",
    "numpy",
    "pandas",
    "plotly.graph_objects",
    "plotly.express",
    "ipywidgets",
    "anywidget",
    "course.ask",
    "course.charts",
    "course.country_file",
    "course.data",
    "course.models",
    "course.tools",
    "course.trainee",
    "course.visible_check",
    "course.classroom.live",
]


class _Notebook:
    """What stands in for a notebook while libraries look where they are."""

    kernel = True


def everything() -> None:
    """Load all modules; one that is missing is left out."""
    os.environ["PLOTLY_RENDERER"] = "plotly_mimetype"  # what it finds out by itself in a kernel
    builtins.get_ipython = _Notebook  # type: ignore[attr-defined]  # pandas would take this for a terminal
    try:
        for name in (*SERVER, *KERNEL):
            with suppress(ImportError):
                importlib.import_module(name)
        with suppress(ImportError):
            _services()
        with suppress(ImportError):
            _course()
    finally:
        del builtins.get_ipython  # type: ignore[attr-defined]
        del os.environ["PLOTLY_RENDERER"]


def _services() -> None:
    from jupyter_server.serverapp import JUPYTER_SERVICE_HANDLERS

    for names in JUPYTER_SERVICE_HANDLERS.values():
        for name in names or ():
            importlib.import_module(name)


def _course() -> None:
    from course import models, questions

    for name in questions.names():
        questions.get(name)
    for name in models.names():
        models.get(name)


def fresh(folder: str) -> None:
    """Let modules that remember where and when they were loaded look again, in a process that was just forked."""
    if course := sys.modules.get("course"):
        course.START_FOLDER = folder  # type: ignore[attr-defined]
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()  # or all kernels would throw the same dice
