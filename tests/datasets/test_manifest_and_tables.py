"""Every table is what the manifest says: bytes, columns, keys, units, allowed values, links to countries."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

DATASETS = Path(__file__).resolve().parents[2] / "datasets"
PACKAGE = json.loads((DATASETS / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}
each_table = pytest.mark.parametrize("name", sorted(RESOURCES))

# Old names and short forms that UN usage has replaced: the table that the lint of the modules reads, too.
OLD_NAMES = tomllib.loads((DATASETS / "authored" / "old_country_names.toml").read_text(encoding="utf-8"))["row"]
# Columns with words of a seed document: quotations keep their wording. The notes of country_names explain old names.
QUOTATIONS = {"quote", "quote2", "quote3", "seed_name", "seed_wording"}


@cache
def read(name: str) -> pd.DataFrame:
    """A table as text; read once, so do not change it."""
    return pd.read_csv(DATASETS / RESOURCES[name]["path"], keep_default_na=False, na_values=[""], dtype=str)


@each_table
def test_bytes_and_hash(name):
    content = (DATASETS / RESOURCES[name]["path"]).read_bytes()
    assert RESOURCES[name]["bytes"] == len(content)
    assert RESOURCES[name]["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert b"\r" not in content


@each_table
def test_columns_types_and_allowed_values(name):
    frame = read(name)
    fields = RESOURCES[name]["schema"]["fields"]
    assert list(frame.columns) == [field["name"] for field in fields]
    shapes = {"integer": r"-?\d+", "number": r"-?\d+(\.\d+)?(e[+-]?\d+)?", "boolean": "true|false", "string": r".*"}
    for field in fields:
        cells = frame[field["name"]]
        rules = field.get("constraints", {})
        if rules.get("required"):
            assert cells.notna().all(), field["name"]
        if field["type"] == "boolean":
            assert cells.notna().all(), f"{field['name']}: an empty cell would be read as true"
        cells = cells.dropna()
        assert cells.str.fullmatch(shapes[field["type"]]).all(), field["name"]
        assert (cells == cells.str.strip()).all(), field["name"]
        if "enum" in rules:
            assert set(cells) <= set(rules["enum"]), field["name"]
        if "pattern" in rules:
            assert cells.str.fullmatch(rules["pattern"]).all(), field["name"]
        if "minimum" in rules:
            assert cells.astype(float).min() >= rules["minimum"], field["name"]
        if "maximum" in rules:
            assert cells.astype(float).max() <= rules["maximum"], field["name"]


@each_table
def test_every_number_has_a_unit_and_every_column_a_description(name):
    for field in RESOURCES[name]["schema"]["fields"]:
        assert len(field["description"]) > 5, field["name"]
        if field["type"] in ("integer", "number"):
            assert field.get("unit"), f"{field['name']}: give its unit in datasets/metadata/{name}.toml"


@each_table
def test_keys_are_unique_and_complete(name):
    frame = read(name)
    key = RESOURCES[name]["schema"]["primaryKey"]
    assert frame[key].notna().all(axis=None)
    assert not frame.duplicated(key).any()


@each_table
def test_countries_are_known(name):
    known = set(read("countries")["iso3"])
    for link in RESOURCES[name]["schema"].get("foreignKeys", []):
        assert set(read(name)[link["fields"]].dropna()) <= known
    for column in ("iso3", "sending", "receiving"):
        if column in read(name) and name not in ("countries", "sandovia_corridors"):
            linked = [link["fields"] for link in RESOURCES[name]["schema"]["foreignKeys"]]
            assert column in linked


def test_every_country_is_used():
    used = set()
    for name, resource in RESOURCES.items():
        for link in resource["schema"].get("foreignKeys", []):
            used |= set(read(name)[link["fields"]].dropna())
    assert set(read("countries")["iso3"]) == used


@each_table
def test_the_source_is_complete(name):
    resource = RESOURCES[name]
    for word in ("title", "description", "publisher", "edition", "short", "licence_note"):
        assert resource[word].strip()
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", resource["retrieved"])
    assert resource["traps"] and all(trap.endswith(".") for trap in resource["traps"])
    assert all(licence["path"].startswith("https://") for licence in resource["licenses"])
    assert resource["sources"] and all(item["title"] and item["path"] for item in resource["sources"])
    # Nothing here may forbid commercial use or changes.
    assert not any("NC" in licence["name"] or "ND" in licence["name"] for licence in resource["licenses"])


@each_table
def test_invented_tables_say_so_and_only_they(name):
    resource = RESOURCES[name]
    frame = read(name)
    assert bool(resource.get("synthetic")) == ("synthetic" in frame.columns)
    if resource.get("synthetic"):
        assert set(frame["synthetic"]) == {"true"}
        assert "Invented data" in resource["description"] and "Invented data" in resource["short"]


@each_table
def test_tables_that_the_course_wrote_say_so_and_only_they(name):
    authored = bool(list((DATASETS / "authored").glob(f"{name}.*")))
    resource = RESOURCES[name]
    said = {"course-authored"} if authored and not resource.get("synthetic") else {None}
    assert {resource.get("status")} == said, "datasets/README.md, “A table that you write yourself”"
    if resource.get("status"):
        assert "written for this course" in resource["short"].lower() and resource["publisher"] == "This course"


@each_table
def test_no_old_names_of_countries(name):
    if name == "old_country_names":
        pytest.skip("this table names what is searched for")
    frame = read(name)
    texts = {RESOURCES[name]["title"], RESOURCES[name]["description"], *RESOURCES[name]["traps"]}
    for field in RESOURCES[name]["schema"]["fields"]:
        quoted = field["name"] in QUOTATIONS or (name, field["name"]) == ("country_names", "note")
        if field["type"] == "string" and not quoted:
            texts |= set(frame[field["name"]].dropna())
    everything = "\n".join(sorted(texts))
    for old in OLD_NAMES:
        found = re.search(old["find"], everything)
        assert not found, f"{found.group()!r}; write: {old['write']}"


def test_editions_are_never_mixed():
    for name in RESOURCES:
        frame = read(name)
        if "edition" not in frame:
            continue
        groups = frame.groupby("flow")["edition"] if "flow" in frame else [("", frame["edition"])]
        for _flow, editions in groups:
            assert editions.nunique() == 1, name
    assert set(read("migrant_stock_world")["edition"]) == {"2024"}
    assert set(read("migrant_stock_world_2020edition")["edition"]) == {"2020"}
    assert set(read("remittance_prices")["edition"]).isdisjoint(read("remittance_prices_2011_2020")["edition"])


def test_price_bases_are_never_mixed_within_a_flow():
    frame = read("financial_flows")
    assert (frame.groupby("flow")["price_basis"].nunique() == 1).all()
    assert set(frame["price_basis"]) == {"current USD", "constant 2018 USD"}


def test_namibia_and_current_names():
    names = read("countries").set_index("iso3")
    assert names.loc["NAM", "iso2"] == "NA"
    expected = {
        "TUR": "Türkiye",
        "CPV": "Cabo Verde",
        "CIV": "Côte d'Ivoire",
        "MKD": "North Macedonia",
        "MDA": "Republic of Moldova",
        "SWZ": "Eswatini",
        "CZE": "Czechia",
        "PSE": "State of Palestine",
        "XKX": "Kosovo (UNSC resolution 1244)",
        "HKG": "China, Hong Kong SAR",
        "VNM": "Viet Nam",
    }
    assert names["name"].loc[list(expected)].to_dict() == expected
    assert names["name"].is_unique


def test_all_tables_together_stay_small():
    assert sum(resource["bytes"] for resource in RESOURCES.values()) < 6_000_000


def test_the_wheel_carries_tables_and_manifest():
    project = tomllib.loads((DATASETS.parent / "pyproject.toml").read_text(encoding="utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert included["datasets/tables"] == "course/data/tables"
    assert included["datasets/datapackage.json"] == "course/data/datapackage.json"


def test_the_page_for_maintainers_lists_every_table_with_its_rows():
    page = (DATASETS / "README.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `(\w+)` \| ([\d,]+) \|", page, flags=re.MULTILINE))
    asked = "datasets/README.md, “The tables”: one row for each table, with its number of rows"
    assert listed == {name: f"{len(read(name)):,}" for name in RESOURCES}, asked
