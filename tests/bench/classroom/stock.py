"""Start and end the hub with stock settings and nbgrader's exchange folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil

from course.classroom import line
from course.hand_in import COURSE_ID, IGNORED
from tests.bench.classroom.trainee import MODULE, Way
from tests.course.classroom.room import Browser

PASSWORD = "the-same-for-all"
_NBGRADER = """import os
c = get_config()
c.Exchange.root = {exchange!r}
c.CourseDirectory.course_id = {course!r}
c.CourseDirectory.ignore = {ignored!r}
c.CourseDirectory.student_id = os.environ.get("JUPYTERHUB_USER", "*")
"""


def sign_in(browser: Browser, name: str) -> None:
    """Name and password in the stock form."""
    status, page, _url = browser.post("/hub/login?next=%2Fhub%2Fhome", username=name, password=PASSWORD)
    assert status == 200, page[-300:]


def _list(browser: Browser, name: str) -> list[dict[str, Any]]:
    """What the Assignment List shows."""
    answer = browser.api(f"/user/{name}/assignments?course_id={COURSE_ID}")
    assert answer["success"], answer
    return answer["value"]


def _press(browser: Browser, name: str, what: str) -> None:
    job = {"assignment_id": MODULE, "course_id": COURSE_ID}
    answer = browser.api(f"/user/{name}/assignments/{what}", "POST", job)
    assert answer["success"], answer


def _fetch(browser: Browser, name: str) -> None:
    _list(browser, name)
    _press(browser, name, "fetch")


def _submit(browser: Browser, name: str) -> None:
    _press(browser, name, "submit")
    assert any(one["status"] == "submitted" for one in _list(browser, name))


WAY = Way(sign_in, "lab", _fetch, _submit)


@contextmanager
def open_hub(folder: Path, release: Path) -> Iterator[tuple[str, psutil.Process]]:
    """A hub with stock settings in an empty folder.

    Args:
        folder: The folder.
        release: Released modules; ``m10_remittances`` goes into the exchange.

    Yields:
        Its address and its process.
    """
    outbound = folder / "exchange" / COURSE_ID / "outbound" / MODULE
    outbound.mkdir(parents=True)
    (folder / "exchange" / COURSE_ID / "inbound").mkdir()
    for open_to_all in (folder / "exchange", folder / "exchange" / COURSE_ID / "inbound"):
        open_to_all.chmod(0o777)
    (outbound / "exercises.ipynb").write_bytes((release / MODULE / "exercises.ipynb").read_bytes())
    (folder / "config").mkdir()
    text = _NBGRADER.format(exchange=str(folder / "exchange"), course=COURSE_ID, ignored=IGNORED)
    (folder / "config" / "nbgrader_config.py").write_text(text)
    ports = {name: line.free_port() for name in ("door", "hub", "proxy")}
    environment = os.environ | {
        "BENCH_FOLDER": str(folder),
        "BENCH_PORTS": " ".join(map(str, ports.values())),
        "BENCH_PASSWORD": PASSWORD,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    config = Path(__file__).with_name("stock_config.py")
    with (folder / "hub.log").open("wb") as log:
        hub = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "-f", str(config)], cwd=folder, env=environment, stdout=log, stderr=log
        )
    url = f"http://127.0.0.1:{ports['door']}/"
    try:
        _wait(hub, folder / "hub.log")
        yield url, psutil.Process(hub.pid)
    finally:
        tree = [psutil.Process(hub.pid), *psutil.Process(hub.pid).children(recursive=True)]
        for process in tree:
            with suppress(psutil.Error):
                process.kill()
        psutil.wait_procs(tree, 20)


def _wait(hub: subprocess.Popen[bytes], log: Path, seconds: float = 300) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert hub.poll() is None, log.read_text()[-2000:]
        # its sign-in page comes earlier, but a hub that is crowded before it has seen its own route gives up
        if "JupyterHub is now running" in log.read_text():
            return
        time.sleep(0.5)
    raise AssertionError(json.dumps(log.read_text()[-2000:]))
