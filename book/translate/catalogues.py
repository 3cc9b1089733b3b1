"""The catalogues of the pages, ``book/locale/<language>/*.po``, and what they do to a page and to a notebook."""

from __future__ import annotations

import copy
import gettext
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from nbformat import NotebookNode

from book.translate import code, markdown
from course import catalogue
from course.i18n import LOCALES as COURSE
from course.i18n import NAMES

LOCALES = Path(__file__).parents[1] / "locale"
SOURCE = "en"


class UnknownLanguage(ValueError):
    """The book has no catalogue for this language."""


def languages() -> list[str]:
    """Languages that the book can be made in, English first."""
    return [code for code in NAMES if code == SOURCE or (LOCALES / code).is_dir()]


def checked(language: str) -> str:
    """``language`` if the book can be made in it.

    Raises:
        UnknownLanguage: it cannot; the text names those that can.
    """
    if language not in languages():
        known = ", ".join(f"{code} ({NAMES[code]})" for code in languages())
        raise UnknownLanguage(f"there is no book in {language!r}. Languages: {known}")
    return language


class _Missing(gettext.NullTranslations):
    """Stands behind a catalogue: a text may rightly stay as it is ("Menu"), so a missing one must be told apart."""

    def gettext(self, message: str) -> None:  # type: ignore[override]
        return None


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    titles = COURSE / language / "titles.po"  # of modules: the library shows them, too
    own = sorted((LOCALES / language).glob("*.po"))
    found = catalogue.compiled([*own, titles] if titles.is_file() else own)
    found.add_fallback(_Missing())
    return found if isinstance(found, gettext.GNUTranslations) else _Missing()


def files(language: str) -> list[Path]:
    """Every catalogue that a book in ``language`` depends on."""
    return sorted([*(LOCALES / language).glob("*.po"), *(COURSE / language).glob("*.po")])


def english(text: str) -> str:
    """``text`` as English words inside a page of another language: docutils makes ``lang="en"`` from the class."""
    return f"[{text}]{{.language-{SOURCE}}}"


@dataclass
class Translator:
    """Translates texts into one language and remembers those that it could not.

    Attributes:
        language: two-letter code.
        done: how many texts it translated.
        missing: the texts that stayed English.
    """

    language: str
    done: int = 0
    missing: list[str] = field(default_factory=list)

    def known(self, text: str) -> str | None:
        """The translation of ``text``, or None."""
        return text if self.language == SOURCE else _catalogue(self.language).gettext(text)

    def words(self, text: str) -> str:
        """The translation of a plain text, or the English one."""
        found = self.known(text)
        if found is None:
            self.missing.append(text)
            return text
        self.done += 1
        return found

    def marked(self, text: str) -> str:
        """The translation of a text of a page, or the English one with a sign for screen readers and search engines."""
        found = self.words(text)
        return english(found) if self.known(text) is None else found

    @property
    def state(self) -> str:
        """How much of a page is translated: ``whole``, ``partly`` or ``none``."""
        return "whole" if not self.missing else "partly" if self.done else "none"

    @property
    def page_state(self) -> str:
        """The same for a page of running text: a few translated headings among English paragraphs help nobody."""
        return "none" if self.state == "partly" and self.done < len(self.missing) else self.state


def page(source: str, language: str) -> tuple[str, str]:
    """A Markdown page and how much of it is translated; one that is mostly English stays as it is."""
    translator = Translator(language)
    text = markdown.replaced(source, translator.marked)
    return (source if translator.page_state == "none" else text), translator.page_state


def notebook(source: NotebookNode, language: str) -> tuple[NotebookNode, str]:
    """A released notebook and how much of it is translated, like :func:`page`. Ids and keys never change."""
    translator = Translator(language)
    made = copy.deepcopy(source)
    for cell in made.cells:
        if cell.cell_type == "markdown":
            cell.source = markdown.replaced(cell.source, translator.marked)
        elif "course-run" in cell.metadata.get("tags", []):
            cell.source = code.replaced(cell.source, translator.words)
    return (source if translator.page_state == "none" else made), translator.page_state
