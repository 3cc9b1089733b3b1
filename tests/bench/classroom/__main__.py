"""``make bench-classroom``: N trainees sign in at once, run M10 in a kernel and submit at once. No figure is a test.

Ours and stock settings in one run, one after the other; both have the same Python environment, proxy, notebook and
machine. Stock means: JupyterHub's simple spawner, JupyterLab with everything that is installed, kernels on TCP ports,
nbgrader's exchange folder. ``--sizes 10,20,40`` chooses N, ``--only ours`` or ``--only stock`` one side.

It is the first morning: in ours everybody types the shared password and chooses an own one. *In* means: the start
page, JupyterLab and the exercises have come and the kernel is ready. *Submit* ends when the trainee can see that it has
arrived. The program fails when one of our trainees cannot do everything.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import psutil

from course.classroom.running import owned, read_record
from tests.bench.classroom import stock
from tests.bench.classroom.need import Memory, Peak, Processes, processor_seconds
from tests.bench.classroom.table import HEAD, Figures, for_the_docs, next_trainee, ratio
from tests.bench.classroom.trainee import MODULE, STEPS, Meeting, Trainee, Way, send_form
from tests.course.classroom.room import OWN, SHARED, Browser, open_classroom

_SETTLE_S = 3  # until servers and kernels have nothing left to do
Room = tuple[str, Way, Processes]


def play(side: str, room: Room, people: int) -> Figures:
    """Let a class work.

    Args:
        side: ``ours`` or ``stock``.
        room: Address of the hub, how trainees use it, and its processes.
        people: How many.
    """
    base, way, processes = room
    class_ = [Trainee(f"t{number:02}") for number in range(people)]
    empty = Memory.of(processes())
    before, peak, found = processor_seconds(processes()), Peak(processes), {}
    peak.note(empty)

    def when(step: str) -> None:
        if step == "run":
            found["processor"] = processor_seconds(processes()) - before
            time.sleep(_SETTLE_S)
            found["settled"] = peak.note(Memory.of(processes()))

    meeting = Meeting(people, when)
    peak.start()
    with ThreadPoolExecutor(people) as pool:
        ends = [pool.submit(trainee.go, base, way, meeting) for trainee in class_]
    for end in ends:
        end.result()
    problems = [f"{trainee.name} {trainee.problem}" for trainee in class_ if trainee.problem]
    seconds = {step: [t.seconds[step] for t in class_ if step in t.seconds] for step in ("page", *STEPS)}
    done = people - len(problems)
    highest = peak.stop()
    return Figures(
        side, people, done, seconds, empty, found["settled"], highest, found["processor"], problems
    )  # fmt: skip


def _first_morning(browser: Browser, name: str) -> None:
    """Shared password, then an own one."""
    to = "?next=%2Fhub%2Fhome"
    browser.post(f"/hub/login{to}", username=name, password=SHARED["trainee"])
    status, page, _url = browser.post(f"/hub/choose-password{to}", password=OWN, again=OWN)
    assert status == 200, page[-300:]


def _fetch(browser: Browser, name: str) -> None:
    send_form(browser, f"/user/{name}/my-course/fetch", module=MODULE)


def _submit(browser: Browser, name: str) -> None:
    """The button of "My course", as somebody presses it who knows that answers are missing."""
    button = {"module": MODULE, "sure": "1", "attempt": str(uuid.uuid4())}
    page = send_form(browser, f"/user/{name}/my-course/submit", **button)
    assert "eceipt" in page, page[:2000]


OURS = Way(_first_morning, "my-course", _fetch, _submit)


@contextmanager
def our_room(folder: Path) -> Iterator[Room]:
    """The course's classroom."""
    with open_classroom(folder, modules=(MODULE,)) as room:
        room.nbgrader("release_assignment", MODULE)
        mark = read_record(room.place).mark
        yield room.url, OURS, lambda: owned(mark)


@contextmanager
def stock_room(folder: Path) -> Iterator[Room]:
    """Stock settings."""
    folder.mkdir()
    with stock.open_hub(folder, folder.parent / "release") as (url, hub):
        yield url, stock.WAY, lambda: [hub, *hub.children(recursive=True)]


ROOMS: dict[str, Callable[[Path], object]] = {"stock": stock_room, "ours": our_room}


def measure(side: str, folder: Path, people: int) -> Figures:
    """Open a classroom for one class, and close it."""
    with ROOMS[side](folder) as room:
        return play(side, room, people)


def main(arguments: list[str] | None = None) -> int:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(prog="make bench-classroom", description=__doc__)
    parser.add_argument("--sizes", default="10,20,40", help="numbers of trainees")
    parser.add_argument("--only", choices=list(ROOMS), help="leave the other side out")
    options = parser.parse_args(arguments)
    from grading.release import release

    found: list[Figures] = []
    print(f"{machine()}; other work on it: load {psutil.getloadavg()[0]:.1f}\n{HEAD}", flush=True)
    with tempfile.TemporaryDirectory(prefix="bench") as temporary:
        root = Path(temporary)
        release([MODULE], root / "release", root / "nbgrader", say=False)
        for size in map(int, options.sizes.split(",")):
            for side in [options.only] if options.only else list(ROOMS):
                found.append(measure(side, root / f"{side}{size}", size))
                print(found[-1].line(), *(f"       {problem}" for problem in found[-1].problems[:5]), sep="\n")
            if not options.only:
                print(ratio(found[-1], found[-2]), flush=True)
    print(*next_trainee(found), "", *for_the_docs(found, machine()), sep="\n", flush=True)
    return int(any(one.problems for one in found if one.side == "ours"))


def machine() -> str:
    """Date and machine."""
    memory = psutil.virtual_memory().total / 2**30
    name = next(
        (line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "unknown"
    )
    return (
        f"{date.today()}, {os.cpu_count()} processors ({name}), {memory:.0f} GB, {platform.system()} "
        f"{platform.release().split('-')[0]}, Python {platform.python_version()}"
    )


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


if __name__ == "__main__":
    sys.exit(main())
