"""Put together the folder that Sphinx reads: front pages, generated pages, executed notebooks, contents."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from book import execute, fingerprint, notebooks
from book.places import GLOSSARY, GLOSSARY_TERMS, OUTLINE, PAGES, PATHS, SOURCES, TOC, Places
from book.translate import catalogues
from book.write import data, glossary, licences, module_map, modules, progress, sources, terms, toc, today
from book.write.language_note import below_title, note


def pages(places: Places, found: list[modules.Module]) -> dict[str, str]:
    """All pages that are not notebooks, by path in the source folder.

    Raises:
        ValueError: a data file of the book has a mistake; the text says which.
    """
    resources = data.read_resources(places.manifest)
    links = {module.code: f"[{module.code}](modules/{module.name}/index.md)" for module in found}
    table = modules.table(found)
    made = {}
    for path in sorted(PAGES.glob("*.md")):
        text, state = catalogues.page(path.read_text("utf-8"), places.language)
        text = text.replace("<!-- modules -->", table).replace("<!-- licences -->", licences.table(resources))
        made[path.name] = below_title(text, note(state))
    made["module-map.md"] = module_map.page(module_map.read_outline(OUTLINE), found)
    made["today.md"] = today.page(today.read_paths(PATHS), found)
    made["glossary.md"] = glossary.page(glossary.read_glossary(GLOSSARY), links)
    made["terms.md"] = terms.page(GLOSSARY_TERMS)
    made["data.md"] = data.page(resources)
    made["my-progress.md"] = progress.page(places, found)
    made["sources.md"] = sources.page(sources.read_sources(SOURCES), resources)
    made |= {f"modules/{module.name}/index.md": modules.first_page(module, found) for module in found}
    made["_toc.yml"] = toc.contents(TOC, found)
    return made


def executed(places: Places, found: list[modules.Module], say: Callable[[str], None]) -> dict[str, str]:
    """The notebooks with their outputs, by path in the source folder.

    Raises:
        NotReleased: a notebook holds what only trainers may see.
        NotebookFailed: a cell failed.
        FileNotFoundError: a module has no release.
    """
    library = fingerprint.library(places.language)
    tasks = []
    for module in found:
        for page in module.pages:
            path = places.release / module.name / f"{page}.ipynb"
            if not path.is_file():
                raise FileNotFoundError(
                    f"{module.name} has no released {page}: run `make release` and read its messages"
                )
            source, state = catalogues.notebook(notebooks.read(path), places.language)
            notebook = notebooks.for_book(source, modules.notebook_header(module, page, state))
            tasks.append(execute.task(f"{module.name}/{page}", notebook, library, _spoken(places.language, state)))
    done = execute.run_all(tasks, places.executed, say)
    return {f"modules/{name}.ipynb": text for name, text in done.items()}


def _spoken(language: str, state: str) -> dict[str, str]:
    """The variables that tell a notebook's kernel its languages: that of buttons and tools, and that of the page."""
    if language == catalogues.SOURCE:
        return {}
    return {"COURSE_LANG": language, "COURSE_TEXT_LANG": catalogues.SOURCE if state == "none" else language}


def downloads(places: Places, found: list[modules.Module]) -> dict[str, str]:
    """The released notebooks as readers download them, by path in the source folder."""
    return {
        f"downloads/{module.name}/{page}.ipynb": (places.release / module.name / f"{page}.ipynb").read_text("utf-8")
        for module in found
        for page in module.pages
    }


def write(folder: Path, contents: dict[str, str]) -> None:
    """Make ``folder`` hold exactly ``contents``; unchanged files keep their time, so Sphinx leaves them alone."""
    wanted = {folder / name for name in contents}
    for path in fingerprint.files_in(folder) if folder.is_dir() else []:
        if path not in wanted:
            path.unlink()
    for name, text in contents.items():
        path = folder / name
        if path.is_file() and path.read_text("utf-8") == text:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def clean(places: Places) -> None:
    """Remove everything that a build made."""
    for folder in (places.output, places.work):
        shutil.rmtree(folder, ignore_errors=True)
