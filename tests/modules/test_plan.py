"""The plan of a module: objectives have exercises, minutes add up, each opens with a look back.

Systems, tools and long stretches without a question: ``tests/coverage``.
"""

import re

import pytest

from tests.modules import module_reading as reading

MODES = ("self", "live", "follow_up")
each_module = pytest.mark.parametrize("module", reading.module_names())


def _asked(module: str, page: str) -> set[str]:
    sources = (cell["source"] for cell in reading.cells(module, page) if cell["cell_type"] == "code")
    return {found for source in sources for found in re.findall(r'\bask\.\w+\(\s*"([^"]+)"', source.split("###")[0])}


def _points(module: str) -> dict[str, tuple[str, float]]:
    """Question id -> (auto or manual, points)."""
    found = {}
    for cell in reading.cells(module, "exercises"):
        about = cell["metadata"].get("nbgrader", {})
        if about.get("points"):
            kind = "manual" if about["task"] else "auto"
            found[cell["id"].removesuffix("-mark").removesuffix("-task")] = (kind, about["points"])
    return found


@each_module
def test_the_file_belongs_to_its_folder(module):
    about = reading.about(module)
    assert about["id"] == module
    assert module.startswith(about["number"].lower())
    assert all(name in reading.module_names() for name in about["prerequisites"])


@each_module
def test_points_are_those_of_the_notebook(module):
    points = _points(module)
    for kind in ("auto", "manual"):
        assert sum(value for of, value in points.values() if of == kind) == reading.about(module)["points"][kind]


@each_module
def test_objectives_and_exercises_meet(module):
    about = reading.about(module)
    graded = set(_points(module))
    practice = _asked(module, "lesson")
    graded |= set(about.get("peer_review", {}).get("exercises", []))  # an assignment of its own
    named = {name for objective in about["objective"] for name in objective["exercises"]}
    assert named == graded, "each graded question serves an objective, and each objective has one"
    assert 3 <= len(about["objective"]) <= 5, "a module has three to five objectives"
    for objective in about["objective"]:
        assert objective["exercises"], objective["id"]
        assert set(objective.get("practice", [])) <= practice, objective["id"]
        assert objective["text"].lower().removeprefix("optional: ").startswith(objective["verb"]), objective["id"]


@each_module
def test_the_lesson_names_the_objectives_of_the_file(module):
    opening = reading.cells(module, "lesson")[0]["source"]
    listed = re.findall(r"^\d\. ", opening, re.MULTILINE)
    asked = "the first cell of the lesson lists the objectives of module.toml as 1., 2., …"
    assert len(listed) == len(reading.about(module)["objective"]), asked


@each_module
def test_minutes_add_up(module):
    about = reading.about(module)
    for mode in MODES:
        spent = sum(section["minutes"] for section in about["section"] if section["mode"] == mode)
        assert spent == about["minutes"][mode], mode
    assert sum(objective["minutes"] for objective in about["objective"]) == sum(about["minutes"].values())


@each_module
def test_the_minutes_of_the_file_stand_in_the_lesson(module):
    opening = reading.cells(module, "lesson")[0]["source"]
    for mode in MODES:
        minutes = reading.about(module)["minutes"][mode]
        assert not minutes or f"{minutes} minutes" in opening, f"{mode}: the first cell says “{minutes} minutes”"


@each_module
def test_the_minutes_under_a_heading_are_those_of_its_section(module):
    """“About 8 minutes” below a heading is what the file plans for it."""
    sections = [section for section in reading.about(module)["section"] if section["page"] == "lesson"]
    text = "\n".join(cell["source"] for cell in reading.cells(module, "lesson") if cell["cell_type"] == "markdown")
    told = re.findall(r"^## (.+)\n+\*About (\d+) minutes\b", text, re.MULTILINE)
    assert told
    for heading, minutes in told:
        planned = [section["minutes"] for section in sections if heading.startswith(section["title"])]
        assert planned == [int(minutes)], heading


@each_module
def test_the_lesson_opens_with_three_questions_from_earlier_modules(module):
    """The spaced review: `[[review]]` says which objective of which module each of them looks back at."""
    earlier = [
        name for name in reading.module_names() if reading.about(name)["number"] < reading.about(module)["number"]
    ]
    if not earlier or reading.is_test(module):
        pytest.skip("nothing comes before the first module, and a test looks at all of them")
    review = reading.about(module)["review"]
    asked = [name for section in reading.about(module)["section"] for name in section["questions"]]
    assert [one["question"] for one in review] == asked[:3], "the first three questions of the module"
    objectives = {one["id"]: name for name in earlier for one in reading.about(name)["objective"]}
    assert {one["objective"] for one in review} <= set(objectives)
    assert len({objectives[one["objective"]] for one in review}) >= min(2, len(earlier)), "from more than one module"


@each_module
def test_sections_name_real_headings_and_questions(module):
    about = reading.about(module)
    headings = {page: "\n".join(c["source"] for c in reading.cells(module, page)) for page in reading.PAGES}
    for section in about["section"]:
        assert set(section["questions"]) <= _asked(module, section["page"]), section["title"]
        if section["mode"] != "live":
            assert f"## {section['title']}" in headings[section["page"]], section["title"]
    asked = _asked(module, "lesson") | _asked(module, "exercises")
    placed = {question for section in about["section"] for question in section["questions"]}
    assert placed == asked, "each question of the pages stands in one [[section]], and each one there is asked"


@each_module
def test_the_lesson_has_enough_practice(module):
    practice = [name for name in _asked(module, "lesson") if re.search(r"-p\d+$", name)]
    assert practice and len(practice) == len(_asked(module, "lesson"))
    assert len(practice) >= reading.about(module)["minutes"]["self"] / 10


@each_module
def test_every_part_follows_the_course_pattern(module):
    """Story, look, try and understand appear in order in each part of a module of content."""
    if reading.about(module).get("unlocks_only"):
        pytest.skip("the orientation is shorter")
    text = "\n".join(cell["source"] for cell in reading.cells(module, "lesson"))
    for part in re.split(r"^## Part ", text, flags=re.MULTILINE)[1:-1]:
        places = [part.find(word) for word in ("**Story.**", "**Look.**", "ask.")]
        assert -1 not in places and places == sorted(places), part.splitlines()[0]


@each_module
def test_the_country_file_piece_is_asked(module):
    question = reading.about(module).get("country_file", {}).get("question")
    assert question is None or question in _asked(module, "lesson") | _asked(module, "exercises")


@each_module
def test_datasets_of_the_file_exist_and_are_named_in_the_lesson(module):
    from course import data

    text = "\n".join(words.text for words in reading.visible_words(module))
    for name in reading.about(module)["datasets"]:
        assert name in data.names()
        assert f"`{name}`" in text, name
