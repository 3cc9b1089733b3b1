"""Tell the exchange that an answer was recorded, for the trainer's page; never in the way of the trainee.

Only ids and a state travel. If the service is away, the news is lost and nobody notices: the answer itself is safe in
``answers.json``.
"""

from __future__ import annotations

import os
import queue
import threading
from contextlib import suppress

from course.classroom.exchange.client.connection import ADDRESS, TOKEN, Connection, Problem

#: Environment variable with the course that the answers of this server belong to.
COURSE = "COURSE_ID"
_MOST_WAITING = 500
_MOST_AT_ONCE = 100
_TOGETHER_S = 0.5

_waiting: queue.Queue[dict[str, str]] = queue.Queue(_MOST_WAITING)
_start = threading.Lock()
_sender: threading.Thread | None = None


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
    if not all(os.environ.get(name) for name in (ADDRESS, TOKEN, COURSE)) or os.environ.get("NBGRADER_EXECUTION"):
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
    connection = Connection(pauses=(1.0,))
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
        with suppress(Problem):
            connection.json("POST", "courses", os.environ.get(COURSE, ""), "events", json={"events": news})
