"""What happens in the room: the newest state of every question of every trainee, followed at the exchange."""

from __future__ import annotations

import asyncio
import json
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPClientError
from tornado.httputil import url_concat
from tornado.log import app_log

from course.classroom.exchange.client.connection import Problem
from course.classroom.exchange.times import parse
from course.i18n import _
from grading.classroom.room import Room

_WAIT_S = 20
_PATIENCE_S = 20
_PAUSE_S = 3.0


def _away() -> str:
    return _(
        "The classroom's exchange does not answer just now. What people record is safe; this page goes on by itself."
    )


@dataclass(frozen=True)
class Entry:
    """How the answer of one trainee to one question stands."""

    state: str
    slip: str
    at: datetime


class Live:
    """The events of a course, put together. A restart reads them again from the exchange.

    Args:
        room: The course.
    """

    def __init__(self, room: Room) -> None:
        self.room = room
        self.number = 0
        self.problem = ""
        self._now: dict[str, dict[str, Entry]] = defaultdict(dict)
        self._slips: dict[str, Counter[str]] = defaultdict(Counter)
        self._change = asyncio.Event()

    async def follow(self) -> None:
        """Follow the exchange for ever; when it is away, try again."""
        while True:
            try:
                news = await self._ask()
                self.take(news["events"], news["after"])
                self.problem = ""
                continue
            except (HTTPClientError, OSError, Problem):
                self.problem = _away()
            except (KeyError, TypeError, ValueError) as problem:  # another version of the exchange
                self.problem = _away()
                app_log.error("The events of the exchange cannot be read: %r", problem)
            await asyncio.sleep(_PAUSE_S)

    async def _ask(self) -> dict[str, Any]:
        """News after the last number; the answer may take a while, and can be given up at any moment."""
        line = self.room.exchange()
        address = url_concat(f"{line.base}courses/{self.room.id}/events", {"after": self.number, "wait": _WAIT_S})
        headers = {"Authorization": str(line.session.headers["Authorization"])}
        client = AsyncHTTPClient()
        answer = await client.fetch(address, headers=headers, request_timeout=_WAIT_S + _PATIENCE_S)
        return json.loads(answer.body)

    def take(self, events: list[dict[str, Any]], number: int) -> None:
        """Take in news, oldest first."""
        for one in events:
            question, trainee = one["question"], one["trainee"]
            self._now[question][trainee] = Entry(one["state"], one["slip"], parse(one["at"]))
            if one["slip"]:
                self._slips[question][one["slip"]] += 1
        self.number = number
        if events:
            self._change.set()
            self._change = asyncio.Event()

    async def wait(self, number: int, seconds: float) -> None:
        """Wait until there is something newer than ``number``, or until the time is over."""
        if self.number > number:
            return
        with suppress(TimeoutError):
            await asyncio.wait_for(self._change.wait(), seconds)

    def entries(self, question: str) -> dict[str, Entry]:
        """How everybody's answer to a question stands, by trainee."""
        return dict(self._now.get(question, {}))

    def slips(self, question: str) -> list[tuple[str, int]]:
        """Typical mistakes of a question and how often each was made, the most frequent first."""
        return self._slips[question].most_common() if question in self._slips else []

    def working(self) -> dict[str, set[str]]:
        """Who has recorded something, by module folder."""
        folders = {one.folder[:3]: one.folder for one in self.room.modules()}
        found: dict[str, set[str]] = defaultdict(set)
        for question, people in self._now.items():
            folder = folders.get(question.partition("-")[0])
            if folder:
                found[folder].update(who for who, entry in people.items() if entry.state != "cleared")
        return dict(found)
