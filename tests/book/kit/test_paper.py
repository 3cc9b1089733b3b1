"""The book on paper: one document whose links lead to its own places, printed with page numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from book.kit import paper
from book.places import Places
from course.command.test import find_browser

PAGES = [f"modules/m98_sample/{page}" for page in ("index", "lesson", "exercises")]


@pytest.fixture(scope="module")
def soup(small: Places) -> BeautifulSoup:
    """The pages of a module of the small book, put together for paper."""
    return BeautifulSoup(paper.combined(PAGES, "A sample", small.output), "html.parser")


def test_every_link_leads_to_a_place_in_the_document(soup: BeautifulSoup) -> None:
    places = {element["id"] for element in soup.find_all(id=True)}
    inner = [link["href"] for link in soup.find_all("a", href=True) if link["href"].startswith("#")]
    assert inner and {link.removeprefix("#") for link in inner} <= places
    assert not [link for link in soup.find_all("a", href=True) if link["href"].endswith(".html")]


def test_no_place_has_the_name_of_another(soup: BeautifulSoup) -> None:
    ids = [element["id"] for element in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_nothing_on_paper_asks_for_a_screen(soup: BeautifulSoup) -> None:
    assert not soup.select("script, button, .course-to-lab, .course-end-cite pre")
    assert "Open this page in JupyterLab" not in soup.get_text()
    assert "Which one?" in soup.get_text()


def test_the_pdf_has_page_numbers_and_links_that_work(small: Places, soup: BeautifulSoup, tmp_path: Path) -> None:
    target = tmp_path / "sample.pdf"
    paper.print_pdf(str(soup), target, find_browser())
    pdf = PdfReader(target)
    assert len(pdf.pages) >= 4  # the title and each page on sheets of their own
    for number, page in enumerate(pdf.pages[1:], start=2):
        assert str(number) in page.extract_text().split("\n")[-1] + page.extract_text().split("\n")[0]
    links = [one.get_object() for page in pdf.pages for one in page.get("/Annots") or ()]
    assert any("/Dest" in link or "/D" in link.get("/A", {}) for link in links)
    assert pdf.outline
