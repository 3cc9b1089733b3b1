"""What a classroom needs: memory and processor time of all its processes.

Memory is PSS: a page that several processes share counts for each of them in parts, so the sum is what the machine
needs. USS are pages that one process has for itself. Both come from the kernel (``/proc/<pid>/smaps_rollup``).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from course.classroom.running import kind

Processes = Callable[[], Iterable[psutil.Process]]
_OWN = ("server", "kernel")  # what each trainee has


@dataclass(frozen=True)
class Memory:
    """Megabytes.

    Attributes:
        pss: Of all processes together.
        uss: Of servers and kernels together, without what they share.
    """

    pss: float
    uss: float

    @classmethod
    def of(cls, processes: Iterable[psutil.Process]) -> Memory:
        """What processes have now."""
        pss = uss = 0
        for process in processes:
            with suppress(OSError, psutil.Error):
                fields = _fields(process.pid)
                pss += fields["Pss"]
                if kind(process) in _OWN:
                    uss += fields["Private_Clean"] + fields["Private_Dirty"]
        return cls(pss / 1024, uss / 1024)


def _fields(pid: int) -> dict[str, int]:
    """Kilobytes by name."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    return {name: int(value.split()[0]) for name, _colon, value in (line.partition(":") for line in lines)}


def processor_seconds(processes: Iterable[psutil.Process]) -> float:
    """Processor time that processes have used until now."""
    total = 0.0
    for process in processes:
        with suppress(psutil.Error):
            total += sum(process.cpu_times()[:2])
    return total


class Peak(threading.Thread):
    """Looks at the memory again and again, seldom enough not to be in the way.

    Attributes:
        pss: The highest sum of PSS, in megabytes.
    """

    def __init__(self, processes: Processes) -> None:
        super().__init__(daemon=True)
        self.pss = 0.0
        self._processes, self._end = processes, threading.Event()

    def run(self) -> None:
        """Look."""
        cost = 0.0
        while not self._end.wait(max(2.0, 30 * cost)):
            begun = time.thread_time()
            self.note(Memory.of(self._processes()))
            cost = time.thread_time() - begun

    def note(self, found: Memory) -> Memory:
        """Count a look of somebody else, too."""
        self.pss = max(self.pss, found.pss)
        return found

    def stop(self) -> float:
        """End; gives the peak."""
        self._end.set()
        self.join()
        return self.pss
