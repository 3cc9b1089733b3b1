"""The style sheet keeps what a page can use, and loses the rest."""

from __future__ import annotations

import pytest

from book import styles

WORDS = {"here", "also", "data-theme", "main"}


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".here{color:red}", ".here{color:red}"),
        (".here, .gone > a { color: red; }", ".here{color:red}"),
        (".gone{color:red}", ""),
        ('#main .here:hover::before{content:".gone{"}', '#main .here:hover::before{content:".gone{"}'),
        ("p:not(.gone){margin:0}", "p:not(.gone){margin:0}"),
        (":is(.gone, .here) b{margin:0}", ":is(.gone, .here) b{margin:0}"),
        ("[data-theme=dark] a{color:red}", "[data-theme=dark] a{color:red}"),
        ("[data-gone] a{color:red}", ""),
        ("@media print{.gone{a:b}.here{color:red}}", "@media print{.here{color:red}}"),
        ("@media print{.gone{color:red}}", ""),
        ("/* why */ a { color : red ; /* and */ margin: 0 !important }", "a{color:red;margin:0!important}"),
        ("@font-face{font-family:x;src:url(x.woff2)}", "@font-face{font-family:x;src:url(x.woff2)}"),
        ('@charset "utf-8";a{color:red}', "a{color:red}"),
    ],
)
def test_a_rule_stays_if_all_that_it_names_can_be_on_a_page(css: str, left: str) -> None:
    assert styles.used(css, WORDS) == left


def test_a_name_that_only_a_script_writes_is_a_word_too() -> None:
    words = styles.words_in(['<p class="here">', 'one.classList.add("pst-late");'])
    assert styles.used(".pst-late{color:red}", words)


def test_a_name_that_a_script_puts_together_is_known_by_its_beginning() -> None:
    words = styles.words_in(["mark.className = `ct-bar ct-fill-${number}`;", "a - b", "x--"])
    names = {"ct-fill-2", "ct-bar", "ct-filled", "ct-stroke-2", "-webkit-box", "--gone"}
    assert styles.known(names, words) == {"ct-fill-2", "ct-bar"}


def test_sides_follow_the_text_only_where_it_runs_from_right_to_left() -> None:
    css = "a { margin-left: 1px; text-align: right }"
    assert styles.used(css, set()) == "a{margin-left:1px;text-align:right}"
    assert styles.used(css, set(), right_to_left=True) == "a{margin-inline-start:1px;text-align:end}"


def test_variables_that_nobody_reads_go_even_in_a_chain() -> None:
    css = ":root{--a:1px;--b:var(--a);--c:var(--b);--used:2px;--mdt-ink:#000}\np{margin:var( --used , 0)}"
    assert styles.without_unread_variables(css) == ":root{--used:2px;--mdt-ink:#000}\np{margin:var( --used , 0)}"


def test_a_value_with_signs_inside_is_cut_as_a_whole() -> None:
    css = 'a{--x:url("data:image/svg+xml;utf8,{;}");color:red}'
    assert styles.without_unread_variables(css) == "a{color:red}"
