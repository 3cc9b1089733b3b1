"""What a command says while it works: numbered steps, indented output of its helpers, clear stops."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path


class Stop(SystemExit):
    """End a command with a message that says what is wrong and what to do."""

    def __init__(self, problem: str, advice: str = "") -> None:
        print(f"\nProblem: {problem}", flush=True)
        if advice:
            print(f"What to do: {advice}", flush=True)
        super().__init__(1)


class Steps:
    """Announces numbered steps and how long each took.

    Args:
        total: number of steps that will be announced.
    """

    def __init__(self, total: int) -> None:
        self.total = total
        self.number = 0
        self._began = time.monotonic()

    def begin(self, text: str) -> None:
        """Announce the next step."""
        self.number += 1
        self._began = time.monotonic()
        print(f"[{self.number}/{self.total}] {text}", flush=True)

    def done(self, text: str = "done") -> None:
        """Say that the step is done, with its seconds."""
        print(f"      {text} ({time.monotonic() - self._began:.0f} s)", flush=True)


def indent(line: str) -> None:
    """Print one line of a helper below the step that it belongs to."""
    print(f"      {line.rstrip()}", flush=True)


def follow(
    command: Sequence[str | Path],
    *,
    cwd: Path,
    log: Path,
    env: Mapping[str, str] | None = None,
    show: Callable[[str], None] = indent,
) -> int:
    """Run ``command``, show its output, keep a copy of it.

    Args:
        command: program and arguments.
        cwd: working directory.
        log: file for the whole output.
        env: environment; this process's own by default.
        show: what to do with each line of output.

    Returns:
        The exit code of the command.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w", encoding="utf-8") as copy:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env=dict(env) if env is not None else None,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        assert process.stdout is not None
        try:
            for line in process.stdout:
                copy.write(line)
                show(line)
        except KeyboardInterrupt:
            process.terminate()
            process.wait(10)
            raise
        return process.wait()
