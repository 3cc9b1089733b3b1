"""Names of people, courses and modules: they become names of folders, groups and addresses, so they are plain."""

from __future__ import annotations

import re

from course.i18n import _

#: No "+" and no "/": nbgrader builds the names of submissions with them.
NAME = re.compile(r"[a-z](?:[a-z0-9]|[._-](?=[a-z0-9])){1,31}")

#: Folder of a module, as ``m10_remittances``; also a part of the patterns of addresses.
MODULE = r"m[0-9]{2}_[a-z0-9_]{1,40}"


def is_name(text: str) -> bool:
    """Whether ``text`` can be the name of a person or a course."""
    return bool(NAME.fullmatch(text))


def name_rule() -> str:
    """What a name has, in words."""
    return _("2 to 32 small letters (a-z), digits, and single '.', '-' or '_' inside; the first is a letter")


def is_module(text: str) -> bool:
    """Whether ``text`` can be the folder of a module."""
    return bool(re.fullmatch(MODULE, text, re.ASCII))
