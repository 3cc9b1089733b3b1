"""Each person works as an own Unix user: nobody reads the work of others, the marks or the list of people."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import course
from course.classroom.running import kind, owned, read_record, read_start
from course.classroom.settings import BadSettings, load
from course.classroom.up import unreadable
from tests.course.classroom.room import ROOT, Browser, Classroom, open_classroom
from tests.course.classroom.test_survival import run

WHO = "nobody"  # an account that every machine has and that owns nothing
SETTINGS = 'variant = "system_users"\n[sign_in]\nopen = false\n'
LOOK = """
import os, pathlib
seen = []
for place in {places!r}:
    try:
        seen += os.listdir(place) if os.path.isdir(place) else [open(place).read(1)]
    except PermissionError:
        pass
import socket
for port in {ports!r}:
    try:
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        line.bind(("127.0.0.1", port))
        seen.append(port)
    except OSError:
        pass
assert os.getuid() == os.geteuid() == {uid} and not [group for group in os.getgroups() if group == 0], os.getgroups()
assert seen == [], seen
pathlib.Path("mine.txt").write_text("mine")
"""


def test_names_from_the_list_only(tmp_path: Path) -> None:
    """With an open door somebody could sign in as "admin" and would have the files of that account."""
    file = tmp_path / "classroom.toml"
    file.write_text('variant = "system_users"\n')
    with pytest.raises(BadSettings, match="names come from the list only"):
        load(file, {})
    lms = "https://lms.example"
    urls = "".join(f'{name} = "{lms}"\n' for name in ("issuer", "authorize_url", "jwks_url", "token_url"))
    lti = f'[sign_in]\nkind = "lti"\n[sign_in.lti]\nclient_id = "1"\ndeployments = ["1"]\n{urls}'
    file.write_text(lti)
    assert load(file, {}).sign_in.kind == "lti"
    file.write_text(f'variant = "system_users"\n{lti}')
    with pytest.raises(BadSettings, match="the LMS makes the names"):  # somebody who is called Admin there
        load(file, {})
    file.write_text(SETTINGS)
    assert load(file, {}).variant == "system_users"


@pytest.fixture
def room() -> Iterator[Classroom]:
    """A classroom whose hub is root."""
    if os.geteuid():
        pytest.skip("only root can start servers as other users")
    if blocked := unreadable(Path(sys.executable)) or unreadable(Path(course.__file__)):
        pytest.skip(f"other users cannot read {blocked}")
    folder = Path(tempfile.mkdtemp(dir="/tmp"))  # pytest's own folders are closed for others
    folder.chmod(0o711)
    places = [path for path in (*ROOT.iterdir(), ROOT / "grading" / "demo") if path.exists() and not path.is_symlink()]
    project = {path: path.stat().st_mode for path in places}
    try:
        with open_classroom(folder, modules=("m00_orientation",), settings=SETTINGS) as room:
            yield room
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        for path, mode in project.items():  # the start has closed the keys to others; this checkout is left as it was
            if path.exists() and path.stat().st_mode != mode:
                path.chmod(mode & 0o7777)


def test_a_server_and_its_kernel_belong_to_the_person(room: Classroom) -> None:
    assert "isolates nobody" not in room.said
    room.add(WHO, "root", "not-here")
    browser = Browser(room.url).sign_in(WHO)
    browser.open_server(WHO)
    home = room.place.home(WHO)
    uid = home.stat().st_uid
    assert uid >= 1000 and home.stat().st_mode & 0o077 == 0
    assert (home / "m00_orientation" / "lesson.ipynb").stat().st_uid == uid

    other = room.place.homes / "amina"
    other.mkdir(mode=0o700)
    closed = [room.place.state, room.place.courses, room.place.logs, room.place.folder, other, room.place.homes]
    closed += [room.place.folder / "exchange", room.place.state / "people.sqlite"]
    closed += [room.place.folder / "classroom.toml"]  # it may name the password of the database
    # the keys of the exercises; Git keeps all of them, too
    project = [ROOT / name for name in ("modules", "tests", ".git", "grading/demo/personas")]
    closed += [path for path in project if path.exists()]
    places = [str(place) for place in closed]
    ports = list(read_start(room.place)[1].values())
    if int(Path("/proc/sys/net/ipv4/ip_unprivileged_port_start").read_text()) >= 1024:
        assert max(ports) < 1024, "only root can take the place of a service that restarts"
    kernel = browser.api(f"/user/{WHO}/api/kernels", "POST", {"name": "python3"})
    run(room.place, WHO, kernel["id"], LOOK.format(places=places, uid=uid, ports=ports))
    assert (home / "mine.txt").stat().st_uid == uid
    for process in owned(read_record(room.place).mark):
        if kind(process) in ("server", "kernel"):
            assert set(process.uids()) == {uid}

    # names of the machine's own accounts, and of nobody's, get no server; the message says whom to ask
    for name in ("root", "not-here"):
        status, page, _url = Browser(room.url).sign_in(name).get("/hub/spawn")
        assert status == 403 and "Tell your trainer" in page, page[-600:]
        assert not room.place.home(name).exists()
