"""Where the book is made from and made to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

BOOK = Path(__file__).resolve().parent
ROOT = BOOK.parent

CONFIG = BOOK / "_config.yml"
TOC = BOOK / "_toc.yml"
PAGES = BOOK / "pages"
TEMPLATES = BOOK / "templates"
THEME = BOOK / "theme"
GLOSSARY = ROOT / "datasets" / "authored" / "glossary.toml"
SOURCES = BOOK / "glossary" / "sources.toml"

#: The notebooks of a module, in reading order.
NOTEBOOKS = ("lesson", "exercises")


@dataclass(frozen=True)
class Places:
    """The folders of one build; tests build a small book elsewhere.

    Attributes:
        modules: source modules (only ``module.toml`` is read here; notebooks come from ``release``).
        release: what trainees receive, ``<module>/lesson.ipynb`` and ``exercises.ipynb``.
        manifest: the Data Package of the datasets.
        output: the finished pages.
        work: sources for Sphinx, executed notebooks, caches.
    """

    modules: Path = ROOT / "modules"
    release: Path = ROOT / "build" / "release"
    manifest: Path = ROOT / "datasets" / "datapackage.json"
    output: Path = ROOT / "build" / "book"
    work: Path = ROOT / "build" / "book-work"

    @property
    def source(self) -> Path:
        """What Sphinx reads."""
        return self.work / "source"

    @property
    def executed(self) -> Path:
        """Executed notebooks, named after what they depend on."""
        return self.work / "executed"

    @property
    def stamp(self) -> Path:
        """Holds the fingerprint of the last build that succeeded."""
        return self.work / "finished"
