"""What keeps one endless or memory-eating notebook from the 39 others, on a machine without containers.

Each process does it to itself at its start, so it is a fence against accidents, not against malice: who wants to do
harm starts more processes. Where containers or accounts have limits of their own, those count as well.
"""

from __future__ import annotations

import os
import resource
from contextlib import suppress
from pathlib import Path

#: Environment variable in which the hub gives the limit of a person's server, in bytes.
LIMIT = "MEM_LIMIT"
#: Hub, exchange and proxy keep 0. When the memory of the machine ends, Linux ends a kernel before anything else; when
#: processors are short, a page comes before a computation.
_END_FIRST = {"server": 200, "kernel": 600}
_NICE = {"server": 0, "kernel": 5}


def hold_back(kind: str) -> None:
    """Let this process be the first to give way, and refuse it more memory than the hub allows.

    A notebook that asks for more gets Python's ``MemoryError``: its variables stay, and nothing dies.

    Args:
        kind: ``server`` or ``kernel``.
    """
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(str(_END_FIRST[kind]), encoding="ascii")
    with suppress(OSError):
        os.nice(_NICE[kind])
    with suppress(OSError):  # where Linux puts each session into a group, niceness counts inside the group only
        Path("/proc/self/autogroup").write_text(str(_NICE[kind]), encoding="ascii")
    limit = os.environ.get(LIMIT, "")
    if not limit.isdigit() or not int(limit):
        return
    with suppress(OSError, ValueError):
        soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
        if soft == resource.RLIM_INFINITY:  # else somebody has set it already
            resource.setrlimit(resource.RLIMIT_DATA, (_data() + int(limit), hard))


def _data() -> int:
    """Bytes that this process could write on, as RLIMIT_DATA counts them; what it has at its start is mostly shared."""
    for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith("VmData:"):
            return 1024 * int(line.split()[1])
    return 0
