"""Passwords: hashes, first words that can be read aloud, and patience with wrong tries."""

from __future__ import annotations

import secrets
import time

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from course.i18n import _

# OWASP's setting for small machines: 19 MiB, two rounds. 40 people sign in at nine o'clock on two cores.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
#: Compared with when a name is unknown, so that an answer takes as long as for a known one.
_NOBODY = _hasher.hash(secrets.token_hex(16))

_CONSONANTS = "bdfghklmnprstvz"
_VOWELS = "aeiou"
SYLLABLES = {"trainee": 6, "trainer": 12}  # 15 × 5 choices each: 37 and 75 bits


def hashed(password: str) -> str:
    """Argon2 hash of a password, with its own salt."""
    return _hasher.hash(password)


def fits(password: str, known: str | None) -> bool:
    """Whether ``password`` is the one behind the hash ``known``. Takes the same time when there is no hash."""
    try:
        return _hasher.verify(known or _NOBODY, password) and known is not None
    except (VerificationError, InvalidHashError):
        return False


def is_old(known: str) -> bool:
    """Whether a hash was made with weaker settings than today's."""
    return _hasher.check_needs_rehash(known)


def fresh(role: str) -> str:
    """A new shared password that a trainer can read aloud, for example ``mavo-rilu-seka``."""
    letters = [secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS) for _ in range(SYLLABLES[role])]
    return "-".join("".join(letters[start : start + 2]) for start in range(0, len(letters), 2))


def weakness(password: str, name: str, least: int, shared: tuple[str | None, ...] = ()) -> str:
    """What is wrong with a password that somebody chose; empty when nothing is.

    Args:
        password: As typed.
        name: The person's name in the classroom.
        least: Shortest length, in characters.
        shared: Hashes of the shared passwords, which nobody may keep.
    """
    if len(password) < least:
        return _(
            "This password is too short. Take at least {0} characters: three or four words are easy to remember."
        ).format(least)
    if len(password) > 200:
        return _("This password is too long. Take at most 200 characters.")
    if len(set(password)) < 5:
        return _("This password repeats a few characters. Take different ones.")
    if name in password.lower():
        return _("Your name is in the password. Others would try that first.")
    if any(fits(password, known) for known in shared):
        return _("Everybody in the room knows this password. Take your own.")
    return ""


class Patience:
    """Counts wrong tries: after a few, a name or an address waits.

    Args:
        tries: Wrong tries that are free.
        wait: Seconds to wait after them; they double with each further one, up to 5 minutes.
    """

    def __init__(self, tries: int = 5, wait: float = 15.0) -> None:
        self._tries, self._wait = tries, wait
        self._wrong: dict[str, tuple[int, float]] = {}

    def left(self, key: str) -> float:
        """Seconds until ``key`` may try again; 0 when it may now."""
        count, last = self._wrong.get(key, (0, 0.0))
        if count < self._tries:
            return 0.0
        wait = min(self._wait * 2 ** min(count - self._tries, 10), 300.0)
        return max(0.0, last + wait - time.monotonic())

    def wrong(self, key: str) -> None:
        """Note a wrong try. What is older than ten minutes is forgotten."""
        now = time.monotonic()
        if len(self._wrong) > 1000:
            self._wrong = {name: entry for name, entry in self._wrong.items() if now - entry[1] < 600}
        count, last = self._wrong.get(key, (0, now))
        self._wrong[key] = ((count if now - last < 600 else 0) + 1, now)

    def right(self, key: str) -> None:
        """Forget the wrong tries of ``key``."""
        self._wrong.pop(key, None)
