"""The views in parts: each part runs after those it needs, knows its words, and together they are the whole bundle."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from course import questions, tools
from course.web import bundle, parts

# The parts of one view, run as the page's loader runs them; gives what the view registered.
RUN = """
const made = [], shared = {};
globalThis.courseParts = { add(name, make) { made.push(name); make(shared); } };
%s
process.stdout.write(JSON.stringify({ made, known: ["%s"].map((name) => Boolean(shared.%s(name))) }));
"""


def test_every_question_tool_and_model_has_a_part() -> None:
    index = parts.index()
    assert set(index["question"]) == set(questions.names())
    assert set(tools.__all__) <= set(index["tool"])
    assert {"multiplier", "base_rates_back", "remittance_cost"} <= set(index["model"])
    for kind in ("question", "tool", "model"):
        assert set(index[kind].values()) <= set(index["parts"])


VIEWS = [
    ("question", "choice"),
    ("question", "document"),
    ("tool", "tor_builder"),
    ("tool", "text_analyser"),
    ("model", "rounding_inverse"),
]


@pytest.mark.parametrize(("kind", "name"), VIEWS)
def test_a_part_runs_after_those_that_it_names_and_nothing_else(
    kind: str, name: str, node_path: str, tmp_path: Path
) -> None:
    made = parts.parts()
    part = made[parts.index()[kind][name]]
    code = "\n".join(made[one].code for one in [*part.needs, part.name])
    look_up = {"question": "questionType", "tool": "toolType", "model": "modelNamed"}[kind]
    (tmp_path / "run.cjs").write_text(RUN % (code, name, look_up), "utf-8")
    ran = subprocess.run([node_path, str(tmp_path / "run.cjs")], capture_output=True, text=True, timeout=300)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == {"made": [*part.needs, part.name], "known": [True]}


def test_all_parts_hold_each_module_of_a_page_once() -> None:
    whole = "".join(part.code for part in parts.parts().values())
    for path, source in bundle.read_modules(bundle.JS).items():
        body = bundle.strip(path, source)
        assert whole.count(body) == (0 if path.name == "lab.js" else 1), path.name


def test_a_view_finds_all_of_its_words() -> None:
    """A string stands in the part that says it, or in one that this part needs."""
    made = parts.parts()
    given = {name: _strings(part.code) for name, part in made.items()}
    everything = bundle.strings()
    assert sorted(id for ids in given.values() for id in ids) == sorted(everything), "each stands once"
    for name, part in made.items():
        said = {id for id in re.findall(r'"([a-z_]+\.[a-z_]+)"', part.code) if id in everything}
        missing = said - set().union(*(given[one] for one in [*part.needs, name]))
        assert not missing, f"{name} says words of another part: {sorted(missing)}"


def _strings(code: str) -> set[str]:
    found = re.search(r"^setUiDefaults\((\{.*\})\);$", code, re.M)
    return set(json.loads(found.group(1))) if found else set()


def test_the_first_part_stays_small() -> None:
    assert len(parts.parts()["frame"].code) < 70_000


def test_words_come_in_the_language_of_the_book(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_LANG", "fr")
    assert "Enregistrer" in parts.parts()["frame"].code
    monkeypatch.setenv("COURSE_LANG", "en")
    assert "Record answer" in parts.parts()["frame"].code


def test_a_name_that_may_change_cannot_be_shared(tmp_path: Path) -> None:
    (tmp_path / "boot.js").write_text("export let count = 0;\n", "utf-8")
    with pytest.raises(bundle.BundleError, match="exports count, which may change"):
        parts.parts(tmp_path)
