"""Formgrader opens in a Jupyter server that looks at the course folder."""

from __future__ import annotations

import json
import os
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from course.classroom.line import free_port
from grading.autograde import Graded
from grading.nbgrader_config import python_folder
from tests.grading.fixture_module import MODULE

TOKEN = "formgrader-test"
PATIENCE_S = 240


def _read(url: str) -> str:
    request = urllib.request.Request(url, headers={"Authorization": f"token {TOKEN}"})
    with urllib.request.urlopen(request, timeout=120) as reply:
        return reply.read().decode("utf-8")


@pytest.fixture(scope="module")
def server(course: Path, graded: dict[str, Graded], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Jupyter server in the course folder, as a trainer starts one."""
    port, home = free_port(), tmp_path_factory.mktemp("home")
    command = [
        python_folder() / "jupyter-server",
        "--no-browser",
        "--allow-root",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={TOKEN}",
        f"--ServerApp.root_dir={course}",
    ]
    for module in ("formgrader", "validate_assignment"):
        command.append(f"--ServerApp.jpserver_extensions=nbgrader.server_extensions.{module}=True")
    log = (home / "server.log").open("w", encoding="utf-8")
    environment = {**os.environ, "JUPYTER_RUNTIME_DIR": str(home), "JUPYTER_DATA_DIR": str(home), "HOME": str(home)}
    process = subprocess.Popen(command, cwd=course, stdout=log, stderr=log, env=environment)
    base = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + PATIENCE_S
        while True:
            try:
                _read(f"{base}/api/status")
                break
            except OSError:
                running = process.poll() is None and time.monotonic() < deadline
                assert running, (home / "server.log").read_text(encoding="utf-8")
                time.sleep(0.3)
        yield base
    finally:
        process.terminate()
        process.wait(timeout=120)
        log.close()


def test_formgrader_lists_the_module_and_its_submissions(server: str) -> None:
    module = next(one for one in json.loads(_read(f"{server}/formgrader/api/assignments")) if one["name"] == MODULE)
    assert module["max_score"] == 11
    assert module["num_submissions"] == 12 and module["status"] == "draft"
    submissions = json.loads(_read(f"{server}/formgrader/api/submissions/{MODULE}"))
    good = next(one for one in submissions if one["student"] == "good")
    assert good["autograded"] and good["needs_manual_grade"] and good["score"] == 5


def test_a_trainer_sees_the_answer_and_the_rubric(server: str) -> None:
    found = json.loads(_read(f"{server}/formgrader/api/submitted_notebooks/{MODULE}/exercises"))
    good = next(one for one in found if one["student"] == "good")
    page = _read(f"{server}/formgrader/submissions/{good['id']}/")
    assert "Two points if the fee is named." in page, "the mark scheme returns for the trainer"
    assert "Compare &lt;b&gt;before&lt;/b&gt; you send." in page, "the recorded text is printed"


def test_feedback_made_by_its_button_is_our_page(server: str, course: Path) -> None:
    request = urllib.request.Request(
        f"{server}/formgrader/api/assignment/{MODULE}/generate_feedback",
        method="POST",
        data=b"",
        headers={"Authorization": f"token {TOKEN}"},
    )
    with urllib.request.urlopen(request, timeout=120) as reply:
        assert json.loads(reply.read())["success"]
    page = (course / "feedback" / "good" / MODULE / "exercises.html").read_text(encoding="utf-8")
    assert "Your feedback" in page and "mathjax" not in page.lower()
