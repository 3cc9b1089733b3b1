"""A cell for code that nobody has read: what a submission runs in.

Layers, each of which is enough to stop most harm, so that a hole in one is not a hole in all:

- ``namespaces``: own view of files (read-only system and course, private work folder), own processes, no network;
- ``landlock``: the fallback where namespaces are refused: the kernel's path rules for one process;
- ``seccomp``: system calls that no exercise needs are refused;
- ``limits``: processor time, memory, file size, processes, open files.

``probe`` says which of them work on this machine; ``fork`` makes a process that ``enter`` then puts inside for good.
"""

from grading.sandbox.hidden import hidden_from_others
from grading.sandbox.jail import Jail, Layers, NoSandbox, enter, fork, probe

__all__ = ["Jail", "Layers", "NoSandbox", "enter", "fork", "hidden_from_others", "probe"]
