"""Tables that the course writes itself: one file of rows, one of descriptions, nothing registered by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from datasets.derive.__main__ import as_csv
from datasets.derive.authored import BadRow, authored_table, authored_tables
from datasets.derive.metadata import UndescribedTable
from datasets.derive.tables import OUR_OWN

DESCRIBED = {
    "key": ["id"],
    "fields": [
        {"name": "id", "type": "string"},
        {"name": "text", "type": "string", "required": True},
        {"name": "year", "type": "integer"},
        {"name": "open", "type": "boolean"},
        {"name": "themes", "type": "string"},
    ],
}


def put(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_of_a_toml_file_keep_their_order_and_whole_numbers(tmp_path: Path):
    path = put(
        tmp_path,
        "events.toml",
        """
[[row]]
id = "b"
text = '''
Two lines
of text'''
year = 2018
open = true
themes = ["work", "rights"]

[[row]]
id = "a"
text = "No year"
open = false
themes = []
""",
    )
    table = as_csv(authored_table(path, DESCRIBED)).decode()
    assert table == "id,text,year,open,themes\nb,Two lines of text,2018,true,work; rights\na,No year,,false,\n"


def test_a_csv_file_gives_the_same_table(tmp_path: Path):
    path = put(tmp_path, "events.csv", "id,year,text,open,themes\nNA,2018,Namibia,true,work\n")
    assert as_csv(authored_table(path, DESCRIBED)).decode() == "id,text,year,open,themes\nNA,Namibia,2018,true,work\n"


def test_invented_rows_get_their_mark(tmp_path: Path):
    path = put(tmp_path, "people.csv", "id,text\nx,y\n")
    fields = [{"name": "id"}, {"name": "text"}, "synthetic"]
    table = authored_table(path, {"key": ["id"], "fields": fields, "synthetic": True})
    assert list(table["synthetic"]) == ["true"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('id = "a"\ntext = "x"\ncolour = "red"', "not described.*colour"),
        ('id = "a"', "missing.*text"),
        ('text = "x"', "missing.*id"),
        ('id = "a"\ntext = "  "', "missing.*text"),
    ],
)
def test_a_row_with_too_much_or_too_little_is_named(tmp_path: Path, row, said):
    path = put(tmp_path, "events.toml", f'[[row]]\nid = "first"\ntext = "x"\n\n[[row]]\n{row}\n')
    with pytest.raises(BadRow, match=f"(?s)events.toml, row 2.*{said}"):
        authored_table(path, DESCRIBED)


def test_a_csv_row_with_a_cell_too_many_is_named(tmp_path: Path):
    path = put(tmp_path, "events.csv", "id,text\na,b,c\n")
    with pytest.raises(BadRow, match="row 1"):
        authored_table(path, DESCRIBED)


def test_every_file_of_the_folder_is_a_table(tmp_path: Path):
    put(tmp_path, "one.toml", "")
    put(tmp_path, "two.csv", "id\n")
    assert sorted(authored_tables(tmp_path)) == ["one", "two"]
    assert set(authored_tables()) <= set(OUR_OWN)


def test_a_file_that_nobody_described_is_named(tmp_path: Path):
    with pytest.raises(UndescribedTable, match=r"nobody_knows\.toml"):
        authored_table(put(tmp_path, "nobody_knows.toml", ""))
