"""The same attacks on nbgrader's own exchange folder, where they succeed. ``test_attacks`` shows that they fail here.

nbgrader runs one process for each Unix user. These tests do what a trainee's own process may do in the shared folder:
files that belong to nobody in particular, written with ordinary Python.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from nbgrader.apps import NbGrader  # noqa: F401 - registers what the converters need
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import (
    ExchangeCollect,
    ExchangeFetchAssignment,
    ExchangeReleaseAssignment,
    ExchangeSubmit,
)
from traitlets.config import Config

from tests.course.classroom.exchange.packages import COURSE

MODULE = "m00"


class Stock:
    """Trainer and trainees with nbgrader's stock exchange.

    Args:
        root: an empty folder.
    """

    def __init__(self, root: Path) -> None:
        self.root, self.exchange = root, root / "exchange"
        self.exchange.mkdir()
        self.exchange.chmod(0o777)
        release = root / "course" / "release" / MODULE
        release.mkdir(parents=True)
        (release / "exercises.ipynb").write_text("{}")

    def do(self, step: type, folder: Path, **settings: str) -> None:
        """One command of nbgrader in a folder."""
        config = Config()
        config.Exchange.root = str(self.exchange)
        config.Exchange.assignment_dir = str(folder)
        config.Exchange.cache = str(folder / "cache")
        config.CourseDirectory.root = str(self.root / "course")
        config.CourseDirectory.course_id = COURSE
        config.CourseDirectory.assignment_id = MODULE
        for name, value in settings.items():
            config.CourseDirectory[name] = value
        step(
            coursedir=CourseDirectory(config=config), authenticator=Authenticator(config=config), config=config
        ).start()

    @property
    def inbound(self) -> Path:
        """Where submissions lie."""
        return self.exchange / COURSE / "inbound"

    def collected(self, name: str) -> dict[str, str]:
        """What the trainer has of a trainee after ``nbgrader collect``."""
        self.do(ExchangeCollect, self.root, student_id="*")
        folder = self.root / "course" / "submitted" / name / MODULE
        return {path.name: path.read_text() for path in folder.glob("*")} if folder.is_dir() else {}


@pytest.fixture
def stock(tmp_path: Path) -> Stock:
    """M00 is released."""
    stock = Stock(tmp_path)
    stock.do(ExchangeReleaseAssignment, tmp_path)
    return stock


@pytest.fixture
def submitted(stock: Stock, monkeypatch: pytest.MonkeyPatch) -> Stock:
    """Amina has handed in her work."""
    home = stock.root / "amina"
    home.mkdir()
    monkeypatch.setattr("nbgrader.exchange.default.submit.get_username", lambda: "amina")
    stock.do(ExchangeFetchAssignment, home)
    (home / MODULE / "exercises.ipynb").write_text("amina's own")
    stock.do(ExchangeSubmit, home)
    return stock


def test_forged_owner_succeeds(submitted: Stock) -> None:
    forged = submitted.inbound / f"bruno+{MODULE}+2026-11-22 09:00:00.000000 UTC+x"
    forged.mkdir()
    (forged / "exercises.ipynb").write_text("by amina")
    (forged / "timestamp.txt").write_text("2026-11-22 09:00:00.000000 UTC")
    assert submitted.collected("bruno")["exercises.ipynb"] == "by amina"


def test_back_dating_succeeds(submitted: Stock) -> None:
    [mine] = submitted.inbound.iterdir()
    (mine / "timestamp.txt").write_text("2020-01-01 00:00:00.000000 UTC")
    assert submitted.collected("amina")["timestamp.txt"].startswith("2020-01-01")


def test_replacing_the_course_folder_succeeds(stock: Stock) -> None:
    """Who may write into the exchange may rename what is in it."""
    course = stock.exchange / COURSE
    course.rename(stock.exchange / "away")
    shutil.copytree(stock.exchange / "away", course)
    (course / "outbound" / MODULE / "exercises.ipynb").chmod(0o600)
    (course / "outbound" / MODULE / "exercises.ipynb").write_text("other exercises")
    home = stock.root / "bruno"
    home.mkdir()
    stock.do(ExchangeFetchAssignment, home)
    assert (home / MODULE / "exercises.ipynb").read_text() == "other exercises"


def test_squatting_succeeds(tmp_path: Path) -> None:
    """Who makes a course's folder first owns it: the trainer's release then lands in a trainee's folder."""
    stock = Stock(tmp_path)
    mine = stock.exchange / COURSE
    for folder in (mine, mine / "inbound", mine / "outbound"):
        folder.mkdir()
        folder.chmod(0o777)
    stock.do(ExchangeReleaseAssignment, tmp_path)
    released = mine / "outbound" / MODULE / "exercises.ipynb"
    moved = mine / "outbound" / "kept"
    released.parent.rename(moved)  # the folder above is the squatter's
    assert (moved / "exercises.ipynb").exists() and not released.exists()


def test_reading_the_work_of_others_succeeds(submitted: Stock) -> None:
    """On a hub with one Unix user. With separate users nbgrader closes each submission's folder to others."""
    [theirs] = submitted.inbound.iterdir()
    assert theirs.name.startswith(f"amina+{MODULE}+")
    assert (theirs / "exercises.ipynb").read_text() == "amina's own"


def test_a_link_to_a_file_of_the_trainer_succeeds(stock: Stock) -> None:
    """``collect`` runs as the trainer and follows links: the key of the next module becomes part of a submission.

    Names alone lead nowhere in stock, either: a trainee's name is the beginning of a folder's name, which holds no
    slash, and nbgrader's pattern finds none that begins with a dot.
    """
    key = stock.root / "course" / "source" / "key.txt"
    key.parent.mkdir(parents=True)
    key.write_text("the key")
    forged = stock.inbound / f"amina+{MODULE}+2026-11-22 09:00:00.000000 UTC"
    forged.mkdir(parents=True)
    (forged / "answers.txt").symlink_to(key)
    assert stock.collected("amina")["answers.txt"] == "the key"


def test_an_upload_bomb_succeeds(stock: Stock) -> None:
    """Nothing limits what lies in the shared folder; what is too large for ``collect`` ends it, for everybody."""
    for name in ("amina", "bruno"):
        forged = stock.inbound / f"{name}+{MODULE}+2026-11-22 09:00:00.000000 UTC"
        forged.mkdir(parents=True)
        with (forged / "bomb.bin").open("wb") as file:
            file.truncate(10**12 if name == "amina" else 90_000_000)
    with pytest.raises(RuntimeError, match="too big"):
        stock.do(ExchangeCollect, stock.root, student_id="*")
    stock.do(ExchangeCollect, stock.root, student_id="bruno")
    copied = stock.root / "course" / "submitted" / "bruno" / MODULE / "bomb.bin"
    assert copied.stat().st_size == 90_000_000, "and 90 MB for each of any number of submissions are taken"
