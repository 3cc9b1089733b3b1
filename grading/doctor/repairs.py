"""What can be wrong with a submission, in words for the trainer and for the trainee."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from course.i18n import _

#: Kind of problem: (words for the trainer, words for the trainee or None when the trainee can do nothing about it).
_WORDS: dict[str, tuple[Callable[[], str], Callable[[], str] | None]] = {
    "encoding": (lambda: _("was saved in another encoding; read all the same"), None),
    "surrogates": (lambda: _("holds broken characters; replaced"), None),
    "commas": (lambda: _("has commas too many; removed"), None),
    "numbers": (lambda: _("holds numbers that no notebook needs; replaced"), None),
    "two_documents": (
        lambda: _("holds two notebooks one after the other; the fuller one counts"),
        lambda: _("Your notebook file held two notebooks. We used the fuller one."),
    ),
    "truncated": (
        lambda: _("ends in the middle; the complete cells count"),
        lambda: _("Your notebook file ended in the middle. We used the part that was complete."),
    ),
    "old_format": (lambda: _("is in an old format; converted"), None),
    "structure": (lambda: _("has parts that no notebook has; removed"), None),
    "cell_ids": (lambda: _("uses an id for two cells; the second has a new one"), None),
    "old_nbgrader": (lambda: _("has nbgrader's notes in an old form; those of the release count"), None),
    "deep": (
        lambda: _("is nested too deeply"),
        lambda: _("Your notebook file could not be opened: it is nested too deeply."),
    ),
    "outputs_dropped": (lambda: _("is very large; its stored outputs were left out"), None),
    "other_file": (
        lambda: _("is used as the notebook of the module"),
        lambda: _("Your notebook had another name. We found it."),
    ),
    "archive": (
        lambda: _("is an archive; the notebook in it is used"),
        lambda: _("You handed in an archive. We used the notebook inside it."),
    ),
    "released": (
        lambda: _("cannot be used; the released notebook takes its place, and recorded answers count"),
        lambda: _("Your notebook file could not be used. Your recorded answers count all the same."),
    ),
    "not_found": (
        lambda: _("was not handed in; the released notebook takes its place, and recorded answers count"),
        lambda: _("No notebook was handed in. Your recorded answers count all the same."),
    ),
    "empty": (lambda: _("is empty"), None),
    "damaged": (lambda: _("is no notebook that can be read"), None),
    "large": (lambda: _("is too large"), None),
    "link": (lambda: _("is a link, and links are not followed"), None),
    "odd": (lambda: _("is no ordinary file; it was not opened"), None),
    "closed": (lambda: _("cannot be opened"), None),
    "many": (lambda: _("are more files than a submission needs; the rest was left out"), None),
    "active": (lambda: _("is a web page or a script; it is not copied"), None),
    "time": (lambda: _("holds no time that can be read; it is ignored"), None),
    "answers_repaired": (lambda: _("was damaged; repaired"), None),
    "answers_damaged": (
        lambda: _("is damaged; what can be read of it counts"),
        lambda: _("The file with your recorded answers is damaged. What could be read of it counts."),
    ),
    "country_damaged": (lambda: _("is damaged; no marks hang on it"), None),
    "record_below": (lambda: _("stood in a folder below or in an archive; it counts"), None),
    "foreign_id": (lambda: _("names another trainee than the one who handed it in"), None),
    "same_answers": (lambda: _("holds the same answers and the same trainee's name as another submission"), None),
    "unsafe_archive": (lambda: _("holds parts that leave its folder, are links, or are far too large"), None),
}


@dataclass(frozen=True)
class Repair:
    """One thing that was found, and usually repaired.

    Attributes:
        kind: a key of the words above.
        file: the file, as a path within the submission.
        detail: more for the trainer, for example a name.
    """

    kind: str
    file: str
    detail: str = ""

    def for_trainer(self) -> str:
        """One line."""
        return f"{shown(self.file)} {_WORDS[self.kind][0]()}" + (f" ({shown(self.detail)})" if self.detail else "")


def for_trainee(kinds: Any) -> list[str]:
    """The sentences that a trainee reads, from the kinds of repairs (of which a trainee may have written any)."""
    known = [kind for kind in kinds if isinstance(kind, str)] if isinstance(kinds, Iterable) else []
    words = [_WORDS[kind][1] for kind in dict.fromkeys(known) if kind in _WORDS]
    return [say() for say in words if say is not None]


def shown(text: str) -> str:
    """Text that a person wrote, on one line and short, without characters that steer a terminal."""
    plain = "".join(character if character.isprintable() else "?" for character in text)
    return plain if len(plain) <= 120 else plain[:117] + "…"
