"""nbgrader's ``generate_feedback`` writes its pages through this exporter."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import default

from course import look
from course.i18n import _, direction, language, ngettext
from grading.doctor.repairs import for_trainee
from grading.feedback.items import Item, items
from grading.feedback.manual import waiting_items
from grading.feedback.overview import Row, rows
from grading.feedback.prompt import to_html
from grading.peer_review.on_page import section
from grading.release_notebook import release_of

_FOLDER = Path(__file__).parent
_CSP = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-src 'none'; object-src 'none'; script-src 'none'"
)
_NOTHING = Markup("")


class FeedbackExporter(Exporter):
    """Turn an autograded notebook into a page of marks, messages and comments.

    The page is written from the released notebook (prompts), the autograded notebook (answers and messages) and the
    gradebook (points and comments). Nothing of the trainee's notebook is copied as HTML, so that nothing in it can
    run, and the page asks for no other file. A class of its own, because Formgrader overrides the template of
    ``HTMLExporter``.
    """

    export_from_notebook = "Course feedback"
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page and nbconvert's resources, after the preprocessors have run.

        Raises:
            FileNotFoundError: When the course folder has no release of the notebook.
        """
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        about = resources["nbgrader"]
        release = release_of(resources)
        if release is None:
            raise FileNotFoundError(f"no release of {about['assignment']}: run the release first")
        waiting = waiting_items(about["db_url"], about["assignment"], about["notebook"], about["student"])
        course = Path(resources["metadata"]["path"]).resolve().parents[2]
        marks = rows(about["db_url"], about["student"], course, about["assignment"])
        reviews = section(course, about["student"], about["assignment"])
        return page(release, nb, waiting, about, marks, reviews), resources


def environment() -> Environment:
    """Jinja for the pages: everything is escaped, and the browser is told to run and load nothing."""
    made = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made.filters["points"] = points
    made.filters["prompt"] = to_html
    made.globals["csp"] = Markup(_CSP)
    return made


def page(
    release: NotebookNode,
    nb: NotebookNode,
    waiting: set[str],
    about: dict[str, Any],
    marks: Sequence[Row] = (),
    reviews: Markup = _NOTHING,
) -> str:
    """The feedback page of one notebook.

    Args:
        release: The released notebook.
        nb: The autograded notebook with scores and comments in its cells' nbgrader metadata.
        waiting: Ids of cells that a person must still mark.
        about: ``assignment``, ``student``, ``score``, ``max_score``, ``late_penalty``, from nbgrader's ``GetGrades``.
        marks: The trainee's modules, for the table at the end.
        reviews: What the page of the capstone says about reviews.
    """
    found = items(release, nb, waiting)
    notes = nb.metadata.get("course", {})
    return (
        environment()
        .get_template("page.html.j2")
        .render(
            _=_,
            ngettext=ngettext,
            lang=language(),
            dir=direction(),
            css=look.css() + (_FOLDER / "page.css").read_text(encoding="utf-8"),
            title=title(release, about["assignment"]),
            items=found,
            reviews=reviews,
            about=about,
            waiting_points=sum(item.points for item in found if item.waiting),
            marked_points=sum(item.points for item in found if not item.waiting),
            restored=bool(notes.get("restored")),
            repairs=for_trainee(notes.get("repairs", ())),
            rows=marks,
            words=words,
        )
    )


def points(value: float) -> str:
    """A number of points as people write it: ``2``, ``1.5``."""
    return f"{round(float(value), 2):g}"


def words(item: Item) -> str:
    """The outcome of an item in words, so that colour is never the only sign."""
    if item.waiting:
        return _("Waits for the trainer")
    if item.score >= item.points:
        return _("Full points")
    return _("Some points") if item.score > 0 else _("No points yet")


def title(release: NotebookNode, assignment: str) -> str:
    """The first top heading of the notebook, or the module's name."""
    for cell in release.cells:
        for line in cell.source.splitlines():
            if cell.cell_type == "markdown" and line.startswith("# "):
                return line[2:].strip()
    return assignment
