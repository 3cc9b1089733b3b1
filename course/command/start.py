"""``make start``: everything on this machine, for one person: JupyterLab with nbgrader, and the book."""

from __future__ import annotations

import argparse
import contextlib
import functools
import http.server
import os
import secrets
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from course.command import environment, module, workspace
from course.command.console import Steps, Stop
from course.command.paths import BOOK, BUILD, EXCHANGE, GRADEBOOK, LOGS, WORKSPACE, require_checkout

HOST = "127.0.0.1"
FIRST_PAGE = "lab/tree/m00_orientation/lesson.ipynb"
# Formgrader opens only what lies below JupyterLab's folder, so it gets the path through the link
_NBGRADER = """from grading.nbgrader_config import configure
c = get_config()
configure(c, {0!r}, {1!r})
c.CourseDirectory.root = {0!r}
"""
PATIENCE = 90  # seconds until JupyterLab must answer


def run(arguments: list[str]) -> int:
    """Build what is missing, serve until Ctrl-C.

    Returns:
        0 after a clean stop.
    """
    require_checkout()
    options = _options(arguments)
    _require_free(options.lab_port, "JupyterLab", "--lab-port")
    _require_free(options.book_port, "the book", "--book-port")
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)

    steps = Steps(5)
    steps.begin("Python environment in .venv")
    environment.ensure()
    steps.done()
    steps.begin("Release: what trainees receive")
    module.build("grading.release", "The release")
    steps.done()
    steps.begin("Book")
    module.build("book.build", "The book")
    steps.done()
    steps.begin("Workspace")
    subprocess.run([environment.python(), "-m", "course.lab.install"], check=True)
    for message in workspace.refresh():
        print(f"      {message}", flush=True)
    _link_gradebook()
    module.build("grading.hand_out", "The exchange")
    steps.done(f"your pages are in {WORKSPACE}")
    steps.begin("Servers on this machine only")
    return _serve(options, steps)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make start", description="Serve the course on this machine.")
    parser.add_argument("--lab-port", type=int, default=int(os.environ.get("LAB_PORT") or 8888))
    parser.add_argument("--book-port", type=int, default=int(os.environ.get("BOOK_PORT") or 8800))
    return parser.parse_args(arguments)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _require_free(port: int, what: str, option: str) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            variable = option.strip("-").replace("-", "_").upper()
            raise Stop(
                f"port {port} for {what} is not free ({error}).",
                f"Stop the program that uses it, or choose another port: make start {variable}={port + 1}",
            ) from error


def _link_gradebook() -> None:
    """Show the trainer's nbgrader folder inside the workspace, where Formgrader can open it."""
    link = WORKSPACE / "trainer"
    GRADEBOOK.mkdir(parents=True, exist_ok=True)
    if not link.is_symlink():
        with contextlib.suppress(FileExistsError):
            link.symlink_to(os.path.relpath(GRADEBOOK, WORKSPACE), target_is_directory=True)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keep the terminal for messages that matter."""


def _serve_book(port: int) -> http.server.ThreadingHTTPServer:
    server = http.server.ThreadingHTTPServer((HOST, port), functools.partial(_Quiet, directory=str(BOOK)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def _lab_command(port: int) -> list[str | Path]:
    return [
        environment.python(), "-m", "jupyterlab", "--no-browser",
        f"--ServerApp.ip={HOST}", f"--ServerApp.port={port}", "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={WORKSPACE}", "--LabApp.news_url=None", "--LabApp.check_for_updates_class="
        "jupyterlab.NeverCheckForUpdate", f"--LabApp.default_url=/{FIRST_PAGE}",
    ]  # fmt: skip


def _lab_environment(token: str) -> dict[str, str]:
    config = BUILD / "jupyter"
    config.mkdir(parents=True, exist_ok=True)
    (config / "nbgrader_config.py").write_text(
        _NBGRADER.format(str(WORKSPACE / "trainer"), str(EXCHANGE)), encoding="utf-8"
    )
    inherited = os.environ.get("JUPYTER_CONFIG_PATH")
    path = str(config) + (os.pathsep + inherited if inherited else "")
    binaries = f"{environment.python().parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return {
        **os.environ,
        "JUPYTER_TOKEN": token,
        "JUPYTER_CONFIG_PATH": path,
        "JUPYTERLAB_WORKSPACES_DIR": str(config / "workspaces"),  # open tabs of other projects stay theirs
        "PATH": binaries,
    }


def _serve(options: argparse.Namespace, steps: Steps) -> int:
    token = secrets.token_urlsafe(16)
    log = LOGS / "jupyterlab.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    command = _lab_command(options.lab_port)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    with log.open("w", encoding="utf-8") as output:
        lab = subprocess.Popen(
            command,
            cwd=WORKSPACE,
            env=_lab_environment(token),
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        book = None
        try:
            book = _serve_book(options.book_port)
            _wait_until_up(lab, f"http://{HOST}:{options.lab_port}/api", log)
            steps.done("up")
            address = f"http://{HOST}:{options.lab_port}/{FIRST_PAGE}?token={token}"
            print(f"\nready: {address}   (JupyterLab: lessons and exercises)")
            print(f"ready: http://{HOST}:{options.book_port}/index.html   (the book)")
            print("Stop with Ctrl-C. Your answers are kept.", flush=True)
            while lab.poll() is None:
                time.sleep(0.3)
            raise Stop("JupyterLab stopped by itself.", f"Read the end of {log}")
        except KeyboardInterrupt:
            print("\nStopping…", flush=True)
            return 0
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            if book:
                book.shutdown()
            _end(lab)
            print("Stopped. Start again with: make start", flush=True)


def _wait_until_up(lab: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if lab.poll() is not None:
            tail = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-8:])
            raise Stop(f"JupyterLab did not start:\n{tail}", f"The whole log is in {log}")
        with contextlib.suppress(urllib.error.URLError, OSError), urllib.request.urlopen(url, timeout=2):
            return
        time.sleep(0.3)
    raise Stop(f"JupyterLab did not answer within {PATIENCE} s.", f"Read {log}")


def _end(lab: subprocess.Popen[bytes]) -> None:
    """Stop JupyterLab and its kernels, politely first."""
    for number, patience in ((signal.SIGTERM, 10), (signal.SIGKILL, 5)):
        if lab.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(lab.pid, number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                lab.wait(patience)
