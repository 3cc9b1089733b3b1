"""The last look at the pages finds each kind of fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from book import check
from course import questions

GOOD = '<html><head><link rel="stylesheet" href="a.css"></head><body><a href="#x">x</a><p id="x">t</p></body></html>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text(GOOD)
    (tmp_path / "a.css").write_text("p { background: url(data:image/png;base64,AA) }")
    return tmp_path


def test_a_good_page_has_no_fault(folder: Path) -> None:
    assert check.problems(folder) == []


def test_an_empty_folder_is_a_fault(tmp_path: Path) -> None:
    assert check.problems(tmp_path)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('<script src="https://cdn.example/x.js"></script>', "loads from outside: https://cdn.example/x.js"),
        ('<img src="//cdn.example/x.png">', "loads from outside"),
        ('<link rel="preload" href="http://x.example/a.woff2">', "loads from outside"),
        ("<style>p{background:url(https://x.example/a.png)}</style>", "loads from outside"),
        ('<p style="background:url(https://x.example/a.png)">', "loads from outside"),
        ('<form action="https://x.example/"></form>', "loads from outside"),
        ('<img srcset="b.png 1x, https://x.example/c.png 2x">', "loads from outside: https://x.example/c.png"),
        ('<a href="missing.html">m</a>', "leads nowhere"),
        ('<a href="#nobody">m</a>', "has no target"),
        ('<a href="../../outside.html">m</a>', "leads out of the book"),
        ('<p id="x">again</p>', "gives the id 'x' twice"),
        ("<p>### BEGIN HIDDEN TESTS</p>", "only trainers may see"),
        ("<pre>mark.number('m10-e1', key=4)</pre>", "only trainers may see"),
    ],
)
def test_each_fault_is_named(folder: Path, body: str, message: str) -> None:
    (folder / "index.html").write_text(GOOD.replace("</body>", f"{body}</body>"))
    assert any(message in problem for problem in check.problems(folder))


@pytest.mark.parametrize("name", questions.names())
def test_a_mark_of_each_question_type_is_a_fault(folder: Path, name: str) -> None:
    (folder / "a.js").write_text(f'mark.{name}("m10-e1", key=1)')
    assert check.problems(folder) == [f"a.js holds 'mark.{name}(', which only trainers may see"]


def test_a_link_that_a_reader_may_click_can_lead_outside(folder: Path) -> None:
    (folder / "index.html").write_text(GOOD.replace("</body>", '<a href="https://www.un.org/">UN</a></body>'))
    assert check.problems(folder) == []


def test_a_style_sheet_may_not_load_from_outside(folder: Path) -> None:
    (folder / "a.css").write_text("@import 'https://fonts.example/x.css'; /* url(https://in.a.comment/) */")
    assert check.problems(folder) == ["a.css loads from outside: https://fonts.example/x.css"]


def test_a_secret_is_found_in_any_text_file(folder: Path) -> None:
    (folder / "searchindex.js").write_text('"=== BEGIN MARK SCHEME ==="')
    assert check.problems(folder) == ["searchindex.js holds 'BEGIN MARK SCHEME', which only trainers may see"]
