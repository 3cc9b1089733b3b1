"""``make bench-classroom``: N trainees sign in at once, run M10 in a kernel and submit at once. No figure is a test.

Ours and stock settings in one run, one after the other; both have the same Python environment, proxy, notebook and
machine. Stock means: JupyterHub's simple spawner, JupyterLab with everything that is installed, kernels on TCP ports,
nbgrader's exchange folder. ``--sizes 10,20,40`` chooses N, ``--only ours`` or ``--only stock`` one side.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from course.classroom.running import kind, owned, read_record
from tests.bench.classroom import stock
from tests.bench.classroom.trainee import MODULE, Meeting, Trainee
from tests.course.classroom.room import Browser, open_classroom

_KINDS = ("server", "kernel", "nursery")


@dataclass
class Figures:
    """What one class needed."""

    people: int
    done: int
    all_in: float
    seconds: dict[str, list[float]]
    memory: float
    processor: float
    problems: list[str]


def play(
    base: str,
    people: int,
    sign_in: Callable[[Browser, str], object],
    processes: Callable[[], Iterable[psutil.Process]],
) -> Figures:
    """Let a class work.

    Args:
        base: Address of the hub.
        people: How many.
        sign_in: How they sign in.
        processes: Servers and kernels (and what they share), for memory and processor time.
    """
    class_ = [Trainee(f"t{number:02}") for number in range(people)]
    begun = time.monotonic()
    found: dict[str, float] = {"processor": -_processor(processes())}

    def when(step: str) -> None:
        found[f"all {step}"] = time.monotonic() - begun
        if step == "run":
            found["memory"] = sum(map(_memory, processes())) / people
            found["processor"] += _processor(processes())

    meeting = Meeting(people, when)
    with ThreadPoolExecutor(people) as pool:
        for trainee in class_:
            pool.submit(trainee.go, base, sign_in, meeting)
    done = [trainee for trainee in class_ if not trainee.problem]
    steps = {step: sorted(t.seconds[step] for t in class_ if step in t.seconds) for step in ("in", "run", "submit")}
    problems = [f"{trainee.name} {trainee.problem}" for trainee in class_ if trainee.problem]
    return Figures(people, len(done), found["all in"], steps, found["memory"], found["processor"] / people, problems)


def _memory(process: psutil.Process) -> float:
    """Megabytes; what processes share counts in parts."""
    with suppress(psutil.Error):
        return process.memory_full_info().pss / 2**20
    return 0.0


def _processor(processes: Iterable[psutil.Process]) -> float:
    total = 0.0
    for process in processes:
        with suppress(psutil.Error):
            total += sum(process.cpu_times()[:2])
    return total


def ours(folder: Path, people: int) -> Figures:
    """The course's classroom."""
    with open_classroom(folder, modules=(MODULE,)) as room:
        room.nbgrader("release_assignment", MODULE)
        own = read_record(room.place).mark

        def sign_in(browser: Browser, name: str) -> None:
            browser.sign_in(name)

        return play(room.url, people, sign_in, lambda: [p for p in owned(own) if kind(p) in _KINDS])


def with_stock(folder: Path, people: int, release: Path) -> Figures:
    """Stock settings."""
    folder.mkdir()
    with stock.open_hub(folder, release) as (url, hub):

        def processes() -> list[psutil.Process]:
            return [p for p in hub.children(recursive=True) if kind(p) in _KINDS]

        return play(url, people, stock.sign_in, processes)


def show(name: str, found: Figures) -> None:
    """Print one line."""

    def p95(step: str) -> float:
        values = found.seconds[step]
        return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else sum(values)

    print(
        f"{found.people:4} {name:6} {found.done:3} of {found.people:<3} {found.all_in:8.1f} {p95('in'):8.1f} "
        f"{p95('run'):8.1f} {p95('submit'):8.2f} {found.memory:10.0f} {found.processor:10.2f}",
        flush=True,
    )
    for problem in found.problems[:3]:
        print(f"       {problem}", flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(prog="make bench-classroom", description=__doc__)
    parser.add_argument("--sizes", default="10,20,40", help="numbers of trainees")
    parser.add_argument("--only", choices=["ours", "stock"], help="leave the other side out")
    options = parser.parse_args(arguments)
    print(f"{psutil.cpu_count()} processors; other work on this machine: load {psutil.getloadavg()[0]:.1f}")
    print("   N        done      all in s  in p95 s run p95 s submit p95 memory MB  processor s  (the last two each)")
    with tempfile.TemporaryDirectory(prefix="bench") as temporary:
        root = Path(temporary)
        from grading.release import release

        release([MODULE], root / "release", root / "nbgrader", say=False)
        for size in map(int, options.sizes.split(",")):
            if options.only != "ours":
                show("stock", with_stock(root / f"stock{size}", size, root / "release"))
            if options.only != "stock":
                show("ours", ours(root / f"ours{size}", size))
    return 0


if __name__ == "__main__":
    sys.exit(main())
