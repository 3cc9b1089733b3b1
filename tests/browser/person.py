"""A person who answers questions in the browser, with mouse and keyboard only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browsing import PATIENCE as SLOW


def question(page: Page, id: str) -> Locator:
    """The question's box, scrolled into view."""
    box = page.locator(f'[data-question="{id}"]')
    expect(box).to_be_attached(timeout=SLOW)
    box.scroll_into_view_if_needed()
    return box


def answer(box: Locator, desc: Mapping[str, Any], raw: Any) -> None:
    """Fill in the form of one question.

    Args:
        box: the question.
        desc: its description, which says what stands where.
        raw: what the wrong-answer bank calls the answer.
    """
    fill = {
        "number": _number,
        "choice": _choice,
        "matrix": _matrix,
        "match": _match,
        "order": _order,
        "dictionary": _dictionary,
        "simulate": _simulate,
        "table": _table,
        "text": _text,
        "document": _document,
        "find_errors": _find_errors,
        "chart": _chart,
        "allocate": _allocate,
        "plan": lambda _box, _desc, _raw: None,  # the button takes the country file as it is
    }.get(desc["type"])
    assert fill, f"say here how a person fills in a question of type {desc['type']}"
    fill(box, desc, raw)


def record(box: Locator) -> None:
    """Press the button and wait until the engine has said that the answer is kept."""
    box.get_by_role("button", name=re.compile("Record answer|Hand in my plan")).click()
    expect(box.locator(".cq-record")).to_contain_text("Recorded", timeout=SLOW)


def _ids(things: list[Mapping[str, str]]) -> list[str]:
    return [thing["id"] for thing in things]


def _number(box: Locator, desc: Mapping[str, Any], raw: Any) -> None:
    box.get_by_role("textbox").fill(str(raw))


def _choice(box: Locator, desc: Mapping[str, Any], raw: Any) -> None:
    for option in [raw] if isinstance(raw, str) else raw:
        box.locator(f'input[value="{option}"]').check()


def _matrix(box: Locator, desc: Mapping[str, Any], raw: Any) -> None:
    for row, line in raw.items():
        cells = box.locator("tbody tr").nth(_ids(desc["rows"]).index(row)).locator("td")
        for column, option in line.items():
            _pick(cells.nth(_ids(desc["columns"]).index(column)), option)


def _match(box: Locator, desc: Mapping[str, Any], raw: Any) -> None:
    for item, target in raw.items():
        _pick(box.locator(".cq-pair, .cq-row").nth(_ids(desc["items"]).index(item)), target)


def _pick(place: Locator, option: str) -> None:
    """One of a few: a list, or buttons side by side."""
    if place.locator("select").count():
        place.locator("select").select_option(option)
    else:
        place.locator(f'input[value="{option}"]').check()


def _order(box: Locator, desc: Mapping[str, Any], raw: Any) -> None:
    texts = {item["id"]: item["text"] for item in desc["items"]}
    for place, step in enumerate(raw):
        for _ in range(len(raw)):
            now = box.locator(".cq-row-text").all_inner_texts().index(texts[step])
            if now == place:
                break
            box.get_by_role("button", name=f"Move up: {texts[step]}").click()


def _simulate(box: Locator, desc: Mapping[str, Any], raw: Any) -> None:
    for setting, value in raw.items():
        field = box.locator(".cq-setting-value").nth(_ids(desc["inputs"]).index(setting))
        field.fill(str(value))
        field.press("Tab")


def _dictionary(box: Locator, desc: Mapping[str, Any], raw: Any) -> None:
    for place, name in enumerate(("migration", "displacement", "ignore")):
        box.locator(".wl-box").nth(place).fill(raw.get(name, ""))
    box.locator(".wl-select").select_option(str(raw.get("window", 0)))


def _table(box: Locator, desc: Mapping[str, Any], raw: Any) -> None:
    """The largest values of a column, as many as the answer has rows; or empty columns that are filled in."""
    if box.locator(".cq-cell-input").count():
        return _fill_in(box, desc, raw)
    by = next(name for name in raw["columns"] if _is_sorted([row[raw["columns"].index(name)] for row in raw["rows"]]))
    box.locator(f'.cq-sort[data-column="{_ids(desc["columns"]).index(by)}"]').click()
    box.get_by_label("How many rows").fill(str(len(raw["rows"])))
    box.get_by_label("How many rows").press("Enter")


def _fill_in(box: Locator, desc: Mapping[str, Any], raw: Any) -> None:
    """Each empty cell: the row is known by its first column."""
    shown = [column["id"] for column in desc["columns"]]
    for cells in raw["rows"]:
        known = dict(zip(raw["columns"], cells, strict=True))
        row = box.locator("tbody tr").nth([one[0] for one in desc["rows"]].index(known[shown[0]]))
        empty = [name for place, name in enumerate(shown) if all(one[place] is None for one in desc["rows"])]
        for place, name in enumerate(empty):
            row.locator(".cq-cell-input").nth(place).fill(str(known[name]))


def _is_sorted(values: list[Any]) -> bool:
    return all(isinstance(value, int | float) for value in values) and values == sorted(values, reverse=True)


def _find_errors(box: Locator, desc: Mapping[str, Any], raw: Any) -> None:
    """Press “Wrong” beside each wrong sentence; choose the correction where there is one."""
    for id, fix in (raw if isinstance(raw, Mapping) else dict.fromkeys(raw, True)).items():
        sentence = box.locator(".cq-sentence").nth(_ids(desc["items"]).index(id))
        sentence.locator(".cq-flag").click()
        if fix is not True:
            sentence.locator("select").select_option(fix)


def _chart(box: Locator, desc: Mapping[str, Any], raw: Any) -> None:
    labels = {"kind": "Kind of chart", "x": "Along the axis", "y": "Values", "series": "Colours for"}
    for part, label in labels.items():
        box.get_by_role("combobox", name=label).select_option(raw[part])
    for name in box.locator(".cq-chart-show input").all():
        name.set_checked(name.input_value() in raw["show"])
    if raw["kind"] in ("bars", "stacked"):
        box.get_by_role("combobox", name="Order of the bars").select_option(raw["sort"])
    if raw["kind"] != "pie":
        box.get_by_role("checkbox", name="The axis begins at zero").set_checked(raw["zero"])
    for part in desc["parts"]:
        name = {"alt": "Description for people"}.get(part, part.capitalize())
        if part in desc["choices"]:
            box.get_by_role("combobox", name=name).select_option(raw[part])
        else:
            box.get_by_role("textbox", name=name).fill(raw[part])


def _allocate(box: Locator, desc: Mapping[str, Any], raw: Any) -> None:
    if desc["mode"] == "posts":
        for person, post in raw.items():
            _pick(box.locator(".cq-row").nth(_ids(desc["people"]).index(person)), post)
        return
    for item in desc["items"]:
        setting = box.locator(".cq-setting").nth(_ids(desc["items"]).index(item["id"]))
        if item["whole"]:
            setting.locator("input[type=checkbox]").set_checked(bool(raw.get(item["id"])))
        else:
            setting.locator(".cq-setting-value").fill(str(raw.get(item["id"], 0)))


def _text(box: Locator, desc: Mapping[str, Any], raw: Any) -> None:
    box.get_by_role("textbox").fill(raw)


def _document(box: Locator, desc: Mapping[str, Any], raw: Any) -> None:
    for section in desc["form"]["sections"]:
        for field in section["fields"]:
            if field["id"] not in raw:
                continue
            if field["kind"] == "rows":
                _rows(box, field, raw[field["id"]])
            else:
                _field(box, field, raw[field["id"]])


def _rows(box: Locator, field: Mapping[str, Any], rows: list[Mapping[str, Any]]) -> None:
    group = box.get_by_role("group", name=field["label"]).filter(has=box.page.locator(".cd-rows"))
    for number, row in enumerate(rows):
        if group.locator(".cd-row").count() <= number:
            group.locator(".cd-add button").click()
        for column in field["columns"]:
            if column["id"] in row:
                _field(group.locator(".cd-row").nth(number), column, row[column["id"]])


def _field(place: Locator, field: Mapping[str, Any], value: Any) -> None:
    if field["kind"] == "multi":
        for option in value:
            place.locator(f'input[type="checkbox"][value="{option}"]').check()
        return
    if field["kind"] != "choice":
        place.get_by_label(field["label"]).first.fill(str(value))
        return
    texts = {option["id"]: option["text"] for option in field["options"]}
    names = place.get_by_role("combobox", name=field["label"])
    if names.count():
        names.first.select_option(value)
    else:
        place.get_by_role("radiogroup", name=field["label"]).get_by_label(texts[value], exact=True).check()
