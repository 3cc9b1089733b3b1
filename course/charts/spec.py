"""What a chart says, before anything is drawn: one description for the static picture and for plotly."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from course.charts.scale import digits_for, format_number
from course.i18n import _

if TYPE_CHECKING:
    import pandas as pd

MOST_SERIES = 6


@dataclass(frozen=True)
class Series:
    """One line, one set of bars or one set of dots.

    Attributes:
        name: What the direct label says; empty when the chart has one series only.
        x: Positions: numbers, or the categories of the chart.
        y: Values in the chart's unit; ``None`` where the source has none.
        tone: ``1`` to ``6`` for a colour of the series palette, ``0`` for the quiet grey.
        labels: For a scatter plot, the name of each point ("" for none).
    """

    name: str
    x: tuple[Any, ...]
    y: tuple[float | None, ...]
    tone: int = 1
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Spec:
    """A whole chart: ``kind`` is ``line``, ``columns``, ``bars``, ``dumbbell`` or ``scatter``."""

    kind: str
    title: str
    unit: str
    alt: str
    source: str
    series: tuple[Series, ...]
    categories: tuple[str, ...] = ()
    highlight: tuple[str, ...] = ()
    x_unit: str = ""
    note: str = ""
    citations: tuple[str, ...] = ()
    synthetic: bool = False
    digits: int = 0
    log_x: bool = False

    def values(self) -> list[float]:
        """Every value that is there, over all series."""
        return [v for s in self.series for v in s.y if v is not None]

    def text(self, value: float | None) -> str:
        """One value as a reader sees it on the chart."""
        return format_number(value, self.digits, self.unit)

    @property
    def synthetic_label(self) -> str:
        """What a chart of invented data says about itself."""
        return _("Invented data for practice")

    def keyed(self) -> list[Series]:
        """The series that need a key above the picture, because no direct label names them."""
        needs = self.kind in ("columns", "dumbbell", "scatter")
        return [s for s in self.series if s.name] if needs and len(self.series) > 1 else []


def number(value: Any, divide_by: float = 1.0) -> float | None:
    """A cell as a finite float, or ``None`` when it is missing (``None``, ``NaN``, ``NA``)."""
    try:
        result = float(value) / divide_by
    except (TypeError, ValueError):
        return None
    return result if math.isfinite(result) else None


def require(frame: pd.DataFrame, columns: Sequence[Hashable]) -> None:
    """Stop with a helpful message when the frame lacks a column or has no rows."""
    for column in columns:
        if column not in frame.columns:
            names = ", ".join(map(str, frame.columns))
            raise ValueError(_("The table has no column {0!r}. Its columns are: {1}.").format(column, names))
    if len(frame) == 0:
        raise ValueError(_("The table has no rows, so there is nothing to draw."))


def words(title: str, unit: str, source: str, alt: str) -> None:
    """Stop when a chart lacks one of the texts without which nobody can read it."""
    if not str(alt or "").strip():
        raise ValueError(
            _("Every chart needs alt=: one or two sentences that say what it shows, for readers who cannot see it.")
        )
    for name, text in (("title", title), ("unit", unit), ("source", source)):
        if not str(text or "").strip():
            raise ValueError(_("Every chart needs {0}=, so that readers know what they look at.").format(name))


def plain(value: Any) -> Any:
    """A cell as a plain Python value: whole numbers as ``int``, times as ISO dates, the rest as it is."""
    if hasattr(value, "isoformat"):
        return value.isoformat()[:10]
    if hasattr(value, "item"):
        value = value.item()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def is_numeric(frame: pd.DataFrame, column: Hashable) -> bool:
    """Whether a column holds numbers (a truth value is not one)."""
    from pandas.api import types

    return types.is_numeric_dtype(frame[column]) and not types.is_bool_dtype(frame[column])


def tones(names: Sequence[str], highlight: Sequence[str]) -> list[int]:
    """Palette places: one for each series, or colours for the highlighted ones and grey for the rest."""
    missing = [name for name in highlight if name not in names]
    if missing:
        raise ValueError(
            _("highlight= names {0}, which the table does not have.").format(", ".join(map(repr, missing)))
        )
    coloured = list(highlight) if highlight else list(names)
    if len(coloured) > MOST_SERIES:
        raise ValueError(
            _("A chart shows at most {0} series well; this table has {1}. Choose some, or use highlight=.").format(
                MOST_SERIES, len(coloured)
            )
        )
    return [coloured.index(name) + 1 if name in coloured else 0 for name in names]


def split(
    frame: pd.DataFrame,
    x: Hashable,
    y: Hashable | Mapping[Hashable, str],
    series: Hashable | None,
    divide_by: float,
    highlight: Sequence[str],
) -> list[Series]:
    """The series of a frame: rows grouped by the column ``series``, or one per column that ``y`` names.

    Raises:
        ValueError: When a column is missing, a position repeats within a series, or there are too many series.
    """
    columns = dict(y) if isinstance(y, Mapping) else {y: ""}
    if len(columns) > 1 and series is not None:
        raise ValueError(_("Use either several columns for y= or the column series=, not both."))
    require(frame, [x, *columns, *([] if series is None else [series])])
    parts: list[tuple[str, pd.DataFrame, Hashable]] = []
    if series is not None:
        column = next(iter(columns))
        for name in dict.fromkeys(frame[series]):
            parts.append((str(plain(name)), frame[frame[series] == name], column))
    else:
        parts = [(label, frame, column) for column, label in columns.items()]
    marks = tones([name for name, _part, _column in parts], highlight) if len(parts) > 1 else [1]
    result = []
    for (name, part, column), tone in zip(parts, marks, strict=True):
        xs = [plain(v) for v in part[x]]
        if len(set(xs)) < len(xs):
            twice = next(v for v in xs if xs.count(v) > 1)
            raise ValueError(
                _("{0!r} has more than one row{1}. Keep one row for each, or use series=.").format(
                    twice, _(" in the series {0!r}").format(name) if name else ""
                )
            )
        ys = [number(v, divide_by) for v in part[column]]
        result.append(Series(name, tuple(xs), tuple(ys), tone))
    if not any(v is not None for s in result for v in s.y):
        raise ValueError(_("All values are missing, so there is nothing to draw."))
    return result


def decimals(series: Sequence[Series], digits: int | None) -> int:
    """The decimals asked for, or those that suit the values."""
    return digits if digits is not None else digits_for([v for s in series for v in s.y if v is not None])
