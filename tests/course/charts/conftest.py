"""Small tables and the words of a chart, for the tests of the charts."""

import pandas as pd
import pytest


@pytest.fixture
def words():
    """The texts that every chart needs."""
    return {
        "title": "Money sent home",
        "unit": "USD billion",
        "source": "An example, 2024",
        "alt": "The line rises from 1 to 4.",
    }


@pytest.fixture
def flows():
    """Two series over five years, one value missing."""
    return pd.DataFrame(
        {
            "year": [2018, 2019, 2020, 2021, 2022] * 2,
            "flow": ["Remittances"] * 5 + ["Aid"] * 5,
            "usd": [1000.0, 1500.0, 2200.0, 3100.0, 4000.0, 700.0, 650.0, None, 800.0, 905.5],
        }
    )


@pytest.fixture
def countries():
    """Three names with one value each, one below zero."""
    return pd.DataFrame({"country": ["Lebanon", "Nepal", "Tonga"], "change": [-2.5, 3.0, 7.25]})
