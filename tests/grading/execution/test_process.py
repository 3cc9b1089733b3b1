"""The warm process and its children: refusal, limits, the tripwire and both modes, with the real thing."""

from __future__ import annotations

import os
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from grading import sandbox
from grading.execution import frames, process, watch
from grading.execution.warm import NONE
from grading.sandbox import Layers
from grading.sandbox.limits import Limits


@pytest.fixture(scope="module")
def warm() -> Iterator[process.Warm]:
    if sandbox.probe().mode == "none":
        pytest.skip("nothing on this machine can keep a submission in")
    one = process.Warm()
    yield one
    one.close()


def _cells(warm: process.Warm, folder: Path, *sources: str, limits: Limits | None = None) -> list[dict[str, Any]]:
    """The replies to ``sources``, run one after another in one child."""
    child = warm.child(folder, limits)
    try:
        assert child.next(60)["is"] == "ready"
        replies = []
        for count, source in enumerate(sources, start=1):
            child.send({"do": "run", "source": source, "count": count, "token": str(count)})
            printed = ""
            while (message := child.next(60)).get("is") != "reply":
                printed += message["content"].get("text", "") if message["is"] == "output" else ""
            replies.append(message | {"printed": printed})
        return replies
    finally:
        child.close()


def test_nothing_that_keeps_in_is_refused_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "probe", lambda: Layers(False, 0, True))
    with pytest.raises(sandbox.NoSandbox, match="--unsafe"):
        process.Warm()


def test_landlock_is_used_where_namespaces_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if not (sandbox.probe().landlock and sandbox.probe().seccomp):
        pytest.skip("no Landlock here")
    monkeypatch.setattr(sandbox, "probe", lambda: Layers(False, 1, True))
    (tmp_path / "data.csv").write_text("5", encoding="utf-8")
    warm = process.Warm()
    try:
        source = "import os\nprint(open('data.csv').read())\ntry: os.fork()\nexcept OSError: print('refused')"
        (reply,) = _cells(warm, tmp_path, source)
        assert reply["printed"].split() == ["5", "refused"]
        assert reply["content"]["status"] == "ok"
    finally:
        warm.close()


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("import builtins\nbuiltins.abs = len", "builtins.abs"),
        ("import builtins\nbuiltins.mine = 1", "builtins.mine"),
        ("import builtins\nbuiltins.all = lambda things: True", "builtins.all"),  # the tripwire itself uses these
        ("import builtins\nbuiltins.sorted = lambda *a, **k: []", "builtins.sorted"),
        ("import builtins\nbuiltins.zip = builtins.map = lambda *a, **k: []", "builtins.zip"),
        ("import pandas as pd\npd.testing.assert_frame_equal = len", "assert_frame_equal"),
        ("import pandas as pd\npd.DataFrame.equals = lambda *a: True", "pandas.DataFrame.equals"),
        ("import unittest\nunittest.TestCase.assertEqual.__code__ = (lambda *a: 0).__code__", ""),
        ("get_ipython().run_code = len", "shell.run_code"),
        ("type(get_ipython()).run_cell = len", "run_cell"),
        ("get_ipython().ast_transformers.append(0)", "shell.ast_transformers"),
        ("import sys\nsys.setprofile(lambda *a: None)", "sys.settrace"),
        ("import course.mark\ncourse.mark.outcome = len", "course.mark.outcome"),
    ],
)
def test_the_tripwire(warm: process.Warm, tmp_path: Path, source: str, name: str) -> None:
    (reply,) = _cells(warm, tmp_path, source)
    assert any(name in one for one in reply["touched"]) or not name, reply["touched"]


def test_honest_code_touches_nothing(warm: process.Warm, tmp_path: Path) -> None:
    source = """
import warnings, unittest, random
import numpy as np, pandas as pd
from IPython.display import display
np.random.seed(1); random.seed(1); warnings.filterwarnings("ignore")
pd.set_option("display.max_rows", 5); pd.DataFrame.mine = lambda self: 1
display(pd.DataFrame({"a": [1, 2]}).describe())
class Test(unittest.TestCase):
    def test(self): self.assertEqual(1, 1)
def print_all(*a): return None
_ = 5
"""
    replies = _cells(warm, tmp_path, source, "1/0", "pd.DataFrame({'a': [1]}).plot if False else 5")
    assert [reply["touched"] for reply in replies] == [[], [], []]


def test_a_child_is_the_first_of_its_own_processes_and_ends_with_the_warm_one(tmp_path: Path) -> None:
    """One fork makes it: nothing stands between the warm process and the submission's."""
    if sandbox.probe().mode != "namespaces":
        pytest.skip("no namespaces here")
    warm = process.Warm()
    child = warm.child(tmp_path)
    try:
        assert child.next(60)["is"] == "ready"
        status = dict(line.split(":", 1) for line in Path(f"/proc/{child.pid}/status").read_text().splitlines())
        assert status["NSpid"].split()[-2:] == [str(child.pid), "1"]
        assert int(status["PPid"]) == warm._process.pid
        assert (int(status["CapEff"], 16), status["NoNewPrivs"].strip()) == (0, "1")
        for name in ("mnt", "pid", "net", "ipc", "uts"):
            assert Path(f"/proc/{child.pid}/ns/{name}").readlink() != Path(f"/proc/self/ns/{name}").readlink()
        warm._process.kill()
        with pytest.raises(frames.Closed):
            child.next(20)
    finally:
        child.close()
        warm.close()


def test_a_child_that_cannot_be_made_is_no_trainees_fault(tmp_path: Path) -> None:
    ours, theirs = socket.socketpair()
    with theirs:
        line = process.Line(ours, "namespaces")
        theirs.sendall(struct.pack(">I", os.getpid()) + struct.pack(">I", NONE))
        with pytest.raises(process.CannotRun, match="could not be made"):
            line.child(tmp_path)
        line.close()


def test_children_do_not_share_random_numbers(warm: process.Warm, tmp_path: Path) -> None:
    source = "import random, numpy as np\nprint(random.random(), np.random.rand())"
    assert len({_cells(warm, tmp_path, source)[0]["printed"] for _ in range(3)}) == 3


def test_all_processes_together_have_a_ceiling(warm: process.Warm, tmp_path: Path) -> None:
    if warm.mode != "namespaces":
        pytest.skip("no second process without namespaces")
    child = warm.child(tmp_path)
    child._most_memory = 200 << 20  # the ceiling of a single process stays higher
    source = "import os, time\nif os.fork() == 0: a = b'x' * (300 << 20); time.sleep(30)\ntime.sleep(30)"
    try:
        assert child.next(60)["is"] == "ready"
        child.send({"do": "run", "source": source, "count": 1, "token": "1"})
        with pytest.raises(frames.Closed, match="memory"):
            child.next(20)
    finally:
        child.close()


def test_the_family_of_a_process() -> None:
    assert watch.family(os.getpid())[0] == os.getpid()
    assert watch.private_memory(os.getpid()) > 1 << 20
    assert watch.used(999_999_999, 0) == 0


def test_nothing_outlives_its_child(warm: process.Warm, tmp_path: Path) -> None:
    if warm.mode != "namespaces":
        pytest.skip("Landlock refuses new processes, so there is nothing to outlive")
    source = "import subprocess\nprint(subprocess.Popen(['sleep', '4343'], start_new_session=True).poll())"
    assert _cells(warm, tmp_path, source)[0]["printed"] == "None\n"  # it was there
    end = time.monotonic() + 120
    while (alive := _sleepers()) and time.monotonic() < end:
        time.sleep(0.05)
    assert alive == []


def _sleepers() -> list[str]:
    """Processes of the test above, in whatever namespace."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if b"\x004343" in path.read_bytes():
                found.append(path.parent.name)
    return found


def _busy(line: process.Line, folder: Path) -> process.Child:
    child = line.child(folder)
    assert child.next(60)["is"] == "ready"
    child.send({"do": "run", "source": "while True: pass", "count": 1, "token": "1"})
    return child


def test_several_workers_share_one_warm_process(warm: process.Warm, tmp_path: Path) -> None:
    lines = [process.Line(warm.line(), warm.mode) for _ in range(2)]
    assert [_cells(line, tmp_path, "print(6 * 7)")[0]["printed"] for line in lines] == ["42\n", "42\n"]
    children = [_busy(line, tmp_path) for line in lines]
    lines[0].close()  # as if its worker had been killed
    with pytest.raises(frames.Closed):
        children[0].next(20)
    with pytest.raises(TimeoutError):
        children[1].next(0.5)
    for child in children:
        child.close()
    assert _cells(lines[1], tmp_path, "print(1)")[0]["printed"] == "1\n"
    lines[1].close()
    assert _cells(warm, tmp_path, "print(2)")[0]["printed"] == "2\n"


def test_a_worker_whose_warm_process_has_ended_starts_its_own(
    monkeypatch: pytest.MonkeyPatch, warm: process.Warm, tmp_path: Path
) -> None:
    monkeypatch.setattr(process, "_LINES", [])
    other = process.Warm()
    process.use(process.Line(other.line(), other.mode))
    assert _cells(process.shared(), tmp_path, "print(1)")[0]["printed"] == "1\n"
    other.close()
    with pytest.raises(process.CannotRun, match="has ended"):
        process.shared().child(tmp_path)
    own = process.shared()
    try:
        assert _cells(own, tmp_path, "print(2)")[0]["printed"] == "2\n"
    finally:
        own.close()
