"""The tools of module M04 in a real browser: used by hand, read by axe, narrow, put into the country file."""

from __future__ import annotations

import json

import pytest

from tests.browsing import accessibility_faults
from tests.course.tools.test_tools_browser import fill, shared, show, words  # noqa: F401

REPLY = 'window.replies = { piece: { ok: true, tone: "good", text: "It is in your country file now." } };'
NAMES = [
    "stage_grid",
    "process_navigator",
    "programme_results",
    "peer_matcher",
    "organigram_builder",
    "tor_builder",
    "capacity_gaps",
    "situation_radar",
]


@pytest.mark.parametrize("name", NAMES)
def test_accessible_and_not_wider_than_a_phone(show, name):  # noqa: F811
    page = show(name, width=375)
    for fold in page.locator("details").all():
        fold.evaluate("(node) => { node.open = true; }")
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_the_grid_tells_which_cells_are_empty(show):  # noqa: F811
    page = show("stage_grid")
    assert "0 of 9 cells" in words(page)
    for pick, cell in zip(
        page.locator("select").all()[:6],
        [
            "local-design",
            "national-implementation",
            "regional-evaluation",
            "national-design",
            "local-evaluation",
            "regional-design",
        ],
        strict=True,
    ):
        pick.select_option(cell)
    assert "elsewhere" in words(page), "the health card is already in use"
    page.locator("select").nth(5).select_option("regional-implementation")
    assert "All six examples stand where the course would put them" in words(page)
    page.get_by_label("What is done?").fill("Our town has a returnee desk")
    page.get_by_label("What is done?").press("Enter")
    assert "Actions of your own: 1" in words(page)
    page.get_by_role("button", name="Undo").click()
    assert "Actions of your own" not in words(page)


def test_cards_and_calendar(show):  # noqa: F811
    page = show("process_navigator")
    page.get_by_role("button", name="Next card").click()
    assert "Card 2 of 10: Name a focal point." in words(page)
    page.get_by_role("button", name="Step 7: Find the money and the skills").click()
    assert page.get_by_role("heading", name="7. Find the money and the skills").is_visible()
    page.get_by_label("My calendar").check()
    assert "Too late for the plan that begins in Jan 2029" in words(page)
    fill(page, "Year in which the work starts", "2026")
    assert "In time" in words(page)
    fill(page, "Situation analysis", "24")
    assert "Too late" in words(page)
    page.get_by_role("button", name="Undo").click()
    assert "In time" in words(page)


def test_an_average_stays(show):  # noqa: F811
    page = show("programme_results")
    page.get_by_role("button", name="All to one country").click()
    assert "average of 1.5" in words(page) and "Countries without any: 7" in words(page)
    fill(page, "Country B", "3")
    assert "3 too many" in words(page)
    page.get_by_label("Plans and programmes").check()
    assert "average of 7.0" in words(page)


def test_the_matcher_warns_and_follows_the_choice(show):  # noqa: F811
    page = show("peer_matcher")
    assert "fewer than three figures" in words(page)
    page.get_by_label("Remittances received, % of GDP").check()
    assert "fewer than three figures" not in words(page)
    before = words(page)
    page.get_by_label("Who wants to learn?").select_option("JAM")
    assert words(page) != before
    assert page.get_by_role("checkbox", name="Jamaica").is_disabled()


def test_an_organigram_grows_and_goes_into_the_country_file(show):  # noqa: F811
    page = show("organigram_builder", engine=REPLY)
    assert "0 of 8 rules" in words(page)
    page.get_by_label("Decide on goals and priorities").select_option("ministries")
    assert "1 of 8 rules" in words(page)
    page.get_by_label("Agree on the budget").select_option("facilitator")
    assert "0 of 8 rules" in words(page), "who advises does not decide"
    page.get_by_role("button", name="Undo").click()
    page.locator("summary", has_text="Members").click()
    page.get_by_label("Ministry of Planning", exact=True).select_option("focal")
    assert "2 of 8 rules" in words(page)
    page.get_by_role("button", name="country file").click()
    page.get_by_text("It is in your country file now.").wait_for()
    assert page.evaluate("window.sent") == ["piece"]


def test_a_tor_writes_itself_and_can_be_kept(show):  # noqa: F811
    page = show("tor_builder")
    page.get_by_label("Title").fill("Situation analysis of the River valley")
    page.get_by_label("Title").press("Tab")
    paper = page.locator(".cp-paper")
    assert "Situation analysis of the River valley" in paper.inner_text()
    page.get_by_label("sex", exact=True).check()
    page.get_by_label("age", exact=True).check()
    assert "1 of 11 rules" in words(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save as a text file").click()
    assert "sex, age" in waiting.value.path().read_text(encoding="utf-8")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="country file").click()
    kept = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    assert kept["pieces"]["CF-04-tor"]["value"]["disaggregation"] == ["sex", "age"]
    page.get_by_role("button", name="Start again").click()
    assert "0 of 11 rules" in words(page) and page.get_by_label("Title").input_value() == ""


def test_gaps_of_another_group(show):  # noqa: F811
    page = show("capacity_gaps")
    page.get_by_label("Civil society").check()
    page.get_by_label("Planning and budget: needed").select_option("3")
    assert "Widest gap (3): Civil society, Planning and budget." in words(page)


def test_the_radar_shows_figures_only_after_ones_own_view(show):  # noqa: F811
    page = show("situation_radar")
    button = page.get_by_role("button", name="Show the figures")
    assert button.is_disabled() and "6 dimensions are left" in words(page)
    assert "What the figures are" not in page.locator(".course-tool").inner_text()
    for pick, value in zip(
        page.locator("select").all()[1:], ["low", "none", "high", "high", "low", "low"], strict=True
    ):
        pick.select_option(value)
    button.click()
    assert "4 of 5 are in the same band" in words(page)
    assert "Nobody can tell from public figures: Status: regular or irregular." in words(page)
    page.get_by_label("Country", exact=True).select_option("NPL")
    assert "6 dimensions are left" in words(page), "another country begins with one's own view"
