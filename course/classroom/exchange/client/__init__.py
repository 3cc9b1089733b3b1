"""nbgrader's exchange over HTTP: the classes that stock commands, Formgrader and the Assignment List use.

``configure`` chooses them; each of them talks to the service through one ``Connection``.
"""

from course.classroom.exchange.client.collect import ExchangeCollect
from course.classroom.exchange.client.exchange import Exchange
from course.classroom.exchange.client.fetch_assignment import ExchangeFetchAssignment
from course.classroom.exchange.client.fetch_feedback import ExchangeFetchFeedback
from course.classroom.exchange.client.list import ExchangeList
from course.classroom.exchange.client.release_assignment import ExchangeReleaseAssignment
from course.classroom.exchange.client.release_feedback import ExchangeReleaseFeedback
from course.classroom.exchange.client.submit import ExchangeSubmit

__all__ = [
    "Exchange",
    "ExchangeCollect",
    "ExchangeFetchAssignment",
    "ExchangeFetchFeedback",
    "ExchangeList",
    "ExchangeReleaseAssignment",
    "ExchangeReleaseFeedback",
    "ExchangeSubmit",
]
