"""A style sheet made for left-to-right, with its sides named by the direction of the text."""

from __future__ import annotations

import pytest

from book import sides


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("margin-left:1rem", "margin-inline-start:1rem"),
        ("padding-right:0!important", "padding-inline-end:0!important"),
        ("border-right:1px solid red", "border-inline-end:1px solid red"),
        ("border-left-color:red", "border-inline-start-color:red"),
        ("border-top-left-radius:2px", "border-start-start-radius:2px"),
        ("border-bottom-right-radius:2px", "border-end-end-radius:2px"),
        ("left:0", "inset-inline-start:0"),
        ("right:calc(1rem - 2px)", "inset-inline-end:calc(1rem - 2px)"),
        ("left:50vw", "left:50vw"),
        ("float:right", "float:inline-end"),
        ("text-align:left", "text-align:start"),
        ("justify-content:left", "justify-content:start"),
        ("text-align:center", "text-align:center"),
        ("padding:1px 8px 2px 5px", "padding-block:1px 2px;padding-inline:5px 8px"),
        ("padding:1px 8px 2px 8px", "padding:1px 8px 2px 8px"),
        ("margin:0 auto", "margin:0 auto"),
        ("padding:0 calc(1px + var(--a)) 0 0", "padding-block:0 0;padding-inline:0 calc(1px + var(--a))"),
        ("--left:1px", "--left:1px"),
        ('content:"left:1px;right:2px"', 'content:"left:1px;right:2px"'),
        ('background:url("data:x;left:1")', 'background:url("data:x;left:1")'),
    ],
)
def test_each_kind_of_declaration(written: str, meant: str) -> None:
    assert sides.following_the_text(f"a{{color:red;{written};top:0}}") == f"a{{color:red;{meant};top:0}}"
    assert sides.following_the_text(f"@media print{{a{{{written}}}}}") == f"@media print{{a{{{meant}}}}}"


def test_selectors_stay() -> None:
    css = "a.left:hover,.ms-auto:not(.right){color:red}"
    assert sides.following_the_text(css) == css
