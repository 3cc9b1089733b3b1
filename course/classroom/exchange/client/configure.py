"""Choose the exchange over HTTP in nbgrader's settings."""

from __future__ import annotations

from traitlets.config import Config

_HERE = "course.classroom.exchange.client"
_CLASSES = {
    "exchange": "Exchange",
    "list": "ExchangeList",
    "fetch_assignment": "ExchangeFetchAssignment",
    "fetch_feedback": "ExchangeFetchFeedback",
    "submit": "ExchangeSubmit",
    "collect": "ExchangeCollect",
    "release_assignment": "ExchangeReleaseAssignment",
    "release_feedback": "ExchangeReleaseFeedback",
}


def use_http_exchange(c: Config) -> Config:
    """Write into ``c`` that the exchange of the classroom is used; the address comes from ``COURSE_EXCHANGE_URL``.

    Args:
        c: what ``get_config()`` gives in ``nbgrader_config.py``.

    Returns:
        The same object.
    """
    for name, value in _CLASSES.items():
        setattr(c.ExchangeFactory, name, f"{_HERE}.{value}")
    c.Exchange.pop("root", None)  # the folder of the other exchange means nothing here
    return c
