"""The other files of a submission, and the command that a trainer types."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import tarfile
import zipfile
from pathlib import Path

import nbformat
import pytest

from grading.doctor import archive
from grading.doctor.__main__ import main
from grading.doctor.stage import stage_files
from tests.grading.fixture_module import MODULE, exercises

ENTRY = {"m90-e1": {"type": "number", "value": 5, "at": "2026-01-05T10:00:00Z"}}


def _answers(trainee: str = "ana") -> str:
    return json.dumps({"schema": 1, "trainee": trainee, "answers": ENTRY})


def _stage(folder: Path, tmp_path: Path) -> tuple[dict[str, str], Path]:
    target = tmp_path / "staging"
    notes = stage_files(folder, target, lambda path: path.endswith(".tmp"), "ana")
    return {note.file: note.kind for note in notes}, target


def test_only_ordinary_files_are_copied(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.json"
    secret.write_text("secret", encoding="utf-8")
    (folder / "data").mkdir()
    (folder / "data" / "own.csv").write_text("a,b", encoding="utf-8")
    (folder / "left.tmp").write_text("x", encoding="utf-8")
    (folder / "answers.json").symlink_to(secret)
    (folder / "all").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe")
    (folder / "page.HTML").write_text("<script>alert(1)</script>", encoding="utf-8")
    (folder / "big.bin").write_bytes(b"x" * 5_000_001)
    before = sorted(path.name for path in folder.rglob("*"))
    notes, target = _stage(folder, tmp_path)
    assert notes == {"answers.json": "link", "all": "link", "pipe": "odd", "page.HTML": "active", "big.bin": "large"}
    assert [path.name for path in target.rglob("*") if path.is_file()] == ["own.csv"]
    assert sorted(path.name for path in folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (_answers().encode(), None),
        (b"\xef\xbb\xbf" + _answers().encode(), "answers_repaired"),
        (_answers().encode("utf-16"), "answers_repaired"),
        (_answers().replace("}}", "},}").encode(), "answers_repaired"),
        (_answers()[:40].encode(), "answers_damaged"),
        (b"[]", "answers_damaged"),
        (b"[" * 200_000, "answers_damaged"),
        (b'{"schema": 1, "answers": {"m90-e1": ' + b"9" * 5000 + b"}}", "answers_damaged"),
        (b" " * 1_000_001, "large"),
        (_answers("luis").encode(), "foreign_id"),
    ],
)
def test_answers(folder: Path, tmp_path: Path, data: bytes, kind: str | None) -> None:
    (folder / "answers.json").write_bytes(data)
    notes, target = _stage(folder, tmp_path)
    assert notes.get("answers.json") == kind
    assert (folder / "answers.json").read_bytes() == data
    if kind in (None, "answers_repaired", "foreign_id"):
        assert json.loads((target / "answers.json").read_bytes())["answers"] == ENTRY


def test_a_broken_country_file_is_said(folder: Path, tmp_path: Path) -> None:
    (folder / "country_file.json").write_text("{", encoding="utf-8")
    assert _stage(folder, tmp_path)[0] == {"country_file.json": "country_damaged"}


@pytest.mark.parametrize("packed", [False, True])
def test_records_in_a_folder_or_archive_count(folder: Path, tmp_path: Path, packed: bool) -> None:
    if packed:
        with zipfile.ZipFile(folder / "work.zip", "w") as one:
            one.writestr("m90/answers.json", _answers())
    else:
        (folder / "m90").mkdir()
        (folder / "m90" / "answers.json").write_text(_answers(), encoding="utf-8")
    notes, target = _stage(folder, tmp_path)
    assert notes == {"m90/answers.json": "record_below"}
    assert json.loads((target / "answers.json").read_bytes())["trainee"] == "ana"


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return out.getvalue()


def _zip_link() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        about = zipfile.ZipInfo("link")
        about.external_attr = 0o120777 << 16
        packed.writestr(about, "/etc/passwd")
    return out.getvalue()


def _tar(*members: tarfile.TarInfo) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as packed:
        for member in members:
            packed.addfile(member, io.BytesIO(b"x" * member.size) if member.isreg() else None)
    return out.getvalue()


def _member(name: str, kind: bytes = tarfile.REGTYPE, size: int = 0) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.linkname, member.size = kind, "/etc/passwd", size
    return member


ARCHIVES = {
    "out.zip": (_zip({"../out": b"x", "/abs": b"x", "a\\..\\..\\b": b"x", "C:/x": b"x"}), "unsafe_archive"),
    "link.zip": (_zip_link(), "unsafe_archive"),
    "bomb.zip": (_zip({f"{n}": b"\0" * 19_000_000 for n in range(6)}), "unsafe_archive"),
    "large.zip": (_zip({"large": os.urandom(1000) * 21_000}), "large"),
    "no.zip": (b"PK\x03\x04 no archive", "damaged"),
    "out.tar.gz": (_tar(_member("../out", size=3), _member("/abs", size=3)), "unsafe_archive"),
    "link.tar.gz": (_tar(_member("a", tarfile.SYMTYPE), _member("b", tarfile.LNKTYPE)), "unsafe_archive"),
    "device.tar.gz": (_tar(_member("a", tarfile.CHRTYPE), _member("b", tarfile.FIFOTYPE)), "unsafe_archive"),
    "bomb.tar.gz": (gzip.compress(b"\0" * 100_000_000), "damaged"),
    "header.tar.gz": (gzip.compress(_member("x", b"x", 90_000_000).tobuf() + b" " * 90_000_000), "unsafe_archive"),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_archives_that_attack(tmp_path: Path, name: str) -> None:
    data, kind = ARCHIVES[name]
    target = tmp_path / "a" / "b" / "target"
    target.mkdir(parents=True)
    (tmp_path / name).write_bytes(data)
    notes = archive.unpack(tmp_path / name, target)
    if name != "bomb.tar.gz":  # nothing but zeros is an empty tar file
        assert kind in [note.kind for note in notes]
    assert sum(path.stat().st_size for path in target.rglob("*") if path.is_file()) < 20_000_000
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]
    assert not any(path.is_symlink() for path in target.rglob("*"))


@pytest.fixture
def course(folder: Path) -> Path:
    root = folder.parents[2]
    nbformat.write(exercises(), folder / "exercises.ipynb")
    (folder / "answers.json").write_text(_answers(), encoding="utf-8")
    for trainee in ("luis", "mei"):
        other = root / "submitted" / trainee / MODULE
        other.mkdir(parents=True)
        (other / "answers.json").write_text(_answers("luis" if trainee == "luis" else "ana"), encoding="utf-8")
        (other / "exercises.ipynb").write_bytes(b"" if trainee == "mei" else (folder / "exercises.ipynb").read_bytes())
    (root / "submitted" / "mei" / MODULE / "timestamp.txt").write_text("yesterday", encoding="utf-8")
    return root


def test_the_command(course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (course / "submitted" / "zoe").mkdir()
    (course / "submitted" / "zoe" / MODULE).symlink_to(course / "submitted" / "ana" / MODULE)
    notes = tmp_path / "notes.csv"
    code = main([str(course / "submitted"), "--course", str(course), "--notes", str(notes)])
    said = capsys.readouterr().out
    assert code == 1 and "4 looked at: 1 sound, 2 with notes, 1 cannot be graded." in said
    assert "names another trainee than the one who handed it in (ana)" in said
    assert said.count("the same answers and the same trainee's name as another submission") == 2
    assert "timestamp.txt holds no time" in said and "CANNOT BE GRADED: the submission is a link" in said
    with notes.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["trainee"] for row in rows} == {"ana", "luis", "mei", "zoe"}


def test_repaired_copies(course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "repaired"
    assert main([str(course / "submitted"), "--course", str(course), "--to", str(target)]) == 0
    nb = nbformat.read(target / "mei" / MODULE / "exercises.ipynb", as_version=4)
    assert len(nb.cells) == len(exercises().cells) and "repairs" not in nb.metadata.course
    assert (course / "submitted" / "mei" / MODULE / "exercises.ipynb").read_bytes() == b""
    assert main([str(course / "submitted"), "--to", str(target)]) == 2
    assert "name an empty folder" in capsys.readouterr().out


def test_an_archive_of_a_class_one_file_and_nothing(
    course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packed = tmp_path / "class.zip"
    with zipfile.ZipFile(packed, "w") as one:
        for path in (course / "submitted").rglob("*.*"):
            one.write(path, path.relative_to(course / "submitted"))
        one.writestr("../../escaped", "x")
    assert main([str(packed), "--course", str(course)]) == 0
    assert "3 looked at" in capsys.readouterr().out
    assert main([str(course / "submitted" / "mei" / MODULE / "exercises.ipynb")]) == 1
    assert "exercises.ipynb is empty" in capsys.readouterr().out
    assert main([str(course / "submitted" / "ana" / MODULE), "--course", str(course)]) == 0
    assert main([str(tmp_path / "nothing")]) == 2
