"""Kernels that are forked are like fresh ones: own environment, own folder, own dice; they end with their server."""

from __future__ import annotations

import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import psutil
import pytest
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import KernelManager

from course.classroom.warm import preload
from course.classroom.warm.fork import SIZE, Forked, NoNursery, fork, is_there
from tests.course.classroom.room import ROOT
from tests.warm_kernels import forked_from

WHAT = """
import json, os, sys, random, numpy, pandas, course, plotly.io
json.dump({"environment": dict(os.environ), "folder": os.getcwd(), "start": str(course.START_FOLDER), "name": __name__,
           "dice": [random.random(), float(numpy.random.random())], "columns": pandas.get_option("display.max_columns"),
           "renderer": plotly.io.renderers.default, "files": len(os.listdir("/proc/self/fd")), "path": sys.path[:1],
           "session": os.getsid(0) == os.getpid()}, open("found.json", "w"))
"""


_CLIENTS: list[BlockingKernelClient] = []


@pytest.fixture(scope="module")
def nursery() -> Iterator[str]:
    """A nursery; its socket's folder is short, as in a classroom."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        address = str(Path(folder) / "nursery")
        environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        process = subprocess.Popen(
            [sys.executable, "-m", "course.classroom.warm.nursery", address],
            env=environment | {"PYTHONPATH": str(ROOT), "ONLY_NURSERY": "1"},
        )
        assert is_there(address, 180)
        yield address
        for client in _CLIENTS:  # open sockets would keep Python from ending
            client.stop_channels()
        process.terminate()
        process.wait(20)


def test_all_that_is_to_be_loaded_is_there() -> None:
    """The nursery passes over what cannot be imported; so nobody would notice a module that has moved."""
    assert [name for name in (*preload.SERVER, *preload.KERNEL) if find_spec(name) is None] == []


def start(nursery: str, folder: Path, server: int | None = None, **more: str) -> tuple[Forked, BlockingKernelClient]:
    """A kernel, and somebody who talks with it."""
    folder.mkdir(exist_ok=True)
    sockets = Path(nursery).with_name(f"k{random.getrandbits(32)}")  # short: the address of a socket has 107 letters
    ports = {f"{name}_port": number for number, name in enumerate(("shell", "iopub", "stdin", "control", "hb"), 1)}
    line = {"ip": str(sockets), "transport": "ipc", "key": "secret", "signature_scheme": "hmac-sha256"}
    file = folder / "kernel.json"
    file.write_text(json.dumps({**ports, **line, "kernel_name": "python3"}))
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "ONLY_KERNEL": "1",
        "JPY_PARENT_PID": str(server or os.getpid()),
        **more,
    }
    kernel = fork("kernel", ["-f", str(file)], environment, folder, address=nursery)
    client = BlockingKernelClient(connection_file=str(file))
    client.load_connection_file()
    client.start_channels(hb=False)
    _CLIENTS.append(client)
    client.wait_for_ready(timeout=120)
    return kernel, client


def found(client: BlockingKernelClient, folder: Path) -> dict:
    """What the kernel sees."""
    reply = client.execute_interactive(WHAT, timeout=120)
    assert reply["content"]["status"] == "ok", reply["content"]
    return json.loads((folder / "found.json").read_text())


def test_a_forked_kernel_is_like_a_fresh_one(nursery: str, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    kernels = [start(nursery, one), start(nursery, two)]
    first, second = found(kernels[0][1], one), found(kernels[1][1], two)
    assert first["folder"] == first["start"] == str(one) and second["folder"] == str(two)
    assert "ONLY_KERNEL" in first["environment"] and "ONLY_NURSERY" not in first["environment"]
    assert not set(first["dice"]) & set(second["dice"]), "each kernel throws its own dice"
    assert first["columns"] == 20 and first["renderer"] == "plotly_mimetype", "as in a notebook, not as in a terminal"
    assert first["name"] == "__main__" and first["session"]
    for kernel, client in kernels:
        process = psutil.Process(kernel.pid)
        assert process.name() == "mdc-kernel" and kernel.poll() is None
        client.shutdown()
        kernel.wait(30)
        assert kernel.poll() == 0


def test_a_kernel_that_is_asked_to_end_ends(nursery: str) -> None:
    """By itself: it does not wait for a thread that has ended before. Whether it would is a matter of chance."""
    with forked_from(nursery):
        for _time in range(5):
            manager = KernelManager(kernel_name="python3")
            manager.start_kernel()
            client = manager.client()
            client.start_channels()
            client.wait_for_ready(timeout=120)
            # as a rule ten seconds, here longer than anybody waits
            client.execute_interactive("import sys; sys.stdout.flush_timeout = sys.stderr.flush_timeout = 600")
            client.stop_channels()
            kernel = manager.provisioner.process
            assert type(kernel) is Forked
            manager.request_shutdown()
            try:
                kernel.wait(40)
            finally:
                manager.shutdown_kernel(now=True)


def test_an_interrupt_stops_a_cell_and_not_the_kernel(nursery: str, tmp_path: Path) -> None:
    kernel, client = start(nursery, tmp_path / "one")
    waiting = client.execute("print('here', flush=True); import time; time.sleep(600)")
    while client.get_iopub_msg(timeout=60)["msg_type"] != "stream":
        pass
    kernel.send_signal(2)
    # on a busy machine answers to "are you ready?" still come
    while (reply := client.get_shell_msg(timeout=60))["parent_header"]["msg_id"] != waiting:
        pass
    assert reply["content"]["ename"] == "KeyboardInterrupt"
    assert kernel.poll() is None
    kernel.kill()
    kernel.wait(20)


def test_a_notebook_that_wants_all_the_memory_gets_an_error_and_goes_on(nursery: str, tmp_path: Path) -> None:
    """Nobody else loses anything, and the person's variables stay. A kernel gives way to pages, too."""
    kernel, client = start(nursery, tmp_path / "one", MEM_LIMIT=str(256 * 2**20))
    client.execute_interactive("kept = 7; import numpy", timeout=60)
    for greedy in ("numpy.ones(300 * 2**20 // 8)", "few = []\nwhile True: few.append(bytearray(2**20))"):
        reply = client.execute_interactive(greedy, timeout=120, output_hook=lambda _message: None)["content"]
        assert reply["ename"] in ("MemoryError", "_ArrayMemoryError"), reply
    reply = client.execute_interactive("few = None; assert kept == 7 and numpy.ones(10**6).sum() == 10**6", timeout=60)
    assert reply["content"]["status"] == "ok", reply
    assert os.getpriority(os.PRIO_PROCESS, kernel.pid) > os.getpriority(os.PRIO_PROCESS, os.getpid())
    assert int(Path(f"/proc/{kernel.pid}/oom_score_adj").read_text()) > 0
    kernel.kill()
    kernel.wait(20)


def test_a_kernel_ends_with_its_server(nursery: str, tmp_path: Path) -> None:
    server = subprocess.Popen(["sleep", "600"])
    kernel, _client = start(nursery, tmp_path / "one", server.pid)
    server.kill()
    server.wait()
    kernel.wait(20)


def test_what_the_nursery_refuses(nursery: str, tmp_path: Path) -> None:
    for job in ({"kind": "shell"}, {"user": "no-such-user"} if os.getuid() == 0 else {"kind": ""}):
        wanted = {"kind": "kernel", "user": ""} | job
        with pytest.raises(NoNursery):
            fork(wanted["kind"], [], {}, tmp_path, user=wanted["user"], address=nursery)
    assert Path(nursery).stat().st_mode & 0o111 == 0
    assert is_there(nursery)


def test_without_a_nursery_the_ordinary_way_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COURSE_NURSERY", raising=False)
    for address in (str(tmp_path / "none"), ""):
        with pytest.raises(NoNursery):
            fork("kernel", [], {}, tmp_path, address=address)


def test_what_a_stranger_sends_holds_nobody_up(nursery: str) -> None:
    """Where people have Unix users of their own everybody may knock: odd orders, and none, must not end or block it."""
    jobs = [b"[" * 200_000, b'{"user": 1, "kind": []}', b"null", b"\xff", b'{"user": "", "kind": "shell"}']
    for job in jobs:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(30)
            line.connect(nursery)
            socket.send_fds(line, [SIZE.pack(len(job))], [2])
            line.sendall(job)
            assert b"problem" in line.recv(4096), job[:30]
    begun = time.monotonic()
    with socket.socket(socket.AF_UNIX) as slow, socket.socket(socket.AF_UNIX) as honest:
        slow.connect(nursery)
        socket.send_fds(slow, [SIZE.pack(500_000)], [2])  # and then nothing more
        honest.settimeout(60)
        honest.connect(nursery)
        socket.send_fds(honest, [SIZE.pack(4)], [2])
        honest.sendall(b"null")
        assert b"problem" in honest.recv(4096)
    assert time.monotonic() - begun < 30
