"""The demonstration in the capstone: plans, two reviews each, and the page that says where somebody stands."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from grading.demo.__main__ import run
from grading.demo.personas import load

PLAYERS = {"amina", "luis", "nadia"}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    folder = tmp_path_factory.mktemp("demo") / "class"
    return folder, run([person for person in load(modules=["m15_capstone"]) if person.id in PLAYERS], folder)


def test_every_mark_is_what_the_work_deserves(played: tuple[Path, list[str]]) -> None:
    assert played[1] == []


def test_reviews_went_through_the_exchange_and_back_to_the_authors(played: tuple[Path, list[str]]) -> None:
    course = played[0] / "nbgrader"
    assert len(list((course / "submitted").glob("*/m15_reviews/answers.json"))) == 2, "amina and luis wrote two each"
    state = json.loads((course / "peer_review.json").read_text(encoding="utf-8"))
    for author in PLAYERS:
        page = (course / "feedback" / author / "m15_capstone" / "exercises.html").read_text(encoding="utf-8")
        wrote = sum(author in state["pairs"][reader] for reader in ("amina", "luis"))
        assert page.count("What reader") == wrote
        assert all(state["codes"][other] in page for other in state["pairs"][author])
        assert [name for name in PLAYERS - {author} if name in page] == []


def test_the_result_counts_plan_and_reviews(played: tuple[Path, list[str]]) -> None:
    with (played[0] / "result" / "result.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["trainee"]: row for row in csv.DictReader(file)}
    # amina: 15 + 20 + 5 of 40; luis: 15 are marked, 20 for the plan and 5 for reviews wait
    assert (rows["amina"]["course_points"], rows["amina"]["capstone_percent"]) == ("40.0", "100.0")
    assert (rows["luis"]["course_points"], rows["luis"]["waiting"]) == ("15.0", "25.0")
    assert rows["nadia"]["open"] == "65.0", "modules 50, test 10, reviews 5"
    assert (played[0] / "result" / "pages" / "luis.html").is_file()
