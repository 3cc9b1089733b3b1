"""A small book from two invented modules, and the seeds when they are at hand."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from book import build
from book.places import Places
from tests.book.sample import write_module

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """Folders of a small book that is built."""
    folder = tmp_path_factory.mktemp("small-book")
    places = Places(
        modules=folder / "modules",
        release=folder / "release",
        manifest=ROOT / "datasets" / "datapackage.json",
        output=folder / "pages",
        work=folder / "work",
    )
    write_module(places.modules, places.release, "m00_orientation", "Orientation")
    write_module(places.modules, places.release, "m98_sample", "A sample")
    assert build.build(places, make_release=False)
    return places


@pytest.fixture
def descriptions(small: Places) -> Iterator[list[dict[str, Any]]]:
    """The descriptions of questions on the sample's exercises page."""
    page = (small.output / "modules" / "m98_sample" / "exercises.html").read_text("utf-8")
    parts = [one.partition('<script type="application/json">')[2] for one in page.split('<div class="course-view"')[1:]]
    yield [json.loads(part.split("</script>")[0]) for part in parts]


@pytest.fixture(scope="session")
def seeds() -> dict[str, list[str]]:
    """Lines of each seed document by its number; the test is skipped where the seeds are not at hand."""
    folder = Path(os.environ.get("COURSE_SEEDS", ROOT.parent / "shared" / "seeds"))
    if not folder.is_dir():
        pytest.skip("the seed documents are not on this machine")
    return {path.name[:3]: path.read_text("utf-8").split("\n") for path in sorted(folder.glob("[0-9]*.txt"))}
