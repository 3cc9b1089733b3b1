"""The page that shows all modules: what builds on what, how long it takes, what is open and what is planned."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from book.write.modules import Module
from course.i18n import _


@dataclass(frozen=True)
class Stop:
    """One module on the map.

    Attributes:
        code: ``M05``.
        title: without the code.
        minutes: lesson, session and exercises together.
        needs: codes of the modules that it builds on directly.
        link: address of its first page, or empty while it is planned.
    """

    code: str
    title: str
    minutes: int
    needs: tuple[str, ...]
    link: str


def read_outline(path: Path) -> dict[str, Any]:
    """The courses and the planned modules."""
    return tomllib.loads(path.read_text("utf-8"))


def stops(outline: dict[str, Any], found: list[Module]) -> dict[str, Stop]:
    """Every module of the course by its code; one that is neither written nor planned is left out."""
    open_ones = {module.code: module for module in found if not module.is_test}
    codes = {module.name: module.code for module in found}
    made = {}
    for code in (code for course in outline["course"] for code in course["modules"]):
        module, plan = open_ones.get(code), outline["planned"].get(code)
        if module:
            needs = tuple(codes[name] for name in module.needs if name in codes)
            link = f"modules/{module.name}/index.md"
            made[code] = Stop(code, module.title, sum(module.minutes.values()), needs, link)
        elif plan:
            made[code] = Stop(code, _(plan["title"]), plan["minutes"], tuple(plan["needs"]), "")
    return {code: _direct(stop, made) for code, stop in made.items()}


def _direct(stop: Stop, known: dict[str, Stop]) -> Stop:
    """Only the nearest modules: what they build on themselves goes without saying."""
    behind = {far for need in stop.needs if need in known for far in _behind(need, known)}
    return Stop(
        stop.code, stop.title, stop.minutes, tuple(need for need in stop.needs if need not in behind), stop.link
    )


def _behind(code: str, known: dict[str, Stop]) -> Iterator[str]:
    for need in known[code].needs if code in known else ():
        yield need
        yield from _behind(need, known)


def hours(minutes: int) -> str:
    """``3 h 15 min``."""
    whole, rest = divmod(minutes, 60)
    if not whole:
        return _("{minutes} min").format(minutes=rest)
    return (
        _("{hours} h {minutes} min").format(hours=whole, minutes=rest) if rest else _("{hours} h").format(hours=whole)
    )


def _card(stop: Stop) -> list[str]:
    name = f"{stop.code} · {stop.title}"
    state = _("open") if stop.link else _("planned, not written yet")
    after = _("Builds on: {modules}").format(modules=", ".join(stop.needs)) if stop.needs else _("You can begin here.")
    return [
        f":::{{div}} course-map-card course-map-{'open' if stop.link else 'planned'}",
        f"**[{name}]({stop.link})**" if stop.link else f"**{name}**",
        "",
        f"{hours(stop.minutes)} · {state}",
        "",
        after,
        ":::",
        "",
    ]


def page(outline: dict[str, Any], found: list[Module]) -> str:
    """The MyST text of the page."""
    known = stops(outline, found)
    open_ones = [stop for stop in known.values() if stop.link]
    intro = _(
        "The course has {all} modules; {open} are open now. The times count the lesson, the session with a group and "
        "the exercises. Alone you need about half of it."
    ).format(all=len(known), open=len(open_ones))
    lines = [f"# {_('Map of the modules')}", "", intro, ""]
    for course in outline["course"]:
        chosen = [known[code] for code in course["modules"] if code in known]
        if not chosen:
            continue
        total = sum(stop.minutes for stop in chosen)
        lines += [
            f"## {_(course['title'])}",
            "",
            f"{_(course['about'])} {_('Together {time}.').format(time=hours(total))}",
        ]
        lines += ["", "::::{div} course-map", "", *(line for stop in chosen for line in _card(stop)), "::::", ""]
    return "\n".join(lines)
