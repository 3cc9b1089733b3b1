"""Where the book is made from and made to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from course.i18n import NAMES

BOOK = Path(__file__).resolve().parent
ROOT = BOOK.parent

CONFIG = BOOK / "_config.yml"
TOC = BOOK / "_toc.yml"
PAGES = BOOK / "pages"
TEMPLATES = BOOK / "templates"
THEME = BOOK / "theme"
GLOSSARY = ROOT / "datasets" / "authored" / "glossary.toml"
SOURCES = BOOK / "glossary" / "sources.toml"
GLOSSARY_TERMS = BOOK / "glossary" / "terms.toml"
OUTLINE = BOOK / "outline.toml"
PATHS = BOOK / "paths.toml"

#: The notebooks of a module, in reading order.
NOTEBOOKS = ("lesson", "exercises", "selfcheck")
#: The one that a module may leave out: practice for people without a trainer.
SELF_CHECK = "selfcheck"
#: The folder of the browser lab inside the English book.
LAB = "lab"


def own_files(folder: Path, pattern: str) -> list[Path]:
    """The files of one book in a fixed order, without the books in other languages and the lab that stand inside it."""
    others = {*NAMES, LAB}
    return [path for path in sorted(folder.rglob(pattern)) if path.relative_to(folder).parts[0] not in others]


@dataclass(frozen=True)
class Places:
    """The folders of one build; tests build a small book elsewhere.

    Attributes:
        modules: source modules (only ``module.toml`` is read here; notebooks come from ``release``).
        release: what trainees receive, ``<module>/lesson.ipynb`` and ``exercises.ipynb``.
        manifest: the Data Package of the datasets.
        output: the finished pages.
        work: sources for Sphinx, executed notebooks, caches.
        language: two-letter code of the book's language.
    """

    modules: Path = ROOT / "modules"
    release: Path = ROOT / "build" / "release"
    manifest: Path = ROOT / "datasets" / "datapackage.json"
    output: Path = ROOT / "build" / "book"
    work: Path = ROOT / "build" / "book-work"
    language: str = "en"

    def in_language(self, language: str) -> Places:
        """The folders of the same book in another language: it stands in a folder inside the English book."""
        if language == self.language:
            return self
        return replace(self, output=self.output / language, work=self.work / language, language=language)

    @property
    def lab(self) -> Path:
        """The browser lab, which all languages share; ``make lab`` makes it, ``make book`` leaves it alone."""
        return (self.output if self.language == "en" else self.output.parent) / LAB

    @property
    def has_lab(self) -> bool:
        """Whether pages can lead to the lab."""
        return (self.lab / "jupyter-lite.json").is_file()

    @property
    def source(self) -> Path:
        """What Sphinx reads."""
        return self.work / "source"

    @property
    def executed(self) -> Path:
        """Executed notebooks, named after what they depend on."""
        return self.work / "executed"

    @property
    def doctrees(self) -> Path:
        """What Sphinx has read."""
        return self.work / "doctrees"

    @property
    def data_files(self) -> Path:
        """Large descriptions; beside the doctrees, so that a page that is not read again finds them."""
        return self.doctrees / "data"

    @property
    def html(self) -> Path:
        """What Sphinx writes; the book is made from it."""
        return self.work / "html"

    @property
    def kept(self) -> Path:
        """Results of small steps, named after what they are made from."""
        return self.work / "kept"

    @property
    def stamp(self) -> Path:
        """Holds the fingerprint of the last build that succeeded."""
        return self.work / "finished"
