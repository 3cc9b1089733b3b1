"""``down``: ends every process of the classroom. ``status``: says what runs."""

from __future__ import annotations

import shutil
import time
from collections import Counter

import psutil

from course.classroom import backup
from course.classroom.place import Place
from course.classroom.running import end_all, kind, owned, read_record


def down(place: Place) -> int:
    """End hub, proxy, exchange, servers and kernels. People's files stay.

    Returns:
        0 when nothing is left, 1 when something could not be ended.
    """
    record = read_record(place)
    if record is None:
        print("No classroom runs here.")
        return 0
    before = time.monotonic()
    count = len(owned(record.mark))
    if keeper := record.process():
        keeper.terminate()
        psutil.wait_procs([keeper], 25)
    left = end_all(record.mark)
    if left:
        print(f"Could not end: {', '.join(str(process.pid) for process in left)}")
        return 1
    place.record.unlink(missing_ok=True)
    shutil.rmtree(place.run, ignore_errors=True)  # sockets of servers and kernels, far from the classroom's folder
    print(
        f"The classroom is down: {count} processes ended ({time.monotonic() - before:.0f} s). Everybody's work is kept."
    )
    return 0


def status(place: Place) -> int:
    """Print address, processes and memory. Returns 0 when the classroom runs, else 3."""
    record = read_record(place)
    if record is None or record.process() is None:
        left = len(owned(record.mark)) if record else 0
        stopped = f"The classroom stopped and left {left} processes. End them: make classroom ARGS=down"
        print(stopped if left else "The classroom is down.")
        _tell_backups(place)
        return 3
    processes = owned(record.mark)
    counts = Counter(map(kind, processes))
    names = ("keeper", "proxy", "hub", "exchange", "trainers", "culler", "nursery", "server", "kernel", "other")
    print(f"ready: {record.url}")
    for name in names:
        if counts[name]:
            memory = sum(_memory(process) for process in processes if kind(process) == name)
            print(f"  {name:9} {counts[name]:3}   {memory:6.0f} MB")
    _tell_backups(place)
    return 0


def _tell_backups(place: Place) -> None:
    if place.state.is_dir():
        print(*backup.in_words(place), sep="\n")


def _memory(process: psutil.Process) -> float:
    """Megabytes that the process alone brings: what it shares with others counts in parts."""
    try:
        return process.memory_full_info().pss / 2**20
    except (psutil.Error, AttributeError):
        return 0.0
