"""The style sheet of course pages in JupyterLab is whole and finds its fonts."""

import re

from course.lab import install, sheet
from course.web import bundle


def test_the_sheet_holds_tokens_cards_charts_and_the_page():
    text = sheet.text()
    assert bundle.css() in text
    for rule in ("--mdt-paper:", ".course-question", ".course-chart__table", ".mdt-page", "@font-face"):
        assert rule in text, rule


def test_every_file_of_the_sheet_is_installed(tmp_path):
    target = install.install(tmp_path / "prefix", tmp_path / "modules") / "static"
    files = re.findall(r'url\("([^")]+)"\)', (target / "style.css").read_text())
    assert files
    for file in files:
        assert (target / file).stat().st_size > 1000, file
    assert "style.css" in (target / "remoteEntry.js").read_text()


def test_the_sheet_asks_for_nothing_from_outside():
    assert not re.search(r"https?://|@import", sheet.text())


def test_the_wheel_ships_what_the_installation_writes(tmp_path):
    """The build hook and ``install`` put the same files in the extension's folder."""
    import importlib.util
    from pathlib import Path

    root = Path(__file__).parents[3]
    spec = importlib.util.spec_from_file_location("hatch_build", root / "hatch_build.py")
    hook = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hook)
    data = {"shared_data": {}}
    builder = object.__new__(hook.LabExtension)
    builder._BuildHookInterface__root = str(root)
    builder.initialize("standard", data)
    folder = "share/jupyter/labextensions/@migration-development/course/static/"
    shipped = {target.removeprefix(folder) for target in data["shared_data"].values() if target.startswith(folder)}
    made = install.install(tmp_path, root / "modules") / "static"
    written = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    by_hand = {path.name for path in (root / "course/lab/extension/static").iterdir()}  # shipped as a folder
    assert shipped == written - by_hand
