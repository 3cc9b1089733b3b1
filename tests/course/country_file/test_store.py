"""The format of the country file: what is read, what is kept, and that the check agrees with the shipped schema."""

from __future__ import annotations

import json
import os
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course.country_file import store
from course.country_file.store import NotSaved, Piece, Version

SCHEMA = json.loads((Path(store.__file__).parent / "country_file.schema.json").read_text("utf-8"))


def version(text: str = "x", form: str = "tor") -> Version:
    return Version(form, {"aim": text}, "2026-11-22T10:00:00Z", "m04-p14")


def test_what_is_written_is_read_again_and_fits_the_schema() -> None:
    pieces = {
        "CF-01": Piece(version("now"), (None, version("old")), (version("undone"),)),
        "CF-02-profile": Piece(None, (version(),)),
        "start": Piece(Version("start", {"country": "MDA", "language": "ro", "track": "explore"}, "now", "m00-p6")),
    }
    data = store.encode(pieces)
    document = json.loads(data)
    jsonschema.validate(document, SCHEMA)
    assert (document["country"], document["language"], document["track"]) == ("MDA", "ro", "explore")
    assert "CF-02-profile" not in document["pieces"]
    assert store.decode(data).pieces == pieces and store.decode(data).problem is None
    assert "history" not in store.document(pieces, history=False)


def test_only_ten_older_versions_are_kept() -> None:
    piece = Piece(version("now"), tuple(version(str(i)) for i in range(25)))
    kept = store.decode(store.encode({"CF-01": piece})).pieces["CF-01"].before
    assert [one.value["aim"] for one in kept] == [str(i) for i in range(15, 25)]


def test_the_oldest_versions_go_first_when_there_is_too_much() -> None:
    long = "x" * 150_000
    piece = Piece(version("now"), tuple(version(f"{i}{long}") for i in range(10)))
    data = store.encode({"CF-01": piece, "CF-03": Piece(version("small"), (version("old"),))})
    assert len(data) <= store.MAX_BYTES
    found = store.decode(data).pieces
    assert found["CF-01"].now == piece.now and 0 < len(found["CF-01"].before) < 10
    assert found["CF-01"].before[-1] == piece.before[-1] and found["CF-03"].before
    with pytest.raises(NotSaved, match="too large"):
        store.encode({"CF-01": Piece(version("x" * store.MAX_BYTES))})


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"{", "damaged"),
        (b"\xff\xfe", "damaged"),
        (b"[" * 200_000, "damaged"),
        (b'{"schema": 1, "pieces": NaN}', "damaged"),
        (b"[]", "not a country file"),
        (b'{"type": "FeatureCollection", "features": []}', "not a country file"),
        (b'{"schema": 1, "answers": {}}', "not a country file"),
        (b'{"schema": "1", "pieces": {}}', "not a country file"),
        (b'{"schema": 0, "pieces": {}}', "not a country file"),
        (b'{"schema": 1.5, "pieces": {}}', "not a country file"),
        (b'{"schema": 1e999, "pieces": {}}', "not a country file"),
        (b'{"schema": 1, "pieces": []}', "changed by hand"),
        (b'{"schema": 2, "pieces": {"CF-01": "new"}}', "newer version"),
        (b" " * 5_000_000, "too large"),
    ],
)
def test_bad_and_foreign_files_are_named(content: bytes, says: str) -> None:
    found = store.decode(content)
    assert says in found.problem and found.pieces == {}
    assert found.newer == (says == "newer version")


def test_links_folders_and_pipes_are_refused(tmp_path: Path) -> None:
    target = tmp_path / "country_file.json"
    assert store.read(target) == store.CountryFile({})
    target.symlink_to(tmp_path / "missing")
    assert "link" in store.read(target).problem
    target.unlink()
    target.mkdir()
    assert store.read(target).problem
    target.rmdir()
    os.mkfifo(target)
    assert "ordinary" in store.read(target).problem


def test_good_pieces_survive_a_bad_neighbour() -> None:
    good = {"form": "tor", "value": {"aim": "Ä"}, "at": "now", "from": "x"}
    text = json.dumps({"schema": 1, "pieces": {"CF-01": good, "CF-02": {**good, "value": 5}, "cf-3": good}})
    found = store.decode(text)
    assert set(found.pieces) == {"CF-01"} and "changed by hand" in found.problem


def test_a_file_of_an_older_version_is_brought_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    old = store.encode({"CF-01": Piece(version("kept"))})

    def to_second(document: dict) -> dict:
        for piece in document["pieces"].values():
            piece["value"]["goal"] = piece["value"].pop("aim")
        return {**document, "schema": 2}

    monkeypatch.setattr(store, "SCHEMA", 2)
    monkeypatch.setattr(store, "MIGRATIONS", {1: to_second})
    found = store.decode(old)
    assert found.problem is None and found.value("CF-01") == {"goal": "kept"}
    assert json.loads(store.encode(found.pieces))["schema"] == 2


def test_every_step_to_the_newest_version_exists() -> None:
    assert sorted(store.MIGRATIONS) == list(range(1, store.SCHEMA))


def test_a_byte_order_mark_and_every_script_are_read() -> None:
    text = "Ünïcødé – العربية – 中文 – 🌍 – \u200f"
    data = store.encode({"CF-01": Piece(version(text))})
    assert text.encode() in data
    assert store.decode(b"\xef\xbb\xbf" + data).value("CF-01") == {"aim": text}
    lone = store.encode({"CF-01": Piece(version("a\ud800b"))})
    assert store.decode(lone).value("CF-01") == {"aim": "a\ud800b"}


_VALUE = st.recursive(
    st.none() | st.integers(0, 3) | st.text("aé\n", max_size=2), lambda inner: st.lists(inner, max_size=2)
)
_VERSION = st.one_of(
    _VALUE,
    st.fixed_dictionaries(
        {
            "form": st.sampled_from(["tor", "Tor", "", 7, "tor\n"]),
            "value": st.dictionaries(st.sampled_from(["aim", "x"]), _VALUE, max_size=2) | _VALUE,
            "at": st.sampled_from(["now", 5, "x" * 81]),
            "from": st.sampled_from(["m04-p1", None]),
        },
        optional={"more": _VALUE},
    ),
)
_IDS = st.sampled_from(["start", "CF-01", "CF-02-profile", "CF-1", "cf-01", "CF-01\n", "CF-01-a-b-c-d", ""])
_PAST = st.one_of(
    _VALUE,
    st.fixed_dictionaries({}, optional={"before": st.lists(_VERSION, max_size=2), "after": _VALUE, "odd": _VALUE}),
)
_DOCUMENT = st.one_of(
    _VALUE,
    st.fixed_dictionaries(
        {
            "schema": st.sampled_from([1, 1.0, True, "1", 0]),
            "pieces": st.dictionaries(_IDS, _VERSION, max_size=2) | _VALUE,
        },
        optional={"history": st.dictionaries(_IDS, _PAST, max_size=2), "country": _VALUE, "odd": _VALUE},
    ),
)


@given(document=_DOCUMENT)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_hand_written_check_agrees_with_the_schema(document: object) -> None:
    valid = jsonschema.Draft202012Validator(SCHEMA).is_valid(document)
    assert (store.decode(json.dumps(document)).problem is None) == valid
