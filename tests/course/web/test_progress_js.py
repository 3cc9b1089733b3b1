"""What a browser keeps of practice: the best result, the number of tries, and nothing that could stop a question."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

JS = Path(__file__).parents[3] / "course" / "web" / "js" / "progress.js"
PAGE = Path(__file__).parents[3] / "book" / "ext" / "static" / "progress.js"


def run(script: str) -> object:
    """Output of a script that uses the module with a store of its own."""
    store = "const kept = {}; const store = {getItem: (k) => kept[k] ?? null, setItem: (k, v) => { kept[k] = v; }};"
    source = f'import {{ noteProgress, readProgress }} from "{JS.as_uri()}"; {store} {script}'
    command = ["node", "--input-type=module", "-e", source]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    return json.loads(made.stdout)


def test_the_best_try_stays_and_tries_are_counted() -> None:
    found = run("""
        noteProgress("m10-s1", 0.5, 1, store); noteProgress("m10-s1", 1, 1, store); noteProgress("m10-s1", 0, 1, store);
        const one = readProgress(store)["m10-s1"]; console.log(JSON.stringify([one.best, one.tries, one.points]));""")
    assert found == [1, 3, 1]


def test_a_damaged_or_closed_store_is_an_empty_one() -> None:
    found = run("""
        kept["migration-development-course.progress"] = "{damaged";
        const closed = {getItem() { throw new Error("private"); }, setItem() { throw new Error("private"); }};
        noteProgress("m10-s1", 1, 1, closed);
        console.log(JSON.stringify([readProgress(store), readProgress(closed), readProgress(undefined)]));""")
    assert found == [{}, {}, {}]


def test_the_page_reads_what_the_questions_write() -> None:
    key = '"migration-development-course.progress"'
    assert key in JS.read_text("utf-8") and key in PAGE.read_text("utf-8")


PENDING = JS.with_name("pending.js")


def test_an_answer_waits_until_the_engine_has_it() -> None:
    script = f"""
        import {{ engineHas, pendingAnswer, waitForEngine }} from "{PENDING.as_uri()}";
        const kept = {{}}; const store = {{getItem: (k) => kept[k] ?? null, setItem: (k, v) => {{ kept[k] = v; }},
          removeItem: (k) => {{ delete kept[k]; }}}};
        waitForEngine("m10-p5", {{text: "5.5"}}, store); waitForEngine("m10-p5", {{text: "11"}}, store);
        waitForEngine("m10-p1", "a", store);
        engineHas("m10-p5", {{text: "5.5"}}, store); // a late word about the first try
        const still = ["m10-p5", "m10-p1", "m10-p9"].map((id) => pendingAnswer(id, store) ?? null);
        engineHas("m10-p5", {{text: "11"}}, store); engineHas("m10-p1", "a", store);
        console.log(JSON.stringify([still, Object.keys(kept)]));"""
    made = subprocess.run(["node", "--input-type=module", "-e", script], capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout) == [[{"text": "11"}, "a", None], []]
