"""Change a file of the trainee: nobody else writes meanwhile, and what goes wrong is said in plain language."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from course.i18n import _
from course.lock import Busy, locked

#: What the system says when nothing more can be written: the disk, or this person's share of it, is full.
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class NotSaved(Exception):
    """The file could not be changed; the text says why, in plain language."""


@contextmanager
def saving(target: Path, unstorable: str) -> Iterator[Any]:
    """Hold the lock of a file while it is read, edited and written; gives what ``safe_file.write`` needs.

    Args:
        target: the file.
        unstorable: the sentence for a value that is no plain JSON.

    Raises:
        NotSaved: instead of each error that can happen on the way.
    """
    try:
        with locked(target) as held:
            yield held
    except Busy:
        raise NotSaved(_("NOT saved: another notebook is writing. Please try again.")) from None
    except OSError as error:
        if error.errno in FULL:
            raise NotSaved(
                _(
                    "NOT saved: the disk is full. What you recorded before is safe. Tell your trainer, or make room; "
                    "then record again."
                )
            ) from None
        reason = error.strerror or type(error).__name__
        raise NotSaved(
            _("NOT saved: the file {path} cannot be written ({reason}).").format(path=target, reason=reason)
        ) from None
    except (TypeError, ValueError, RecursionError):
        raise NotSaved(unstorable) from None
