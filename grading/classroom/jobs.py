"""Long work: one job at a time, in a process of its own, its progress in a file.

The page only reads the file. So a restart of the service loses nothing: a job that still runs is found again, and of
one that died (power cut, killed) the page says so.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import psutil

from course.classroom.place import read_json, write_private

State = Literal["running", "stopping", "done", "failed", "stopped", "died"]
KINDS = ("fetch", "collect", "grade", "feedback", "report", "lms")
#: How long a job may take to stop by itself.
_PATIENCE_S = 20
_MOST_BYTES = 400_000  # of the end of its file
_MOST_LINES = 200


class Busy(RuntimeError):
    """Another job runs."""


@dataclass(frozen=True)
class Job:
    """A job as a page shows it.

    Attributes:
        id: Its name in addresses.
        kind: One of :data:`KINDS`.
        module: The module it is about; empty for all.
        options: Further words that it was started with.
        by: Who started it; ``at``: when.
        state: ``running``, ``stopping``, or how it ended.
        done: How far it is; ``total``: of how many; 0 while nobody knows.
        now: What it does just now, or what came of it.
        problems: What went wrong on the way, one sentence each.
    """

    id: str
    kind: str
    module: str
    options: tuple[str, ...]
    by: str
    at: datetime
    state: State
    done: int = 0
    total: int = 0
    now: str = ""
    problems: tuple[str, ...] = ()

    @property
    def alive(self) -> bool:
        """Whether it is still at work."""
        return self.state in ("running", "stopping")


@dataclass
class Jobs:
    """The job of a course.

    Args:
        own: Folder for the job's two files.
        course: nbgrader's course folder.
        command: Words of the command before kind and module.
    """

    own: Path
    course: Path
    command: Sequence[str] = (sys.executable, "-m", "grading.classroom.job")
    _process: subprocess.Popen[bytes] | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def _about(self) -> Path:
        return self.own / "job.json"

    @property
    def _log(self) -> Path:
        return self.own / "job.jsonl"

    def start(self, kind: str, module: str, by: str, *options: str) -> Job:
        """Start a job.

        Raises:
            Busy: another one runs.
        """
        if kind not in KINDS:
            raise ValueError(kind)
        with self._lock:
            now = self.now()
            if now is not None and now.alive:
                raise Busy
            started = {
                "id": f"{time.time_ns():x}", "kind": kind, "module": module, "options": options, "by": by,
                "at": datetime.now(UTC).isoformat(), "pid": 0, "created": 0.0,
            }  # fmt: skip
            write_private(self._about, json.dumps(started))
            with open(os.open(self._log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as log:  # noqa: PTH123
                self._process = subprocess.Popen(
                    [*self.command, kind, "--module", module, *options],
                    cwd=self.course, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
                    start_new_session=True,
                )  # fmt: skip
            with suppress(psutil.Error):
                started |= {"pid": self._process.pid, "created": psutil.Process(self._process.pid).create_time()}
            write_private(self._about, json.dumps(started))
        found = self.now()
        assert found is not None
        return found

    def now(self) -> Job | None:
        """The job that runs, or the last one until somebody closes it."""
        about = read_json(self._about)
        try:
            job = Job(
                str(about["id"]), str(about["kind"]), str(about["module"]), tuple(about["options"]), str(about["by"]),
                datetime.fromisoformat(about["at"]), "running",
            )  # fmt: skip
        except (KeyError, TypeError, ValueError):
            return None
        alive = self._find(about) is not None
        seen = _read(self._log)  # after the look at the process: what it wrote last is in it
        state: State = "stopping" if about.get("stopping") else "running"
        if not alive:
            state = seen.end or ("stopped" if about.get("stopping") else "died")
        problems = seen.problems
        if state == "died" and seen.strange:
            problems = (*problems, *seen.strange[-3:])
        return Job(
            job.id, job.kind, job.module, job.options, job.by, job.at, state, seen.done, seen.total, seen.now, problems
        )

    def stop(self, id: str) -> None:
        """Ask a job to stop; after a while it is made to."""
        about = read_json(self._about)
        process = self._find(about)
        if about.get("id") != id or process is None:
            return
        write_private(self._about, json.dumps(about | {"stopping": True}))
        with suppress(psutil.Error):
            process.send_signal(signal.SIGINT)
        threading.Thread(target=_end, args=(process,), daemon=True).start()

    def close(self, id: str) -> None:
        """Put away what is shown of a job that has ended."""
        now = self.now()
        if now is not None and now.id == id and not now.alive:
            self._about.unlink(missing_ok=True)

    def _find(self, about: dict[str, Any]) -> psutil.Process | None:
        """The process of the job, if it is alive and really this one."""
        if self._process is not None:
            self._process.poll()  # takes leave of it when it has ended
        try:
            process = psutil.Process(int(about.get("pid") or 0) or -1)
            same = abs(process.create_time() - float(about["created"])) < 0.05
            return process if same and process.status() != psutil.STATUS_ZOMBIE else None
        except (psutil.Error, ValueError, KeyError):
            return None


def _end(process: psutil.Process) -> None:
    try:
        process.wait(_PATIENCE_S)
    except psutil.TimeoutExpired:
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)  # it leads its own group
    except psutil.Error:
        pass


@dataclass
class _Seen:
    done: int = 0
    total: int = 0
    now: str = ""
    end: State | None = None
    problems: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()


def _read(log: Path) -> _Seen:
    """What a job has written. Lines that are no JSON are what libraries print."""
    seen, problems, strange = _Seen(), [], []
    try:
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - _MOST_BYTES))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return seen
    for line in text.splitlines():
        try:
            found = json.loads(line)
            seen.done, seen.total = int(found.get("done", seen.done)), int(found.get("total", seen.total))
            seen.now = str(found.get("now", seen.now))
            seen.end = found.get("end", seen.end)
            if "problem" in found:
                problems.append(str(found["problem"]))
        except (ValueError, TypeError, AttributeError):
            if line.strip():
                strange.append(line.strip()[:300])
    seen.problems, seen.strange = tuple(problems[-_MOST_LINES:]), tuple(strange[-20:])
    return seen
