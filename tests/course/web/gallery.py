"""A page with every question type in several states: for people to look at, for browser tests to operate.

``python tests/course/web/gallery.py FILE.html`` writes it; the questions stand in ``gallery.json``. The engine is
played by ``gallery.js``: it records like Python, and is silent for questions whose id contains ``-dead``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from course import look
from course.web import bundle

HERE = Path(__file__).parent
CONTENT = json.loads((HERE / "gallery.json").read_text("utf-8"))
TYPES: dict[str, dict[str, Any]] = CONTENT["types"]
VARIANTS: dict[str, dict[str, Any]] = CONTENT["variants"]
DAMAGED = (
    '<div class="course-view"><script type="application/json">{"schema": 1,</script><p>Static text stays.</p></div>'
)


def describe(part: dict[str, Any], id: str, practice: dict[str, Any] | None = None) -> dict[str, Any]:
    """A complete description from the part of a type."""
    desc = {"schema": 1, "kind": "question", "id": id, "ui": {}, "lang": "en", "dir": "ltr", **part}
    return {**desc, "practice": practice} if practice else desc


def _json_script(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json">{text}</script>'


def in_book(desc: dict[str, Any]) -> str:
    """As the book shows it: no engine."""
    return f'<div class="course-view">{_json_script(desc)}<p>Static text.</p></div>'


def in_lab(desc: dict[str, Any], recorded: Any = None) -> str:
    """As JupyterLab shows it, with what is recorded."""
    return f'<div class="lab">{_json_script(desc)}{_json_script(recorded)}</div>'


def sections() -> dict[str, list[str]]:
    """Titles and questions of the page."""
    found: dict[str, list[str]] = {}
    for kind, part in TYPES.items():
        name = kind.replace("_", "-")
        found[kind] = [
            in_lab(describe(part, f"m10-e-{name}")),
            in_lab(describe(part, f"m10-e-{name}-kept"), CONTENT["recorded"][kind]),
        ]
        if kind in CONTENT["practice"]:
            found[kind].append(in_book(describe(part, f"m10-p-{name}", CONTENT["practice"][kind])))
    found["variants"] = [in_lab(describe(part, f"m10-e-{name}")) for name, part in VARIANTS.items()]
    cost = {"columns": ["offer", "cost"], "rows": [["Bank", 7.5], ["Mobile money", 2.75]]}  # only what counts
    practice = {"key": cost, "by": "offer", "right": "Fee and margin together.", "wrong": "Add the margin."}
    found["practice with columns to fill in"] = [in_book(describe(VARIANTS["fill"], "m10-p-fill", practice))]
    found["practice in the lab"] = [
        in_lab(describe(TYPES["number"], "m10-p-lab", CONTENT["practice"]["number"])),
        in_lab(describe(TYPES["number"], "m10-p-lab-dead", CONTENT["practice"]["number"])),
    ]
    found["no engine"] = [
        in_lab(describe(part, f"m10-e-dead-{kind}")) for kind, part in TYPES.items() if kind != "text"
    ]
    found["book, marked"] = [in_book(describe(part, f"m10-e-book-{kind}")) for kind, part in TYPES.items()]
    found["damaged"] = [DAMAGED]
    return found


def page(theme: str = "light") -> str:
    """The whole page; ``theme`` is light or dark."""
    parts = []
    for title, questions in sections().items():
        parts.append(f'<section aria-label="{title}"><h2>{title}</h2>{"".join(questions)}</section>')
    engine = (HERE / "gallery.js").read_text("utf-8")
    return f"""<!doctype html>
<html lang="en" data-theme="{theme}" class="course-page">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Questions</title><link rel="icon" href="data:,">
<style>{look.css()}{bundle.css()}
body {{ margin: 0; padding: 1rem; background: var(--mdt-paper); color: var(--mdt-ink); font-family: var(--mdt-font); }}
main {{ max-width: 56rem; margin: 0 auto; }} section > div {{ margin-bottom: 1.5rem; }}</style></head>
<body><main><h1>Questions</h1>{"".join(parts)}</main>
<script>{bundle.classic()}</script>
<script>(() => {{ "use strict"; {bundle.body()}{engine} }})();</script></body></html>"""


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(*sys.argv[2:3]), "utf-8")
