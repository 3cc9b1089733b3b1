"""The measures behind the situation radar and the exercise on bands."""

import pytest

from course import data
from course.models.situation import band
from course.movement import bands, measures, raw_table


def test_sandovia_by_hand():
    found = measures("XSV")
    assert found["type"] == pytest.approx(100 * 48_000 / 905_000)
    assert found["status"] is None
    assert found["rights"] == 3
    assert found["planned"] == pytest.approx(1000 * (2300 + 7900 + 0) / 7_200_000)
    assert found["family"] == pytest.approx(1.0)
    assert found["numbers"] == pytest.approx(12.6)
    assert found["change"] == pytest.approx(100 * ((905 / 747) ** (1 / 9) - 1), abs=0.05)


def test_bangladesh_has_most_emigrants_where_permits_depend_on_an_employer():
    found = measures("BGD")
    rows = data.load("migrant_stock_bilateral").query("origin == 'BGD' and year == 2024")
    gulf = rows[rows["destination"].isin(["ARE", "BHR", "KWT", "OMN", "QAT", "SAU"])]["migrants"].sum()
    assert found["type"] == pytest.approx(100 * gulf / rows["migrants"].sum())
    assert found["type"] > 50
    assert found["family"] > 20


@pytest.mark.parametrize("code", data.PACK_COUNTRIES)
def test_every_pack_country_has_all_measures_but_the_unknown_one(code):
    found = measures(code)
    assert [name for name, value in found.items() if value is None] == ["status"]


def test_only_the_dimension_without_a_measure_has_no_limits():
    limits = bands()
    assert len(limits) == 6
    assert [name for name, pair in limits.items() if pair == (None, None)] == ["status"]
    assert all(low < high for low, high in limits.values() if low is not None)


def test_the_bands_of_pack_countries_are_not_all_the_same():
    """A limit that puts every country into one band would teach nothing."""
    for name, limits in bands().items():
        if limits[0] is not None:
            assert len({band(measures(code)[name], *limits) for code in data.PACK_COUNTRIES}) >= 2, name


def test_the_table_says_what_nobody_knows():
    table = raw_table(["XSV", "BGD"])
    assert list(table.columns) == ["Republic of Sandovia", "Bangladesh"]
    assert (table.loc["People in an irregular situation abroad"] == "no public figure").all()
    assert table.loc["Refugees from the country", "Republic of Sandovia"] == "2,300"
