"""The pages of the lab: JupyterLite with the released notebooks, our extension, and the engine beside it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

from book.lab import sources
from book.places import NOTEBOOKS, Places
from course.lab import install

#: Two of JupyterLite's programs: one page with one notebook, and the list of files.
APPS = ("notebooks", "tree")
#: What an output needs: widgets, our views, charts. Each more costs time at each start.
_EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "anywidget", "jupyterlab-plotly")
_KERNEL = "@jupyterlite/pyodide-kernel-extension"
_KERNELSPEC = {"name": "python", "display_name": "Python", "language": "python"}
# The lab has one engine and no server: these would only ask for what is not there, or offer a way out of the course.
_DISABLED = (
    "@jupyterlab/extensionmanager-extension",
    "@jupyterlab/apputils-extension:announcements",
    "@jupyterlite/application-extension:share-file",
)


def contents(places: Places, target: Path) -> None:
    """The released notebooks as a learner finds them: ``<module>/lesson.ipynb``, with the lab's engine."""
    shutil.rmtree(target, ignore_errors=True)
    for folder in sorted(path for path in places.release.iterdir() if path.is_dir()):
        for page in NOTEBOOKS:
            source = folder / f"{page}.ipynb"
            if source.is_file():
                notebook = json.loads(source.read_text("utf-8"))
                notebook["metadata"]["kernelspec"] = _KERNELSPEC
                path = target / folder.name / source.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(json.dumps(notebook, ensure_ascii=False, separators=(",", ":")), "utf-8")


def extensions(places: Places, downloads: Path, work: Path) -> list[Path]:
    """The folders of the extensions: ours, those of the environment, and the engine's from its wheel."""
    shutil.rmtree(work, ignore_errors=True)
    ours = install.install(work / "prefix", places.modules)
    with zipfile.ZipFile(sources.from_pypi(sources.plan()["kernel"], downloads)) as wheel:
        inside = f"/labextensions/{_KERNEL}/"
        for name in wheel.namelist():
            if inside in name and not name.endswith((".map", ".whl", "/")):
                path = work / _KERNEL / name.split(inside)[1]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(wheel.read(name))
    installed = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
    for name in _EXTENSIONS:
        if not (installed / name / "package.json").is_file():
            raise sources.Missing(f"the JupyterLab extension {name} is not in {installed}: install requirements.txt")
    return [ours, work / _KERNEL, *(installed / name for name in _EXTENSIONS)]


def build(places: Places, downloads: Path, work: Path, target: Path) -> None:
    """Write JupyterLite's pages.

    Args:
        places: folders of the book; the release is read.
        downloads: where fetched files are kept between builds.
        work: a folder for what is needed on the way.
        target: the finished pages, without the engine.

    Raises:
        Missing: a part cannot be had, or JupyterLite's builder stopped.
    """
    work.mkdir(parents=True, exist_ok=True)
    contents(places, work / "content")
    found = extensions(places, downloads, work / "extensions")
    shutil.rmtree(target, ignore_errors=True)
    settings = work / "overrides.json"
    shutil.copyfile(install.SETTINGS, settings)
    config = work / "jupyter_lite_config.json"
    config.write_text(json.dumps({"LiteBuildConfig": {
        "lite_dir": str(work), "output_dir": str(target), "cache_dir": str(work / "cache"),
        "apps": list(APPS), "contents": [str(work / "content")], "ignore_sys_prefix": True, "no_sourcemaps": True,
        "federated_extensions": [str(path) for path in found], "settings_overrides": [str(settings)],
    }}), "utf-8")  # fmt: skip
    command = [sys.executable, "-m", "jupyterlite_core", "build", "--config", str(config)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1577836800"}  # else the listing of files has today's date
    made = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, check=False)
    if made.returncode:
        raise sources.Missing("JupyterLite could not be built:\n" + (made.stdout + made.stderr)[-2000:])
    _configure(target / "jupyter-lite.json")


def _configure(path: Path) -> None:
    """Tell the pages where the engine is and what it loads at its start."""
    document: dict[str, Any] = json.loads(path.read_text("utf-8"))
    config = document["jupyter-config-data"]
    config |= {"appName": "Migration and Development", "exposeAppInBrowser": True, "disabledExtensions": list(_DISABLED)}
    settings = config.setdefault("litePluginSettings", {}).setdefault(f"{_KERNEL}:kernel", {})
    settings |= {
        "pyodideUrl": "./pyodide/pyodide.js",
        "disablePyPIFallback": True,
        "pipliteUrls": [],
        "loadPyodideOptions": {"packages": sources.plan()["start"]["packages"]},
    }
    path.write_text(json.dumps(document, indent=1, sort_keys=True), "utf-8")
