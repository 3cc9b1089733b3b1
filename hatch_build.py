"""Build hook of the wheel: ships the JupyterLab extension with the list of cells that may run by themselves."""

import importlib.util
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class LabExtension(BuildHookInterface):
    """Adds ``share/jupyter/labextensions`` to the wheel."""

    def initialize(self, version: str, build_data: dict) -> None:
        """Write the list of cells and name the files for the wheel."""
        root = Path(self.root)
        spec = importlib.util.spec_from_file_location("cells", root / "course/lab/cells.py")
        cells = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(cells)
        listed = root / "build/lab/cells.json"
        cells.write(root / "modules", listed)
        target = "share/jupyter/labextensions/@migration-development/course"
        build_data["shared_data"][str(root / "course/lab/extension")] = target
        build_data["shared_data"][str(root / "course/lab/settings.json")] = "share/jupyter/lab/settings/overrides.json"
        build_data["shared_data"][str(listed)] = f"{target}/static/cells.json"
