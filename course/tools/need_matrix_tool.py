"""M12: measures of reintegration in nine cells: practice cards, the draft of Sandovia, an own list."""

from __future__ import annotations

from typing import Any

from course import country_file, data, reintegration
from course.i18n import _
from course.models.need_matrix import LEVELS, cell_counts, dimension_shares, filled_cells
from course.models.reintegration_score import DIMENSIONS
from course.tools.base import table_html, tool_view

PIECE = {"id": "CF-12", "form": "reintegration_measures"}


def need_matrix() -> Any:
    """Place measures by dimension and level, and see which cells of the matrix stay empty."""
    chosen = country_file.country()
    return tool_view(
        "need_matrix",
        title=_("Need matrix 3 × 3"),
        purpose=_("Place measures by dimension and level, and see where a programme is full and where it is empty."),
        limits=[
            _("It counts measures. It does not know how many people they reach, what they cost, or how good they are."),
            _("Some measures fit two cells. The matrix asks for the main aim; another group may choose another cell."),
            _("An empty cell is a question, not a mistake. It can be somebody else's task."),
            _("Needs are those of 200 invented people. Ask the people in your own country."),
        ],
        source=_(
            "Matrix: integrated approach of IOM (three dimensions, three levels). Measures: {measures} Needs: {needs}"
        ).format(measures=data.source("reintegration_measures").full, needs=data.source("returnees").full),
        data={
            "dimensions": [[name, label] for name, label in dimension_names().items()],
            "levels": [[name, label] for name, label in level_names().items()],
            "cards": _rows("practice"),
            "draft": _rows("sandovia"),
            "needs": [round(share, 4) for share in reintegration.lowest_shares()],
            "people": int(reintegration.scored()["id"].nunique()),
            "country": data.pack_name(chosen) if chosen else "",
            "stored": country_file.form_value(PIECE["id"], PIECE["form"]),
        },
        piece={"id": "CF-12", "form": "reintegration_measures"},
        still=_still(),
    )


def dimension_names() -> dict[str, str]:
    """The three dimensions and their names."""
    return dict(zip(DIMENSIONS, (_("Economic"), _("Social"), _("Psychosocial")), strict=True))


def level_names() -> dict[str, str]:
    """The three levels and their names."""
    return dict(zip(LEVELS, (_("Individual"), _("Community"), _("Structural")), strict=True))


def _rows(which: str) -> list[dict[str, str]]:
    rows = data.load("reintegration_measures").query("list == @which").to_dict("records")
    return [
        {
            "id": row["id"],
            "measure": _(row["measure"]),
            "dimension": row["dimension"],
            "level": row["level"],
            "reason": _(row["reason"]),
            "target": row["target"],
        }
        for row in rows
    ]


def _still() -> str:
    """The draft of Sandovia as a table of counts, and each measure with its cell."""
    draft = _rows("sandovia")
    names, levels = dimension_names(), level_names()
    counts = table_html(
        _("The draft of Sandovia (invented): {n} measures, {filled} of 9 cells are filled").format(
            n=len(draft), filled=filled_cells(draft)
        ),
        [_("Dimension"), *levels.values()],
        [[name, *row] for name, row in zip(names.values(), cell_counts(draft), strict=True)],
    )
    needs = table_html(
        _("Needs and measures by dimension"),
        [_("Dimension"), _("People with the lowest score here (%)"), _("Measures (%)")],
        [
            [name, f"{100 * need:.0f}", f"{100 * share:.0f}"]
            for name, need, share in zip(
                names.values(), reintegration.lowest_shares(), dimension_shares(draft) or [], strict=True
            )
        ],
    )
    listed = table_html(
        _("Measures of the draft"),
        [_("Measure"), _("Dimension"), _("Level")],
        [[one["measure"], names[one["dimension"]], levels[one["level"]]] for one in draft],
    )
    return counts + needs + listed
