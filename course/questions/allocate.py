"""T12: share out an amount among options, or people among posts, as well as the rules allow."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from course.i18n import _
from course.numbers import format_number, parse_number
from course.questions.base import Outcome, Refused, add_message, grid, is_number, nothing, require, text_of, texts

_SMALL = 1e-9
_SOME = 1e-6  # money and places: a rest this small is none


def describe(
    options: Mapping[str, Any] | None = None,
    total: float | None = None,
    unit: str = "",
    step: float = 1,
    amount_unit: str | None = None,
    people: Mapping[str, Any] | None = None,
    posts: Mapping[str, Any] | None = None,
    scores: Mapping[str, Mapping[str, float]] | None = None,
    gain: str = "",
    limits: Sequence[str] = (),
    task: str = "",
) -> dict[str, Any]:
    """Options that share an amount, or people who share posts.

    Args:
        options: by id: a text, or ``{"text", "note", "low", "high", "cost", "whole", "benefit"}``. ``cost``: what one
            unit costs (1); ``whole``: taken with its ``high`` or not at all; ``benefit``: what one unit earns, or
            ``[[up to, per unit], …]``; the form then shows what the plan earns.
        total: what all options may cost together.
        unit: unit of the total.
        step: the amounts are multiples of it.
        amount_unit: unit of the amounts if it is another one: places that cost money.
        people: by id: a text, or ``{"text", "note"}``.
        posts: by id: a text, or ``{"text", "note", "places"}``.
        scores: what each person on each post earns; shown as a table.
        gain: what the plan earns, in words and with its unit: "Young people trained".
        limits: the other rules, in words.
        task: what to do, in one or two sentences.

    Raises:
        ValueError: neither options nor people and posts, or an option without a range (the author's mistake).
    """
    if (options is None) == (people is None or posts is None):
        raise ValueError("give options, or people and posts")
    common = {"gain": gain, "limits": list(limits), "task": task}
    if options is None:
        listed = {"people": _listed(people), "posts": [{"places": 1, **post} for post in _listed(posts)]}
        return {"mode": "posts", **listed, "scores": scores, **common}
    items = [{"low": 0, "high": total, "cost": 1, "whole": False, **item} for item in _listed(options)]
    if any(item["high"] is None for item in items) or step <= 0:
        raise ValueError("each option needs a high, or the question a total")
    return {"mode": "amounts", "items": items, "total": total, "unit": unit, "step": step,
            "amount_unit": unit if amount_unit is None else amount_unit, **common}  # fmt: skip


def _listed(things: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    listed = [{"id": id, "note": "", **({"text": thing} if isinstance(thing, str) else thing)}
              for id, thing in (things or {}).items()]  # fmt: skip
    if not listed or not all(thing["id"] and thing.get("text") for thing in listed):
        raise ValueError("needs a dictionary of at least one id and its text")
    return listed


def parse(desc: Mapping[str, Any], raw: Any) -> dict[str, Any]:
    if not isinstance(raw, Mapping) or not raw:
        raise Refused(nothing())
    value = _posts(desc, raw) if desc["mode"] == "posts" else _amounts(desc, raw)
    require(any(value.values()), nothing())
    return value


def _amounts(desc: Mapping[str, Any], raw: Mapping[str, Any]) -> dict[str, float]:
    items = {item["id"]: item for item in desc["items"]}
    if unknown := [id for id in raw if id not in items]:
        raise Refused(_("There is no option “{id}”. They are: {ids}.").format(id=unknown[0], ids=", ".join(items)))
    value = {}
    for id, item in items.items():
        given = raw.get(id, 0)
        number = parse_number(given) if isinstance(given, str) else float(given) if is_number(given) else None
        possible = number is not None and (
            number in (0, item["high"]) if item["whole"] else _fits(number, item, desc["step"])
        )
        if not possible:
            low, high, step = (format_number(one) for one in (item["low"], item["high"], desc["step"]))
            message = _("“{label}” needs an amount from {low} to {high}, in steps of {step}.")
            raise Refused(message.format(label=item["text"], low=low, high=high, step=step))
        value[id] = number
    return value


def _fits(number: float, item: Mapping[str, Any], step: float) -> bool:
    steps = number / step
    return item["low"] - _SMALL <= number <= item["high"] + _SMALL and abs(steps - round(steps)) < _SOME


def _posts(desc: Mapping[str, Any], raw: Mapping[str, Any]) -> dict[str, str]:
    people, posts = texts(desc["people"]), texts(desc["posts"])
    for person, post in raw.items():
        known = person in people and (not post or (isinstance(post, str) and post in posts))
        ids = _("People: {people}. Posts: {posts}.").format(people=", ".join(people), posts=", ".join(posts))
        require(known, _("Give each person one post. {ids}").format(ids=ids))
    return {person: raw[person] for person in people if raw.get(person)}


def words(desc: Mapping[str, Any], value: Any) -> str:
    if desc["mode"] == "posts":
        people, posts = texts(desc["people"]), texts(desc["posts"])
        return "; ".join(f"{text_of(people, person)} → {text_of(posts, post)}" for person, post in value.items())
    items = texts(desc["items"])
    parts = (
        f"{text_of(items, id)}: {format_number(amount)} {desc['amount_unit']}".strip() for id, amount in value.items()
    )
    return "; ".join(parts)


def finding(desc: Mapping[str, Any], value: Any) -> str | None:
    if desc["mode"] == "posts":
        full = [post for post in desc["posts"] if sum(one == post["id"] for one in value.values()) > post["places"]]
        if full:
            return _("“{post}” has more people than places.").format(post=full[0]["text"])
        left = len(desc["people"]) - len(value)
        return _("People without a post: {left}.").format(left=left) if left > 0 else None
    if desc["total"] is None:
        return None
    left = desc["total"] - sum(item["cost"] * value.get(item["id"], 0) for item in desc["items"])
    if left < -_SOME:
        return _("The plan uses {more} {unit} more than there is.").format(more=format_number(-left), unit=desc["unit"])
    return _("Not used: {left} {unit}.").format(left=format_number(left), unit=desc["unit"]) if left > _SOME else None


def prepare(desc: Mapping[str, Any], practice: Mapping[str, Any]) -> dict[str, Any]:
    """The rules of a practice question, with the best plan: the page cannot look for it without an engine."""
    if desc["mode"] == "posts":
        places = {post["id"]: post["places"] for post in desc["posts"]}
        rules = {"benefit": desc["scores"], "places": places, **practice}
    else:
        items = desc["items"]
        part = {name: {item["id"]: item[name] for item in items} for name in ("cost", "low", "high")}
        benefit = {item["id"]: item.get("benefit", 0) for item in items}
        whole = [item["id"] for item in items if item["whole"]]
        rules = {"benefit": benefit, **part, "budget": desc["total"], "whole": whole, "step": desc["step"], **practice}
    if rules.get("optimum") is None or rules.get("key") is None:
        found = _best({name: rule for name, rule in rules.items() if name in _FOR_BEST})
        rules = {"key": found, "optimum": _earned(rules["benefit"], found), **rules}
    return rules


def practice_rules(desc: Mapping[str, Any]) -> dict[str, Any]:
    return {name: rule for name, rule in desc["practice"].items() if name in {*_FOR_BEST, *_FOR_MARK}}


_FOR_BEST = ("benefit", "cost", "budget", "low", "high", "whole", "step", "places", "forbidden", "limits")
_FOR_MARK = ("optimum", "full", "none", "broken", "slips")


def mark(
    value: Any,
    *,
    benefit: Mapping[str, Any],
    cost: Mapping[str, float] | None = None,
    budget: float | None = None,
    low: Mapping[str, float] | None = None,
    high: Mapping[str, float] | None = None,
    whole: Sequence[str] = (),
    step: float = 1,
    places: Mapping[str, int] | None = None,
    forbidden: Sequence[Sequence[str]] = (),
    limits: Sequence[Mapping[str, Any]] = (),
    optimum: float | None = None,
    full: float = 0.95,
    none: float = 0.0,
    broken: float = 0.25,
    slips: Any = (),
) -> Outcome:
    """Mark a plan: first its rules, then what it earns compared with the best plan that keeps them.

    Args:
        benefit: by option: what one unit earns, or ``[[up to, per unit], …]``; by person: ``{post: score}``.
        cost, budget, low, high, whole, step: as in ``describe``.
        places: how many people a post takes (1).
        forbidden: ``[(person, post, message)]``.
        limits: ``[{"of": {id: weight}, "least": …, "most": …, "message": …}]``; for people the weight may be
            ``{post: weight}``.
        optimum: what the best plan earns; found by ``course.best_plan`` without it.
        full: the share of the optimum that earns all points; below it the points fall evenly …
        none: … to nothing at this share.
        broken: a plan that breaks a rule cannot be carried out: it earns this share for the rules that it keeps.
        slips: ``[(plan, message)]``: shown when the plan is exactly this one.
    """
    by_post = any(isinstance(one, Mapping) for one in benefit.values())
    require(isinstance(value, Mapping) and bool(value) and all(id in benefit for id in value))
    require(all(isinstance(one, str) if by_post else is_number(one) and one >= 0 for one in value.values()))
    rules = (
        _post_rules(value, places or {}, forbidden)
        if by_post
        else _amount_rules(value, cost or {}, budget, low or {}, high or {})
    )
    rules += [(_within(limit, value), limit["message"]) for limit in limits]
    earned = _earned(benefit, value)
    failed = [message for kept, message in rules if not kept]
    if failed:
        share = broken * (len(rules) - len(failed)) / len(rules) if earned > 0 else 0.0
        return Outcome(share, "\n".join([_("This plan cannot be carried out:"), *failed]), special=True)
    if optimum is None:
        given = dict(
            zip(_FOR_BEST, (benefit, cost, budget, low, high, whole, step, places, forbidden, limits), strict=True)
        )
        optimum = _earned(benefit, _best(given))
    ratio = earned / optimum
    percent = format_number(math.floor(100 * ratio + _SOME))
    if ratio >= full - _SMALL:
        message = _("Correct: the plan keeps all rules and earns {percent} % of what the best plan earns.")
        return Outcome(1.0, message.format(percent=percent))
    share = max(0.0, (ratio - none) / (full - none))
    message = _("The plan keeps all rules. It earns {percent} % of what the best plan earns.").format(percent=percent)
    return add_message(Outcome(share, message), slips, lambda plan: _same(plan, value))


def _same(plan: Mapping[str, Any], value: Mapping[str, Any]) -> bool:
    return all((plan.get(id) or 0) == (value.get(id) or 0) for id in {*plan, *value})


def _amount_rules(value: Mapping[str, float], cost: Mapping[str, float], budget: float | None,
                  low: Mapping[str, float], high: Mapping[str, float]) -> list[tuple[bool, str]]:  # fmt: skip
    inside = all(
        low.get(id, 0) - _SMALL <= value.get(id, 0) <= high.get(id, math.inf) + _SMALL for id in {*value, *low}
    )
    rules = [(inside, _("An amount is smaller or larger than its option allows."))]
    if budget is not None:
        used = sum(cost.get(id, 1) * amount for id, amount in value.items())
        message = _("It uses {used}, but there is only {budget}.")
        rules.append((used <= budget + _SOME, message.format(used=format_number(used), budget=format_number(budget))))
    return rules


def _post_rules(
    value: Mapping[str, str], places: Mapping[str, int], forbidden: Sequence[Sequence[str]]
) -> list[tuple[bool, str]]:
    taken = list(value.values())
    fits = all(taken.count(post) <= places.get(post, 1) for post in taken)
    rules = [(fits, _("A post has more people than places."))]
    return rules + [(value.get(person) != post, message) for person, post, message in forbidden]


def _within(limit: Mapping[str, Any], value: Mapping[str, Any]) -> bool:
    from course.best_plan import pair_weight

    weights = limit["of"]
    total = sum(
        pair_weight(weights, id, one) if isinstance(one, str) else weights.get(id, 0) * one for id, one in value.items()
    )
    least, most = limit.get("least"), limit.get("most")
    return (least is None or total >= least - _SOME) and (most is None or total <= most + _SOME)


def _earned(benefit: Mapping[str, Any], value: Mapping[str, Any]) -> float:
    """What a plan earns."""
    return sum(_worth(benefit[id], one) for id, one in value.items())


def _worth(worth: Any, one: Any) -> float:
    if isinstance(worth, Mapping):
        return float(worth.get(one, 0))
    if not isinstance(worth, list | tuple):
        return worth * one
    total, before = 0.0, 0.0
    for upto, per_unit in worth:
        total += per_unit * max(0.0, min(one, upto) - before)
        before = upto
    return total


def _best(given: Mapping[str, Any]) -> dict[str, Any]:
    from course import best_plan

    by_post = any(isinstance(one, Mapping) for one in given["benefit"].values())
    names = ("benefit", "places", "forbidden", "limits") if by_post else (*_FOR_BEST[:7], "limits")
    chosen = {name: given[name] for name in names if given.get(name) is not None}
    found = (best_plan.posts if by_post else best_plan.amounts)(chosen.pop("benefit"), **chosen)
    if not found:
        raise ValueError("no plan keeps all these rules")
    return found


def static(desc: Mapping[str, Any]) -> str:
    if desc["mode"] == "posts":
        posts = " / ".join(post["text"] for post in desc["posts"])
        return grid([_("Person"), _("Notes"), _("Post")], [[one["text"], one["note"], posts] for one in desc["people"]])
    rows = []
    for item in desc["items"]:
        span = f"{format_number(item['low'])} – {format_number(item['high'])} {desc['amount_unit']}".strip()
        rows.append([item["text"], item["note"], format_number(item["cost"]), span])
    return grid([_("Option"), _("Notes"), _("Cost of one"), _("From – to")], rows)
