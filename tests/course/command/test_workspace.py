"""The workspace gets new pages and never loses a trainee's work."""

import pytest

from course.command import workspace


@pytest.fixture
def folders(tmp_path):
    release, mine = tmp_path / "release", tmp_path / "workspace"
    (release / "m00").mkdir(parents=True)
    (release / "m00" / "lesson.ipynb").write_text("first")
    return release, mine


def test_first_copy(folders):
    release, mine = folders
    assert workspace.refresh(release, mine) == []
    assert (mine / "m00" / "lesson.ipynb").read_text() == "first"


def test_untouched_page_is_renewed(folders):
    release, mine = folders
    workspace.refresh(release, mine)
    (release / "m00" / "lesson.ipynb").write_text("second")
    assert workspace.refresh(release, mine) == []
    assert (mine / "m00" / "lesson.ipynb").read_text() == "second"


def test_changed_page_is_kept_and_the_new_one_put_beside_it_once(folders):
    release, mine = folders
    workspace.refresh(release, mine)
    (mine / "m00" / "lesson.ipynb").write_text("my notes")
    assert workspace.refresh(release, mine) == []
    (release / "m00" / "lesson.ipynb").write_text("second")
    messages = workspace.refresh(release, mine)
    assert len(messages) == 1 and "lesson-new.ipynb" in messages[0]
    assert (mine / "m00" / "lesson.ipynb").read_text() == "my notes"
    assert (mine / "m00" / "lesson-new.ipynb").read_text() == "second"
    assert workspace.refresh(release, mine) == []


def test_answers_are_never_touched(folders):
    release, mine = folders
    workspace.refresh(release, mine)
    (mine / "m00" / "answers.json").write_text("{}")
    (release / "m00" / "lesson.ipynb").write_text("second")
    workspace.refresh(release, mine)
    assert (mine / "m00" / "answers.json").read_text() == "{}"
