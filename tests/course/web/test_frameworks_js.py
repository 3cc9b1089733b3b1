"""What the tools of M03 compute in JavaScript, compared with Python and the tables."""

from __future__ import annotations

import pytest

from course import data, tools
from course.models.agreement import agreement, counted
from course.models.keywords import coded
from course.tools.gcm_picker_tool import TREATIES, treaty_status


@pytest.fixture
def given(monkeypatch):
    """The data that a tool hands to its view, by name."""
    monkeypatch.setenv("COURSE_STATIC", "1")
    return lambda name: getattr(tools, name)().desc["data"]


def test_filters_of_the_timeline(run_js, given):
    script = """
import { eventsLeft, timelineEvents } from "#js/tools/timeline_tool.js";
const events = timelineEvents(data.rows);
done(data.filters.map((one) => eventsLeft(events, one).map((event) => event.id)));
"""
    filters = [
        {"kind": "all", "theme": "all", "then": False},
        {"kind": "binding", "theme": "all", "then": False},
        {"kind": "all", "theme": "refugees", "then": True},
        {"kind": "informal", "theme": "data", "then": False},
    ]
    left = run_js(script, {"rows": given("timeline"), "filters": filters})
    events = data.load("migration_events")
    assert left[0] == events["id"].tolist()
    assert left[1] == events[events["kind"] == "binding"]["id"].tolist()
    assert left[2] == events[(events["theme"] == "refugees") & events["said"].notna()]["id"].tolist()
    assert left[3] == []


def test_shares_of_the_process_explorer(run_js, given):
    script = """
import { insideShares } from "#js/tools/process_explorer_tool.js";
done(data.map((one) => insideShares(one.moves)));
"""
    rows = given("process_explorer")["rows"]
    for row, shares in zip(rows, run_js(script, rows), strict=True):
        assert [year for year, _share in shares] == [year for year, _all, _inside in row["moves"]]
        for (_year, share), (_same, total, inside) in zip(shares, row["moves"], strict=True):
            assert share == pytest.approx(100 * inside / total)


def test_coverage_and_status_of_the_picker(run_js, given):
    script = """
import { countryStatus, coverageOf, targetsByGoal } from "#js/tools/gcm_rows.js";
const cover = coverageOf(data.tool, data.chosen);
done({ cover: { ...cover, open: cover.open.map((one) => one[0]) }, goals: targetsByGoal(data.tool, cover.targets),
  status: Object.fromEntries(Object.keys(data.tool.countries).map((code) => [code, countryStatus(data.tool, code)])) });
"""
    tool, chosen = given("gcm_picker"), ["money", "diaspora", "nurses"]
    found = run_js(script, {"tool": tool, "chosen": chosen})
    served = {number for id, _title, numbers in tool["priorities"] if id in chosen for number in numbers}
    assert found["cover"]["objectives"] == sorted(served)
    assert set(found["cover"]["open"]) == set(range(1, 24)) - served
    targets = {target for number, _t, _a, sdg in tool["objectives"] if number in served for target in sdg}
    assert set(found["cover"]["targets"]) == targets
    assert sum(one[1] for one in found["goals"]) == len(targets)
    assert sum(one[2] for one in found["goals"]) == len(tool["targets"])
    scores = data.load("sdg_10_7_2").set_index(["iso3", "domain"])["score"]
    assert len(found["status"]) > 190
    for code, status in found["status"].items():
        for name in TREATIES:
            shown = status["treaties"][name]
            assert (shown["status"], shown["year"]) == (
                treaty_status(code)[name][0],
                str(treaty_status(code)[name][1] or ""),
            )
        if status["policies"] is None:
            assert code not in scores.index.get_level_values(0)
        else:
            wanted = [scores.get((code, domain)) for domain in ("1", "2", "3", "4", "5", "6", "all")]
            assert [one["score"] for one in status["policies"]] == wanted


def test_rows_for_the_commitments_table_fit_the_form(run_js, given):
    from course import forms
    from course.forms.check import clean

    script = """
import { suggestedRows } from "#js/tools/gcm_rows.js";
import { takenRows } from "#js/tools/gcm_picker_tool.js";
done(data.states.map((state) => {
  const rows = suggestedRows(data.tool, state, (id) => id);
  const kept = rows.map((row) => [row.key, { take: true, owner: "Ministry", gap: "A gap" }]);
  return { rows, taken: takenRows(rows, Object.fromEntries(kept)) };
}));
"""
    tool = given("gcm_picker")
    states = [{"country": code, "chosen": ["jobs", "school"]} for code in ("MDA", "ECU", "SRB", "NOR")]
    form = forms.get("commitments")
    for state, found in zip(states, run_js(script, {"tool": tool, "states": states}), strict=True):
        assert len(found["rows"]) == len({row["key"] for row in found["rows"]}) >= 5
        value = clean(form, {"country": state["country"], "commitments": found["taken"][:20]})
        assert len(value["commitments"]) == len(found["taken"][:20])
    silent = run_js(script, {"tool": tool, "states": [states[1]]})[0]["rows"]
    assert "policy-none" in [row["key"] for row in silent], "Ecuador did not answer: a gap in data"


def test_the_analyser_scores_like_python(run_js, given):
    script = """
import { codedRows } from "#js/word_lists.js";
import { comparedWith, keywordLines } from "#js/tools/text_analyser_tool.js";
const texts = data.texts.map(([id, title, text, a, b]) => ({ id, title, text, code_a: a, code_b: b }));
done(data.typed.map((typed) => {
  const rows = codedRows(texts, typed);
  return { a: comparedWith(rows, "code_a"), b: comparedWith(rows, "code_b"), lines: keywordLines(rows).length };
}));
"""
    tool, texts = given("text_analyser"), data.load("framework_texts")
    typed = [
        tool["start"],
        {"migration": "migra*, abroad", "displacement": "refugee*", "ignore": "bird migration", "window": 2},
        {"migration": "", "displacement": "nothing here", "ignore": "", "window": 0},
    ]
    for lists, found in zip(typed, run_js(script, {"texts": tool["texts"], "typed": typed}), strict=True):
        flags = coded(texts["text"], lists)
        for coder in ("a", "b"):
            pairs = zip((flag["any"] for flag in flags), texts[f"code_{coder}"] == 1, strict=True)
            cells = counted(pairs)
            shown = found[coder]
            assert shown["cells"] == cells
            for name, share in agreement(**cells).items():
                assert shown[name] == (None if share is None else pytest.approx(share)), name
        assert (found["lines"] > 0) == any(flag["any"] for flag in flags)
