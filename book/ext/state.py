"""Tell Sphinx what else the pages depend on, and keep the files that myst-nb extracts out of the way."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx


def _set_folder(app: Sphinx) -> None:
    # myst-nb always extracts next to the pages' folder; its setting exists but is overwritten at start.
    if app.config.course_extracted:
        app.env.mystnb_config = app.env.mystnb_config.copy(output_folder=app.config.course_extracted)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.add_config_value("course_extracted", "", "")
    # Changed code of an extension changes this text, and Sphinx then reads all pages again.
    app.add_config_value("course_appearance", "", "env")
    # Jupyter Book always sets this for an extension that is left out here, because it loads scripts from outside.
    app.add_config_value("comments_config", {}, "")
    app.connect("builder-inited", _set_folder, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
