"""Where the book is made from and made to."""

from __future__ import annotations

from pathlib import Path

BOOK = Path(__file__).resolve().parent
ROOT = BOOK.parent
MODULES = ROOT / "modules"
DATASETS = ROOT / "datasets"
RELEASE = ROOT / "build" / "release"

OUTPUT = ROOT / "build" / "book"
WORK = ROOT / "build" / "book-work"
SOURCE = WORK / "source"
DOCTREES = WORK / "doctrees"
EXECUTED = WORK / "executed"
EXTRACTED = WORK / "extracted"
STAMP = WORK / "finished"

CONFIG = BOOK / "_config.yml"
TOC = BOOK / "_toc.yml"
PAGES = BOOK / "pages"
THEME = BOOK / "theme"
GLOSSARY = BOOK / "glossary" / "glossary.toml"
SOURCES = BOOK / "glossary" / "sources.toml"
MANIFEST = DATASETS / "datapackage.json"

NOTEBOOKS = ("lesson", "exercises")
