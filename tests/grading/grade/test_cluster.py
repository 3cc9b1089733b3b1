"""Two workers of a Dask cluster, processes of their own, give the same rows and files as this machine's own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from course.classroom.line import free_port
from grading.bench.compare import differences, result_of
from grading.grade.__main__ import main
from grading.grade.run import Choice, run

pytest.importorskip("distributed", reason="the extra package distributed is not installed")
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """Address of a scheduler with two worker processes, all on the loopback interface."""
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    head = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port)]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny"]
    commands = [[*head, "--no-dashboard"], *[[*worker, "--no-dashboard", "--host", "127.0.0.1"]] * 2]
    processes = [
        subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for command in commands
    ]
    try:
        _wait_for_workers(address, 2)
        yield address
    finally:
        for process in reversed(processes):  # the workers first: they say goodbye to the scheduler
            process.terminate()
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for_workers(address: str, count: int) -> None:
    from distributed import Client

    end = time.monotonic() + 240
    while True:
        try:
            with Client(address, timeout=30) as client:
                client.wait_for_workers(count, timeout=240)
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.5)


def test_a_cluster_gives_the_same(generated_class: Callable[[str], Path], scheduler: str) -> None:
    here, there = generated_class("here"), generated_class("there")
    assert not [one.problem for one in run(here, Choice(workers=1)) if one.problem]
    assert not [one.problem for one in run(there, Choice(scheduler=scheduler)) if one.problem]
    assert differences(result_of(here), result_of(there)) == []


def test_a_scheduler_that_is_not_there(
    generated_class: Callable[[str], Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grading.grade.cluster.CONNECT_SECONDS", 1)
    assert main(["--course", str(generated_class()), "--scheduler", "tcp://127.0.0.1:9"]) == 1
    assert "No scheduler answers at tcp://127.0.0.1:9" in capsys.readouterr().out
