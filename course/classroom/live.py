"""Tell the exchange that an answer was recorded, for the trainer's page; never in the way of the trainee.

Only ids and a state travel. If the service is away, the news is lost and nobody notices: the answer itself is safe in
``answers.json``. Kernels import this file, so it needs the standard library only.
"""

from __future__ import annotations

import hashlib
import json
import os
import queue
import threading
import urllib.request
from contextlib import suppress

from course.classroom.variables import COURSE, EXCHANGE_URL, TOKEN

_MOST_WAITING = 500
_MOST_AT_ONCE = 100
_TOGETHER_S = 0.5
_ANSWER_S = 20
_TRIES = 3

_waiting: queue.Queue[dict[str, str]] = queue.Queue(_MOST_WAITING)
_start = threading.Lock()
_sender: threading.Thread | None = None
# the hub's token must not go through a proxy that somebody's settings name
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def is_on() -> bool:
    """Whether this kernel belongs to a classroom, and nbgrader is not executing the notebook."""
    return all(os.environ.get(name) for name in (EXCHANGE_URL, TOKEN, COURSE)) and not os.environ.get(
        "NBGRADER_EXECUTION"
    )


def slip_id(message: str) -> str:
    """Id of a typical mistake: a short print of the message that a trainee sees.

    A trainer's page finds the message by comparing the ids of all messages of the lesson.
    """
    return hashlib.sha256(message.encode()).hexdigest()[:12]


def tell(question: str, state: str, slip: str = "") -> bool:
    """Send one event soon; returns at once.

    Args:
        question: id of the question.
        state: ``recorded``, ``cleared``, ``right``, ``partly`` or ``wrong``.
        slip: id of the typical mistake, if it was one.

    Returns:
        False outside a classroom, or if too much is waiting.
    """
    global _sender
    if not is_on():
        return False
    with suppress(queue.Full):
        _waiting.put_nowait({"question": question, "state": state, "slip": slip})
        with _start:
            if _sender is None or not _sender.is_alive():
                _sender = threading.Thread(target=_send, name="exchange-events", daemon=True)
                _sender.start()
        return True
    return False


def _send() -> None:
    """Send what waits, several at once; ends when nothing came for a minute."""
    stop = threading.Event()
    while True:
        try:
            news = [_waiting.get(timeout=60)]
        except queue.Empty:
            return
        stop.wait(_TOGETHER_S)
        with suppress(queue.Empty):
            while len(news) < _MOST_AT_ONCE:
                news.append(_waiting.get_nowait())
        for _try in range(_TRIES):
            with suppress(OSError):
                _post(news)
                break
            stop.wait(1.0)


def _post(news: list[dict[str, str]]) -> None:
    request = urllib.request.Request(
        f"{os.environ[EXCHANGE_URL].rstrip('/')}/api/courses/{os.environ[COURSE]}/events",
        data=json.dumps({"events": news}).encode(),
        headers={"Authorization": f"token {os.environ[TOKEN]}", "Content-Type": "application/json"},
        method="POST",
    )
    with _opener.open(request, timeout=_ANSWER_S):
        pass
