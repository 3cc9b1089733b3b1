"""Tables of module M14: the indicator bank, the invented plan of the River valley, two project fiches."""

from __future__ import annotations

import pytest

from course import data, forms
from course.models.progress import last_versions, light, pace_pct, progress_pct, reading


def test_the_bank_has_sixty_indicators_with_tags_that_exist() -> None:
    bank = data.load("indicator_bank")
    assert len(bank) == 60 and bank["indicator"].is_unique
    targets = set(data.load("sdg_targets")["target"])
    objectives = data.load("gcm_objectives").set_index("number")["sdg"]
    ways = next(field for field in forms.fields(forms.get("logframe")) if field["id"] == "indicators")["columns"]
    options = {option["id"] for column in ways if column["id"] == "by" for option in column["options"]}
    for row in bank.itertuples():
        assert row.sdg in targets and row.gcm in objectives.index, row.id
        assert set(row.by.split("; ")) <= options, row.id
        assert (row.people == "yes") == ("sex" in row.by.split("; ")), f"{row.id}: persons are shown by sex"
    for theme, rows in bank.groupby("theme"):
        assert {"output", "outcome"} == set(rows["level"]), theme
    assert bank["gcm"].nunique() >= 15 and bank["sdg"].nunique() >= 18


def test_the_fiches_have_the_same_parts_in_the_same_order() -> None:
    fiches = data.load("project_fiches")
    parts = {fiche: rows["part"].tolist() for fiche, rows in fiches.groupby("fiche")}
    assert set(parts) == {"A", "B"} and len(parts["A"]) == len(parts["B"]) == 12
    assert [*parts["A"][:7], *parts["A"][8:]] == [*parts["B"][:7], *parts["B"][8:]]
    households = data.load("household_budgets")
    share = households[households["region"] == "River valley"]["receives_remittances"].mean()
    said = fiches.set_index("id").loc["A07", "text"]
    assert f"{100 * share:.0f} of 100 families" in said, "the fiche agrees with the table of households"


def _reports(indicator: str, place: str = "River valley") -> list[dict]:
    frame = data.load("monitoring_data")
    return frame[(frame["indicator"] == indicator) & (frame["place"] == place)].to_dict("records")


@pytest.mark.parametrize(
    ("indicator", "figure", "pace", "colour"),
    [  # December, after 12 of 24 months; worked out by hand from the monthly reports
        ("I1", 348, 95.0, "green"),
        ("I2", 331, 74.2, "yellow"),
        ("I3", 35.915, 40.96, "red"),
        ("I4", 7.9, 88.2, "yellow"),
        ("I5", 886, 118.1, "green"),
        ("I6", 5, 50.0, "red"),
    ],
)
def test_the_plan_after_twelve_months(indicator: str, figure: float, pace: float, colour: str) -> None:
    target = data.load("monitoring_targets").set_index("id").loc[indicator]
    found, month = reading(target["kind"], target["baseline"], _reports(indicator), "2026-12")
    assert found == pytest.approx(figure, abs=0.005) and month == "2026-12"
    now = pace_pct(progress_pct(target["baseline"], found, target["target"]), 12, 24)
    assert now == pytest.approx(pace, abs=0.05) and light(now) == colour


def test_the_planted_traps_are_there() -> None:
    may = [row for row in _reports("I1") if row["month"] == "2026-05"]
    assert len(may) == 4 and [row["version"] for row in last_versions(may)] == [2, 2]
    assert "2026-08" not in {row["month"] for row in _reports("I5")}
    for sex in ("women", "men"):
        asked = [row["of"] for row in _reports("I3") if row["sex"] == sex]
        assert asked == sorted(asked) and min(asked) > 20
    prices = {place: [row["value"] for row in _reports("I4", place)] for place in ("River valley", "Highlands")}
    fall = {place: values[0] - values[-1] for place, values in prices.items()}
    assert fall["Highlands"] > 1 and fall["River valley"] - fall["Highlands"] < 0.2, (
        "most of the fall is not the plan's"
    )
