"""What happens in the room, for the trainer who walks around: who is where, and which mistakes are common."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from tornado import web

from course.classroom.my_course.pages_of_module import label
from course.i18n import _, pgettext
from grading.classroom import questions
from grading.classroom.handler import Page
from grading.classroom.live import Live
from grading.classroom.members import members
from grading.classroom.room import Module, Room
from grading.release import MODULES

_WAIT_S = 20.0
_MOST_SLIPS = 8
_MOST_NAMES = 12
_DONE = {"recorded", "right", "partly", "wrong"}


@dataclass(frozen=True)
class Column:
    """One question: its id, its short name, and how many answered (of them right, where that is known)."""

    id: str
    name: str
    practice: bool
    answered: int
    right: int
    wrong: int


@dataclass(frozen=True)
class Slip:
    """A typical mistake: question, words, how many people have it now, how often it was made, and both in words."""

    question: str
    words: str
    now: int
    ever: int
    count: str


@dataclass(frozen=True)
class View:
    """All that the page shows of a module."""

    number: int
    columns: list[Column]
    people: list[dict[str, Any]]
    slips: list[Slip]
    problem: str
    summary: str


def view(live: Live, module: Module, names: Iterable[str] = ()) -> View:
    """What happens in a module.

    Args:
        live: The events.
        module: The module.
        names: Trainees of the list; who has not begun is named.
    """
    found = questions.of_module(module.folder, MODULES)
    columns, by_person, slips = [], {}, []
    for id in (*found.practice, *found.exercises):
        entries = live.entries(id)
        states = Counter(entry.state for entry in entries.values())
        columns.append(
            Column(
                id,
                label(id),
                id in found.practice,
                sum(states[one] for one in _DONE),
                states["right"],
                states["wrong"] + states["partly"],
            )
        )
        for who, entry in entries.items():
            by_person.setdefault(who, {})[id] = entry
        now = Counter(entry.slip for entry in entries.values() if entry.slip)
        unknown = _("A mistake whose words are not in the lesson.")
        count = _("People now: {now}. Times in all: {ever}.")
        told: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for slip, ever in live.slips(id):  # invented ones are one line: they push nothing real off the page
            both = told[found.messages.get(slip, unknown)]
            both[0], both[1] = both[0] + now[slip], both[1] + ever
        slips += [Slip(label(id), words, n, ever, count.format(now=n, ever=ever)) for words, (n, ever) in told.items()]
    people = [
        {
            "name": name,
            "done": sum(1 for entry in entries.values() if entry.state in _DONE),
            "seen": _ago(max(entry.at for entry in entries.values())),
            "states": [entries[column.id].state if column.id in entries else "" for column in columns],
        }
        for name, entries in sorted(by_person.items())
    ]
    slips.sort(key=lambda one: (-one.now, -one.ever, one.question))
    waiting = sorted(set(names) - set(by_person))
    return View(live.number, columns, people, slips[:_MOST_SLIPS], live.problem, _summary(len(people), waiting))


def _summary(begun: int, waiting: list[str]) -> str:
    """How many have begun, and who has not."""
    if not waiting:
        return _("Everybody on the list has begun.") if begun else ""
    words = _("{begun} of {all} have begun.").format(begun=begun, all=begun + len(waiting))
    shown = ", ".join(waiting[:_MOST_NAMES]) + (" …" if len(waiting) > _MOST_NAMES else "")
    return words + " " + _("Not yet: {names}.").format(names=shown)


def _trainees(room: Room) -> list[str]:
    try:
        return [one.name for one in members(room) if one.role == "trainee"]
    except SQLAlchemyError:  # the page goes on without the list
        return []


def _ago(at: datetime) -> str:
    minutes = int((datetime.now(UTC) - at).total_seconds() // 60)
    if minutes < 1:
        return _("now")
    return _("{minutes} min").format(minutes=minutes) if minutes < 120 else _("{hours} h").format(hours=minutes // 60)


class LivePage(Page):
    """The page."""

    tab = "live"

    def initialize(self, live: Live, **shared: Any) -> None:
        """Keep what happens in the room."""
        super().initialize(**shared)
        self.live = live

    def chosen(self) -> Module | None:
        """The module of the address; by default the one in which most people work."""
        asked = self.room.module(self.get_query_argument("module", ""))
        if asked:
            return asked
        modules, working = self.room.modules(), self.live.working()
        return max(modules, key=lambda one: len(working.get(one.folder, ())), default=None)

    def look(self, module: Module) -> View:
        """What happens in a module. Blocks."""
        return view(self.live, module, _trainees(self.room))

    async def get(self) -> None:
        """Show it."""
        module = self.chosen()
        shown = await self.ask(self.look, module) if module else None
        self.page("live.html", modules=self.room.modules(), module=module, view=shown, words=words(), signs=SIGNS)


class LiveNews(LivePage):
    """The same as JSON, as soon as something is newer than ``after``."""

    async def get(self) -> None:
        """Wait, then answer."""
        module = self.chosen()
        if module is None:
            raise web.HTTPError(404)
        try:
            after = int(self.get_query_argument("after", "0"))
        except ValueError:
            raise web.HTTPError(400) from None
        await self.live.wait(after, _WAIT_S)
        self.finish(asdict(await self.ask(self.look, module)))


#: Signs and words of states: never colour alone.
SIGNS = {"": "·", "recorded": "●", "right": "✓", "partly": "◐", "wrong": "✗", "cleared": "○"}


def words() -> dict[str, str]:
    """The words of the states, in the order of the page's key."""
    return {
        "": pgettext("answer", "nothing yet"),
        "recorded": pgettext("answer", "recorded"),
        "right": pgettext("answer", "right"),
        "partly": pgettext("answer", "partly right"),
        "wrong": pgettext("answer", "not right yet"),
        "cleared": pgettext("answer", "taken back"),
    }


def addresses(shared: Mapping[str, Any], live: Live) -> list[tuple[str, type[web.RequestHandler], Mapping[str, Any]]]:
    """The addresses of live progress."""
    more = {**shared, "live": live}
    return [("live/?", LivePage, more), (r"live/news", LiveNews, more)]
