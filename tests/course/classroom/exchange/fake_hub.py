"""A hub that only knows who owns a token, and the exchange service as a program of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import requests
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from course.classroom.line import free_port

ROOT = Path(__file__).parents[4]
ACCESS = ["access:services!service=exchange"]


def person(name: str, *groups: str, scopes: list[str] | None = None, kind: str = "user") -> dict[str, Any]:
    """What the hub says of the owner of a token."""
    return {"name": name, "groups": [*groups], "scopes": ACCESS if scopes is None else scopes, "kind": kind}


class FakeHub:
    """Answers ``/hub/api/user`` by token, in a thread."""

    def __init__(self) -> None:
        self.people: dict[str, dict[str, Any]] = {}
        self.up = True
        ready = threading.Event()
        threading.Thread(target=self._run, args=(ready,), daemon=True).start()
        assert ready.wait(120)

    def _run(self, ready: threading.Event) -> None:
        hub = self

        class User(RequestHandler):
            def get(self) -> None:
                token = self.request.headers.get("Authorization", "").removeprefix("token ")
                if not hub.up:
                    self.set_status(502)
                elif token in hub.people:
                    self.write(hub.people[token])
                else:
                    self.set_status(403)

        async def serve() -> None:
            self._loop = asyncio.get_running_loop()
            self._stop = asyncio.Event()
            server = HTTPServer(Application([("/hub/api/user", User)]))
            server.listen(0, "127.0.0.1")
            self.port = next(iter(server._sockets.values())).getsockname()[1]
            ready.set()
            await self._stop.wait()
            server.stop()

        asyncio.run(serve())

    def stop(self) -> None:
        """End the thread."""
        self._loop.call_soon_threadsafe(self._stop.set)


class Service:
    """The real service as a process; :meth:`kill` ends it the hard way."""

    def __init__(self, hub: FakeHub, folder: Path, **environment: str) -> None:
        self.hub, self.folder = hub, folder
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}/services/exchange"
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "JUPYTERHUB_SERVICE_NAME": "exchange",
            "JUPYTERHUB_SERVICE_URL": f"http://127.0.0.1:{self.port}",
            "JUPYTERHUB_SERVICE_PREFIX": "/services/exchange/",
            "JUPYTERHUB_API_URL": f"http://127.0.0.1:{hub.port}/hub/api",
            "JUPYTERHUB_API_TOKEN": "token-of-the-service",
            "COURSE_CLASSROOM": str(folder),
            **environment,
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> Service:
        """Start it and wait until it answers."""
        folder = self.folder
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "service.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "course.classroom.exchange.service"],
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        for _try in range(2400):
            try:
                if requests.get(f"{self.base}/api/health", timeout=30).ok:
                    return self
            except requests.RequestException:
                assert self.process.poll() is None, self.log()
                time.sleep(0.1)
        raise AssertionError(self.log())

    def kill(self) -> None:
        """End it as ``kill -9`` does."""
        assert self.process
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(120)

    def stop(self) -> None:
        """Ask it to end."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(120)
            except subprocess.TimeoutExpired:
                self.process.kill()

    def log(self) -> str:
        """What it said."""
        return (self.folder / "service.log").read_text(errors="replace")

    def ask(self, token: str, method: str, path: str, **more: Any) -> requests.Response:
        """A bare request, as an attacker would send it."""
        headers = {"Authorization": f"token {token}", **more.pop("headers", {})}
        return requests.request(method, f"{self.base}/api/{path}", headers=headers, timeout=120, **more)
