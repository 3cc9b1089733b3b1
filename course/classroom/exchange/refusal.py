"""A refusal with words for people."""

from __future__ import annotations

from tornado.web import HTTPError

_LONGEST = 300


class Refusal(HTTPError):
    """An error whose words go into the body of the answer: its first line takes no other script than the Latin one.

    Args:
        status: the code of HTTP.
        words: what is wrong, in the language of the classroom; part of a sentence, without a full stop.
    """

    def __init__(self, status: int, words: object) -> None:
        super().__init__(status)
        self.words = "".join(sign if sign.isprintable() else "?" for sign in str(words))[:_LONGEST]
