"""Reads a still picture back: which values do its shapes stand for?"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"


def root(svg: str) -> ET.Element:
    """The picture as XML; fails when it is not well formed."""
    return ET.fromstring(svg)


def edges(svg: str, axis: str) -> tuple[float, float]:
    """The values at the edges of the plotting area."""
    low, high = root(svg).get(f"data-{axis}", "").split()
    return float(low), float(high)


def series(svg: str) -> dict[str, ET.Element]:
    """The group of each series by its name."""
    return {g.get("data-series", ""): g for g in root(svg).iter(f"{SVG}g") if g.get("data-series")}


def share(text: str) -> float:
    """A per cent length as a share of one."""
    assert text.endswith("%"), text
    return float(text[:-1]) / 100


def line_points(group: ET.Element) -> list[list[tuple[float, float]]]:
    """The runs of a line in the units of its path: x from 0 to 1, y in pixels."""
    path = group.find(f".//{SVG}path").get("d")
    runs = []
    for run in path.split("M")[1:]:
        runs.append([tuple(map(float, spot.split())) for spot in run.split("L")])
    return [[(x / 1000, y) for x, y in run] for run in runs]


def rectangles(group: ET.Element) -> list[dict[str, str]]:
    """The bars of a series."""
    return [dict(rect.attrib) for rect in group.iter(f"{SVG}rect")]


def circles(group: ET.Element) -> list[tuple[float, float]]:
    """The dots of a series: x from 0 to 1, y in pixels."""
    return [(share(c.get("cx")), float(c.get("cy"))) for c in group.iter(f"{SVG}circle")]


def texts(svg: str) -> list[str]:
    """Every text of the picture."""
    return ["".join(t.itertext()) for t in root(svg).iter(f"{SVG}text")]


def plain(html: str) -> str:
    """The words of a piece of HTML."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
