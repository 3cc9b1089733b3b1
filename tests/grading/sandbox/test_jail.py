"""The sandbox in both modes, as root and as an ordinary user."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grading.sandbox import Layers, probe
from tests.grading.sandbox.jailed import NOBODY, inside

_CASES = [("namespaces", 0), ("namespaces", NOBODY), ("landlock", 0), ("landlock", NOBODY)]


@pytest.fixture(params=_CASES, ids=lambda case: f"{case[0]}-{'nobody' if case[1] else 'me'}")
def jailed(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., Any]:
    """Runs code in the sandbox; ``jailed.folder`` is the submission."""
    mode, user = request.param
    layers = probe()
    if not (layers.namespaces if mode == "namespaces" else layers.landlock and layers.seccomp):
        pytest.skip(f"this machine has no {mode}")
    if user and os.getuid() != 0:
        pytest.skip("only root can become another user")
    # pytest shuts its own folders to other users, again and again
    place = tmp_path if not user else Path(tempfile.mkdtemp(prefix="jailed"))
    place.chmod(0o755)
    request.addfinalizer(lambda: shutil.rmtree(place, ignore_errors=True))
    folder, scratch = place / "submission", place / "scratch"
    folder.mkdir()
    scratch.mkdir()
    (folder / "data.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (folder / "exercises.ipynb").write_text("hidden", encoding="utf-8")
    (place / "secret.txt").write_text("chestnut", encoding="utf-8")
    if user:
        # a strict umask would hide the submission from the user who grades it here
        folder.chmod(0o755)
        for file in folder.iterdir():
            file.chmod(0o644)
        os.chown(scratch, user, user)
        if inside(mode, "result = 1", folder, scratch, user) != 1:
            pytest.skip(f"{mode} is refused to an ordinary user here")

    def run(code: str, **limits: int) -> Any:
        return inside(mode, code, folder, scratch, user, **limits)

    run.mode, run.folder, run.outside = mode, folder, place
    return run


def test_data_files_can_be_read_notebooks_cannot(jailed: Callable[..., Any]) -> None:
    assert jailed("result = [sorted(os.listdir()), open('data.csv').read()]") == [["data.csv"], "a,b\n1,2\n"]


def test_the_submission_is_a_copy(jailed: Callable[..., Any]) -> None:
    assert jailed("open('data.csv', 'w').write('x'); result = open('data.csv').read()") == "x"
    assert (jailed.folder / "data.csv").read_text(encoding="utf-8") == "a,b\n1,2\n"


def test_nothing_outside_can_be_read_or_written(jailed: Callable[..., Any]) -> None:
    secret = jailed.outside / "secret.txt"
    code = (
        f"result = [attempt(open, {str(secret)!r}), attempt(open, {str(secret)!r}, 'w'), attempt(open, '/usr/x', 'w')]"
    )
    assert all(one in ("FileNotFoundError", "PermissionError", "OSError") for one in jailed(code))
    assert secret.read_text(encoding="utf-8") == "chestnut"


def test_there_is_no_network(jailed: Callable[..., Any]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        code = f"result = attempt(socket.create_connection, ('127.0.0.1', {server.getsockname()[1]}), 1)"
        assert jailed(code) in ("PermissionError", "OSError", "ConnectionRefusedError")
        server.settimeout(0.1)
        with pytest.raises(TimeoutError):
            server.accept()


def test_the_environment_is_clean(jailed: Callable[..., Any]) -> None:
    names = set(jailed("result = sorted(os.environ)"))
    assert "GRADER_SECRET" not in names
    assert "PYTHONPATH" not in names
    assert {"HOME", "PATH", "NBGRADER_EXECUTION"} <= names


def test_other_processes_are_out_of_reach(jailed: Callable[..., Any]) -> None:
    outside = jailed(f"result = attempt(os.kill, {os.getpid()}, 0)")
    assert outside in ("PermissionError", "ProcessLookupError")


def test_privileges_are_gone_for_good(jailed: Callable[..., Any]) -> None:
    result = jailed(
        "try: status = open('/proc/self/status').read().split()\nexcept OSError: status = []\n"
        "result = [attempt(os.setuid, 0), attempt(os.chroot, '/'), attempt(os.mknod, 'x', 0o600 | 0o060000),"
        " status[status.index('CapEff:') + 1] if 'CapEff:' in status else '0']"
    )
    assert result[:3] == ["PermissionError"] * 3
    assert int(result[3], 16) == 0


def test_memory_files_and_sizes_have_a_ceiling(jailed: Callable[..., Any]) -> None:
    assert jailed("result = attempt(bytearray, 8 << 30)") == "MemoryError"
    assert jailed("result = attempt(os.memfd_create, 'x')") == "PermissionError"
    code = "def write():\n with open('big', 'wb') as f:\n  f.write(b'x' * (2 << 20))\nresult = attempt(write)"
    assert jailed(code, file_size=1 << 20) == "OSError"


def test_processes_have_a_ceiling(jailed: Callable[..., Any]) -> None:
    code = (
        "import time\nmade = 0\ntry:\n while made < 300:\n  pid = os.fork()\n  if not pid: time.sleep(3); os._exit(0)\n"
        "  made += 1\nexcept OSError: pass\nresult = made"
    )
    assert jailed(code) < 100


def test_layers_are_found_from_a_program_with_several_threads() -> None:
    """A Dask worker and the Formgrader ask so; a fork that knows nothing of threads would wait for ever."""
    found: list[Layers] = []
    thread = threading.Thread(target=lambda: found.append(probe.__wrapped__()), daemon=True)
    thread.start()
    thread.join(60)
    assert found == [probe()]


def test_what_does_not_work_is_said_in_words() -> None:
    assert str(Layers(False, 0, True)) == "namespaces: no, Landlock: no, seccomp: yes"
    assert Layers(False, 0, True).mode == "none"
    assert Layers(False, 3, False).mode == "none"
    assert Layers(False, 3, True).mode == "landlock"
    assert Layers(True, 0, False).mode == "namespaces"
