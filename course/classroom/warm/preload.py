"""What the nursery loads before it forks. Nothing comes from a person: each process finds what a fresh one would."""

from __future__ import annotations

import builtins
import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, ClassVar

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
    "course.classroom.lessons",
    "course.classroom.my_course",
    "course.classroom.warm.kernels",
    "jupyter_client.provisioning.local_provisioner",
    # what the first requests would load
    "anyio._backends._asyncio",
    "course.classroom.exchange.client.configure",
    "course.classroom.my_course.handlers",
    "encodings.idna",
    "encodings.unicode_escape",
    "ipykernel.kernelspec",
    "jinja2.ext",
    "jupyter_core.migrate",
    "tornado.platform.asyncio",
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
    # what the start and the first cells would load
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "course.mark",
    "encodings.ascii",
    "encodings.latin_1",
    "faulthandler",
    "pandas.core.methods.to_dict",
    "pandas.io.formats.html",
    "pandas.io.formats.string",
    "pdb",
    "zmq.utils.garbage",
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
        for rehearse in (_services, _notebooks, _no_debugger, _no_long_lists, _course, _my_course):
            with suppress(ImportError):
                rehearse()
    finally:
        del builtins.get_ipython  # type: ignore[attr-defined]
        del os.environ["PLOTLY_RENDERER"]


def _services() -> None:
    from jupyter_server.serverapp import JUPYTER_SERVICE_HANDLERS

    for names in JUPYTER_SERVICE_HANDLERS.values():
        for name in names or ():
            importlib.import_module(name)


def _notebooks() -> None:
    """The rules of notebooks become code at their first use."""
    import nbformat

    for minor in range(6):
        nbformat.validate(nbformat.v4.new_notebook(nbformat_minor=minor))


def _no_debugger() -> None:
    """The debugger of JupyterLab costs each kernel 7 MB, and no trainee of the course needs it."""
    with _missing("debugpy"):
        importlib.import_module("ipykernel.debugger")


@contextmanager
def _missing(name: str) -> Iterator[None]:
    """As if a package were not installed."""
    there = {one: sys.modules.pop(one) for one in [*sys.modules] if one.split(".")[0] == name}
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]
        sys.modules.update(there)


def _my_course() -> None:
    """A trainee's first page: its template becomes code, and moments need tables of the language."""
    from datetime import UTC, datetime

    from course.classroom.my_course import moments, page, state

    moments.when(datetime.now(UTC))
    about = dict.fromkeys(("base", "hub", "title", "person", "course_id", "xsrf", "asked"), "")
    page.html(state.MyCourse(()), note=None, country=None, trainer=False, **about)


class _Few:
    """``sys`` for a library that would walk through all modules at its start: it sees none.

    Looking at a module means writing on its page. ipykernel does so for the debugger, IPython for ``%reset
    --aggressive``: together 15 MB of each kernel would be shared no more.
    """

    modules: ClassVar[dict[str, Any]] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(sys, name, value)


class _Unknown:
    """An attribute that keeps nothing."""

    def __get__(self, *_: object) -> None:
        raise AttributeError

    def __set__(self, *_: object) -> None: ...


def _no_long_lists() -> None:
    import ipykernel.ipkernel
    import IPython.core.shellapp
    from ipykernel.zmqshell import ZMQInteractiveShell

    ipykernel.ipkernel.sys = IPython.core.shellapp.sys = _Few()  # type: ignore[assignment]
    # or %reset --aggressive would take every module for the person's own; so it says that it cannot do it
    ZMQInteractiveShell._sys_modules_keys = _Unknown()  # type: ignore[assignment]


def _course() -> None:
    """What every kernel would read and work out once."""
    from course import data, forms, i18n, models, questions
    from course.web import bundle, view

    i18n._catalogue(i18n.language())
    for name in questions.names():
        questions.get(name)
    for name in models.names():
        models.get(name)
    view._loader()
    view._view_class()
    bundle.esm()
    bundle.css()
    for name in data.names():
        data.load(name)
    for name in forms.names():
        forms.get(name)


def fresh(folder: str) -> None:
    """Let modules that remember where and when they were loaded look again, in a process that was just forked."""
    if course := sys.modules.get("course"):
        course.START_FOLDER = folder  # type: ignore[attr-defined]
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()  # or all kernels would throw the same dice
