"""The one command that makes the tables: same input, same bytes; clear words when something is missing."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from datasets.derive import tables
from datasets.derive.__main__ import DATASETS, MANIFEST, differences, main, make
from datasets.derive.files import FOLDER_VARIABLE, PublishersFiles
from datasets.derive.tables import FROM_PUBLISHERS, OUR_OWN

PUBLISHERS = DATASETS.parent.parent / "shared" / "data"
needs_publishers = pytest.mark.skipif(
    not PUBLISHERS.is_dir(), reason="the publishers' files are not beside the repository, nothing to compare with"
)


@needs_publishers
def test_committed_tables_are_what_the_publishers_files_give():
    assert differences(make(PublishersFiles(PUBLISHERS))) == []


@needs_publishers
def test_no_publishers_file_is_committed_as_it_is():
    theirs = {hashlib.sha256(path.read_bytes()).digest() for path in PUBLISHERS.rglob("*.csv")}
    ours = {hashlib.sha256(path.read_bytes()).digest() for path in (DATASETS / "tables").glob("*.csv")}
    assert not theirs & ours


def test_own_tables_and_manifest_are_reproduced_without_publishers_files():
    assert differences(make(None)) == []


def test_every_committed_table_is_made_by_something():
    committed = {path.stem for path in (DATASETS / "tables").glob("*.csv")}
    assert committed == set(FROM_PUBLISHERS) | set(OUR_OWN)


def test_check_reports_an_edited_and_an_unknown_table(tmp_path: Path):
    folder = tmp_path / "tables"
    folder.mkdir()
    made = make(None)
    for path, content in made.items():
        (tmp_path / path).write_bytes(content)
    assert differences(made, tmp_path) == []
    world = folder / "migrant_stock_world.csv"
    world.write_bytes(world.read_bytes().replace(b"304021813", b"304021814"))
    (folder / "stray.csv").write_text("a\n1\n")
    assert differences(made, tmp_path) == ["tables/migrant_stock_world.csv", "tables/stray.csv"]


def test_an_edited_table_changes_the_manifest(tmp_path: Path):
    (tmp_path / "tables").mkdir()
    for path, content in make(None).items():
        (tmp_path / path).write_bytes(content)
    world = tmp_path / "tables" / "migrant_stock_world.csv"
    world.write_bytes(world.read_bytes().replace(b"304021813", b"304021814"))
    assert differences(make(None, tmp_path), tmp_path) == [MANIFEST]


def test_without_a_folder_it_says_what_is_missing(monkeypatch, capsys):
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    assert main([]) == 2
    said = capsys.readouterr().err
    assert "--from" in said and FOLDER_VARIABLE in said


def test_a_missing_file_is_named(tmp_path: Path, capsys):
    assert main(["--from", str(tmp_path), "--check"]) == 2
    assert "countries_reference/countries.csv" in capsys.readouterr().err


def test_check_of_own_tables_from_the_command_line(capsys):
    assert main(["--own", "--check"]) == 0
    assert "0 differ" in capsys.readouterr().out


def test_a_new_table_is_described_first(monkeypatch, capsys):
    monkeypatch.setitem(tables.OUR_OWN, "undescribed", OUR_OWN["sandovia_corridors"])
    assert main(["--own", "--check"]) == 2
    assert "datasets/metadata/undescribed.toml is missing" in capsys.readouterr().err


def test_a_new_table_of_a_publisher_is_made_from_its_file_first(monkeypatch, capsys):
    monkeypatch.setitem(tables.FROM_PUBLISHERS, "not_made_yet", FROM_PUBLISHERS["countries"])
    assert main(["--own", "--check"]) == 2
    assert "'not_made_yet' is new: make it with --from" in capsys.readouterr().err
