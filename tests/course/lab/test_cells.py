"""Only the cells that the course ships may run by themselves."""

import hashlib
import json

from course.lab import cells, install


def page(folder, *sources, tag=cells.TAG):
    folder.mkdir(parents=True, exist_ok=True)
    listed = [{"cell_type": "code", "metadata": {"tags": [tag]}, "source": source} for source in sources]
    (folder / "lesson.ipynb").write_text(json.dumps({"cells": listed}))


def test_names_the_exact_sources(tmp_path):
    page(tmp_path / "m00", ["a = 1\n", "b"], "c")
    expected = sorted(hashlib.sha256(text.encode()).hexdigest() for text in ("a = 1\nb", "c"))
    assert cells.digests(tmp_path) == expected


def test_other_cells_are_not_named(tmp_path):
    page(tmp_path / "m00", "rm", tag="other")
    assert cells.digests(tmp_path) == []


def test_installed_extension_reads_its_list(tmp_path):
    page(tmp_path / "modules" / "m00", "c")
    target = install.install(tmp_path / "prefix", tmp_path / "modules")
    assert len(json.loads((target / "static" / "cells.json").read_text())) == 1
    assert (target / "static" / "remoteEntry.js").exists()
    assert json.loads((target / "package.json").read_text())["jupyterlab"]["_build"]["load"] == "static/remoteEntry.js"
