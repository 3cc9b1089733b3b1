"""One country file for all modules: nothing is lost, nothing foreign is followed, nothing lands in a wrong place."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from course import answers, ask, country_file
from course.country_file import place, store
from course.recorder import Recorder

FILE = store.FILE_NAME


def put(text: str, id: str = "CF-01") -> str | None:
    return country_file.put(id, "tor", {"aim": text}, "m01-p14")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_piece_is_kept_above_the_modules_and_copied_beside_the_notebook(
    workspace: Path, open_module: Callable
) -> None:
    assert country_file.piece("CF-01") is None and country_file.country() is None
    assert put("Ä plan") is None
    assert names(workspace) == [FILE, "m01_ideas", "m02_statistics"]
    assert names(workspace / "m01_ideas") == [FILE]  # no lock and no temporary file is submitted
    assert (workspace / FILE).read_bytes() == (workspace / "m01_ideas" / FILE).read_bytes()
    assert stat.S_IMODE((workspace / "m01_ideas" / FILE).stat().st_mode) == 0o644
    open_module("m02_statistics")
    assert country_file.piece("CF-01") == {"aim": "Ä plan"}
    country_file.put("CF-02-profile", "profile", {"a": 1}, "tool-profile")
    assert set(json.loads((workspace / "m02_statistics" / FILE).read_text("utf-8"))["pieces"]) == {
        "CF-01",
        "CF-02-profile",
    }


def test_a_notebook_that_lies_elsewhere_keeps_its_file_beside_it(home: Path) -> None:
    put("plan")
    assert names(home) == [FILE] and place.path() == place.copy_path()


def test_undo_goes_back_step_by_step_and_forward_again(workspace: Path) -> None:
    for text in ("one", "two", "two", "three"):
        put(text)
    assert len(country_file.load().pieces["CF-01"].before) == 3, "the same once more is no new version"
    for expected in ("two", "one", None):
        country_file.undo("CF-01")
        assert (country_file.piece("CF-01") or {}).get("aim") == expected
    with pytest.raises(country_file.NotSaved, match="nothing to undo"):
        country_file.undo("CF-01")
    for expected in ("one", "two", "three"):
        country_file.redo("CF-01")
        assert country_file.piece("CF-01") == {"aim": expected}
    with pytest.raises(country_file.NotSaved, match="nothing to redo"):
        country_file.redo("CF-01")
    country_file.undo("CF-01")
    put("other way")
    assert country_file.load().pieces["CF-01"].after == ()


def test_a_piece_is_taken_out_and_comes_back(workspace: Path) -> None:
    put("plan")
    country_file.remove("CF-01")
    assert country_file.piece("CF-01") is None
    country_file.undo("CF-01")
    assert country_file.piece("CF-01") == {"aim": "plan"}
    assert country_file.remove("CF-09") is None


def test_the_choices_of_the_first_module(workspace: Path) -> None:
    country_file.put("start", "start", {"country": "KGZ", "language": "kyrgyzça", "track": "analyse"}, "m00-p6")
    assert (country_file.country(), country_file.language(), country_file.track()) == ("KGZ", "kyrgyzça", "analyse")
    assert json.loads((workspace / FILE).read_text("utf-8"))["country"] == "KGZ"


def test_ids_of_another_form_are_an_authors_mistake(workspace: Path) -> None:
    for id in ("CF-1", "cf-01", "", "CF-02_x", None):
        with pytest.raises(ValueError, match="piece"):
            country_file.piece(id)


@pytest.mark.parametrize("variable", ["NBGRADER_EXECUTION", "COURSE_STATIC"])
def test_nothing_is_written_while_nbgrader_or_the_book_runs(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "autograde")
    put("plan")
    ask.document("m01-p14", "cost_target", piece="CF-10", value={"target": 3})
    assert names(workspace) == ["m01_ideas", "m02_statistics"] and names(workspace / "m01_ideas") == []


def test_marking_reads_the_submitted_copy_only(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put("mine")
    submitted = (workspace / "m01_ideas" / FILE).read_bytes()
    put("of another trainee")
    (workspace / "m01_ideas" / FILE).write_bytes(submitted)
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert country_file.piece("CF-01") == {"aim": "mine"}


def test_a_folder_taken_to_another_machine_goes_on_from_its_copy(workspace: Path) -> None:
    put("plan")
    (workspace / FILE).unlink()
    assert country_file.piece("CF-01") == {"aim": "plan"}
    put("more", "CF-03")
    assert set(country_file.load().pieces) == {"CF-01", "CF-03"} and (workspace / FILE).exists()


def test_links_are_neither_read_nor_followed(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    put("theirs")
    other = tmp_path_factory.mktemp("other") / "secret.json"
    (workspace / FILE).rename(other)
    before = other.read_bytes()
    for link in (workspace / FILE, workspace / "m01_ideas" / FILE):
        link.unlink(missing_ok=True)
        link.symlink_to(other)
    assert "link" in country_file.load().problem
    assert "kept as country_file.damaged-" in put("mine")
    assert other.read_bytes() == before
    assert not (workspace / FILE).is_symlink() and not (workspace / "m01_ideas" / FILE).is_symlink()
    assert country_file.piece("CF-01") == {"aim": "mine"}


@pytest.mark.parametrize(
    "content", [b"{", b'{"type": "Topology"}', b" " * 5_000_000, b'{"schema": 1, "pieces": {"x": 1}}']
)
def test_a_bad_file_is_kept_aside_before_a_new_one_is_written(workspace: Path, content: bytes) -> None:
    (workspace / FILE).write_bytes(content)
    assert country_file.load().problem
    assert "was kept as" in put("plan")
    assert next(workspace.glob("country_file.damaged-*.json")).read_bytes() == content
    assert country_file.piece("CF-01") == {"aim": "plan"} and country_file.load().problem is None


def test_a_newer_file_is_never_replaced(workspace: Path) -> None:
    content = b'{"schema": 2, "pieces": {}, "plan": "new"}'
    (workspace / FILE).write_bytes(content)
    with pytest.raises(country_file.NotSaved, match="newer version"):
        put("plan")
    assert (workspace / FILE).read_bytes() == content


def test_what_cannot_be_stored_leaves_the_file_as_it_was(workspace: Path) -> None:
    put("plan")
    before = (workspace / FILE).read_bytes()
    for value in ({"aim": float("nan")}, {"aim": object()}, {"aim": "x" * store.MAX_BYTES}):
        with pytest.raises(country_file.NotSaved):
            country_file.put("CF-02", "tor", value, "x")
    assert (workspace / FILE).read_bytes() == before
    answers.use_folder(workspace / "gone" / "m01_ideas")
    with pytest.raises(country_file.NotSaved, match="cannot be written"):
        put("plan")


_WRITER = """
import sys
from course import answers, country_file
answers.use_folder(sys.argv[1])
for i in range(30):
    country_file.put(f"CF-{int(sys.argv[2]) + i:02d}", "tor", {"aim": str(i)}, "x")
"""


def test_two_notebooks_writing_at_once_lose_nothing(workspace: Path) -> None:
    jobs = [subprocess.Popen([sys.executable, "-c", _WRITER, str(workspace / name), first])
            for name, first in (("m01_ideas", "10"), ("m02_statistics", "50"))]  # fmt: skip
    assert [job.wait(timeout=300) for job in jobs] == [0, 0]
    assert len(country_file.load().pieces) == 60
    assert names(workspace) == [FILE, "m01_ideas", "m02_statistics"]


_KILLED = """
import os, signal, sys
from course import answers, country_file
answers.use_folder(sys.argv[1])
os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)
country_file.put("CF-02", "tor", {"aim": "half"}, "x")
"""


def test_a_kill_in_the_middle_of_writing_leaves_the_old_file(workspace: Path) -> None:
    put("plan")
    before = (workspace / FILE).read_bytes()
    job = subprocess.run([sys.executable, "-c", _KILLED, str(workspace / "m01_ideas")], timeout=300)
    assert job.returncode == -9 and (workspace / FILE).read_bytes() == before
    put("next", "CF-03")  # the lock of the dead process is free, and its half-written file is swept up
    assert names(workspace) == [FILE, "m01_ideas", "m02_statistics"]


def test_a_document_question_writes_its_piece_and_follows_undo_and_clear(workspace: Path) -> None:
    view = ask.document("m10-p13", "cost_target", piece="CF-10", value={"target": "3,5", "responsible": "Central Bank"})
    assert view.status == ""
    assert country_file.piece("CF-10") == {"target": 3.5, "responsible": "Central Bank"}
    recorder = Recorder(ask.known["m10-p13"])
    recorder.record({"raw": {"target": 3}})
    assert country_file.load().pieces["CF-10"].now.by == "m10-p13"
    recorder.undo()
    assert country_file.piece("CF-10") == {"target": 3.5, "responsible": "Central Bank"}
    recorder.clear()
    assert country_file.piece("CF-10") is None and answers.get("m10-p13") is None


def test_an_answer_is_safe_when_the_country_file_cannot_be_renewed(workspace: Path) -> None:
    (workspace / FILE).write_text('{"schema": 9, "pieces": {}}', "utf-8")
    ask.document("m10-p13", "cost_target", piece="CF-10")
    reply = Recorder(ask.known["m10-p13"]).record({"raw": {"target": 3}})
    assert reply["ok"] and reply["tone"] == "warn" and "newer version" in reply["note"]
    assert answers.get("m10-p13").value == {"target": 3.0}


def test_a_piece_from_another_machine_stands_in_the_form(workspace: Path) -> None:
    country_file.put("CF-10", "cost_target", {"target": 3}, "m10-p13")
    assert ask.document("m10-p13", "cost_target", piece="CF-10").desc["prefill"] == {"target": 3.0}
    country_file.put("CF-10", "cost_target", {"odd": 3}, "m10-p13")
    assert ask.document("m10-p13", "cost_target", piece="CF-10").desc["prefill"] is None
    country_file.put("CF-10", "other_form", {"target": 3}, "m10-p13")
    assert ask.document("m10-p13", "cost_target", piece="CF-10").desc["prefill"] is None
