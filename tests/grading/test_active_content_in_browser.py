"""Nothing that a trainee has stored in a notebook runs when a trainer or the trainee looks at it in Chromium."""

from __future__ import annotations

import base64
from copy import deepcopy
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output, new_raw_cell
from nbgrader.server_extensions.formgrader import handlers
from playwright.sync_api import Browser
from traitlets.config import Config

from grading.feedback.exporter import page as feedback_page
from grading.nbgrader_config import course_config
from grading.preprocessors import HideMarking, SanitizeOutputs
from tests.grading.fixture_module import exercises

RUN = "window.ran = (window.ran || 0) + 1; alert(1)"
_SVG = f'<svg xmlns="http://www.w3.org/2000/svg" onload="{RUN}"><script>{RUN}</script><text y="9">drawn</text></svg>'
_B64 = base64.b64encode(_SVG.encode()).decode()
HTML = [
    f"<script>{RUN}</script>",
    f'<img src="x" onerror="{RUN}">',
    _SVG,
    f'<a id="go" href="javascript:{RUN}">press</a>',
    f'<details open ontoggle="{RUN}"><summary>x</summary></details>',
    f'<iframe srcdoc="<script>parent.{RUN}</script>"></iframe>',
    f"<math><mtext><table><mglyph><style><img src=x onerror='{RUN}'>",
    f'<svg><style><img src="x" onerror="{RUN}"></style></svg>',
    f"<noscript><p title=\"</noscript><img src=x onerror='{RUN}'>\">",
    "<meta http-equiv='refresh' content='0;url=https://elsewhere.example/'>",
    "<style>@import 'https://elsewhere.example/a.css'; body {background: url(https://elsewhere.example/b.png)}</style>",
    "<img src='https://elsewhere.example/c.png'><link rel=stylesheet href='https://elsewhere.example/d.css'>",
    f"<input id='m90-e1-mark' autofocus onfocus='{RUN}'>",
    f"<object data='data:image/svg+xml;base64,{_B64}'></object><embed src='data:image/svg+xml;base64,{_B64}'>",
]
MARKDOWN = [
    *HTML,
    f"[press](javascript:{RUN.replace(' ', '%20')})",
    f'![x](x" onerror="{RUN})',
    f'<div markdown="1">\n\n<img src=x onerror="{RUN}">\n\n</div>',
    "$\\href{javascript:alert(1)}{x}$",
    "![a](attachment:a.svg)",
]


def _attacked() -> nbformat.NotebookNode:
    nb = exercises()
    code = next(cell for cell in nb.cells if cell.id == "m90-e3-code")
    code.source = "show('</pre><script>window.ran = 1</script>')"
    data = [{"text/html": html} for html in HTML] + [{"text/markdown": text} for text in MARKDOWN]
    data += [
        {"application/javascript": RUN},
        {"text/javascript": RUN},
        {"image/svg+xml": _SVG},
        {"text/latex": f"<script>{RUN}</script> $\\href{{javascript:alert(1)}}{{x}}$"},
        {"image/png": f'x" onerror="{RUN}'},
        {"text/vnd.mermaid": f"graph TD; a[<img src=x onerror='{RUN}'>]"},
        {"application/vnd.jupyter.widget-view+json": {"model_id": f"</script><script>{RUN}</script>"}},
        {"application/pdf": f'x" onerror="{RUN}'},
    ]
    code.outputs = [new_output("display_data", one) for one in data]
    sized = {"image/png": {"width": f"1 onerror={RUN.replace(' ', '/**/')}", "height": 3}}
    code.outputs.append(new_output("display_data", {"image/png": "AAAA"}, metadata=sized))
    code.outputs.append(
        new_output("display_data", {"text/html": f"<script>{RUN}</script>"}, metadata={"text/html": {"isolated": True}})
    )
    code.outputs.append(new_output("stream", name="stdout", text=f"<script>{RUN}</script>\x1b[31m<img src=x>"))
    code.outputs.append(new_output("error", ename="<script>", evalue=f"<script>{RUN}</script>", traceback=[HTML[1]]))
    code.metadata.tags = ['"><script>window.ran = 1</script>']
    nb.cells += [new_markdown_cell(text) for text in MARKDOWN]
    nb.cells[-1]["attachments"] = {"a.svg": {"image/svg+xml": _B64, "text/html": _B64}}
    nb.cells += [new_raw_cell(text) for text in HTML]
    nb.cells += [new_raw_cell(HTML[0], metadata={"raw_mimetype": "text/html"}), new_code_cell(f"%%html\n{HTML[1]}")]
    return nb


def _formgrader(config: Config, nb: nbformat.NotebookNode) -> str:
    """The page as Formgrader's handler makes it."""
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    about = {name: "x" for name in ("assignment_id", "notebook_id", "submission_id", "student", "notebook_path")}
    about |= {"index": 0, "total": 1, "base_url": "", "last_name": "", "first_name": ""}
    return HTMLExporter(config=config).from_notebook_node(nb, resources=about)[0]


def _feedback(nb: nbformat.NotebookNode) -> str:
    for cell in nb.cells:
        if "points" in cell.metadata.get("nbgrader", {}):
            cell.metadata.nbgrader |= {"score": 0.0, "comment": f"<script>{RUN}</script>"}
    nb, _ = HideMarking().preprocess(nb, {})
    about = {"assignment": "m90_fixture", "score": 0, "max_score": 11, "late_penalty": 0}
    return feedback_page(exercises(), nb, set(), about)


@pytest.mark.parametrize("where", ["formgrader", "graded by us, then formgrader", "feedback"])
def test_nothing_runs_and_nothing_is_asked_for(chromium: Browser, tmp_path: Path, where: str) -> None:
    nb = _attacked()
    if where.startswith("graded"):
        nb, _ = SanitizeOutputs().preprocess(nb, {})
        assert RUN not in str([output.get("data", {}).get("text/html") for cell in nb.cells for output in cell.get("outputs", [])])  # fmt: skip  # noqa: E501
    html = _feedback(nb) if where == "feedback" else _formgrader(course_config(tmp_path), nb)
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    url = (tmp_path / "page.html").as_uri()
    page = chromium.new_context(viewport={"width": 360, "height": 800}).new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.goto(url, wait_until="load")
    for link in page.locator("a", has_text="press").all():
        link.evaluate("one => one.click()")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    page.wait_for_timeout(500)
    assert page.evaluate("window.ran || 0") == 0 and said == []
    assert page.url.split("#")[0] == url
    assert [one for one in asked if "elsewhere.example" in one] == []
    assert page.locator("iframe, object, embed").count() == 0
    assert page.locator("[onerror], [onload], [ontoggle], [onfocus]").count() == 0
    if where == "feedback":
        assert [one for one in asked if not one.startswith(("data:", url))] == []
    else:
        assert page.locator("#m90-e1-mark").count() == 1, "the field for the points is the only thing of that name"


def test_without_the_courses_settings_it_would_run(chromium: Browser, tmp_path: Path) -> None:
    nb = _attacked()
    nb.cells = [cell for cell in nb.cells if "attachment:" not in cell.source]
    code = next(cell for cell in nb.cells if cell.id == "m90-e3-code")
    code.outputs = [one for one in code.outputs if "attachment:" not in str(one.get("data"))]
    (tmp_path / "page.html").write_text(_formgrader(Config(), nb), encoding="utf-8")
    page = chromium.new_page()
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.goto((tmp_path / "page.html").as_uri(), wait_until="domcontentloaded")
    for _time in range(600):  # a busy machine
        if said:
            break
        page.wait_for_timeout(100)
    assert said


def test_honest_displays_are_drawn_in_feedback_and_formgrader(tmp_path: Path) -> None:
    nb = exercises()
    code = next(cell for cell in nb.cells if cell.id == "m90-e3-code")
    code.source = "table"
    table = '<table class="dataframe"><tbody><tr><td>4.5</td></tr></tbody></table>'
    drawing = '<svg viewBox="0 0 9 9" role="img"><path d="M0 0L9 9" stroke="#123456"/></svg>'
    code.outputs = [new_output("display_data", {"text/html": html}) for html in (table, drawing)]
    as_it_was = deepcopy(nb)
    nb, _ = SanitizeOutputs().preprocess(nb, {})
    assert nb == as_it_was
    for html in (_feedback(deepcopy(nb)), _formgrader(course_config(tmp_path), nb)):
        assert "<td>4.5</td>" in html and 'd="M0 0L9 9"' in html
