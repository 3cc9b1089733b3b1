"""The same work on a ``dask.distributed`` cluster whose workers see the course folder under the same path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from grading.grade.course_copy import CourseCopy
from grading.grade.verdict import Task, Verdict

CONNECT_SECONDS = 15
_AHEAD = 4  # submissions on the way for each thread of the cluster


class NoCluster(RuntimeError):
    """The cluster cannot be used; the reason is for the trainer."""


def grade_all(
    tasks: Iterable[Task], copies: dict[str, CourseCopy], scheduler: str, mode: str, unsafe: bool
) -> Iterator[Verdict]:
    """Grade on a cluster; verdicts come as they are ready. A worker that dies has its submission tried elsewhere.

    Args:
        tasks: What to grade.
        copies: The gradebook's view of each assignment.
        scheduler: Address of the scheduler, ``tcp://…:8786``.
        mode: ``hardened`` or ``compatible``.
        unsafe: Run although nothing on the workers can keep a submission in.

    Raises:
        NoCluster: ``distributed`` is missing, nothing answers, or the cluster has no worker.
    """
    try:
        from distributed import Client, as_completed
    except ImportError:
        raise NoCluster("For a cluster, install the extra packages: pip install 'distributed'") from None
    from grading.grade.work import grade

    try:
        client = Client(scheduler, timeout=CONNECT_SECONDS)
    except (OSError, ValueError) as problem:
        raise NoCluster(f"No scheduler answers at {scheduler} ({problem}).") from None
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise NoCluster(f"The cluster at {scheduler} has no worker yet.")
        rest = iter(tasks)
        there = {name: client.scatter(copy, broadcast=True, hash=False) for name, copy in copies.items()}
        names: dict[str, Task] = {}

        def submit(task: Task):
            future = client.submit(grade, task, there[task.assignment], mode, unsafe, pure=False, retries=2)
            names[future.key] = task
            return future

        running = as_completed([submit(task) for task in islice(rest, _AHEAD * threads)])
        for future in running:
            task = names.pop(future.key)
            problem = future.exception()
            yield future.result() if problem is None else Verdict(task, problem=f"the cluster gave up: {problem}")
            future.release()
            for more in islice(rest, 1):
                running.add(submit(more))
