"""The round of reviews with nbgrader: plans without names, an assignment, reviews, and back to the authors."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from course.plan import examples
from grading.peer_review import plans, store
from grading.peer_review.__main__ import main
from grading.peer_review.on_page import section
from grading.peer_review.reviews import CRITERIA, loaded_words
from grading.source_check import check_exercises

PEOPLE = ("amina", "bojan", "cydney", "dora")
_SAID = {"level": "3", "good": "Section 9 names an office.", "advice": "Section 8: add a target for women."}
GOOD = {
    **{f"{id}_{part}": text for id in CRITERIA for part, text in _SAID.items()},
    "most": "Add a baseline to indicator 3.",
}


def _answers(folder: Path, answers: dict[str, tuple[str, object]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    at = "2026-01-05T10:00:00Z"
    entries = {id: {"type": type, "value": value, "at": at} for id, (type, value) in answers.items()}
    (folder / "answers.json").write_text(json.dumps({"schema": 1, "trainee": folder.parent.name, "answers": entries}))


def _plan(course: Path, who: str, **cover: str) -> None:
    pieces = {id: {"form": one["form"], "value": one["value"]} for id, one in examples.pieces("XSV").items()}
    pieces["CF-15-plan"]["value"] |= {"prepared_by": f"Team of {who}", **cover}
    _answers(course / "submitted" / who / "m15_capstone", {"m15-e1": ("plan", {"pieces": pieces})})


def _review(course: Path, who: str, *reviews: dict[str, object]) -> None:
    names = ("m15-r6a", "m15-r6b")
    given = {name: ("document", review) for name, review in zip(names, reviews, strict=False)}
    _answers(course / "submitted" / who / "m15_reviews", given)


@pytest.fixture(scope="module")
def class_of_four(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four trainees have handed in a plan; one knows a thing or two about names. ``assign`` ran once."""
    from grading.nbgrader_config import course_config, write_config_file

    course = tmp_path_factory.mktemp("class") / "nbgrader"
    write_config_file(course)
    with Gradebook(course_config(course).CourseDirectory.db_url) as book:
        for who in PEOPLE:
            book.add_student(who, first_name=who.title(), last_name="Okonjo", email=f"{who}@example.org")
    for who in PEOPLE:
        _plan(course, who, institution=f"Office of Ms Okonjo, {who}@example.org, +41 22 717 91 11")
    (course / "submitted" / "empty" / "m15_capstone").mkdir(parents=True)
    assert main(["assign", "--course", str(course)]) == 0
    return course


@pytest.fixture
def state(class_of_four: Path) -> store.State:
    found = store.load(class_of_four)
    assert found is not None
    return found


def test_assign_makes_an_assignment_of_nbgrader(class_of_four: Path, state: store.State):
    assert set(state.pairs) == set(PEOPLE), "who has handed in no plan reads none"
    release = class_of_four / "release" / "m15_reviews"
    names = {path.name for path in (release / "plans").iterdir()}
    assert names == {f"plan_{code}.{kind}" for code in state.codes.values() for kind in ("html", "docx")}
    text = (release / "exercises.ipynb").read_text(encoding="utf-8")
    assert "MARK SCHEME" not in text and "m15-r6-task" in text
    with Gradebook(f"sqlite:///{class_of_four / 'gradebook.db'}") as book:
        assert book.find_assignment("m15_reviews").max_score == 5
    assert (class_of_four / store.FILE_NAME).stat().st_mode & 0o077 == 0, "only the trainer may read who is who"


def test_no_name_and_no_property_is_left_in_the_plans(class_of_four: Path, state: store.State):
    folder = class_of_four / "release" / "m15_reviews" / "plans"
    assert {path.stat().st_mtime for path in folder.iterdir()} == {0}, "times would tell the order of the names"
    assert folder.stat().st_mode & 0o005 == 0o005 and all(path.stat().st_mode & 0o004 for path in folder.iterdir())
    told = (*PEOPLE, "okonjo", "example.org", "717 91", "team of")
    for code in state.codes.values():
        html = (class_of_four / "release" / "m15_reviews" / "plans" / f"plan_{code}.html").read_text(encoding="utf-8")
        assert f"Plan {code}" in html and plans.LEFT_OUT in html
        with zipfile.ZipFile(class_of_four / "release" / "m15_reviews" / "plans" / f"plan_{code}.docx") as archive:
            assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            word = "".join(
                archive.read(name).decode("utf-8", "ignore") for name in archive.namelist() if name.endswith("xml")
            )
            core = archive.read("docProps/core.xml").decode()
        assert "creator" not in core and "lastModifiedBy" not in core and "created" not in core
        for text in (html.lower(), word.lower()):
            assert [name for name in told if name in text] == []


def test_assign_again_changes_nothing_for_anybody(class_of_four: Path, state: store.State, capsys):
    assert main(["assign", "--course", str(class_of_four)]) == 0
    assert store.load(class_of_four) == state
    assert "0 trainees got plans to read: nobody new" in capsys.readouterr().out


def test_the_codes_stand_on_the_feedback_page_and_only_the_own(class_of_four: Path, state: store.State):
    html = section(class_of_four, "amina", "m15_capstone")
    asked = [state.codes[author] for author in state.pairs["amina"]]
    assert ", ".join(sorted(asked)) in html
    assert not any(code in html for code in set(state.codes.values()) - set(asked))
    assert (
        section(class_of_four, "amina", "m10_remittances") == ""
        and section(class_of_four, "nobody", "m15_capstone") == ""
    )


def _texts(html: str) -> int:
    return html.count("Add a baseline to indicator 3.")


def test_reviews_go_back_to_their_authors(class_of_four: Path, state: store.State, capsys):
    first, second = (state.codes[author] for author in state.pairs["amina"])
    _review(class_of_four, "amina", {**GOOD, "code": f" {first.lower()} "}, {**GOOD, "code": second})
    own = [state.codes[author] for author in state.pairs["bojan"]]
    loaded = {**GOOD, "code": own[0], "most": "Stop the flood of illegals."}
    wrong = next(code for code in state.codes.values() if code not in own)
    _review(class_of_four, "bojan", loaded, {**GOOD, "code": wrong})
    twice = state.codes[state.pairs["cydney"][0]]
    _review(class_of_four, "cydney", {**GOOD, "code": twice}, {**GOOD, "code": twice})

    assert main(["status", "--course", str(class_of_four)]) == 0
    said = capsys.readouterr().out
    assert f"amina: {first} done, {second} done" in said and "dora: " in said and "missing" in said
    assert f"bojan reviewed {wrong}, but was asked to read {' and '.join(sorted(own))}" in said

    assert main(["give_back", "--course", str(class_of_four)]) == 0
    said = capsys.readouterr().out
    assert f"Held back {own[0]}/bojan: loaded words: " in said and f"Held back {wrong}/bojan" in said
    assert f"cydney wrote two reviews with the code {twice}" in said
    assert said.count("Held back") == 3 and "3 reviews for" in said
    for author in state.pairs["amina"]:
        html = section(class_of_four, author, "m15_capstone")
        assert _texts(html) == 1 + (author == state.pairs["cydney"][0])
        assert "3 Sound, minor gaps" in html and not any(name in html for name in PEOPLE)

    assert (
        main(
            [
                "give_back",
                "--course",
                str(class_of_four),
                "--let-through",
                f"{own[0]}/bojan",
                "--hold",
                f"{first}/amina",
            ]
        )
        == 0
    )
    said = capsys.readouterr().out
    assert f"Held back {first}/amina: as you wished" in said and f"Held back {own[0]}" not in said


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["give_back", "--let-through", "Z9/nobody"], "there is no review Z9/nobody"),
        (["give_back", "--hold", "amina"], "there is no review amina; there are"),
    ],
)
def test_a_review_that_is_not_there_is_named(class_of_four: Path, capsys, arguments: list[str], says: str):
    _review(class_of_four, "amina", {**GOOD, "code": "K7"})
    assert main([*arguments, "--course", str(class_of_four)]) == 1
    assert says in capsys.readouterr().err


def test_what_a_person_writes_is_text_on_the_page(class_of_four: Path, state: store.State):
    state.returned = {"dora": [{"most": "<script>alert(1)</script>", "rights_good": "<b>x</b>"}]}
    store.save(class_of_four, state)
    html = section(class_of_four, "dora", "m15_capstone")
    assert "<script" not in html and "&lt;script&gt;" in html and "<b>x" not in html


@pytest.mark.parametrize(
    ("prepare", "what", "says"),
    [
        (lambda course: None, "assign", "there are no submissions"),
        (lambda course: (course / "submitted").mkdir(parents=True), "assign", "no plan was handed in"),
        (lambda course: _plan(course, "ana"), "assign", "only one plan was handed in"),
        (lambda course: None, "status", "nobody was assigned yet"),
        (lambda course: (course.mkdir(), (course / store.FILE_NAME).write_text("{")), "status", "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_said(tmp_path: Path, capsys, prepare: Callable[[Path], object], what: str, says: str):
    course = tmp_path / "course"
    prepare(course)
    assert main([what, "--course", str(course)]) == 1
    assert says in capsys.readouterr().err


def test_a_plan_of_somebody_who_forgot_the_button_is_read_from_the_country_file(tmp_path: Path):
    folder = tmp_path / "submitted" / "ana" / "m15_capstone"
    folder.mkdir(parents=True)
    (folder / "country_file.json").write_text(json.dumps(examples.document("XSV")), encoding="utf-8")
    assert plans.handed_in(tmp_path)["ana"]["CF-15-plan"]["institution"]


@pytest.mark.parametrize(
    "content", ["{", '{"schema": 1, "trainee": "ana", "answers": {"m15-e1": {"type": "plan", "value": 7, "at": "x"}}}']
)
def test_a_damaged_submission_is_no_plan(tmp_path: Path, content: str):
    folder = tmp_path / "submitted" / "ana" / "m15_capstone"
    folder.mkdir(parents=True)
    (folder / "answers.json").write_text(content)
    assert plans.handed_in(tmp_path) == {}


def test_a_name_inside_a_longer_word_stays():
    made = plans.anonymous(
        {"CF-15-summary": {"summary": "Mali and Malians, 905,000 people, 2024-01-01"}}, "K7", ["mali"]
    )
    assert made["CF-15-summary"]["summary"] == f"{plans.LEFT_OUT} and Malians, 905,000 people, 2024-01-01"


def test_loaded_words():
    assert loaded_words({"most": "An influx of people", "rights_good": "fine"}) == ["influx"]
    assert loaded_words(GOOD) == []


def test_the_page_of_reviews_follows_the_rules_for_notebooks():
    from grading.peer_review.assign import SOURCE

    assert check_exercises(nbformat.read(SOURCE, as_version=4)) == []
