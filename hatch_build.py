"""Build hook of the wheel: ships the JupyterLab extension with its style sheet and the list of cells that may run."""

import sys
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class LabExtension(BuildHookInterface):
    """Adds ``share/jupyter/labextensions`` to the wheel."""

    def initialize(self, version: str, build_data: dict) -> None:
        """Write the list of cells and the style sheet, and name the files for the wheel."""
        root = Path(self.root)
        sys.path.insert(0, self.root)  # the course itself is not installed yet; these modules need nothing else
        try:
            from course.lab import cells, sheet
        finally:
            sys.path.remove(self.root)
        made = root / "build/lab"
        cells.write(root / "modules", made / "cells.json")
        target = "share/jupyter/labextensions/@migration-development/course"
        build_data["shared_data"][str(root / "course/lab/extension")] = target
        build_data["shared_data"][str(root / "course/lab/settings.json")] = "share/jupyter/lab/settings/overrides.json"
        for path in [made / "cells.json", *sheet.write(made)]:
            build_data["shared_data"][str(path)] = f"{target}/static/{path.relative_to(made).as_posix()}"
