"""Words for people can be translated: every sentence in the library goes through ``_()``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from course import i18n

COURSE = Path(i18n.__file__).parent
# The commands speak to maintainers in a terminal; the look holds style sheets.
TERMINAL = ("__main__", "backup", "down", "restore", "settings", "up", "upgrade", "roles", "kubernetes/service")
TERMINAL += ("exchange/client/collect",)
NOT_READ = [COURSE / "classroom" / f"{name}.py" for name in TERMINAL]
FILES = [
    path
    for path in sorted(COURSE.rglob("*.py"))
    if not {"command", "lab", "look"} & set(path.parts) and path not in NOT_READ
]
PEOPLE = {"Refused", "Problem", "NotPossible"}  # errors whose words a person reads
LOGS = {"debug", "info", "warning", "error", "fail"}  # what only stands in a log, or behind an nbgrader command
MARKUP = re.compile(r"[<>{};=]|\\b")  # and patterns that search a text
STYLE = re.compile(r"(Heading|TOC) \d|List Bullet")  # Word's own names of its styles
SENTENCE = re.compile(r"[A-Z][a-z]*\b.* \w+|.*\w \w.*[.?!:]|[A-Z][a-z]+[.!:]", re.DOTALL)


def _texts(node: ast.AST) -> Iterator[ast.Constant]:
    """String constants outside ``_()``, docstrings, and errors for authors."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext", "pgettext"):
        return
    if isinstance(node, ast.Raise) and getattr(getattr(node.exc, "func", None), "id", "") not in PEOPLE:
        return
    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in LOGS:
        return
    if isinstance(node, ast.keyword) and node.arg in ("help", "description"):  # of a setting or a role
        return
    if isinstance(node, ast.Assert) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from _texts(child)


def untranslated(source: str) -> list[str]:
    """Sentences of a source file that a translator would never see."""
    texts = (node.value for node in _texts(ast.parse(source)))
    return [
        text
        for text in texts
        if SENTENCE.fullmatch(text.strip()) and not (MARKUP.search(text) or STYLE.fullmatch(text))
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(COURSE).as_posix())
def test_sentences_go_through_the_translation(path: Path) -> None:
    assert untranslated(path.read_text(encoding="utf-8")) == []


def test_many_files_are_read() -> None:
    assert len(FILES) > 40


@pytest.mark.parametrize(
    "source",
    [
        'say("The size is right.")',
        'say("Correct.")',
        'raise Refused("This is not a number.")',
        'x = "Not recorded yet"',
    ],
)
def test_a_sentence_that_was_forgotten_is_found(source: str) -> None:
    assert untranslated(source)


@pytest.mark.parametrize(
    "source",
    ['say(_("The size is right."))', '"""A docstring."""', 'raise ValueError("For the author.")', 'h("<td>Two words")'],
)
def test_other_texts_are_left_alone(source: str) -> None:
    assert untranslated(source) == []


def test_a_missing_catalogue_leaves_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_LANG", "xx")
    assert i18n._("Correct.") == "Correct." and i18n._("") == ""
    monkeypatch.setenv("COURSE_LANG", "ar")
    assert i18n.direction() == "rtl"


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("World Bank (to Q1 2025)", "ltr"),
        ("2024: 5 %", "ltr"),
        ("", "ltr"),
        ("UN DESA، سكان العالم", "rtl"),
        ("المصدر", "rtl"),
    ],
)
def test_the_direction_of_a_line_follows_its_letters(text: str, runs: str) -> None:
    assert i18n.direction_of(text) == runs


def test_moments_are_written_as_people_write_them(monkeypatch):
    """With the words between day, month and year, the comma, and a zone that no Arabic page turns round."""
    moment = datetime(2026, 11, 30, 18, 0).astimezone()
    zone = f"({moment:%Z})"
    said = {}
    for code in i18n.NAMES:
        monkeypatch.setenv(i18n.LANGUAGE, code)
        said[code] = i18n.when_with_zone(moment, "EEEE d MMMM y, HH:mm")
    assert said == {
        "en": f"Monday 30 November 2026, 18:00 {zone}",
        "fr": f"lundi 30 novembre 2026, 18:00 {zone}",
        "es": f"lunes, 30 de noviembre de 2026, 18:00 {zone}",
        "ar": f"الاثنين، 30 نوفمبر 2026، 18:00 \u2066{zone}\u2069",
    }
