"""The page about the data agrees with the manifest."""

from __future__ import annotations

from book.places import Places
from book.write import data

RESOURCES = data.read_resources(Places().manifest)


def test_each_dataset_is_there_with_publisher_edition_licence_date_and_traps() -> None:
    page = data.page(RESOURCES)
    sections = page.split("\n(data-")[1:]
    assert len(sections) == len(RESOURCES) >= 10
    by_name = {section.split(")=")[0]: section for section in sections}
    for resource in RESOURCES:
        section = by_name[resource["name"]]
        for name in ("publisher", "edition", "retrieved"):
            assert data._plain(resource[name]) in section, (resource["name"], name)
        assert section.count("\n- ") >= len(resource["traps"])
        assert "Licence" in section


def test_invented_tables_say_so() -> None:
    synthetic = [resource for resource in RESOURCES if resource.get("synthetic")]
    assert synthetic
    for resource in synthetic:
        assert "invented" in data.page([resource])


def test_tables_stand_under_what_they_are() -> None:
    page = data.page(RESOURCES)
    places = [page.index(f"\n## {heading}") for heading in ("Figures of public", "Written for", "Invented for")]
    for resource in RESOURCES:
        part = 2 if resource.get("synthetic") else 1 if resource.get("status") else 0
        at = page.index(f"(data-{resource['name']})=")
        assert sum(place < at for place in places) == part + 1, resource["name"]
        assert f"](data-{resource['name']})" in page


def test_signs_of_markdown_are_shown_as_they_are() -> None:
    assert data._plain("a_b $5 [x] <y> |") == r"a\_b \$5 \[x\] \<y> \|"
