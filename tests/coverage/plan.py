"""What the modules promise (module.toml) beside what their notebooks hold, and the gaps between both."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.modules import module_reading as reading

SYSTEMS = reading.MODULES / "systems.toml"
LONGEST_WITHOUT_QUESTION = 20
MODES = ("self", "live", "follow_up")
_TOOL = re.compile(r"\btools\.(\w+)\(")
_ASK = re.compile(r"\bask\.(\w+)\(")


@dataclass(frozen=True)
class Page:
    """What coverage needs of one module: its file, its cells by id, its marked questions by kind."""

    about: Mapping[str, Any]
    cells: Mapping[str, str]
    marked: Mapping[str, str]  # question id -> "auto" or "manual"


@dataclass(frozen=True)
class Row:
    """One system: where it is planned, what covers it, what is missing."""

    id: str
    name: str
    priority: str
    planned: tuple[str, ...]
    covered_by: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    exercises: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    stands: bool = False
    partly: bool = field(default=False)

    @property
    def state(self) -> str:
        """``gap``, ``covered``, ``partly`` (named here, taught elsewhere) or ``open`` (its module does not stand)."""
        if self.gaps:
            return "gap"
        if self.covered_by:
            return "partly" if self.partly else "covered"
        return "open"


def systems() -> list[dict[str, Any]]:
    """The list of systems."""
    return tomllib.loads(SYSTEMS.read_text(encoding="utf-8"))["system"]


def standing() -> dict[str, Page]:
    """Number of each module that stands -> what it holds. The tests before and after teach nothing."""
    modules = [name for name in reading.module_names() if reading.about(name).get("kind") != "test"]
    return {reading.about(name)["number"]: _page(name) for name in modules}


def _page(name: str) -> Page:
    cells, marked = {}, {}
    reviews = ("reviews",) if "peer_review" in reading.about(name) else ()  # the page of an assignment of its own
    for page in (*reading.PAGES, *reviews):
        for cell in reading.cells(name, page):
            cells[cell["id"]] = cell["source"]
            about = cell["metadata"].get("nbgrader", {})
            if about.get("points"):
                marked[cell["id"].removesuffix("-mark").removesuffix("-task")] = "manual" if about["task"] else "auto"
    return Page(reading.about(name), cells, marked)


def rows(listed: Iterable[Mapping[str, Any]], modules: Mapping[str, Page]) -> list[Row]:
    """One row for each listed system."""
    return [_row(system, modules) for system in listed]


def _row(system: Mapping[str, Any], modules: Mapping[str, Page]) -> Row:
    entries = [(number, page, entry) for number, page in modules.items() for entry in page.about.get("system", [])]
    entries = [one for one in entries if one[2]["id"] == system["id"]]
    gaps = [gap for number, page, entry in entries for gap in _broken(number, page, entry)]
    whole = [one for one in entries if not one[2].get("partly")]
    tools = tuple(dict.fromkeys(name for _number, page, entry in whole if (name := _tool(page, entry))))
    exercises = tuple(dict.fromkeys(name for _number, _page, entry in entries for name in entry.get("exercises", [])))
    stands = any(number in modules for number in system["modules"])
    if system["priority"] == "must" and stands:
        planned = " or ".join(number for number in system["modules"] if number in modules)
        if not whole:
            gaps.append(f"{planned} stands and does not cover it")
        elif not tools:
            gaps.append("it has no tool")
        automatic = [
            name
            for _number, page, entry in whole
            for name in entry.get("exercises", [])
            if page.marked.get(name) == "auto"
        ]
        if whole and not automatic:
            gaps.append("it has no question that is marked automatically")
    return Row(
        id=system["id"],
        name=system["name"],
        priority=system["priority"],
        planned=tuple(system["modules"]),
        covered_by=tuple(dict.fromkeys(number for number, _page, _entry in entries)),
        tools=tools,
        exercises=exercises,
        gaps=tuple(gaps),
        stands=stands,
        partly=bool(entries) and not whole,
    )


def _tool(page: Page, entry: Mapping[str, Any]) -> str | None:
    """The tool, or the interactive question, in the cell that the entry names."""
    source = page.cells.get(entry.get("tool", ""), "")
    if found := _TOOL.search(source):
        return found.group(1)
    return f"question ({found.group(1)})" if (found := _ASK.search(source)) else None


def _broken(number: str, page: Page, entry: Mapping[str, Any]) -> list[str]:
    wrong = []
    if entry["cell"] not in page.cells:
        wrong.append(f"{number} names the cell {entry['cell']}, which is not there")
    if "tool" in entry and _tool(page, entry) is None:
        wrong.append(f"{number} names the tool {entry['tool']}, which is not there")
    for name in entry.get("exercises", []):
        if name not in page.marked:
            wrong.append(f"{number} names the question {name}, which is not marked")
    return wrong


def unknown_systems(listed: Iterable[Mapping[str, Any]], modules: Mapping[str, Page]) -> list[str]:
    """Systems that a module names and the list does not hold."""
    known = {system["id"] for system in listed}
    named = [(number, entry["id"]) for number, page in modules.items() for entry in page.about.get("system", [])]
    return [f"{number} names {name}, which is not in systems.toml" for number, name in named if name not in known]


def objectives_without_exercise(modules: Mapping[str, Page]) -> list[str]:
    """Objectives that no marked question serves."""
    return [
        f"{number}: no marked question for “{objective['text']}”"
        for number, page in modules.items()
        for objective in page.about["objective"]
        if not set(objective["exercises"]) & set(page.marked)
    ]


def longest_stretch(about: Mapping[str, Any], mode: str) -> tuple[float, str]:
    """Most minutes in a row without a question, and the section in which they end.

    Questions stand at equal distances in a section; the last one may stand before its end.
    """
    waiting, longest, where = 0.0, 0.0, ""
    for section in about["section"]:
        if section["mode"] != mode:
            continue
        questions = len(section["questions"])
        stretch = waiting + (section["minutes"] / questions if questions else section["minutes"])
        if stretch > longest:
            longest, where = stretch, section["title"]
        waiting = 0.0 if questions else stretch
    return longest, where


def long_stretches(modules: Mapping[str, Page]) -> list[str]:
    """Modules in which one reads or listens for too long."""
    found = [(number, *longest_stretch(page.about, mode)) for number, page in modules.items() for mode in MODES]
    return [
        f"{number}: {minutes:.0f} minutes without a question, up to “{where}”"
        for number, minutes, where in found
        if minutes > LONGEST_WITHOUT_QUESTION
    ]
