"""What runs: the start of a classroom as the hub reads it, its record, and all processes that belong to it.

Every process of a classroom, kernels included, carries the classroom's mark in its environment; so `down` finds all of
them, and never a process of somebody else.
"""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import psutil

from course.classroom.place import Place, read_json, write_private
from course.classroom.settings import Settings
from course.classroom.variables import OWNER

_START = "start.json"


def write_start(place: Place, settings: Settings, ports: dict[str, int]) -> None:
    """Keep the checked settings and the inner ports for hub and keeper."""
    text = json.dumps({"settings": settings.model_dump(mode="json"), "ports": ports})
    write_private(place.state / _START, text)


def read_start(place: Place) -> tuple[Settings, dict[str, int]]:
    """What :func:`write_start` kept."""
    found = read_json(place.state / _START)
    return Settings.model_validate(found["settings"]), found["ports"]


@dataclass(frozen=True)
class Record:
    """A running classroom: its keeper's process and its address."""

    pid: int
    started: float
    mark: str
    url: str

    def process(self) -> psutil.Process | None:
        """The keeper, if this very process still runs."""
        try:
            process = psutil.Process(self.pid)
            alive = process.status() != psutil.STATUS_ZOMBIE and abs(process.create_time() - self.started) < 0.05
        except psutil.Error:
            return None
        return process if alive else None


def write_record(place: Place, mark: str, url: str) -> None:
    """Note that this process keeps the classroom."""
    record = {"pid": os.getpid(), "started": psutil.Process().create_time(), "mark": mark, "url": url}
    write_private(place.record, json.dumps(record))


def read_record(place: Place) -> Record | None:
    """The record of the last start that was not taken down, or None."""
    found = read_json(place.record)
    try:
        return Record(int(found["pid"]), float(found["started"]), str(found["mark"]), str(found["url"]))
    except (KeyError, TypeError, ValueError):
        return None


def owned(mark: str) -> list[psutil.Process]:
    """Every living process with the classroom's mark, without this one."""
    found = []
    for process in psutil.process_iter():
        try:
            mine = process.environ().get(OWNER) == mark and process.status() != psutil.STATUS_ZOMBIE
        except (psutil.Error, OSError):
            continue
        if mine and process.pid != os.getpid():
            found.append(process)
    return found


def kind(process: psutil.Process) -> str:
    """What a process of a classroom does, in one word."""
    try:
        words = " ".join(process.cmdline())
        if "warm.nursery" in words:  # its children have its command line, and a name of their own
            return {"mdc-server": "server", "mdc-kernel": "kernel"}.get(process.name(), "nursery")
    except psutil.Error:
        return "other"
    for mark, name in (
        ("course.classroom.keeper", "keeper"),
        ("ipykernel", "kernel"),
        ("jupyterhub.singleuser", "server"),
        ("exchange.service", "exchange"),
        ("grading.classroom.service", "trainers"),
        ("idle_culler", "culler"),
        ("traefik", "proxy"),
        ("-m jupyterhub ", "hub"),
    ):
        if mark in words:
            return name
    return "other"


def end(processes: Iterable[psutil.Process], patience: float = 6.0) -> int:
    """End processes, politely first. Returns how many had to be killed."""
    processes = list(processes)
    _send(processes, signal.SIGTERM)
    _gone, left = psutil.wait_procs(processes, patience)
    _send(left, signal.SIGKILL)
    psutil.wait_procs(left, 5)
    return len(left)


def _send(processes: Iterable[psutil.Process], number: int) -> None:
    for process in processes:
        try:
            process.send_signal(number)  # psutil checks that it is still the same process
            process.send_signal(signal.SIGCONT)  # a stopped process would never hear it
        except psutil.Error:
            continue


def end_all(mark: str, patience: float = 6.0) -> list[psutil.Process]:
    """End every process with the mark, also those that start meanwhile. Returns what still lives."""
    deadline = time.monotonic() + 30
    while (left := owned(mark)) and time.monotonic() < deadline:
        end(left, patience)
        patience = 1.0
    return left


def tail(log: Path, lines: int = 12) -> str:
    """The last lines of a log."""
    try:
        return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
    except OSError:
        return ""
