"""The whole report: from a gradebook to files and a page."""

from __future__ import annotations

import csv
import json
import re
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from grading.report.__main__ import main
from grading.report.build import build
from tests.browsing import accessibility_faults, open_chromium
from tests.grading.report.classroom import DUE, ITEMS, MODULE, make, work

SCORES = {
    "amina": {"m10-e1-mark": 2.0, "m10-e2-mark": 2.0, "m10-r1-task": 4.0},
    'bo, "jr"': {"m10-e1-mark": 0.5, "m10-e2-mark": 0.0, "m10-r1-task": 1.0},
    "=cmd|'/c calc'!A1": {"m10-e1-mark": 0.5, "m10-e2-mark": 2.0, "m10-r1-task": None},
    "ناديا": {"m10-e1-mark": 2.0, "m10-e2-mark": 1.0, "m10-r1-task": 2.0},
}
SLIP = "This is the fee alone. <script>alert(1)</script>"


def read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.open(encoding="utf-8-sig", newline="")))


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "nbgrader"
    make(folder, SCORES, modules=(MODULE, "m11_none"), absent=("zoe",), late={"amina": timedelta(hours=3)})
    for number, who in enumerate(SCORES):
        work(
            folder,
            who,
            messages={"m10-e1-mark": SLIP if SCORES[who]["m10-e1-mark"] < 2 else "Correct. It is 3.7."},
            questions={"m10-e1": f"The fee is USD {number}."},
            answers={"m10-e1": ("number", 3.7 if number in (0, 1) else 5.1 + number)},
        )
    return folder


def url(course: Path) -> str:
    return f"sqlite:///{course / 'gradebook.db'}?timeout=60"


def test_files(course: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["--course", str(course), "--out", str(out)]) == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    marks = {row["trainee"].removeprefix("'"): row for row in read(out / "marks.csv")}
    assert marks.keys() == {*SCORES, "zoe"}
    assert (marks["amina"][MODULE], marks["amina"]["m11_none"], marks["amina"]["total"]) == ("8.0", "", "8.0")
    assert marks["=cmd|'/c calc'!A1"]["texts waiting"] == "1"
    assert marks["zoe"]["total"] == ""
    late = {row["trainee"]: row["hours late"] for row in read(out / "submissions.csv")}
    assert (late["amina"], late["ناديا"]) == ("2.0", "0.0")  # due at 12, an hour before plus three hours
    assert [(row["item"], row["people"], row["message"]) for row in read(out / "messages.csv")] == [
        ("m10-e1", "2", SLIP)
    ]
    two = read(out / "look_at_these_two.csv")
    assert [(row["first"], row["second"]) for row in two] == [("amina", 'bo, "jr"')]
    assert len(read(out / "item_marks.csv")) == len(SCORES) * len(ITEMS)
    risk = {row["trainee"].removeprefix("'"): row["why"] for row in read(out / "at_risk.csv")}
    assert risk == {
        'bo, "jr"': "has 19% of the points marked so far",
        "zoe": f"has not handed in {MODULE}",
    }
    assert len(list(csv.reader((out / "moodle.csv").open(encoding="utf-8")))) == 1 + 4  # all but the formula


def test_the_page_is_safe_complete_and_readable(course: Path, tmp_path: Path) -> None:
    build(course, url(course), tmp_path / "out", now=DUE + timedelta(days=1))
    html = (tmp_path / "out/report.html").read_text(encoding="utf-8")
    assert "<script>alert" not in html
    assert "=cmd" in html
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", html)
    with open_chromium() as browser:
        for width in (1280, 360):
            page = browser.new_page(viewport={"width": width, "height": 740})
            asked, said = [], []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.on("console", lambda message, said=said: said.append(message.text))
            page.goto((tmp_path / "out/report.html").as_uri())
            assert len(asked) == 1
            assert page.evaluate("document.documentElement.scrollWidth") == width
            if width == 1280:
                assert accessibility_faults(page) == []
                table = page.get_by_role("region", name="Points by person and module")
                names = table.locator("tbody th")
                table.get_by_role("button", name="total").click()
                assert names.first.inner_text() == 'bo, "jr"'
                assert names.last.inner_text() == "zoe"  # nothing sorts last
                table.get_by_role("button", name="total").click()
                assert names.first.inner_text() == "amina"
                assert table.locator("th[aria-sort=descending]").count() == 1
            assert said == []


def test_pseudonyms_hide_every_name_and_stay(course: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(course, url(course), out)
    assert (out / "moodle.csv").exists()
    first = build(course, url(course), out, hidden=True)
    assert not {"moodle.csv", "canvas.csv"} & set(first)
    assert not (out / "moodle.csv").exists()  # an older one with names is gone
    marks = (out / "marks.csv").read_bytes()
    for path in out.glob("*.[ch]*"):
        assert not any(who in path.read_text(encoding="utf-8") for who in ("amina", "jr", "cmd|", "ناديا", "zoe")), path
    kept = course / "pseudonyms.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert json.loads(kept.read_text(encoding="utf-8")).keys() == {*SCORES, "zoe"}
    build(course, url(course), out, hidden=True)
    assert (out / "marks.csv").read_bytes() == marks


def test_two_raters(course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    work(course, "amina", answers={"m10-r1": ("text", "=My plan,\nin two lines")})
    assert main(["--course", str(course), "--out", str(out), "--double-mark", "5"]) == 0
    rows = read(out / "second_rater.csv")
    assert sorted(row["trainee"] for row in rows) == sorted(["amina", 'bo, "jr"', "ناديا"])
    assert {row["points"] for row in rows} == {""}
    assert next(row["text"] for row in rows if row["trainee"] == "amina") == "'=My plan,\nin two lines"
    assert main(["--course", str(course), "--out", str(out), "--double-mark", "5"]) == 1  # never over a filled-in sheet
    with (out / "second.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(row | {"points": {"amina": "4", "ناديا": "2"}.get(row["trainee"], "2")} for row in rows)
    assert main(["--course", str(course), "--out", str(out), "--second", str(out / "second.csv")]) == 0
    (one,) = read(out / "raters.csv")
    # first 4 1 2, second 4 2 2 (of 4): mean square 1/3; all nine pairs: 0+4+4 + 9+1+1 + 4+0+0 = 23 of 9
    assert float(one["kappa"]) == pytest.approx(1 - (1 / 3) / (23 / 9), abs=1e-4)
    assert "Agreement of two raters" in (out / "report.html").read_text(encoding="utf-8")
    capsys.readouterr()
    assert main(["--course", str(course), "--out", str(out), "--second", str(tmp_path / "none.csv")]) == 1
    assert "Traceback" not in capsys.readouterr().err


def test_a_second_gradebook(course: Path, tmp_path: Path) -> None:
    make(tmp_path / "other", SCORES)
    build(course, url(course), tmp_path / "out", second=tmp_path / "other")
    (one,) = read(tmp_path / "out/raters.csv")
    assert (one["texts"], one["kappa"]) == ("3", "1.0")


def test_nothing_handed_in(tmp_path: Path) -> None:
    make(tmp_path / "nbgrader", {}, absent=("ana",))
    build(tmp_path / "nbgrader", url(tmp_path / "nbgrader"), tmp_path / "out")
    assert "Nothing has been handed in yet" in (tmp_path / "out/report.html").read_text(encoding="utf-8")
    assert read(tmp_path / "out/items.csv") == []


def test_an_empty_gradebook(tmp_path: Path) -> None:
    make(tmp_path / "nbgrader", {}, modules=())
    assert "report.html" in build(tmp_path / "nbgrader", url(tmp_path / "nbgrader"), tmp_path / "out")


@pytest.mark.parametrize("points", [{"m10-e1-mark": 2.0, "m10-e2-mark": 2.0, "m10-r1-task": 4.0}, dict.fromkeys(ITEMS)])
def test_one_trainee_all_right_or_nothing_marked(tmp_path: Path, points: dict[str, float | None]) -> None:
    make(tmp_path / "nbgrader", {"ana": points})
    build(tmp_path / "nbgrader", url(tmp_path / "nbgrader"), tmp_path / "out")
    assert "ana" in (tmp_path / "out/report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"cells": 3}', '{"cells": [3, {"cell_type": "code", "id": 4}]}', "[" * 100_000]
)
def test_a_broken_notebook_stops_nothing(course: Path, tmp_path: Path, content: str) -> None:
    (course / "autograded/amina" / MODULE / "exercises.ipynb").write_text(content)
    (course / "autograded/amina" / MODULE / "answers.json").write_text(content)
    assert "report.html" in build(course, url(course), tmp_path / "out")


def test_a_link_in_the_place_of_a_notebook_is_not_followed(course: Path, tmp_path: Path) -> None:
    path = course / 'autograded/bo, "jr"' / MODULE / "exercises.ipynb"
    other = tmp_path / "other.ipynb"
    path.rename(other)
    path.symlink_to(other)
    build(course, url(course), tmp_path / "out")
    assert [row["people"] for row in read(tmp_path / "out/messages.csv")] == ["1"]


def test_no_gradebook_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "nbgrader").mkdir()
    assert main(["--course", str(tmp_path / "nbgrader")]) == 1
    assert "collect and grade first" in capsys.readouterr().err
    assert not (tmp_path / "nbgrader/gradebook.db").exists()


def test_one_module_only(course: Path, tmp_path: Path) -> None:
    build(course, url(course), tmp_path / "out", modules=["m11_none"])
    assert {tuple(row) for row in csv.reader((tmp_path / "out/marks.csv").open(encoding="utf-8-sig"))} >= {
        ("trainee", "m11_none", "total", "of marked", "texts waiting")
    }
    assert read(tmp_path / "out/item_marks.csv") == []
