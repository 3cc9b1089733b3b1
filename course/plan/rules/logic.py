"""Rules about the logic: priorities, outputs, activities and indicators hang together, inside the plan's period."""

from __future__ import annotations

from course.i18n import _
from course.plan.facts import Facts, Row, key


def priorities_in_logframe(facts: Facts) -> list[str]:
    """Each priority has an outcome in the logframe, and an output that leads to it."""
    return [words for priority, words in facts.priorities() if not facts.outputs_of(priority)]


def priorities_in_activities(facts: Facts) -> list[str]:
    """Each priority that has outputs has an activity for one of them."""
    used = {key(row.get("output")) for row in facts.rows("CF-14-implementation", "activities")}
    return [words for priority, words in facts.priorities()
            if (outputs := facts.outputs_of(priority)) and not used & set(outputs)]  # fmt: skip


def output_indicators(facts: Facts) -> list[str]:
    """Each output has an indicator."""
    measured = {key(row.get("result")) for row in facts.rows("CF-14-logframe", "indicators")}
    return [_named(row) for row in facts.outputs() if key(row.get("id")) not in measured]


def smart(facts: Facts) -> list[str]:
    """Each indicator has unit, baseline with year, a target that differs, a date and a means of verification."""
    wanted = ("unit", "baseline", "baseline_year", "target", "date", "means")
    return [_named(row) for row in facts.rows("CF-14-logframe", "indicators")
            if any(row.get(name) in (None, "") for name in wanted) or row["baseline"] == row["target"]]  # fmt: skip


def by_sex(facts: Facts) -> list[str]:
    """An indicator that counts persons is shown by sex; each indicator says whether it counts persons."""
    return [_named(row) for row in facts.rows("CF-14-logframe", "indicators") if not _by_sex(row)]


def _by_sex(row: Row) -> bool:
    return bool(row.get("by")) and (row.get("people") == "no" or (row.get("people") == "yes" and "sex" in row["by"]))


def output_activities(facts: Facts) -> list[str]:
    """Each activity names an output; each output of a priority that has activities at all has one itself."""
    outputs = {key(row.get("id")): row for row in facts.outputs()}
    activities = facts.rows("CF-14-implementation", "activities")
    used = {key(row.get("output")) for row in activities}
    lost = [_named(row) for row in activities if key(row.get("output")) not in outputs]
    of_priorities = [set(facts.outputs_of(priority)) for priority, _words in facts.priorities()]
    begun = {id for ids in of_priorities if ids & used for id in ids}
    idle = [_named(row) for id, row in outputs.items() if id not in used and id in begun]
    return lost + idle


def responsible(facts: Facts) -> list[str]:
    """Each activity has one responsible party, and the organigram has this party as a member."""
    members = {row.get("actor") for row in facts.rows("CF-04-organigram", "members")}
    return [_named(row) for row in facts.rows("CF-14-implementation", "activities")
            if row.get("responsible") not in members - {None}]  # fmt: skip


def monitoring(facts: Facts) -> list[str]:
    """The monitoring plan has each indicator of the logframe, and no other. Without indicators another rule speaks."""
    known = {key(row.get("id")): row for row in facts.rows("CF-14-logframe", "indicators")}
    rows = facts.rows("CF-14-monitoring", "rows")
    watched = {key(row.get("indicator")) for row in rows}
    unknown = [str(row.get("indicator") or _("nothing")) for row in rows if key(row.get("indicator")) not in known]
    return [_named(row) for id, row in known.items() if id not in watched] + unknown


def dates(facts: Facts) -> list[str]:
    """Activities, targets, local actions, the review lie inside the period of the cover; no end is before its start."""
    begins, ends = facts.text("CF-15-plan", "begins"), facts.text("CF-15-plan", "ends")
    if not begins or not ends:
        return []  # the rule `complete` speaks
    found = [] if begins < ends else [_("the period of the cover")]
    activities, local = facts.rows("CF-14-implementation", "activities"), facts.rows("CF-15-local", "actions")
    spans = [(_named(row), row.get("start"), row.get("end")) for row in activities]
    spans += [(_named(row), row.get("date"), row.get("date")) for row in facts.rows("CF-14-logframe", "indicators")]
    spans += [(str(row.get("action")), row.get("begins"), row.get("ends")) for row in local]
    whole = [facts.text("CF-14-implementation", name) for name in ("start", "end", "review")]
    spans += [(_("implementation plan"), whole[0], whole[1]), (_("mid-term review"), whole[2], whole[2])]
    for name, start, end in spans:
        if start and end and not begins <= start <= end <= ends:  # dates as text: 2027-12-31
            found.append(f"{name} ({start})" if start == end else f"{name} ({start} – {end})")
    return found


def _named(row: Row) -> str:
    """A row as a reader finds it: its short name and its words."""
    return " ".join(str(row.get(name)) for name in ("id", "text") if row.get(name)) or _("a row without name")
