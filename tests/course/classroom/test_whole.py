"""One classroom for real: up, sign in, own password, a server, a kernel that runs the course, down without a trace."""

import json
import os
import re
import subprocess
import sys
import time
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import nbformat
import pytest

pytest.importorskip("jupyterhub")
pytest.importorskip("jupyterhub_traefik_proxy")

from course.classroom.place import Place
from course.classroom.running import owned, read_record

SHARED = "tell-the-room"
OWN = "four green rivers"


class Browser:
    """Cookies and forms, as much as signing in needs."""

    def __init__(self, base: str) -> None:
        self.base, self.jar = base, CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self.jar))

    def get(self, path: str, **headers: str) -> tuple[int, str, str]:
        return self._open(Request(self.base + path.lstrip("/"), headers=headers))

    def post(self, path: str, **fields: str) -> tuple[int, str, str]:
        _status, page, _url = self.get(path)
        fields["_xsrf"] = re.search(r'name="_xsrf" value="([^"]+)"', page).group(1)
        return self._open(Request(self.base + path.lstrip("/"), data=urlencode(fields).encode()))

    def api(self, path: str, method: str = "GET", data: dict | None = None) -> dict:
        cookie = next((c.value for c in self.jar if c.name == "_xsrf" and path.startswith(c.path)), "")
        headers = {"X-XSRFToken": cookie, "Content-Type": "application/json"}
        body = json.dumps(data).encode() if data is not None else None
        request = Request(self.base + path.lstrip("/"), data=body, headers=headers, method=method)
        _status, text, _url = self._open(request)
        return json.loads(text)

    def _open(self, request: Request) -> tuple[int, str, str]:
        try:
            with self._opener.open(request, timeout=180) as answer:
                return answer.status, answer.read().decode(), answer.url
        except HTTPError as error:
            return error.code, error.read().decode(), error.url


@pytest.fixture(scope="module")
def classroom(tmp_path_factory):
    folder = tmp_path_factory.mktemp("classroom")
    release = folder / "pages" / "m00_orientation"
    release.mkdir(parents=True)
    page = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Orientation")])
    nbformat.write(page, release / "lesson.ipynb")
    from course.classroom.up import _free_ports

    port = str(_free_ports("door")["door"])
    root = ["--allow-root"] if os.geteuid() == 0 else []
    environment = os.environ | {
        "COURSE_PORT": port,
        "COURSE_TRAINEE_PASSWORD": SHARED,
        "COURSE_TRAINER_PASSWORD": "for-trainers-only",
    }

    def command(*words: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "course.classroom", *words, "--folder", str(folder / "room")]
        return subprocess.run(line, env=environment, capture_output=True, text=True, timeout=400)

    begun = command("up", "--release", str(folder / "pages"), *root)
    assert begun.returncode == 0, begun.stdout + begun.stderr
    yield Place(folder / "room"), f"http://127.0.0.1:{port}/", command, begun.stdout
    command("down")


def test_a_trainee_from_the_door_to_a_kernel_and_down(classroom):
    place, base, command, said = classroom
    assert f"ready: {base}" in said and "isolates nobody" in said
    browser = Browser(base)

    status, page, _ = browser.post("/hub/login", username="lina", password="something-wrong")
    assert status == 403 and "do not belong together" in page
    status, page, url = browser.post("/hub/login", username="lina", password=SHARED)
    assert status == 200 and url.endswith("choose-password?next=") and "Welcome, lina" in page
    # the shared password alone is no session
    assert Browser(base).get("/hub/home")[2].startswith(f"{base}hub/login")
    assert "login" in browser.get("/hub/home")[2]
    assert "Everybody in the room" in browser.post("/hub/choose-password", password=SHARED, again=SHARED)[1]
    status, _page, url = browser.post("/hub/choose-password", password=OWN, again=OWN)
    deadline = time.monotonic() + 240
    while "/user/lina/" not in url and time.monotonic() < deadline:
        time.sleep(1)
        status, _page, url = browser.get("/hub/user/lina/")
    assert status == 200 and "/user/lina/lab" in url, url

    # from now on the shared password is nothing for this name
    status, page, _ = Browser(base).post("/hub/login", username="lina", password=SHARED)
    assert status == 403

    assert browser.api("/user/lina/api/contents/m00_orientation/lesson.ipynb?content=0")["name"] == "lesson.ipynb"
    kernel = browser.api("/user/lina/api/kernels", "POST", {"name": "python3"})
    assert run(place, "lina", kernel["id"], "import course; print('ready', 6 * 7)") == "ready 42\n"

    record = read_record(place)
    kinds = command("status").stdout
    assert all(word in kinds for word in ("hub", "proxy", "server", "kernel")), kinds
    logs = "".join(file.read_text(errors="replace") for file in place.logs.iterdir())
    assert SHARED not in logs and OWN not in logs and "for-trainers-only" not in logs
    ended = command("down")
    assert ended.returncode == 0, ended.stdout
    assert owned(record.mark) == [] and not place.record.exists()
    assert (place.homes / "lina" / "m00_orientation" / "lesson.ipynb").exists(), "work is kept"


def run(place: Place, name: str, kernel: str, code: str) -> str:
    """What ``code`` prints in a running kernel; the kernel listens on files, not on ports."""
    from jupyter_client.blocking import BlockingKernelClient

    [file] = (place.run / name).glob(f"kernel-{kernel}.json")
    assert json.loads(file.read_text())["transport"] == "ipc"
    client = BlockingKernelClient(connection_file=str(file))
    client.load_connection_file()
    client.start_channels()
    client.wait_for_ready(timeout=120)
    printed = []

    def keep(message: dict) -> None:
        if message["msg_type"] == "stream":
            printed.append(message["content"]["text"])

    client.execute_interactive(code, timeout=120, output_hook=keep)
    client.stop_channels()
    return "".join(printed)
