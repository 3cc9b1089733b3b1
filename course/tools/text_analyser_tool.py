"""M03: the framework-text analyser."""

from __future__ import annotations

from typing import Any

from course import data, models
from course.i18n import _
from course.models.agreement import agreement, counted
from course.models.keywords import coded
from course.tools.base import table_html, tool_view

#: The lists at the start: single words that come to mind first.
START = {"migration": "migrant, migrants, migration", "displacement": "refugee, refugees", "ignore": "", "window": 0}


def text_analyser() -> Any:
    """Find texts about migration with a word list, and see how often the list and people agree."""
    model = models.get("agreement")
    texts = data.load("framework_texts")
    return tool_view(
        "text_analyser",
        title=_("Framework-text analyser"),
        purpose=_(
            "Count with a word list which texts speak of migration or displacement, and see where the list errs."
        ),
        limits=[
            *model.limits,
            _("A word list finds words, not meaning. It cannot tell whether a plan takes rights seriously."),
            _("The thirty texts are invented, and many were written to mislead a list. Real plans are longer."),
            _("A list that is tuned on these texts fits these texts. On new ones it will do less well."),
        ],
        source=f"{data.source('framework_texts').short}. {model.source}",
        data={
            "start": START,
            "texts": texts[["id", "title", "text", "code_a", "code_b"]].values.tolist(),
        },
        model=model,
        still=_still(),
    )


def _still() -> str:
    texts = data.load("framework_texts")
    flags = coded(texts["text"], START)
    cells = counted((flag["any"], code == 1) for flag, code in zip(flags, texts["code_a"], strict=True))
    shares = agreement(**cells)
    first = [
        [_("Texts found by the list"), cells["both"] + cells["only_first"]],
        [_("Texts found by coder A"), cells["both"] + cells["only_second"]],
        [_("Precision"), f"{shares['precision']:.2f}"],
        [_("Recall"), f"{shares['recall']:.2f}"],
        [_("Kappa"), f"{shares['kappa']:.2f}"],
    ]
    lists = _("List at the start: {words}").format(words=f"{START['migration']}, {START['displacement']}")
    yes = {True: _("yes"), False: _("no")}
    rows = [
        [row.id, row.title, row.text, yes[flag["any"]], yes[row.code_a == 1], yes[row.code_b == 1]]
        for row, flag in zip(texts.itertuples(), flags, strict=True)
    ]
    columns = [_("Text"), _("Heading"), _("Words"), _("List"), _("Coder A"), _("Coder B")]
    return table_html(lists, [_("Result"), _("Value")], first) + table_html(_("The texts (invented)"), columns, rows)
