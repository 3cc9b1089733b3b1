"""From Sphinx's folder to the readers' folder."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from book.places import ROOT, Places
from book.publish import Unfinished, publish


def sums(folder: Path) -> dict[str, str]:
    """A checksum of every file."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture
def own(small: Places, tmp_path: Path) -> Places:
    """A copy of the small book's folders, to be published anew."""
    copytree(small.work, tmp_path / "work")
    (tmp_path / "work" / "published.txt").unlink()
    return Places(small.modules, small.release, small.manifest, tmp_path / "pages", tmp_path / "work")


def test_each_page_has_one_style_sheet_and_waits_for_no_script(small: Places) -> None:
    for page in small.output.rglob("*.html"):
        text = page.read_text("utf-8")
        assert text.count('rel="stylesheet"') == 1, page.name
        assert text.count("course/book.js") == 1, page.name
        assert "bootstrap" not in text, page.name
        blocking = [line for line in text.split("\n") if "<script" in line and "src=" in line and "defer" not in line]
        assert all("documentation_options.js" in line for line in blocking), (page.name, blocking)


def test_the_colours_that_scripts_number_are_there(small: Places) -> None:
    """Scripts write ``ct-fill-${number}``: without these rules every second series of a tool's chart is black."""
    sheet = (small.output / "_static" / "course" / "book.css").read_text("utf-8")
    for name in (*(f"ct-fill-{number}" for number in range(1, 7)), "cq-note--bad", "ct-note--good", "ct-map-box--m"):
        assert f".{name}" in sheet, name


def test_a_page_that_is_gone_goes_and_what_others_made_stays(own: Places) -> None:
    publish(own)
    (own.output / "lab").mkdir()
    (own.output / "lab" / "index.html").write_text("of the browser lab", "utf-8")
    (own.source / "glossary.md").unlink()
    publish(own)
    assert not (own.output / "glossary.html").exists()
    assert (own.output / "lab" / "index.html").is_file()
    assert (own.output / "index.html").is_file()


def test_a_page_that_needs_a_lost_data_file_stops_the_build(own: Places) -> None:
    page = own.html / "index.html"
    page.write_text(page.read_text("utf-8").replace("</article>", '<div data-src="00ff"></div></article>'), "utf-8")
    with pytest.raises(Unfinished, match=r"index\.html needs the data file 00ff"):
        publish(own)


def test_a_theme_without_a_script_that_we_load_stops_the_build(own: Places) -> None:
    (own.html / "_static" / "scripts" / "sphinx-book-theme.js").unlink()
    with pytest.raises(Unfinished, match="the theme has changed"):
        publish(own)


BUILD = """
import sys
from pathlib import Path
from book import build
from book.places import Places
modules, release, manifest, folder = map(Path, sys.argv[1:])
assert build.build(Places(modules, release, manifest, folder / "pages", folder / "work"), make_release=False)
"""


def test_building_twice_gives_the_same_bytes(small: Places, tmp_path: Path) -> None:
    """Notebooks are run again, too, in a process with another order of hashes and another working folder."""
    arguments = [str(path) for path in (small.modules, small.release, small.manifest, tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo"}
    subprocess.run([sys.executable, "-c", BUILD, *arguments], cwd=tmp_path, env=environment, check=True, timeout=900)
    first, second = sums(small.output), sums(tmp_path / "pages")
    assert len(first) > 60
    assert second == first
