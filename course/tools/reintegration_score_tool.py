"""M12: the reintegration score lab, a teaching version: one person's answers, and 200 invented people at two dates."""

from __future__ import annotations

from typing import Any

from course import charts, data, models, reintegration
from course.i18n import _
from course.tools.base import table_html, tool_view
from course.tools.need_matrix_tool import dimension_names

_VALUES: dict[str, tuple[str, ...]] = {
    "sex": ("woman", "man"),
    "return_type": ("assisted voluntary", "independent", "by order"),
    "vulnerability": ("high", "low"),
    "case_management": ("yes", "no"),
}
#: A person who is no row of the table: answers of the worked example.
EXAMPLE = {"e1": 2, "e2": 3, "e3": 4, "e4": 1, "s1": 2, "s2": 4, "s3": 1, "s4": 4, "p1": 4, "p2": 2, "p3": 2, "p4": 4}
_DIGITS = "0123456789abc"


def reintegration_score() -> Any:
    """Score one set of answers, or compare groups of 200 invented people at two interviews."""
    model, labels = models.get("reintegration_score"), value_names()
    return tool_view(
        "reintegration_score",
        title=_("Reintegration score lab"),
        purpose=_("Turn answers into three scores, find the lowest one, and compare groups without being misled."),
        limits=model.limits,
        source=_("{model} People: {people} Questions: {questions}").format(
            model=model.source,
            people=data.source("returnees").full,
            questions=data.source("reintegration_indicators").full,
        ),
        data={
            "indicators": [
                {
                    "id": one["id"],
                    "dimension": one["dimension"],
                    "question": _(one["question"]),
                    "low": int(one["low"]),
                    "high": int(one["high"]),
                    "better": one["better"],
                    "low_means": _(one["low_means"]),
                    "high_means": _(one["high_means"]),
                }
                for one in reintegration.indicators()
            ],
            "dimensions": [[name, label] for name, label in dimension_names().items()],
            "groups": [
                {"id": name, "label": group_names()[name], "values": [labels[name, value] for value in values]}
                for name, values in groups().items()
            ],
            "people": people(),
            "example": EXAMPLE,
        },
        model=model,
        still=_still(),
    )


def groups() -> dict[str, tuple[str, ...]]:
    """The columns by which people can be compared, with their values in the order of the codes."""
    return {**_VALUES, "region": tuple(sorted(data.load("returnees")["region"].unique()))}


def group_names() -> dict[str, str]:
    """What each column is called."""
    return {
        "sex": _("Women and men"),
        "return_type": _("How the return came about"),
        "vulnerability": _("Situation on arrival"),
        "case_management": _("With and without case management"),
        "region": _("Regions"),
    }


def value_names() -> dict[tuple[str, str], str]:
    """What each value is called, by column and value."""
    return {
        ("sex", "woman"): _("Women"),
        ("sex", "man"): _("Men"),
        ("return_type", "assisted voluntary"): _("Assisted voluntary return"),
        ("return_type", "independent"): _("On their own"),
        ("return_type", "by order"): _("By order of a State"),
        ("vulnerability", "high"): _("Difficult situation on arrival"),
        ("vulnerability", "low"): _("Less difficult situation on arrival"),
        ("case_management", "yes"): _("With case management"),
        ("case_management", "no"): _("Without case management"),
        **{("region", name): _(name) for name in groups()["region"]},
    }


def people() -> list[str]:
    """The table packed for the view: ``"01000 2a41… 3b52…"``, five group codes, then the answers of each interview.

    Each answer is one character: ``0`` to ``9``, ``a`` to ``c`` for 10 to 12, ``-`` for none.
    """
    import pandas as pd

    ids = [one["id"] for one in reintegration.indicators()]
    packed, values_of = [], groups()
    for _person, rows in data.load("returnees").groupby("id", sort=True):
        first = rows.iloc[0]
        codes = "".join(str(values.index(first[name])) for name, values in values_of.items())
        answers = [
            "".join("-" if pd.isna(row[id]) else _DIGITS[int(row[id])] for id in ids) for _, row in rows.iterrows()
        ]
        packed.append(" ".join([codes, *answers]))
    return packed


def _still() -> str:
    """Means of the people with both interviews, by sex, and the scores of the example."""
    frame = reintegration.means("sex", both=True)
    frame["group"] = [
        _("{who}, {when} interview").format(who=value_names()["sex", row.sex], when=_(row.interview))
        for row in frame.itertuples()
    ]
    chart = charts.bar(
        frame,
        x="group",
        y="composite",
        title=_("Mean composite of women and men at both interviews"),
        unit=_("score, 0 to 1"),
        source="returnees",
        alt=_("Four bars. For women and for men the second bar is a little longer than the first."),
        digits=2,
    ).html()
    scores = table_html(
        _("Mean scores, only people with both interviews (invented data)"),
        [_("Group"), _("People"), *dimension_names().values(), _("Composite")],
        [
            [row.group, row.people, *[f"{getattr(row, name):.2f}" for name in reintegration.SCORES]]
            for row in frame.itertuples()
        ],
    )
    questions = table_html(
        _("The twelve questions of this lab"),
        [_("Question"), _("Dimension"), _("Scale")],
        [
            [
                _(one["question"]),
                dimension_names()[one["dimension"]],
                _("{low} = {low_means}, {high} = {high_means}").format(
                    low=one["low"], high=one["high"], low_means=_(one["low_means"]), high_means=_(one["high_means"])
                ),
            ]
            for one in reintegration.indicators()
        ],
    )
    return chart + scores + questions
