"""The page about the data agrees with the manifest."""

from __future__ import annotations

from book.places import Places
from book.write import data

RESOURCES = data.read_resources(Places().manifest)


def test_each_dataset_is_there_with_publisher_edition_licence_date_and_traps() -> None:
    page = data.page(RESOURCES)
    sections = page.split("\n(data-")[1:]
    assert len(sections) == len(RESOURCES) >= 10
    for resource, section in zip(RESOURCES, sections, strict=True):
        assert section.startswith(f"{resource['name']})=")
        for name in ("publisher", "edition", "retrieved"):
            assert data._plain(resource[name]) in section, (resource["name"], name)
        assert section.count("\n- ") >= len(resource["traps"])
        assert "Licence" in section


def test_invented_tables_say_so() -> None:
    synthetic = [resource for resource in RESOURCES if resource.get("synthetic")]
    assert synthetic
    for resource in synthetic:
        assert "invented" in data.page([resource])


def test_signs_of_markdown_are_shown_as_they_are() -> None:
    assert data._plain("a_b $5 [x] <y> |") == r"a\_b \$5 \[x\] \<y> \|"
