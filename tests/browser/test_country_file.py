"""One country file for all modules, in JupyterLab: chosen in the orientation, continued in M10, handed in with both."""

from __future__ import annotations

import json

from playwright.sync_api import BrowserContext, expect

from tests.browser import person
from tests.browser.test_lab import SLOW, open_page


def test_a_plan_grows_over_two_modules(lab, context: BrowserContext) -> None:
    page = context.new_page()
    open_page(page, lab, "m00_orientation/lesson.ipynb")
    box = person.question(page, "m00-p6")
    box.get_by_label("The country that I follow").select_option("NPL")
    box.get_by_label("My track").select_option("explore")
    person.record(box)
    paper = page.locator(".course-tool--country_file")
    expect(paper.locator(".cf-title")).to_have_text("Nepal", timeout=SLOW)  # without pressing anything
    open_page(page, lab, "m10_remittances/lesson.ipynb")
    box = person.question(page, "m10-p13")
    box.get_by_label("Money is sent from").fill("Qatar")
    box.get_by_label("Average cost today").fill("4,5")
    box.get_by_role("button", name="Check my answer").click()
    paper = page.locator(".course-tool--country_file")
    expect(paper.locator(".cf-title")).to_have_text("Nepal", timeout=SLOW)
    expect(paper.get_by_text("4.5 %")).to_be_visible(timeout=SLOW)
    paper.get_by_role("button", name="Take back the last change: Cost target").click()
    expect(paper.get_by_text("4.5 %")).to_have_count(0, timeout=SLOW)
    paper.get_by_role("button", name="Make it again: Cost target").click()
    expect(paper.get_by_text("4.5 %")).to_be_visible(timeout=SLOW)
    whole = json.loads((lab.folder / "country_file.json").read_text("utf-8"))
    assert whole["country"] == "NPL" and set(whole["pieces"]) == {"start", "CF-10"}
    assert json.loads((lab.folder / "m10_remittances" / "country_file.json").read_text("utf-8")) == whole
