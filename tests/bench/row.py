"""One line of the benchmark's table."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """A figure beside its baseline.

    Attributes:
        what: what was measured.
        figure: the measured value.
        unit: ``s``, ``ms`` or ``kB``.
        baseline: the value it is compared with, in the same unit, or None.
        against: what the baseline is.
    """

    what: str
    figure: float
    unit: str
    baseline: float | None = None
    against: str = ""

    def __str__(self) -> str:
        def shown(value: float) -> str:
            return f"{value:,.{0 if value >= 100 else 2}f} {self.unit}"

        if self.baseline is None:
            return f"{self.what:58} {shown(self.figure):>14}"
        ratio = self.figure / self.baseline if self.baseline else float("nan")
        return f"{self.what:58} {shown(self.figure):>14} {shown(self.baseline):>14} {ratio:7.2f}  ({self.against})"
