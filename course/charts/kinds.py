"""The three chart functions of the course: :func:`line`, :func:`bar` and :func:`dots`.

Each takes a tidy table and the words that a reader needs, and gives a :class:`course.charts.chart.Chart`.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from course.charts import spec as parts
from course.charts.chart import Chart
from course.charts.source import cite
from course.charts.spec import Series, Spec
from course.i18n import _

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class _Words:
    """The words of a chart, checked."""

    title: str
    unit: str
    source: str
    citations: tuple[str, ...]
    alt: str
    note: str
    synthetic: bool

    @classmethod
    def of(
        cls, title: str, unit: str, source: str | Sequence[str], alt: str, note: str | None, synthetic: bool | None
    ) -> _Words:
        cited = cite(source)
        parts.words(title, unit, cited.line, alt)
        invented = cited.invented if synthetic is None else synthetic
        return cls(title, unit, cited.line, cited.full, alt.strip(), note or "", invented)


def _chart(kind: str, words: _Words, series: list[Series], table: pd.DataFrame, **more: Any) -> Chart:
    digits = parts.decimals(series, more.pop("digits"))
    return Chart(Spec(kind=kind, series=tuple(series), digits=digits, **vars(words), **more), table)


def _wide(series: Sequence[Series], x_name: str, places: Sequence[Any], y_name: str) -> pd.DataFrame:
    """The numbers of a chart: one row for each position, one column for each series."""
    import pandas as pd

    columns: dict[str, list[Any]] = {x_name: list(places)}
    for part in series:
        values = dict(zip(part.x, part.y, strict=True))
        columns[part.name or y_name] = [values.get(place) for place in places]
    return pd.DataFrame(columns)


def _categories(series: Sequence[Series]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(x) for s in series for x in s.x))


def _texts(series: Sequence[Series]) -> list[Series]:
    return [Series(s.name, tuple(str(x) for x in s.x), s.y, s.tone) for s in series]


def line(
    frame: pd.DataFrame,
    x: Hashable,
    y: Hashable | Mapping[Hashable, str],
    series: Hashable | None = None,
    *,
    title: str,
    unit: str,
    source: str | Sequence[str],
    alt: str,
    note: str | None = None,
    highlight: Sequence[str] = (),
    divide_by: float = 1.0,
    digits: int | None = None,
    x_title: str = "",
    synthetic: bool | None = None,
) -> Chart:
    """A line chart: how something changes over time. Missing values break the line.

    Args:
        frame: A tidy table, one row for each position and series.
        x: Column of the horizontal axis: years or other numbers, or ordered text such as quarters (kept in the
            order of the table).
        y: Column of the values, or several columns with their labels, ``{"remittances": "Remittances"}``.
        series: Column that splits the rows into lines (at most six, or use ``highlight``).
        title: What the chart shows, as a short sentence.
        unit: Unit of the values, for example ``"USD billion"`` or ``"% of GDP"``.
        source: Name of a dataset of the course (or several), or a citation in words.
        alt: One or two sentences that say what the picture shows, for people who do not see it.
        note: A remark below the chart, for example about missing years.
        highlight: Names of the series to colour; the others become quiet grey lines.
        divide_by: The values are divided by this before they are shown (1e9 for billions).
        digits: Decimals of the values; chosen from the data when left out.
        x_title: Name of the horizontal axis when it is not a year.
        synthetic: Whether the data are invented; found from ``source`` when left out.

    Raises:
        ValueError: When a text or a column is missing, a position repeats, or there are too many series.
    """
    words = _Words.of(title, unit, source, alt, note, synthetic)
    found = parts.split(frame, x, y, series, divide_by, highlight)
    numeric = parts.is_numeric(frame, x)
    categories = () if numeric else _categories(found)
    if numeric and any(value is None or value != value for s in found for value in s.x):
        raise ValueError(_("The column {0!r} has rows without a value; leave them out.").format(x))
    if not numeric:
        found = _texts(found)
    places = sorted({value for s in found for value in s.x}) if numeric else list(categories)
    table = _wide(found, str(x), places, unit)
    return _chart(
        "line", words, found, table, categories=categories, highlight=tuple(highlight), x_unit=x_title, digits=digits
    )


def bar(
    frame: pd.DataFrame,
    x: Hashable,
    y: Hashable | Mapping[Hashable, str],
    series: Hashable | None = None,
    *,
    title: str,
    unit: str,
    source: str | Sequence[str],
    alt: str,
    note: str | None = None,
    highlight: Sequence[str] = (),
    direction: Literal["auto", "across", "up"] = "auto",
    divide_by: float = 1.0,
    digits: int | None = None,
    synthetic: bool | None = None,
) -> Chart:
    """A bar chart: how much of something each group has. Bars begin at zero.

    Bars keep the order of the table. For countries use the order of the alphabet, never a league table.

    Args:
        frame: A tidy table, one row for each bar.
        x: Column of the groups: names (bars go across) or years (bars go up).
        y: Column of the values, or several columns with their labels.
        series: Column that splits each group into bars side by side (at most six).
        title: What the chart shows, as a short sentence.
        unit: Unit of the values.
        source: Name of a dataset of the course (or several), or a citation in words.
        alt: One or two sentences that say what the picture shows, for people who do not see it.
        note: A remark below the chart.
        highlight: Names of the groups to colour; the others become grey.
        direction: ``across`` or ``up``; chosen from the column ``x`` when left out.
        divide_by: The values are divided by this before they are shown.
        digits: Decimals of the values; chosen from the data when left out.
        synthetic: Whether the data are invented; found from ``source`` when left out.

    Raises:
        ValueError: When a text or a column is missing, a group repeats, or there are too many series.
    """
    words = _Words.of(title, unit, source, alt, note, synthetic)
    found = parts.split(frame, x, y, series, divide_by, ())
    numeric = parts.is_numeric(frame, x)
    places = list(dict.fromkeys(value for s in found for value in s.x))
    if numeric:
        places.sort()
    table = _wide(found, str(x), places, unit)
    categories = tuple(map(str, places))
    parts.tones([*categories], [*highlight]) if highlight else None
    kind = {"across": "bars", "up": "columns"}.get(direction, "columns" if numeric else "bars")
    return _chart(kind, words, _texts(found), table, categories=categories, highlight=tuple(highlight), digits=digits)


def dots(
    frame: pd.DataFrame,
    x: Hashable,
    y: Hashable,
    series: Hashable | None = None,
    *,
    title: str,
    unit: str,
    source: str | Sequence[str],
    alt: str,
    note: str | None = None,
    label: Hashable | None = None,
    highlight: Sequence[str] = (),
    x_title: str = "",
    log_x: bool = False,
    divide_by: float = 1.0,
    digits: int | None = None,
    synthetic: bool | None = None,
) -> Chart:
    """A dot chart: two values of each group (before and after), or two measures of each country.

    When ``y`` is a column of names, each name gets a row and its values stand on one number line, joined by a bar:
    a change becomes a length. When ``y`` is a column of numbers, the chart is a scatter plot of ``y`` against ``x``.

    Args:
        frame: A tidy table, one row for each dot.
        x: Column of numbers.
        y: Column of names, or of numbers for a scatter plot.
        series: Column that colours the dots (for example the year); at most six.
        title: What the chart shows, as a short sentence.
        unit: Unit of the values: of ``x`` when ``y`` holds names, of ``y`` in a scatter plot.
        source: Name of a dataset of the course (or several), or a citation in words.
        alt: One or two sentences that say what the picture shows, for people who do not see it.
        note: A remark below the chart.
        label: In a scatter plot, the column with the name of each dot.
        highlight: In a scatter plot, the names to colour and write; the others become grey.
        x_title: In a scatter plot, name and unit of the horizontal axis (needed).
        log_x: In a scatter plot, powers of ten on the horizontal axis (all values above zero).
        divide_by: The values are divided by this before they are shown.
        digits: Decimals of the values; chosen from the data when left out.
        synthetic: Whether the data are invented; found from ``source`` when left out.

    Raises:
        ValueError: When a text or a column is missing, a name repeats within a series, or there are too many series.
    """
    words = _Words.of(title, unit, source, alt, note, synthetic)
    parts.require(frame, [c for c in (x, y, series, label) if c is not None])
    if not parts.is_numeric(frame, y):
        found = _texts(parts.split(frame, y, x, series, divide_by, ()))
        categories = _categories(found)
        table = _wide(found, str(y), categories, unit)
        return _chart("dumbbell", words, found, table, categories=categories, digits=digits)
    if not x_title:
        raise ValueError(_("A scatter plot needs x_title=: the name and the unit of the horizontal axis."))
    kept = frame.dropna(subset=[x, y])
    if log_x and (kept[x] <= 0).any():
        raise ValueError(_("log_x= needs values above zero in the column {0!r}.").format(x))
    groups = [("", kept)] if series is None else [(str(n), kept[kept[series] == n]) for n in kept[series].unique()]
    marks = parts.tones([name for name, _part in groups], ()) if len(groups) > 1 else [1]
    found = [
        Series(
            name,
            tuple(parts.plain(v) for v in part[x]),
            tuple(parts.number(v, divide_by) for v in part[y]),
            tone,
            () if label is None else tuple(map(str, part[label])),
        )
        for (name, part), tone in zip(groups, marks, strict=True)
    ]
    names = [name for s in found for name in s.labels]
    parts.tones(names, highlight) if highlight else None
    columns = [c for c in (label, series, x, y) if c is not None]
    table = kept[list(dict.fromkeys(columns))].reset_index(drop=True)
    if divide_by != 1:
        table = table.assign(**{str(y): table[y] / divide_by})
    return _chart(
        "scatter", words, found, table, highlight=tuple(highlight), x_unit=x_title, log_x=log_x, digits=digits
    )
