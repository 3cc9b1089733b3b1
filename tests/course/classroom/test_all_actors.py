"""The whole loop of a course in Chromium, every actor through the pages alone.

A trainer releases M00 and M10, sets a deadline and gives one person more time. Four people of the demonstration class
work: amina (laptop, all right), mei (phone, partly right; her server is stopped in the middle), irina (keyboard
alone) and leila (submits nothing, then again; late; her kernel is restarted). The trainer collects, grades, marks
texts with the rubric and releases feedback. Each of them finds their marks, the comments and what comes next. The
marks are those that the demonstration class has worked out by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, expect

from course.hand_in import COURSE_ID
from tests.course.classroom.actors.hands import Finger, Keys
from tests.course.classroom.actors.personas import Page
from tests.course.classroom.actors.trainee import Trainee
from tests.course.classroom.actors.trainer import Trainer
from tests.course.classroom.room import Classroom

M00, M10 = "m00_orientation", "m10_remittances"
#: Points of the rubric's criteria, and a comment. Those of amina and mei are the demonstration class's.
TEXTS_M00 = {
    "amina": ((2, 2), "A clear decision, a group and a place. Thank you."),
    "mei": ((1, 1), "Who has to decide this?"),
    "irina": ((2, 1), "Say which districts you mean."),
    "leila": ((0, 0), "Please write your question and submit again."),
}
TEXTS_M10 = {
    "amina": ((2, 2, 2), "Correct, easy to act on, and it leaves the choice to the reader."),
    "leila": ((0, 0, 0), "Write the notice when you have time."),
}


class Cast:
    """Everybody who plays."""

    def __init__(self, room: Classroom, browser: Browser) -> None:
        room.add("nadia", role="trainer")  # tess may have chosen her password in another test
        self.nadia = Trainer(room, browser, "nadia")
        self.amina = Trainee(room, browser, "amina")
        self.mei = Trainee(room, browser, "mei", Finger)
        self.irina = Trainee(room, browser, "irina", Keys)
        self.leila = Trainee(room, browser, "leila")
        self.trainees = (self.amina, self.mei, self.irina, self.leila)
        release = room.place.release(COURSE_ID)
        self.m00, self.m10 = Page.of(release, M00), Page.of(release, M10)


@pytest.fixture(scope="module")
def cast(classroom: Classroom, chromium: Browser) -> Iterator[Cast]:
    """The same people in all scenes; in the end nothing has gone wrong in any browser."""
    cast = Cast(classroom, chromium)
    yield cast
    for one in (cast.nadia, *cast.trainees):
        one.leave()


def test_everybody_comes_in_and_the_trainer_opens_two_modules(cast: Cast) -> None:
    nadia, amina = cast.nadia, cast.amina
    amina.sign_in_first_time()
    amina.arrive()
    nadia.sign_in_first_time()
    nadia.arrive()
    nadia.look("modules")
    nadia.release("M00")
    nadia.release("M10")
    nadia.set_deadline(M10, "M10", _from_now(timedelta(days=-1)))

    for one in cast.trainees[1:]:
        one.sign_in_first_time()
        one.arrive()
        one.next_is("M00", "Read the lesson first")
        one.sees(M10, "The deadline is over. You can still submit; it counts as late.")
        one.look("my course, open")
    nadia.give_more_time("amina", M10, _from_now(timedelta(days=1, minutes=30)))
    amina.reload()
    amina.sees(M10, "Due:", "24 hours left")


def test_work_on_four_kinds_of_screens_and_submit(cast: Cast, classroom: Classroom) -> None:
    amina, mei, irina, leila = cast.trainees
    questions = cast.m00.questions
    # each page opens while somebody else answers: that keeps both processors at work
    amina.open_exercises(M00)
    amina.exercises_are_open(M00)
    mei.open_exercises(M00)
    amina.look("exercises M00", axe=False)
    amina.record(questions, cast.m00.answers("amina"))
    amina.back()
    amina.next_is("M00", "All answers are recorded")
    amina.press("Submit now M00")
    receipt = amina.receipt()
    amina.look("receipt")
    amina.sees(M00, "Submitted, not marked yet", receipt)

    mei.exercises_are_open(M00)
    irina.open_exercises(M00)
    mei.look("exercises M00", axe=False)
    mei.record(questions, cast.m00.answers("mei", "m00-e1", "m00-e2", "m00-e3"))
    mei.back()
    _stop_server(classroom, "mei")
    mei.page.goto(classroom.url)
    mei.arrive()
    mei.next_is("3 of 6 answers are recorded")
    mei.press("Go on with the exercises M00")

    irina.exercises_are_open(M00)
    leila.open_exercises(M00)
    irina.record(questions, cast.m00.answers("irina"))
    irina.look("exercises M00, keyboard", axe=False)
    irina.back()
    irina.press("Submit now M00")
    irina.receipt()

    leila.exercises_are_open(M00)
    leila.back()
    leila.press("Submit M00")
    expect(leila.page.get_by_role("alert")).to_contain_text("Nothing is recorded in M00 yet")
    leila.look("submit without answers")
    leila.press("Submit all the same M00")
    first = leila.receipt()
    leila.open_exercises(M00)

    mei.exercises_are_open(M00)
    mei.record(questions, cast.m00.answers("mei", "m00-e4", "m00-e5", "m00-r1"))
    mei.back()
    mei.look("my course, recorded")
    mei.press("Submit now M00")
    mei.receipt()
    mei.look("receipt")

    leila.exercises_are_open(M00)
    leila.record(questions, cast.m00.answers("leila"))
    leila.back()
    leila.next_is("You changed an answer after you submitted")
    leila.press("Submit now M00")
    expect(leila.page.get_by_role("alert")).to_contain_text("1 question of M00 has no recorded answer.")
    expect(leila.page.get_by_role("alert")).to_contain_text("R1")
    leila.press("Submit all the same M00")
    assert leila.receipt() != first
    leila.sees(M00, "What you submitted (2)")


def test_a_second_module_with_more_time_and_with_too_little(cast: Cast) -> None:
    amina, leila = cast.amina, cast.leila
    amina.open_exercises(M10)
    amina.exercises_are_open(M10)
    leila.open_exercises(M10)
    amina.record(cast.m10.questions, cast.m10.answers("amina"))
    amina.back()
    amina.press("Submit now M10")
    amina.receipt()
    amina.sees(M10, "Submitted, not marked yet")

    leila.exercises_are_open(M10)
    leila.record(cast.m10.questions, cast.m10.answers("leila", "m10-e4b", "m10-e5"))
    leila.restart_kernel()
    box = leila.page.locator('[data-question="m10-e5"]')
    expect(box.locator(".cq-record")).to_contain_text("20.57")
    leila.record(cast.m10.questions, cast.m10.answers("leila", "m10-e6b"))
    leila.back()
    leila.sees(M10, "Deadline over: 3 of 12 recorded")
    leila.press("Submit M10")
    leila.press("Submit all the same M10")
    expect(leila.page.locator("#said")).to_contain_text("sees that it is late")
    leila.look("receipt, late")
    leila.sees(M10, "Submitted late, not marked yet")


def test_the_trainer_collects_grades_marks_and_gives_back(cast: Cast) -> None:
    nadia = cast.nadia
    nadia.page.reload()
    for number, submitted in (("M00", 4), ("M10", 2)):
        said = nadia.job("Collect", number)
        assert int(re.search(r"(\d+) submissions? collected", said)[1]) >= submitted, said
        said = nadia.job("Grade", number)
        assert int(re.search(r"(\d+) submissions? graded", said)[1]) >= submitted, said
    nadia.mark_by_hand("M00", TEXTS_M00)
    nadia.mark_by_hand("M10", TEXTS_M10)
    for number in ("M00", "M10"):
        assert "released" in nadia.job("Release feedback", number)
    expect(nadia.page.get_by_text("Nothing waits for you just now.")).to_be_visible()
    nadia.look("modules, all done")


def test_each_finds_marks_comments_and_the_next_step(cast: Cast) -> None:
    amina, mei, irina, leila = cast.trainees
    of = {one: cast.m00.points(one.name) + sum(TEXTS_M00[one.name][0]) for one in cast.trainees}
    assert list(of.values()) == [14, 11.67, 13, 10]
    for one in cast.trainees:
        one.page.goto(f"{one.room.url}user/{one.name}/my-course")
        one.arrive()
        one.next_is("M00", "Your marks are here", f"{of[one]:g} of 14 points")
        one.sees(M00, "Marked", f"{of[one]:g} of 14 points")
        one.look("my course, marked")
        one.read_feedback(M00, f"{of[one]:g}", TEXTS_M00[one.name][1])
    # who did M10 reads those marks next; who did not begins it
    late = cast.m10.points("leila", "m10-e4b", "m10-e5", "m10-e6b")
    for one, points in ((amina, cast.m10.points("amina") + 6), (leila, late)):
        one.next_is("M10", "Your marks are here", f"{points:g} of 20 points")
        one.read_feedback(M10, f"{points:g}", TEXTS_M10[one.name][1])
    leila.sees(M10, "late")
    expect(amina.page.locator(".lead")).to_contain_text("You have done everything that is open.")
    for one in (mei, irina):
        one.next_is("M10", "Read the lesson first")
    for one in cast.trainees:
        one.press("Sign out", "link")
        expect(one.page.get_by_role("heading", name="Sign in")).to_be_visible()


def _from_now(time: timedelta) -> datetime:
    """The clock on the wall then, also when it is put forward or back in between."""
    return (datetime.now(UTC) + time).astimezone()


def _stop_server(classroom: Classroom, name: str) -> None:
    """End a person's server, as the hub does when nobody has used it for a while."""
    from tests.course.classroom.room import Browser as Visitor

    visitor = Visitor(classroom.url).sign_in(name)
    visitor.get("/hub/home")
    visitor.api(f"/hub/api/users/{name}/server", "DELETE")
