"""The pages of the lab: JupyterLite with the released notebooks, our extension, and the engine beside it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

from book.lab import sources
from book.places import NOTEBOOKS, TEMPLATES, Places
from course.lab import install

#: Two of JupyterLite's programs: one page with one notebook, and the list of files.
APPS = ("notebooks", "tree")
#: What an output needs besides: our views and charts. Each more costs time at each start.
_INSTALLED = ("anywidget", "jupyterlab-plotly")
TITLE = "Browser lab · Migration and Development"
LAYOUT = TEMPLATES / "layout.html"
_ICON = re.compile(r'<link rel="icon"[^>]*>')
_TITLE = re.compile(r"<title>[^<]*</title>")
_INSIDE = "/share/jupyter/labextensions/"
_KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
_KERNELSPEC = {"name": "python", "display_name": "Python", "language": "python"}
# Parts that ask for files which only a server has, that show what readers need not know, or that cost time.
_DISABLED = (
    "@jupyterlab/apputils-extension:announcements",
    "@jupyterlab/celltags-extension",
    "@jupyterlab/debugger-extension",
    "@jupyterlab/extensionmanager-extension",
    "@jupyterlab/notebook-extension:toc",
    "@jupyterlab/pluginmanager-extension",
    "@jupyterlab/toc-extension",
    "@jupyter-notebook/notebook-extension:checkpoints",
    "@jupyter-notebook/notebook-extension:kernel-logo",
    "@jupyter-notebook/notebook-extension:tab-icon",
    "@jupyter-notebook/notebook-extension:trusted",
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
    """The folders of the extensions: ours, those of the environment, and those that come as wheels.

    Raises:
        Missing: one cannot be had.
    """
    shutil.rmtree(work, ignore_errors=True)
    found = [install.install(work / "prefix", places.modules)]
    for entry in sources.plan()["extension"]:
        found.append(_unpack(sources.from_pypi(entry, downloads), work))
    installed = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
    for name in _INSTALLED:
        if not (installed / name / "package.json").is_file():
            raise sources.Missing(f"the JupyterLab extension {name} is not in {installed}: install requirements.txt")
        found.append(installed / name)
    return found


def _unpack(path: Path, work: Path) -> Path:
    """The extension inside a wheel, without source maps and without wheels; those are part of the engine."""
    with zipfile.ZipFile(path) as wheel:
        names = [name for name in wheel.namelist() if _INSIDE in name and not name.endswith((".map", ".whl", "/"))]
        for name in names:
            target = work / name.split(_INSIDE)[1]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(wheel.read(name))
    described = next(name for name in names if name.endswith("/package.json"))
    return work / Path(described.split(_INSIDE)[1]).parent


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
    config = work / "jupyter_lite_config.json"
    config.write_text(json.dumps({"LiteBuildConfig": {
        "lite_dir": str(work), "output_dir": str(target), "cache_dir": str(work / "cache"),
        "apps": list(APPS), "contents": [str(work / "content")], "ignore_sys_prefix": True, "no_sourcemaps": True,
        "federated_extensions": [str(path) for path in found],
    }}), "utf-8")  # fmt: skip
    command = [sys.executable, "-m", "jupyterlite_core", "build", "--config", str(config)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1577836800"}  # else the listing of files has today's date
    made = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, check=False)
    if made.returncode:
        raise sources.Missing("JupyterLite could not be built:\n" + (made.stdout + made.stderr)[-2000:])
    _configure(target / "jupyter-lite.json")
    icon = _ICON.search(LAYOUT.read_text("utf-8"))
    for name in APPS:
        page = target / name / "index.html"
        page.write_text(dressed(page.read_text("utf-8"), icon[0] if icon else ""), "utf-8")


def dressed(page: str, icon: str) -> str:
    """A page of JupyterLite with its language, our title and our icon: without one, browsers ask the server for it.

    Raises:
        Missing: JupyterLite writes its pages in another way.
    """
    found = page.replace("<html>", '<html lang="en">', 1)
    found = _TITLE.sub(f"<title>{TITLE}</title>\n    {icon}", found, count=1)
    if found.count(TITLE) != 1 or 'lang="en"' not in found:
        raise sources.Missing("JupyterLite has changed: its pages have no <html> or no <title> where they were")
    return found


def _configure(path: Path) -> None:
    """Tell the pages where the engine is and what it loads at its start."""
    document: dict[str, Any] = json.loads(path.read_text("utf-8"))
    config = document["jupyter-config-data"]
    config |= {"appName": "Migration and Development", "exposeAppInBrowser": True, "courseLab": "yes"}
    config["disabledExtensions"] = list(_DISABLED)
    config["settingsOverrides"] = json.loads(install.SETTINGS.read_text("utf-8"))
    settings = config.setdefault("litePluginSettings", {}).setdefault(_KERNEL, {})
    settings |= {
        "pyodideUrl": "./pyodide/pyodide.js",
        "disablePyPIFallback": True,
        "pipliteUrls": [],
        "loadPyodideOptions": {"packages": sources.plan()["start"]["packages"]},
    }
    path.write_text(json.dumps(document, indent=1, sort_keys=True), "utf-8")
