"""Moments in words: when something is due, and how much time is left."""

from __future__ import annotations

from datetime import datetime

from course import i18n
from course.i18n import ngettext

_HOUR, _DAY = 3600, 86400


def when(moment: datetime) -> str:
    """A moment in the time of the classroom's machine, with its weekday and zone."""
    return i18n.when_with_zone(moment, "EEEE d MMMM y, HH:mm")


def left(due: datetime, now: datetime) -> str:
    """How much time is left, rounded down; empty when it is over."""
    seconds = (due - now).total_seconds()
    if seconds < 0:
        return ""
    if seconds < 2 * _HOUR:
        minutes = int(seconds // 60)
        return ngettext("{n} minute left", "{n} minutes left", minutes).format(n=minutes)
    if seconds < 2 * _DAY:
        hours = int(seconds // _HOUR)
        return ngettext("{n} hour left", "{n} hours left", hours).format(n=hours)
    days = int(seconds // _DAY)
    return ngettext("{n} day left", "{n} days left", days).format(n=days)
