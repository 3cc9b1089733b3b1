"""Figures and scores of the peer-learning matcher."""

import pytest

from course import peers


def test_a_country_is_most_similar_to_itself():
    found = peers.scores("MEX", ["MEX", "PHL", "MDA"], ["emigrants_pct", "gdp_pc_ppp"])
    assert found["MEX"] == 1 > max(found["PHL"], found["MDA"])


def test_the_match_depends_on_the_chosen_figures():
    hosts = ["MEX", "MDA", "PHL"]
    income = peers.scores("SRB", hosts, ["emigrants_pct", "remittances_pct_gdp", "gdp_pc_ppp"])
    places = peers.scores("SRB", hosts, ["emigrants_pct", "remittances_pct_gdp", "destinations_top_5"])
    assert max(income, key=income.get) != max(places, key=places.get)


def test_the_table_shows_figures_with_names_and_units():
    table = peers.table(["XSV", "MEX"], ["emigrants_pct", "gdp_pc_ppp"])
    assert list(table.index) == ["Republic of Sandovia", "Mexico"]
    assert table.loc["Republic of Sandovia"].tolist() == ["12.6", "6,900"]
    assert all("per 100" in head or "USD" in head for head in table.columns)


def test_every_indicator_has_a_label_that_stands_alone():
    assert set(peers.labels()) == set(peers.INDICATORS)


def test_an_unknown_indicator_is_named():
    with pytest.raises(ValueError, match="happiness"):
        peers.figures(["MEX"], ["happiness"])
