"""Whatever was handed in, grading gets a sound notebook, and the file stays as it was."""

from __future__ import annotations

import io
import json
import os
import socket
import tarfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell

from grading.doctor import NothingToGrade, load_submission
from grading.doctor.notebook import read_notebook
from grading.doctor.repairs import _WORDS, Repair, for_trainee
from grading.doctor.text import Unusable, too_deep
from tests.grading.fixture_module import exercises


def _own() -> nbformat.NotebookNode:
    nb = exercises()
    nb.cells.append(new_code_cell("print('my own words é')", id="mine"))
    return nb


def _text(change: Callable[[dict], None] | None = None) -> str:
    found = json.loads(nbformat.writes(_own()))
    if change:
        change(found)
    return json.dumps(found, ensure_ascii=False)


def _v3() -> bytes:
    return nbformat.v3.writes_json(nbformat.convert(_own(), 3)).encode()


def _set(path: str, value: object) -> Callable[[dict], None]:
    def change(found: dict) -> None:
        *parts, last = path.split("/")
        place = found
        for part in parts:
            place = place[int(part)] if isinstance(place, list) else place[part]
        if isinstance(place, list):
            place[int(last)] = value
        else:
            place[last] = value

    return change


def _nested(depth: int) -> object:
    value: object = 1
    for _ in range(depth):
        value = [value]
    return value


#: What a file holds, and the kind of repair that it needs; the trainee's own cell survives all of them.
KEPT = {
    "byte order mark": (b"\xef\xbb\xbf" + _text().encode(), "encoding"),
    "utf-16": (_text().encode("utf-16"), "encoding"),
    "utf-16 without its mark": (_text().encode("utf-16-le"), "encoding"),
    "utf-32": (_text().encode("utf-32"), "encoding"),
    "latin letters": (_text().encode("cp1252", "replace"), "encoding"),
    "trailing commas": (_text().replace("]", ",]").replace("}", ",}").encode(), "commas"),
    "two documents": ((nbformat.writes(exercises()) + _text()).encode(), "two_documents"),
    "truncated": (_text()[:-60].encode(), "truncated"),
    "format 3": (_v3(), "old_format"),
    "huge integer": (_text(_set("metadata/n", "NUMBER")).replace('"NUMBER"', "9" * 6000).encode(), "numbers"),
    "infinity": (_text(_set("metadata/n", "NUMBER")).replace('"NUMBER"', "1e999").encode(), "numbers"),
    "not a number": (_text(_set("metadata/n", float("nan"))).encode(), "numbers"),
    "half a character": (_text(_set("cells/0/source", "X")).replace('"X"', '"\\ud800"').encode(), "surrogates"),
    "duplicate ids": (_text(_set("cells/1/id", "mine")).encode(), "cell_ids"),
    "odd id": (_text(_set("cells/1/id", "<script>")).encode(), "cell_ids"),
    "old nbgrader": (_text(_set("cells/3/metadata/nbgrader/schema_version", 1)).encode(), "old_nbgrader"),
    "format 9": (_text(_set("nbformat", 9)).encode(), "structure"),
    "format as text": (_text(_set("nbformat", "4")).encode(), "structure"),
    "metadata is a list": (_text(_set("metadata", [])).encode(), "structure"),
    "kernelspec is a text": (_text(_set("metadata/kernelspec", "r")).encode(), "structure"),
    "notes of the doctor": (_text(_set("metadata/course/repairs", ["truncated"])).encode(), "structure"),
    "a cell is a number": (_text(_set("cells/0", 7)).encode(), "structure"),
    "an unknown cell": (_text(_set("cells/0/cell_type", "widget")).encode(), "structure"),
    "source is a number": (_text(_set("cells/0/source", 3)).encode(), "structure"),
    "cell metadata is null": (_text(_set("cells/1/metadata", None)).encode(), "structure"),
    "nbgrader is a list": (_text(_set("cells/3/metadata/nbgrader", [1])).encode(), "structure"),
    "grade_id is a list": (_text(_set("cells/3/metadata/nbgrader/grade_id", [1])).encode(), "structure"),
    "tags are a number": (_text(_set("cells/3/metadata/tags", 3)).encode(), "structure"),
    "outputs are a text": (_text(_set("cells/3/outputs", "x")).encode(), "structure"),
    "an odd output": (_text(_set("cells/3/outputs", [{"output_type": "x"}])).encode(), "structure"),
    "a count that acts": (_text(_set("cells/3/execution_count", "<b>")).encode(), "structure"),
}

#: Nothing can be made of these: the released notebook takes their place.
REPLACED = {
    "empty": b"",
    "only blanks": b" \n\0\0",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "a text": b"Dear trainer, my notebook did not open.",
    "a list": b"[1, 2]",
    "no cells": b'{"nbformat": 4}',
    "an open brace": b"{",
    "a bomb of lists": b"[" * 1_000_000,
    "a deep notebook": _text(_set("metadata/deep", _nested(80))).encode(),
    "a very deep notebook": ('{"cells": [], "metadata": {"a":' + "[" * 90_000 + "]" * 90_000 + "}}").encode(),
    "too large": b'{"cells": [], "x": "' + b"x" * 20_000_001 + b'"}',
}


@pytest.mark.parametrize("case", KEPT)
def test_repaired(folder: Path, case: str) -> None:
    data, kind = KEPT[case]
    path = folder / "exercises.ipynb"
    path.write_bytes(data)
    loaded = load_submission(folder)
    assert kind in [repair.kind for repair in loaded.repairs]
    assert any("my own words" in cell.source for cell in loaded.notebook.cells)
    nbformat.validate(loaded.notebook)
    nbformat.writes(loaded.notebook).encode("utf-8")
    assert path.read_bytes() == data
    assert loaded.notebook.metadata.course["repairs"] == [repair.kind for repair in loaded.repairs]


@pytest.mark.parametrize("case", REPLACED)
def test_replaced_by_the_release(folder: Path, case: str) -> None:
    (folder / "exercises.ipynb").write_bytes(REPLACED[case])
    loaded = load_submission(folder)
    assert [cell.source for cell in loaded.notebook.cells] == [cell.source for cell in exercises().cells]
    assert loaded.repairs[0].kind == "released"
    assert for_trainee(loaded.notebook.metadata.course["repairs"]) != []


def _link(path: Path) -> None:
    target = path.parents[3] / "secret.ipynb"
    target.write_text(_text(), encoding="utf-8")
    path.symlink_to(target)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        here = Path.cwd()
        os.chdir(path.parent)  # the name of a socket must be short
        try:
            one.bind(path.name)
        finally:
            os.chdir(here)


THINGS: dict[str, Callable[[Path], None]] = {
    "a link": _link,
    "a link to nowhere": lambda path: path.symlink_to("/nowhere/at/all"),
    "a link to a device": lambda path: path.symlink_to("/dev/zero"),
    "a pipe": lambda path: os.mkfifo(path),
    "a socket": _socket,
    "a folder": lambda path: path.mkdir(),
}


@pytest.mark.parametrize("thing", THINGS)
def test_things_that_are_no_files_are_not_opened(folder: Path, thing: str) -> None:
    THINGS[thing](folder / "exercises.ipynb")
    loaded = load_submission(folder)
    assert loaded.repairs[0].kind in ("released", "not_found")
    assert not any("my own words" in cell.source for cell in loaded.notebook.cells)


@pytest.mark.parametrize(
    "name",
    ["exercises-Copy1.ipynb", "Exercises.IPYNB", "ｅxercises.ipynb", "exercises.ipynb.txt", "e\u0301tude.ipynb",
     "étude.ipynb", "m90_fixture/exercises.ipynb", "a b/c d.ipynb"],
)  # fmt: skip
def test_another_name(folder: Path, name: str) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(_text(), encoding="utf-8")
    loaded = load_submission(folder)
    assert loaded.notebook.cells[-1].id == "mine"
    assert loaded.repairs == [Repair("other_file", name)]
    assert sorted(one.name for one in path.parent.iterdir()) == [path.name]


def test_the_fuller_copy_counts_and_an_empty_page_does_not(folder: Path) -> None:
    nbformat.write(nbformat.v4.new_notebook(cells=[new_code_cell("1")]), folder / "exercises.ipynb")
    for number, cells in ((1, 4), (2, 9)):
        nb = exercises()
        nb.cells = nb.cells[:cells]
        nbformat.write(nb, folder / f"exercises-Copy{number}.ipynb")
    assert len(load_submission(folder).notebook.cells) == 9


@pytest.mark.parametrize("kind", ["zip", "tar.gz"])
def test_an_archive_instead_of_a_notebook(folder: Path, kind: str) -> None:
    data = _text().encode()
    if kind == "zip":
        with zipfile.ZipFile(folder / "work.zip", "w") as packed:
            packed.writestr("m90/exercises.ipynb", data)
            packed.writestr("../../escaped.ipynb", data)
    else:
        with tarfile.open(folder / "work.tar.gz", "w:gz") as packed:
            for name in ("m90/exercises.ipynb", "../../escaped.ipynb"):
                member = tarfile.TarInfo(name)
                member.size = len(data)
                packed.addfile(member, io.BytesIO(data))
    loaded = load_submission(folder)
    assert loaded.notebook.cells[-1].id == "mine"
    assert [repair.kind for repair in loaded.repairs] == ["archive", "unsafe_archive"]
    assert not list(folder.parents[1].rglob("escaped*"))


def test_a_sound_notebook_is_what_nbformat_reads(folder: Path) -> None:
    path = folder / "exercises.ipynb"
    nbformat.write(_own(), path)
    loaded = load_submission(folder)
    assert loaded.repairs == [] and loaded.notebook == nbformat.read(path, as_version=4)


def test_without_notebook_and_release_there_is_a_reason(tmp_path: Path) -> None:
    folder = tmp_path / "submitted" / "ana" / "m91_other"
    folder.mkdir(parents=True)
    with pytest.raises(NothingToGrade, match="there is no release"):
        load_submission(folder)


def test_stored_outputs_of_a_very_large_notebook_are_left_out(folder: Path) -> None:
    nb = _own()
    nb.cells[-1].outputs = [nbformat.v4.new_output("stream", text="x" * 6_000_000)]
    nbformat.write(nb, folder / "exercises.ipynb")
    loaded = load_submission(folder)
    assert loaded.notebook.cells[-1].outputs == [] and loaded.repairs[0].kind == "outputs_dropped"


def test_every_kind_has_words_and_odd_kinds_have_none() -> None:
    assert all(Repair(kind, "a\x1b[2J.ipynb", "b\n").for_trainer().isprintable() for kind in _WORDS)
    assert for_trainee(["<script>", 3, None, ["truncated"], "numbers"]) == for_trainee(7) == []


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda part: st.lists(part, max_size=4) | st.dictionaries(st.text(max_size=5), part, max_size=4),
    max_leaves=12,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_value_in_any_place_gives_a_notebook_that_can_be_saved(data: st.DataObject) -> None:
    found = json.loads(_text())
    for _ in range(data.draw(st.integers(1, 3))):
        place: object = found
        for _depth in range(data.draw(st.integers(0, 4))):
            inner = [one for one in (place.values() if isinstance(place, dict) else place) if isinstance(one, dict | list) and one]  # type: ignore[union-attr]  # fmt: skip  # noqa: E501
            if not inner:
                break
            place = data.draw(st.sampled_from(inner))
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))  # type: ignore[arg-type]
        if keys:
            place[data.draw(st.sampled_from(keys))] = data.draw(_json)  # type: ignore[index]
    try:
        nb, _repairs = read_notebook(json.dumps(found).encode("utf-8", "surrogatepass"))
    except Unusable:
        return
    nbformat.validate(nb)
    nbformat.writes(nb).encode("utf-8")


@settings(max_examples=200)
@given(st.binary(max_size=400))
def test_any_bytes_are_refused_or_read(data: bytes) -> None:
    with suppress(Unusable):
        read_notebook(data)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(_text().encode())))
def test_cut_anywhere(length: int) -> None:
    try:
        nb, _repairs = read_notebook(_text().encode()[:length])
    except Unusable:
        return
    nbformat.validate(nb)


def test_depth_is_measured_without_recursion() -> None:
    assert too_deep(_nested(5_000)) and not too_deep(_nested(10))
