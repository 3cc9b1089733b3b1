"""A page with every question type in several states: for people to look at, for browser tests to operate.

``python tests/course/web/gallery.py FILE.html`` writes it. The engine is played by a small script (``gallery.js``): it records
like Python, and is silent for questions whose id contains ``-dead``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from course import look
from course.web import bundle

HERE = Path(__file__).parent


def _listed(**texts: str) -> list[dict[str, str]]:
    return [{"id": key, "text": text} for key, text in texts.items()]


CHOICE = {
    "type": "choice",
    "text": "Which statement does the chart support?",
    "multiple": False,
    "options": _listed(
        a="The number of migrants has fallen since 1990.",
        b="The number of migrants has about doubled since 1990.",
        c="The share of migrants in the world population has doubled since 1990.",
    ),
}
SEVERAL = {
    **CHOICE,
    "multiple": True,
    "text": "Which of these make a transfer expensive for the family?",
    "options": _listed(
        fee="The fee",
        margin="The exchange-rate margin",
        tax="A tax on wages abroad",
        cash="A charge for collecting cash",
    ),
}
NUMBER = {
    "type": "number",
    "text": "You send USD 200. The fee is USD 5 and the exchange-rate margin is 1.5 %. How much arrives?",
    "unit": "USD",
    "low": 0,
    "high": 200,
}
MATCH = {
    "type": "match",
    "text": "Who decides how the money is used?",
    "items": _listed(
        rem="Remittances",
        oda="Official development assistance",
        fdi="Foreign direct investment",
        tax="Income tax paid at home",
    ),
    "bins": _listed(family="A family", state="A government", firm="A firm"),
}
MATCH_LONG = {
    **MATCH,
    "text": "What does each figure leave out?",
    "bins": _listed(
        informal="Money that is carried by hand or sent through friends",
        goods="Goods that are sent instead of money",
        short="Wages of people who work abroad for less than a year",
    ),
}
ORDER = {
    "type": "order",
    "text": "Put the steps of an exercise in order.",
    "items": _listed(
        check="Check what is recorded",
        run="Run the cell",
        submit="Submit the assignment",
        record="Record your answer",
    ),
}
MATRIX = {
    "type": "matrix",
    "text": "Which corridors meet the two targets of SDG 10.c?",
    "rows": _listed(
        k="From Kuwait to Nepal, 3.4 %",
        s="From South Africa to Lesotho, 12.1 %",
        r="From the Russian Federation to Tajikistan, 1.9 %",
    ),
    "columns": _listed(three="Below 3 % (average)", five="Not above 5 % (corridor)"),
    "options": _listed(y="Yes", n="No"),
}
ERRORS = {
    "type": "find_errors",
    "text": "Which sentences of this draft press release are wrong?",
    "items": _listed(
        a="Remittances are three times as large as official development assistance.",
        b="The ministry will decide what families spend the money on.",
        c="The World Bank counts only money that is recorded.",
    ),
    "fixes": _listed(
        own="Families decide what they spend the money on.", all="All money is counted, recorded or not."
    ),
}
SIMULATE = {
    "type": "simulate",
    "model": "multiplier",
    "goal": "Bring the multiplier down to 0.9 or less. Change one leak only.",
    "inputs": [
        {"id": "c", "label": "Share of income that is spent", "min": 0, "max": 0.95, "step": 0.01, "start": 0.8, "unit": "",
         "help": "0.8 means: of each extra dollar, 80 cents are spent."},
        {"id": "t", "label": "Share that goes to taxes", "min": 0, "max": 0.9, "step": 0.01, "start": 0.1, "unit": "", "help": ""},
        {"id": "m", "label": "Share spent on imports", "min": 0, "max": 0.95, "step": 0.01, "start": 0.3, "unit": "", "help": ""},
    ],
    "outputs": [
        {"id": "k", "label": "Multiplier", "unit": "", "digits": 2},
        {"id": "delta_y", "label": "Extra local income", "unit": "USD million", "digits": 1},
    ],
}  # fmt: skip
_COUNTRIES = [
    ("Bangladesh", "Asia", 22.1, 5.0), ("Ecuador", "Americas", 5.4, 4.6), ("Jamaica", "Americas", 3.4, 18.5),
    ("Kyrgyzstan", "Asia", 2.9, 21.4), ("Republic of Moldova", "Europe", 2.0, 12.1), ("Morocco", "Africa", 11.8, 8.2),
    ("Serbia", "Europe", 5.5, 7.1), ("Tunisia", "Africa", 2.6, 5.4), ("Nepal", "Asia", 11.0, 26.9),
    ("Lesotho", "Africa", 0.6, 24.5), ("Namibia", "Africa", 0.1, None), ("Tajikistan", "Asia", 5.7, 47.9),
    ("Gambia", "Africa", 0.7, 31.2), ("Samoa", "Oceania", 0.3, 28.6),
]  # fmt: skip
TABLE = {
    "type": "table",
    "text": None,
    "task": "Which five countries receive most in relation to their income? Sort, then keep the first five rows.",
    "columns": [
        {"id": "name", "label": "Country", "kind": "text", "unit": None},
        {"id": "region", "label": "Region", "kind": "text", "unit": None},
        {"id": "usd", "label": "Received", "kind": "number", "unit": "USD billion"},
        {"id": "pct", "label": "Share of GDP", "kind": "number", "unit": "%"},
    ],
    "rows": [list(row) for row in _COUNTRIES],
}
FILL = {
    **TABLE,
    "task": "Work out the cost of each offer for USD 200.",
    "columns": [
        {"id": "offer", "label": "Offer", "kind": "text", "unit": None},
        {"id": "fee", "label": "Fee", "kind": "number", "unit": "USD"},
        {"id": "cost", "label": "Cost", "kind": "number", "unit": "%"},
    ],
    "rows": [["Bank", 12, None], ["Mobile money", 2.5, None]],
}
TEXT = {
    "type": "text",
    "text": "Which question from your work would you like to answer with data?",
    "min_words": 10,
    "max_words": 60,
    "needs": _listed(decision="is about a decision", place="names a place", group="names a group of people"),
}

RECORDED = {
    "choice": "b", "number": 192.08, "match": {"rem": "family", "oda": "state"}, "order": ["run", "record", "check", "submit"],
    "matrix": {"k": {"three": "n", "five": "y"}}, "find_errors": {"b": "own"}, "simulate": {"c": 0.6, "t": 0.2, "m": 0.4},
    "table": {"columns": ["name", "region", "usd", "pct"], "rows": [["Nepal", "Asia", 11.0, 26.9]]},
    "text": "Which training centres should Sandovia open for young people who come back from abroad?",
}  # fmt: skip
PRACTICE = {
    "choice": {"key": "b", "right": "From 154 to 304 million: about twice as many.", "wrong": "Compare both ends of the line.",
               "options": {"c": "The chart shows numbers of people, not shares of the population."}},
    "number": {"key": 192.075, "tolerance": 0.01, "right": "(200 − 5) × (1 − 0.015) = 192.08.", "wrong": "Take off the fee first.",
               "slips": [{"value": 197.0, "message": "It looks as if the fee was forgotten."}]},
    "match": {"key": {"rem": "family", "oda": "state", "fdi": "firm", "tax": "state"}, "right": "Remittances are private money.",
              "wrong": "Ask who owns the money."},
    "order": {"key": ["run", "record", "check", "submit"], "right": "Nothing counts before it is recorded.", "wrong": "What must come first?"},
    "matrix": {"key": {"k": {"three": "n", "five": "y"}, "s": {"three": "n", "five": "n"}, "r": {"three": "y", "five": "y"}},
               "right": "3.4 % is not below 3 %, but it is not above 5 %.", "wrong": "Compare each cost with 3 and with 5."},
    "find_errors": {"key": {"b": "own"}, "right": "The money is private.", "wrong": "Whose money is it?"},
    "simulate": {"goals": [{"output": "k", "max": 0.9}], "key": {"c": 0.8, "t": 0.1, "m": 0.84}, "right": "More imports, a smaller multiplier.",
                 "wrong": "The multiplier is still above 0.9."},
    "table": {"key": {"columns": ["name"], "rows": [["Tajikistan"], ["Gambia"], ["Samoa"], ["Nepal"], ["Lesotho"]]}, "ordered": True,
              "right": "Small economies come first.", "wrong": "Sort by the share of GDP."},
    "text": {"min_words": 5, "right": "Long enough. Ask a colleague to read it.", "wrong": "Write one whole sentence."},
}  # fmt: skip
TYPES = [CHOICE, NUMBER, MATCH, ORDER, MATRIX, ERRORS, SIMULATE, TABLE, TEXT]
ARABIC = {
    "type": "choice", "lang": "ar", "dir": "rtl", "text": "ما الذي يبيّنه الرسم؟", "multiple": False,
    "options": _listed(a="انخفض العدد منذ ١٩٩٠", b="تضاعف العدد تقريبًا منذ ١٩٩٠"),
    "ui": {"your_answer": "إجابتك", "record": "سجّل الإجابة", "check": "تحقّق", "undo": "تراجع", "clear": "امسح",
           "kind_marked": "تمرين بدرجات", "nothing_recorded": "لم يُسجَّل شيء بعد."},
}  # fmt: skip
ARABIC_SIMULATE = {**SIMULATE, "lang": "ar", "dir": "rtl", "text": "اضبط النموذج"}


def describe(part: dict[str, Any], id: str, practice: dict[str, Any] | None = None) -> dict[str, Any]:
    """A complete description from the part of a type."""
    desc = {"schema": 1, "kind": "question", "id": id, "ui": {}, "lang": "en", "dir": "ltr", **part}
    return {**desc, "practice": practice} if practice else desc


def _place(desc: dict[str, Any], place: str, recorded: Any = None) -> str:
    data = json.dumps(desc, ensure_ascii=False).replace("<", "\\u003c")
    if place == "book":
        return f'<div class="course-view"><script type="application/json">{data}</script><p>Static text.</p></div>'
    state = json.dumps(recorded, ensure_ascii=False).replace("<", "\\u003c")
    return f'<div class="lab"><script type="application/json">{data}</script><script type="application/json">{state}</script></div>'


def sections() -> dict[str, list[str]]:
    """Titles and questions of the page."""
    found: dict[str, list[str]] = {}
    for part in TYPES:
        kind = part["type"]
        name = kind.replace("_", "-")
        found[kind] = [
            _place(describe(part, f"m10-e-{name}"), "lab"),
            _place(describe(part, f"m10-e-{name}-kept"), "lab", RECORDED[kind]),
            _place(describe(part, f"m10-p-{name}", PRACTICE[kind]), "book"),
        ]
    found["choice"].append(_place(describe(SEVERAL, "m10-e-several"), "lab"))
    found["match"].append(_place(describe(MATCH_LONG, "m10-e-match-long"), "lab"))
    found["table"].append(_place(describe(FILL, "m10-e-fill"), "lab"))
    found["no engine"] = [_place(describe(NUMBER, "m10-e-dead"), "lab")]
    found["book, marked"] = [
        _place(describe(part, f"m10-e-{part['type'].replace('_', '-')}-book"), "book")
        for part in (CHOICE, NUMBER, ORDER)
    ]
    found["right to left"] = [
        _place(describe(ARABIC, "m10-e-ar"), "lab"),
        _place(describe(ARABIC_SIMULATE, "m10-e-ar-sim"), "lab"),
    ]
    found["damaged"] = [
        '<div class="course-view"><script type="application/json">{"schema": 1,</script><p>Static text stays.</p></div>'
    ]
    return found


def page(theme: str = "light") -> str:
    """The whole page; ``theme`` is light or dark."""
    parts = []
    for title, questions in sections().items():
        parts.append(f'<section aria-label="{title}"><h2>{title}</h2>{"".join(questions)}</section>')
    style = look.css() + bundle.css()
    engine = (HERE / "gallery.js").read_text("utf-8")
    lab_script = bundle.body() + engine
    return f"""<!doctype html>
<html lang="en" data-theme="{theme}" class="course-page">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Questions</title>
<link rel="icon" href="data:,">
<style>{style}
body {{ margin: 0; padding: 1rem; background: var(--mdt-paper); color: var(--mdt-ink); font-family: var(--mdt-font); }}
main {{ max-width: 56rem; margin: 0 auto; }} section > div {{ margin-bottom: 1.5rem; }}</style></head>
<body><main><h1>Questions</h1>{"".join(parts)}</main>
<script>{bundle.classic()}</script>
<script>(() => {{ "use strict"; {lab_script} }})();</script></body></html>"""


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(*sys.argv[2:3]), "utf-8")
