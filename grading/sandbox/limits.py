"""How much one submission may use."""

from __future__ import annotations

import resource
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Ceilings for one submission; memory and files in bytes.

    Attributes:
        cpu_seconds: Processor time of each process, all cells together.
        memory: Address space of each process (pandas alone maps about a gigabyte), and what the grader lets all of
            them together use (``execution.watch``).
        file_size: The largest file.
        work_size: All files of the private file system together.
        processes: Processes and threads at once.
        open_files: Open files of each process.
    """

    cpu_seconds: int = 120
    memory: int = 4 << 30
    file_size: int = 32 << 20
    work_size: int = 64 << 20
    processes: int = 64
    open_files: int = 256


def apply(limits: Limits, count_processes: bool) -> None:
    """Set the limits for this process and its children, for good.

    Args:
        limits: The ceilings.
        count_processes: Whether the number of processes is limited, too. The system counts all processes of a user, so
            this is right only where the submission runs as a user of its own.
    """
    for name, value in (
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, limits.file_size),
        *([(resource.RLIMIT_NPROC, limits.processes)] if count_processes else []),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 1 << 16),
    ):
        _soft, hard = resource.getrlimit(name)
        ceiling = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(name, (ceiling, ceiling))
