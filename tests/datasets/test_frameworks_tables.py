"""The tables of module M03: quotations stand in the seed documents, links lead somewhere, codes count as printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from course import data

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.translate(str.maketrans("’‘“”", "''\"\""))).strip()


def _lines(place: str) -> str:
    document, _, span = place.partition(":")
    first, _, last = span.partition("-")
    lines = next(SEEDS.glob(f"{document}_*.txt")).read_text(encoding="utf-8", errors="replace").splitlines()
    return " ".join(lines[int(first) - 1 : int(last or first)])


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents are not on this machine")
def test_what_an_event_says_that_a_seed_said_stands_there():
    quoted = data.load("migration_events").dropna(subset="said")
    assert len(quoted) >= 15
    for event in quoted.itertuples():
        assert _plain(event.said) in _plain(_lines(event.place)), (event.id, event.place)


def test_events_are_in_order_and_of_every_kind():
    events = data.load("migration_events")
    assert events["year"].is_monotonic_increasing and len(events) >= 20
    assert set(events["kind"]) == {"binding", "non-binding", "informal", "institution"}
    assert (events["said"].notna() == events["place"].notna()).all()


def test_objectives_targets_and_priorities_lead_to_each_other():
    objectives = data.load("gcm_objectives")
    assert list(objectives["number"]) == list(range(1, 24))
    targets = set(data.load("sdg_targets")["target"])
    linked = [target for cell in objectives["sdg"] for target in cell.split("; ")]
    assert set(linked) <= targets
    served = {number for cell in data.load("national_priorities")["objectives"] for number in cell.split("; ")}
    assert served == {str(number) for number in objectives["number"]}, "each objective can be reached by a priority"


def test_members_of_processes_are_known_countries():
    known = set(data.load("countries")["iso3"])
    sizes = {}
    for process in data.load("migration_processes").dropna(subset="members").itertuples():
        members = process.members.split("; ")
        assert len(set(members)) == len(members) and set(members) <= known, process.id
        sizes[process.id] = len(members)
    # As counted in the sources that were read.
    assert sizes == {
        "budapest": 49,
        "puebla": 11,
        "midsa": 16,
        "colombo": 12,
        "abudhabi": 21,
        "marri": 6,
        "igc": 17,
        "ecowas": 15,
        "sadc": 16,
    }


def test_instruments_with_data_have_it():
    treaties = set(data.load("treaties")["treaty"])
    assert set(data.load("migration_instruments")["table"].dropna()) == treaties


def test_the_two_coders_differ_on_four_texts():
    texts = data.load("framework_texts")
    counted = texts.groupby(["code_a", "code_b"]).size()
    assert counted.to_dict() == {(0, 0): 11, (0, 1): 2, (1, 0): 2, (1, 1): 15}
