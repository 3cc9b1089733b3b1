"""Names that may become part of a path, for the service and for its clients.

Every name that comes from a request or out of a package passes here before a file is touched.
"""

from __future__ import annotations

import re
import unicodedata

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", re.ASCII)
_RECEIPT = re.compile(r"[0-9a-f]{32}", re.ASCII)
_MAX_PART_BYTES = 200
_MAX_PATH_BYTES = 400
_MAX_DEPTH = 8
_MAX_TRAINEE_BYTES = 200

#: Files that the exchange itself writes beside a submission. None can bring its own: it would date itself back.
RESERVED = frozenset({"timestamp.txt", "submission_secret.txt"})


def is_reserved(path: str) -> bool:
    """Whether a file would be one of the exchange's own, or take its place with a folder."""
    return path.partition("/")[0] in RESERVED


class BadName(ValueError):
    """A name that could leave its folder or confuse a program; the message can be shown."""


def _shown(text: object) -> str:
    return ascii(text)[:80]


def plain(text: str, what: str) -> str:
    """The name of a course or an assignment: ASCII letters, digits, dot, line and underscore.

    Args:
        text: the name.
        what: what it names, for the message.

    Raises:
        BadName: it is something else.
    """
    if not isinstance(text, str) or not _PLAIN.fullmatch(text):
        raise BadName(f"{_shown(text)} cannot be the name of {what}")
    return text


def receipt(text: str) -> str:
    """The id of a submission: 32 hexadecimal digits.

    Raises:
        BadName: it is something else.
    """
    if not isinstance(text, str) or not _RECEIPT.fullmatch(text):
        raise BadName(f"{_shown(text)} is no receipt")
    return text


def _odd(text: str) -> bool:
    return any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text)


def trainee(text: str) -> str:
    """A user name of the hub that can name a folder.

    Raises:
        BadName: it is empty, too long, has a slash or control characters, or begins with a dot.
    """
    fine = isinstance(text, str) and text and not _odd(text) and not text.startswith((".", "~"))
    if not fine or any(sign in text for sign in "/\\*") or len(text.encode()) > _MAX_TRAINEE_BYTES:
        raise BadName(f"{_shown(text)} cannot be a user's name")
    return text


def file_path(text: str) -> str:
    """The path of a file inside a submission or release: relative, with ``/``, no way out of its folder.

    Raises:
        BadName: it is absolute, has ``..``, an empty part, a backslash or control characters, or is too long.
    """
    if not isinstance(text, str) or not text or _odd(text) or "\\" in text or len(text.encode()) > _MAX_PATH_BYTES:
        raise BadName(f"{_shown(text)} cannot be a file's name")
    parts = text.split("/")
    if len(parts) > _MAX_DEPTH or any(part in ("", ".", "..") for part in parts):
        raise BadName(f"{_shown(text)} cannot be a file's name")
    if any(len(part.encode()) > _MAX_PART_BYTES or part != part.strip() for part in parts):
        raise BadName(f"{_shown(text)} cannot be a file's name")
    return text
