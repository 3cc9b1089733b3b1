"""What Python does for one question: record, check, clear, undo, read again.

Every reply has ``ok``, ``text`` (plain language) and ``tone`` (``good``, ``info``, ``warn``, ``bad``); most
also carry the recorded ``value`` and ``at`` (when, UTC), and a ``note``: the text
without the answer, for the view, which shows the answer in its own way.
"""

from __future__ import annotations

import html
import os
from collections.abc import Mapping
from typing import Any

from course import answers, questions
from course.answers import Answer, NotSaved
from course.i18n import _
from course.questions.base import Outcome, Refused, malformed, slip_list

Reply = dict[str, Any]
_WORDS_LIMIT = 4000
_NOT_FOR_MARK = {"right", "wrong", "options", "points"}


def in_words(desc: Mapping[str, Any], value: Any) -> str:
    """A recorded value in words; also for values that no question can have recorded."""
    try:
        text = questions.get(desc["type"]).words(desc, value)
    except Exception:  # changed by hand: show what is there
        text = repr(value)
    text = text.encode("utf-8", "replace").decode("utf-8")
    return text if len(text) <= _WORDS_LIMIT else text[:_WORDS_LIMIT] + " …"


def practice_outcome(desc: Mapping[str, Any], value: Any) -> Outcome:
    """The answer of a practice question compared with its own key (the same result as in the book)."""
    practice = desc["practice"]
    module = questions.get(desc["type"])
    rules = {name: rule for name, rule in practice.items() if name not in _NOT_FOR_MARK}
    try:
        outcome = module.mark(value, **(module.practice_rules(desc) if hasattr(module, "practice_rules") else rules))
    except Refused as refusal:
        return Outcome(0.0, str(refusal))
    if outcome.fraction >= 1:
        return Outcome(1.0, practice.get("right") or outcome.message)
    chosen = value if isinstance(value, list) else [value]
    hints = [hint for key, hint in (practice.get("options") or {}).items() if key in chosen]
    general = outcome.message if outcome.special else practice.get("wrong") or outcome.message
    return outcome._replace(message=hints[0] if hints else general)


def mistake(practice: Mapping[str, Any], outcome: Outcome) -> str:
    """The words for a typical mistake, without what stands around them in the reply; "" if it was none.

    Args:
        practice: the part of the description with key and messages.
        outcome: of an answer that is not right.
    """
    known = [*(practice.get("options") or {}).values()]
    known += [words for _value, words, _share in slip_list(practice.get("slips"))]
    for part in practice.values():
        if isinstance(part, (list, tuple)):
            known += [one["message"] for one in part if isinstance(one, Mapping) and "message" in one]
    said = [words for words in known if words and words in outcome.message]
    if said:
        return min(said, key=lambda words: (outcome.message.index(words), -len(words)))
    return outcome.message if outcome.special else ""


class Recorder:
    """The Python side of one question.

    Args:
        desc: the description that ``ask`` built.
    """

    def __init__(self, desc: Mapping[str, Any]) -> None:
        self.desc = desc
        self.type = questions.get(desc["type"])

    def handlers(self) -> dict[str, Any]:
        """The handler of each message kind."""
        more = self.type.handlers(self.desc) if hasattr(self.type, "handlers") else {}
        return {**more, **{kind: getattr(self, kind) for kind in ("record", "check", "clear", "undo", "reload")}}

    def answer(self) -> Answer | None:
        """The recorded answer if this question can show it."""
        answer = answers.get(self.desc["id"])
        if answer is None or answer.type != self.desc["type"]:
            return None
        try:
            return answer._replace(value=self.type.parse(self.desc, answer.value))
        except Exception:  # changed by hand, or the question has changed since
            return None

    def _reply(self, text: str, tone: str, note: str) -> Reply:
        answer = self.answer()
        recorded = {"value": answer and answer.value, "at": answer and answer.at}
        return {"ok": True, "text": text, "tone": tone, "note": note, **recorded}

    def record(self, message: Mapping[str, Any]) -> Reply:
        """Read ``message["raw"]`` and store it."""
        try:
            value = self.type.parse(self.desc, message.get("raw"))
            note = answers.record(self.desc["id"], self.desc["type"], value)
            more = self._after(value)
        except (Refused, NotSaved) as problem:
            return {"ok": False, "text": str(problem), "tone": "warn" if isinstance(problem, Refused) else "bad"}
        self._tell(value)
        text = _("Recorded: {answer}").format(answer=in_words(self.desc, value))
        warnings = [part for part in (note, more, answers.moved_warning()) if part]
        return self._reply(" ".join([text, *warnings]), "warn" if warnings else "good", " ".join(warnings))

    def _after(self, value: Any) -> str | None:
        """What a type does with a changed answer outside of answers.json: a sentence if something is odd."""
        return self.type.recorded(self.desc, value) if hasattr(self.type, "recorded") else None

    def _tell(self, value: Any) -> None:
        """In a classroom, let the trainer see that this question was worked on: ids and a state, never the answer."""
        if "COURSE_EXCHANGE_URL" not in os.environ or answers.frozen():
            return
        from course.classroom import live

        state, slip = "cleared" if value is None else "recorded", ""
        if value is not None and "practice" in self.desc:
            outcome = practice_outcome(self.desc, value)
            state = "right" if outcome.fraction >= 1 else "partly" if outcome.fraction > 0 else "wrong"
            if state != "right" and (words := mistake(self.desc["practice"], outcome)):
                slip = live.slip_id(words)
        live.tell(self.desc["id"], state, slip)

    def check(self, _message: Mapping[str, Any] | None = None) -> Reply:
        """The visible check: is an answer recorded, is it well formed, is it plausible? It knows no key."""
        text, tone = self.findings()
        return self._reply(text, tone, self.remark()[0])

    def findings(self) -> tuple[str, str]:
        """Text and tone of the visible check, with the recorded answer."""
        remark, tone = self.remark()
        answer = self.answer()
        if answer is None:
            return remark, tone
        recorded = _("Recorded: {answer}").format(answer=in_words(self.desc, answer.value))
        return f"{recorded} – {remark}", tone

    def remark(self) -> tuple[str, str]:
        """What the visible check has to say about the recorded answer, and in which tone."""
        answer = self.answer()
        if answer is None:
            if answers.get(self.desc["id"]) is not None:
                return malformed(), "warn"
            text = _("No answer is recorded yet. Answer the question, then press “Record answer”.")
            return " ".join(filter(None, [answers.load().problem, text])), "warn"
        if "practice" in self.desc:
            outcome = practice_outcome(self.desc, answer.value)
            return outcome.message, "good" if outcome.fraction >= 1 else "warn"
        finding = self.type.finding(self.desc, answer.value)
        return (finding, "warn") if finding else (_("The form is fine. Your trainer's marks come later."), "good")

    def clear(self, _message: Mapping[str, Any] | None = None) -> Reply:
        """Remove the answer."""
        try:
            answers.clear(self.desc["id"])
        except NotSaved as problem:
            return {"ok": False, "text": str(problem), "tone": "bad"}
        self._tell(None)
        text = " ".join(filter(None, [_("The answer is cleared. Undo brings it back."), self._after(None)]))
        return self._reply(text, "info", text)

    def undo(self, _message: Mapping[str, Any] | None = None) -> Reply:
        """Bring back the value before the last change."""
        try:
            answers.undo(self.desc["id"])
        except NotSaved as problem:
            return {"ok": False, "text": str(problem), "tone": "warn"}
        answer = self.answer()
        self._tell(answer and answer.value)
        more = self._after(answer and answer.value)
        if answer is None:
            text = " ".join(filter(None, [_("Undone: no answer is recorded now."), more]))
            return self._reply(text, "info", text)
        text = _("Undone. Recorded: {answer}").format(answer=in_words(self.desc, answer.value))
        return self._reply(text, "info", " ".join(filter(None, [_("Undone."), more])))

    def reload(self, _message: Mapping[str, Any] | None = None) -> Reply:
        """Read the file again: another notebook or a typed answer may have changed it."""
        return self._reply(self.status(), "warn" if self.notice() else "info", self.notice())

    def notice(self) -> str:
        """What is odd about the file or the recorded value, or nothing."""
        parts = [answers.load().problem, answers.moved_warning()]
        if self.answer() is None and answers.get(self.desc["id"]) is not None:
            parts.insert(0, malformed())
        return " ".join(part for part in parts if part)

    def status(self) -> str:
        """One sentence for the moment when the question appears."""
        answer = self.answer()
        recorded = answer and _("Recorded: {answer}").format(answer=in_words(self.desc, answer.value))
        return " ".join(part for part in (recorded, self.notice()) if part)

    def printed(self) -> str:
        """The stem with this trainee's numbers and the recorded answer in words, for a page that nbgrader executes."""
        id, answer = self.desc["id"], answers.get(self.desc["id"])
        stem = [_("[{id}] Question: {text}").format(id=id, text=self.desc["text"])] if self.desc["text"] else []
        if answer is None:
            recorded = _("[{id}] No answer recorded.").format(id=id)
        else:
            recorded = _("[{id}] Recorded answer: {answer}").format(id=id, answer=in_words(self.desc, answer.value))
        return "\n".join([*stem, recorded])

    def fallback(self, status: str = "") -> str:
        """HTML for readers without JavaScript."""
        parts = [f'<section class="course-question course-question--{self.desc["type"]} course-question--static"']
        parts.append(f' aria-label="{html.escape(self.desc["id"])}">')
        if self.desc["text"]:
            parts.append(f'<p class="course-question__stem">{html.escape(self.desc["text"])}</p>')
        parts.append(self.type.static(self.desc))
        if status:
            parts.append(f'<p class="course-question__status">{html.escape(status)}</p>')
        parts.append(f"<p><em>{html.escape(_('Open this page in JupyterLab to answer.'))}</em></p></section>")
        return "".join(parts)
