"""The line to the LMS that people come from, where they sign in with LTI."""

from __future__ import annotations

from course.classroom.lti.keys import ToolKey, key_file
from course.classroom.lti.records import Records
from course.i18n import _
from grading.classroom.room import Room
from grading.classroom.scores import Scores


def is_used(room: Room) -> bool:
    """Whether people come from an LMS, and marks can go back from this machine."""
    settings = room.settings()
    return settings is not None and settings.sign_in.kind == "lti" and room.place is not None


def conversation(room: Room) -> tuple[Records, Scores]:
    """What is known of the LMS, and the line to it.

    Raises:
        ValueError: people do not come from an LMS here.
    """
    settings = room.settings()
    if settings is None or settings.sign_in.lti is None or room.place is None:
        raise ValueError(_("People of this classroom do not come from an LMS."))
    key = ToolKey(key_file(room.place))
    return Records(settings.database_url("people", room.place.state)), Scores(settings.sign_in.lti, key)
