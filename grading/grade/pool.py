"""Worker processes of this machine: one submission each at a time; one that dies is replaced and its work repeated.

``multiprocessing.Pool`` waits for ever when a worker is killed, and ``concurrent.futures`` cannot say whose work it
was; both keep workers alive when the grader itself is killed. Workers are forks of the grader, which has imported all
that they need; one warm process serves all of them.
"""

from __future__ import annotations

import gc
import itertools
import multiprocessing
import os
import signal
import socket
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from course.i18n import _
from grading.execution import process as execution
from grading.grade import work
from grading.grade.course_copy import CourseCopy
from grading.grade.verdict import Task, Verdict

_ATTEMPTS = 2
#: Submissions after which a worker is replaced: what libraries keep cannot grow for ever.
_MOST = 1_000


@dataclass
class Job:
    """A submission on its way."""

    task: Task
    attempts: int = 0


@dataclass
class _Member:
    """One worker process and what it does."""

    process: Any
    connection: Connection
    job: Job | None = None
    done: int = 0
    knows: set[str] = field(default_factory=set)


def grade_all(
    tasks: Iterable[Task], copies: dict[str, CourseCopy], count: int, mode: str, unsafe: bool
) -> Iterator[Verdict]:
    """Grade with ``count`` processes; verdicts come as they are ready. Closing the iterator ends the processes.

    Args:
        tasks: What to grade.
        copies: The gradebook's view of each assignment.
        count: Processes.
        mode: ``hardened`` or ``compatible``.
        unsafe: Run although nothing here can keep a submission in.
    """
    pool = _Pool(mode, unsafe, copies)
    waiting = deque(Job(task) for task in tasks)
    try:
        pool.members = [pool.start() for _ in range(min(count, len(waiting)))]
        while waiting or any(member.job for member in pool.members):
            for member in pool.members:
                if member.job is None and waiting:
                    pool.give(member, waiting.popleft())
            for connection in wait([member.connection for member in pool.members if member.job]):
                member = next(one for one in pool.members if one.connection is connection)
                job, member.job = member.job, None
                try:
                    verdict = connection.recv()
                except (EOFError, OSError):
                    pool.replace(member)
                    verdict = _again(job, waiting)
                if verdict is not None:
                    yield verdict
    finally:
        pool.end()


def _again(job: Job, waiting: deque[Job]) -> Verdict | None:
    job.attempts += 1
    if job.attempts < _ATTEMPTS:
        waiting.append(job)
        return None
    return Verdict(job.task, problem=_("the process that graded it ended twice without a word: was the memory full?"))


class _Pool:
    def __init__(self, mode: str, unsafe: bool, copies: dict[str, CourseCopy]) -> None:
        self._how, self._copies = (mode, unsafe), copies
        self._warm = execution.Warm(unsafe, wait=False)
        self.members: list[_Member] = []

    def start(self) -> _Member:
        # a fork has none of the threads that others may have started, but their locks
        context = multiprocessing.get_context("fork" if threading.active_count() == 1 else "spawn")
        ours, theirs = context.Pipe()
        line = self._warm.line()
        process = context.Process(target=_serve, args=(theirs, line, self._warm.mode, *self._how), daemon=False)
        process.start()
        theirs.close()
        line.close()
        return _Member(process, ours)

    def give(self, member: _Member, job: Job) -> None:
        if member.done >= _MOST:
            self.replace(member)
        member.job = job
        member.done += 1
        name = job.task.assignment
        try:
            # the copy of an assignment travels once to each worker
            member.connection.send((job.task, None if name in member.knows else self._copies[name]))
            member.knows.add(name)
        except OSError:  # it has died while it had nothing to do: what comes next is the end of its connection
            pass

    def replace(self, member: _Member) -> None:
        _end(member)
        fresh = self.start()
        member.process, member.connection, member.done, member.knows = fresh.process, fresh.connection, 0, set()

    def end(self) -> None:
        for member in self.members:
            _end(member)
        self._warm.close()


def _end(member: _Member) -> None:
    """A worker that has work is killed; its sandboxed processes die with it."""
    member.connection.close()
    if member.job is not None:
        member.process.kill()
    member.process.join(5)
    if member.process.is_alive():
        member.process.kill()
        member.process.join()


def _serve(connection: Connection, line: socket.socket, layers: str, mode: str, unsafe: bool) -> None:
    """The life of a worker. It ends with the grader: then its connection ends, and the system kills it anyway."""
    from grading.sandbox import libc

    _close_others(connection.fileno(), line.fileno())
    execution.use(execution.Line(line, layers))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the grader
    libc.prctl(libc.PR_SET_PDEATHSIG, signal.SIGKILL)
    gc.freeze()  # a look for garbage need not walk through all libraries
    copies: dict[str, CourseCopy] = {}
    while True:
        try:
            task, copy = connection.recv()
            if copy is not None:
                copies[task.assignment] = copy
            connection.send(_verdict(work.grade, task, copies[task.assignment], mode, unsafe))
        except (EOFError, OSError):
            return


def _close_others(*kept: int) -> None:
    """Close what a fork has of the grader's: its lock, its gradebook, the connections of other workers."""
    edges = [2, *sorted(kept), os.sysconf("SC_OPEN_MAX")]
    for before, after in itertools.pairwise(edges):
        os.closerange(before + 1, after)


def _verdict(grade: Any, task: Task, *how: Any) -> Verdict:
    try:
        return grade(task, *how)
    except Exception as problem:  # the worker itself could not be made: no submission is to blame
        return Verdict(task, problem=f"{type(problem).__name__}: {problem}")
