"""Questions: ``from course import ask``, then for example ``ask.number("m10-p1", unit="USD")``.

There is one function per file in ``course/questions``. All of them take, after their own parameters:

- ``text``: a short stem shown inside the question, for numbers that differ between trainees;
- ``given``: this trainee's numbers from ``variant``; fills ``{names}`` in ``text``;
- ``value``: records this answer at once: the way without widgets;
- ``practice``: what is right, for questions that are not graded: ``{"key":…, "right":…, "wrong":…}``.
"""

from __future__ import annotations

import functools
import inspect
import os
import re
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

from course import answers, questions
from course.recorder import Recorder
from course.web.strings import page
from course.web.view import open_view, widgets_off

_ID = re.compile(r"m[0-9]{2}-[a-z][a-z0-9-]*")
_COMMON = ("text", "given", "value", "practice")
_GRADED = re.compile(r"m[0-9]{2}-[er]")
#: Descriptions of this session by question id; the visible check uses them.
known: dict[str, dict[str, Any]] = {}


def __getattr__(name: str) -> Callable[..., Any]:
    try:
        module = questions.get(name)
    except LookupError as error:
        raise AttributeError(str(error)) from None
    return _asker(name, module)


def __dir__() -> list[str]:
    return questions.names()


@functools.cache
def _asker(name: str, module: ModuleType) -> Callable[..., Any]:
    @functools.wraps(module.describe)
    def asker(id: str, *args: Any, text: str | None = None, given: Any = None, value: Any = None,
              practice: Mapping[str, Any] | None = None, **options: Any) -> Any:  # fmt: skip
        desc = known.get(id) if value is not None and not args and not options else None
        if desc is None or desc["type"] != name:
            desc = build(name, id, *args, text=text, given=given, practice=practice, **options)
        known[id] = desc
        return show(desc, value)

    own = inspect.signature(module.describe)
    common = inspect.signature(asker, follow_wrapped=False).parameters
    first = inspect.Parameter("id", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation="str")
    extra = [common[key].replace(kind=inspect.Parameter.KEYWORD_ONLY) for key in _COMMON]
    parameters = [first, *own.parameters.values(), *extra]
    asker.__signature__ = own.replace(parameters=parameters, return_annotation="View")
    asker.__name__ = asker.__qualname__ = name
    return asker


def build(
    name: str, id: str, *args: Any, text: str | None = None, given: Any = None, practice: Any = None, **options: Any
) -> dict[str, Any]:
    """The description of a question, as JavaScript gets it.

    Raises:
        ValueError: the author's mistake: an id of the wrong form, or practice feedback (it holds the key) on
            a graded question, or on a type that is not practised.
    """
    if not _ID.fullmatch(id) or not answers.QUESTION_ID.fullmatch(id):
        raise ValueError(f"a question id looks like m10-e1a or m10-p1, not {id!r}")
    if practice is not None and _GRADED.match(id):
        raise ValueError(f"{id} is graded: it must not carry practice feedback, which holds the key")
    if text is not None and given is not None:
        text = text.format(**vars(given))
    module = questions.get(name)
    if practice is not None and not getattr(module, "PRACTISED", True):
        raise ValueError(f"{name} is for marked questions only")
    own = module.describe(*args, **options)
    desc = {"schema": 1, "kind": "question", "type": name, "id": id, "text": text, **own, **page()}
    if hasattr(module, "arrange"):
        desc = module.arrange(desc)
    if practice is not None:
        desc["practice"] = module.prepare(desc, practice) if hasattr(module, "prepare") else dict(practice)
    return desc


def show(desc: Mapping[str, Any], value: Any = None) -> Any:
    """Record ``value`` if there is one, and return what the cell displays."""
    recorder = Recorder(desc)
    if os.environ.get("NBGRADER_EXECUTION"):
        print(recorder.printed())
        return None
    if widgets_off():  # the book: nobody's answers
        return open_view(desc, None, recorder.fallback(), text=desc["text"] or desc["id"])
    reply = {} if value is None else recorder.record({"raw": value})
    status = reply.get("text") or recorder.status()
    answer = recorder.answer()
    return open_view(
        desc,
        recorder.handlers(),
        recorder.fallback(status),
        text=" ".join(part for part in (f"[{desc['id']}]", desc["text"], status) if part),
        value=answer and answer.value,
        at=answer and answer.at,
        status=recorder.notice() if reply.get("ok", True) else status,
    )
