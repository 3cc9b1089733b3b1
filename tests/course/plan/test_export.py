"""The plan as files: every figure of the country in them equals the data pack, and the files are what they say."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from course import data
from course.numbers import format_number
from course.plan import check, examples, export, outline
from course.plan.facts import pack
from course.plan.paper import document, page, pdf, word
from course.plan.paper.blocks import Figure, Paper, Table
from course.plan.rules.numbers_in_words import numbers

COUNTRIES = examples.names()


@pytest.fixture(scope="module")
def papers() -> dict[str, Paper]:
    return {country: document.build(check.values(examples.pieces(country))) for country in COUNTRIES}


@pytest.fixture(scope="module")
def written(papers: dict[str, Paper]) -> dict[str, bytes]:
    return {country: word.write(paper) for country, paper in papers.items()}


@pytest.fixture(scope="module")
def pdfs(papers: dict[str, Paper]) -> dict[str, PdfReader]:
    return {country: PdfReader(io.BytesIO(pdf.write(paper))) for country, paper in papers.items()}


@pytest.fixture
def opened(written: dict[str, bytes]) -> Callable:
    return lambda country: docx.Document(io.BytesIO(written[country]))


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_figure_of_the_profile_in_word_equals_the_data_pack(opened: Callable, country: str) -> None:
    figures = {figure.label: figure for figure in pack(country).values()}
    figures |= {"Women and girls among the immigrants": pack(country)["immigrants_women_pct"],
                "Women and girls among people abroad": pack(country)["emigrants_women_pct"]}  # fmt: skip
    profile = next(table for table in opened(country).tables if table.rows[0].cells[0].text == "Indicator")
    rows = [[cell.text for cell in row.cells] for row in profile.rows[1:]]
    assert len(rows) >= 12
    for label, value, year, source in rows:
        figure = figures[label]
        if label == "Women and girls among them":
            pytest.fail("this name means two figures")
        unit = figure.unit.replace("score 1-4", "of 4")  # the profile says it in words: “Meets (score 3 of 4)”
        assert format_number(figure.value, figure.digits) in value and unit in value, label
        assert year == str(figure.year) and re.fullmatch(r"S\d", source)


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_figure_in_the_words_of_word_stands_in_a_table(opened: Callable, country: str) -> None:
    plan = check.values(examples.pieces(country))
    assert not check.TESTS["figures_in_text"](check.Facts(plan))
    text = "\n".join(paragraph.text for paragraph in opened(country).paragraphs)
    for piece, field in (("CF-15-summary", "summary"), ("CF-15-situation", "reading"), ("CF-15-situation", "people")):
        for line in filter(None, plan[piece][field].split("\n")):
            assert line in text
    assert sum(bool(number.unit) for number in numbers(plan["CF-15-situation"]["reading"])) >= 6


@pytest.mark.parametrize("country", COUNTRIES)
def test_charts_show_the_tables_of_the_course(papers: dict[str, Paper], country: str) -> None:
    figures = [block for chapter in papers[country].chapters for block in chapter.blocks if isinstance(block, Figure)]
    assert len(figures) == 4 and all(figure.alt and figure.source and figure.number for figure in figures)
    shown = {part.text for part in figures[0].scene.parts if hasattr(part, "text")}
    if country == "NPL":
        table = data.load("migrant_stock_bilateral").query("year == 2024 and origin == 'NPL'")
        largest = table.nlargest(8, "migrants")["migrants"]
    else:
        table = data.load("sandovia_migrants").query("direction == 'emigrants'")
        largest = table[table["year"] == table["year"].max()]["migrants"]
    assert {format_number(value, 0) for value in largest} <= shown
    last = figures[2].scene.parts[-1].text if country == "NPL" else ""
    assert country != "NPL" or last == format_number(pack("NPL")["remittances_usd"].value / 1e9, 1)


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_budget_in_word_adds_up(opened: Callable, country: str) -> None:
    table = next(table for table in opened(country).tables if table.rows[0].cells[0].text == "Line")
    amounts = [float(row.cells[-1].text.replace(",", "")) for row in table.rows[1:]]
    assert sum(amounts[:-1]) == amounts[-1] == check.values(examples.pieces(country))["CF-14-implementation"]["total"]


@pytest.mark.parametrize("country", COUNTRIES)
def test_word_is_a_real_document(opened: Callable, papers: dict[str, Paper], country: str) -> None:
    made, paper = opened(country), papers[country]
    heads = [one.text for one in made.paragraphs if one.style.name == "Heading 1"]
    assert heads == [chapter.heading for chapter in paper.chapters] and len(heads) == 15
    assert [head.split(".")[0] for head in heads[:12]] == [str(number) for number in range(1, 13)]
    assert sum(one.style.name == "Heading 2" for one in made.paragraphs) > 15
    captions = [one.text for one in made.paragraphs if one.style.name == "Caption"]
    assert sum(one.startswith("Table ") for one in captions) == sum(
        isinstance(block, Table) for chapter in paper.chapters for block in chapter.blocks)  # fmt: skip
    for table in made.tables[1:]:
        head = table.rows[0]._tr.find(qn("w:trPr"))
        if len(table.columns) > 2:
            assert head.find(qn("w:tblHeader")) is not None, "the heading row stands again on each page"
    pictures = made.element.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    assert [picture.get("descr") for picture in pictures] == [
        block.alt for chapter in paper.chapters for block in chapter.blocks if isinstance(block, Figure)]  # fmt: skip
    assert made.core_properties.title == paper.title and paper.notice in made.core_properties.comments
    styles = made.styles.element.xml
    assert 'w:lang w:val="en-GB"' in styles
    fields = made.element.body.xml + made.sections[0].footer._element.xml
    assert "PAGEREF chapter_1 " in fields and " PAGE " in fields and " NUMPAGES " in fields


def test_sandovia_says_on_cover_and_in_each_footer_that_it_is_invented(
    opened: Callable, papers: dict[str, Paper], pdfs: dict[str, PdfReader]
) -> None:
    made = opened("XSV")
    label = "Synthetic: the Republic of Sandovia and all its data are invented."
    assert label in [one.text for one in made.paragraphs[:6]]
    for footer in (made.sections[0].footer, made.sections[0].first_page_footer):
        assert label in [one.text for one in footer.paragraphs]
    assert all(label in one.extract_text() for one in pdfs["XSV"].pages)
    assert page.write(papers["XSV"]).count(label) >= 2
    assert label not in page.write(papers["NPL"])


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_pdf_holds_the_same_words_with_marks_and_language(
    papers: dict[str, Paper], pdfs: dict[str, PdfReader], country: str
) -> None:
    paper, read = papers[country], pdfs[country]
    text = " ".join(" ".join(one.extract_text().split()) for one in read.pages)
    for chapter in paper.chapters:
        assert chapter.heading in text
    for figure in (pack(country)["emigrants"], pack(country)["population"]):
        assert format_number(figure.value, 0) in text
    assert read.metadata.title == paper.title and read.trailer["/Root"]["/Lang"] == "en"
    outlines = [one.title for one in read.outline if not isinstance(one, list)]
    assert [chapter.heading for chapter in paper.chapters] == outlines[1:]
    assert f"Page 2 of {len(read.pages)}" in text
    entry = re.search(r"12\. Budget, risks and safeguards [. ]+(\d+)", text)
    assert "12. Budget" in read.pages[int(entry[1]) - 1].extract_text(), "the contents name the right page"


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_page_needs_nothing_from_outside(papers: dict[str, Paper], country: str) -> None:
    html = page.write(papers[country])
    assert not re.search(r"(?:src|href)=\"(?!#)|<script|url\(|@import", html)
    assert '<html lang="en">' in html and html.count("<h1") == 1 and html.count("<svg") == 4
    levels = [int(level) for level in re.findall(r"<h(\d)", html)]
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))
    assert len(html.encode()) < 120_000


def test_what_people_write_cannot_become_html(plan: Callable) -> None:
    odd = plan()
    odd["CF-15-plan"]["title"] = 'Plan <script>alert("1")</script> & more'
    odd["CF-15-local"]["unit"] = "<b>Valley</b>"
    html = page.write(document.build(odd))
    assert "<script" not in html and "&lt;b&gt;Valley" in html
    made = docx.Document(io.BytesIO(word.write(document.build(odd))))
    assert 'Plan <script>alert("1")</script> & more' in made.tables[0].cell(0, 0).text


def test_a_draft_says_what_is_missing(plan: Callable) -> None:
    draft = plan("NPL")
    for id in ("CF-14-logframe", "CF-15-local", "start"):
        del draft[id]
    paper = document.build(draft)
    text = page.words(paper)
    assert "Still missing in this draft" in text and "CF-14-logframe (module M14)" in text
    assert "rules about form, figures and logic" in text and "A section of the plan is still missing." in text
    assert word.write(paper).startswith(b"PK") and pdf.write(paper).startswith(b"%PDF")
    assert page.words(document.build({})), "even an empty country file can be printed"


def test_files_are_written_beside_the_country_file(plan: Callable, tmp_path: Path) -> None:
    results = export.write(tmp_path, plan("NPL"))
    assert [one.path.name for one in results] == ["plan_NPL.docx", "plan_NPL.pdf", "plan_NPL.html"]
    assert not any(one.problem for one in results)
    assert zipfile.is_zipfile(tmp_path / "plan_NPL.docx")
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith(".")) == [
        "plan_NPL.docx", "plan_NPL.html", "plan_NPL.pdf"]  # fmt: skip


def test_letters_that_the_pdf_lacks_are_told_and_the_rest_is_written(plan: Callable, tmp_path: Path) -> None:
    other = plan("NPL")
    other["CF-15-plan"]["title"] = "राष्ट्रिय योजना"
    results = {one.kind: one for one in export.write(tmp_path, other)}
    assert results["pdf"].path is None and "no letters for" in results["pdf"].problem
    assert results["docx"].path and results["html"].path and not (tmp_path / "plan_NPL.pdf").exists()


def test_a_folder_that_cannot_be_written_is_told(plan: Callable, tmp_path: Path, monkeypatch) -> None:
    def refuse(*_args: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "plan_XSV.html").write_text("older", "utf-8")
    monkeypatch.setattr("course.safe_file.write", refuse)
    result = export.write(tmp_path, plan(), ["html"])[0]
    assert result.path is None and "Close it if another program has it open" in result.problem
    assert (tmp_path / "plan_XSV.html").read_text("utf-8") == "older"


def test_a_missing_library_is_named(plan: Callable, tmp_path: Path, monkeypatch) -> None:
    def absent(_paper: Paper) -> bytes:
        raise ModuleNotFoundError("No module named 'docx'", name="docx")

    monkeypatch.setitem(export._WRITERS, "docx", absent)
    results = export.write(tmp_path, plan(), ["docx", "html"])
    assert "docx is not installed" in results[0].problem and results[1].path


def test_the_browser_lab_says_what_to_do_without_word_and_pdf(plan: Callable, tmp_path: Path, monkeypatch) -> None:
    def absent(_paper: Paper) -> bytes:
        raise ModuleNotFoundError("No module named 'lxml'", name="lxml")

    monkeypatch.setattr("sys.platform", "emscripten")
    for kind in ("docx", "pdf"):
        monkeypatch.setitem(export._WRITERS, kind, absent)
    word, pdf, html = export.write(tmp_path, plan())
    assert html.path and html.path.is_file()
    for one in (word, pdf):
        assert one.path is None and "the browser lab cannot make this kind" in one.problem
        assert "open it in Word, or print it" in one.problem and "JupyterLab: there it is made" in one.problem


def test_every_section_has_something_to_say(papers: dict[str, Paper]) -> None:
    for paper in papers.values():
        assert all(len(chapter.blocks) >= 2 for chapter in paper.chapters)
    assert len(outline.sections()) == 12
