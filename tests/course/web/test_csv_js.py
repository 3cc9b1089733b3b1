"""The table of a chart as a file for a spreadsheet, as the still charts offer it."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest

from course.charts.page import csv_text

SCRIPT = """
import { csvName, csvText } from "#js/csv.js";
import { setNumberLanguage } from "#js/numbers.js";
setNumberLanguage(data.lang);
done({ text: csvText(data.table), names: data.titles.map(csvName) });
"""


def made(run_js, rows, lang="en", titles=()):
    table = {"columns": [["Place, or country", False], ["USD", True]], "rows": rows}
    return run_js(SCRIPT, {"table": table, "lang": lang, "titles": list(titles)})


def test_is_what_python_writes_for_the_same_table(run_js) -> None:
    table = pd.DataFrame({"Place, or country": ['A "quoted" name', "=SUM(A1)", "Türkiye"], "USD": [1234.5, -2.0, 0.25]})
    shown = [['A "quoted" name', "1,234.5"], ["=SUM(A1)", "\u22122"], ["Türkiye", "0.25"]]
    text = made(run_js, shown)["text"]
    assert text.startswith("\ufeff")
    ours, theirs = (list(csv.reader(io.StringIO(one))) for one in (text[1:], csv_text(table)))
    assert [row[0] for row in ours] == [row[0] for row in theirs]
    assert [float(row[1]) for row in ours[1:]] == [float(row[1]) for row in theirs[1:]]
    assert text.count("\r\n") == 4


@pytest.mark.parametrize(("lang", "shown"), [("en", "12,345.6"), ("fr", "12\u202f345,6"), ("es", "12\u202f345,6")])
def test_numbers_lose_the_signs_for_people_in_every_language(run_js, lang, shown) -> None:
    assert made(run_js, [["x", shown]], lang)["text"].endswith("x,12345.6\r\n")


def test_words_in_a_column_of_numbers_stay_and_formulas_do_not_run(run_js) -> None:
    text = made(run_js, [["x", "no figure"], ["y", "-cmd|x"], ["z", "5 of 7"]])["text"]
    assert "x,no figure\r\ny,'-cmd|x\r\nz,5 of 7\r\n" in text


def test_the_file_is_named_after_the_title(run_js) -> None:
    titles = ["Share of GDP, 2024", "Coûts : l’envoi de 200 USD", "…", "a " * 80]
    names = made(run_js, [["x", "1"]], titles=titles)["names"]
    assert names[:3] == ["share-of-gdp-2024.csv", "coûts-l-envoi-de-200-usd.csv", "data.csv"]
    assert len(names[3]) <= 64
