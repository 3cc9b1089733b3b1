"""Make all files of the report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import astuple
from datetime import UTC, datetime
from pathlib import Path

from course.i18n import N_
from grading.demo.report import question_of
from grading.report import exports, raters
from grading.report.gather import Classbook, gather
from grading.report.items import analyse
from grading.report.notebooks import Messages, read_all
from grading.report.page import Marked, page
from grading.report.pictures import pictures
from grading.report.pseudonyms import pseudonyms
from grading.report.risk import RULE, at_risk
from grading.report.similar import Pair, Similar
from grading.report.tables import Table, write_csv, write_xlsx

#: Name of each file and what it holds; the report says so in English, the trainers' page in its own language.
FILES = {
    "report.html": N_("this page"),
    "report.xlsx": N_("all tables below but item_marks, as one workbook"),
    "marks.csv": N_("points by person and module"),
    "item_marks.csv": N_("every mark of every item"),
    "submissions.csv": N_("when each submission came in"),
    "items.csv": N_("difficulty and discrimination of each item"),
    "messages.csv": N_("how many people saw which message"),
    "at_risk.csv": N_("whom to ask how it goes"),
    "look_at_these_two.csv": N_("submissions that are alike"),
    "raters.csv": N_("agreement of two raters"),
    "moodle.csv": N_("for Moodle: Grades → Import → CSV file; map “username” to the user name"),
    "canvas.csv": N_("for Canvas: Gradebook → Import; people are found by their login"),
}
HINT = (
    "moodle.csv and canvas.csv hold a module of a person only when all of it is marked: "
    "a mark that still grows would be a wrong mark."
)
ON_PAGE = 100  # lines of long lists on the page
MESSAGES_ON_PAGE = 5  # messages of one item on the page


def build(
    course: Path,
    db_url: str,
    to: Path,
    *,
    modules: Iterable[str] = (),
    second: Path | None = None,
    hidden: bool = False,
    now: datetime | None = None,
) -> list[str]:
    """Write the report and its tables; files of an earlier report in the same folder are replaced.

    Args:
        course: nbgrader's course folder.
        db_url: Address of the gradebook.
        to: Folder of the files; only its owner may open it.
        modules: Only these; all when empty.
        second: Second marks: a CSV file, or another course folder.
        hidden: Pseudonyms in the place of names, and no files for Moodle and Canvas.
        now: The present time, UTC without a time zone.

    Returns:
        Names of the files written.

    Raises:
        raters.RatersError: When the second marks cannot be used.
        GainError: When the course folder of the second marks has no gradebook.
    """
    now = now or datetime.now(UTC).replace(tzinfo=None)
    book = gather(db_url, modules)
    agreement = raters.compare(book.marks, second_marks(second)) if second else []
    messages, pairs = _read_work(book, course / "autograded")
    problems = [] if hidden else _problems(book)
    if hidden:
        names = pseudonyms(book.people, course)
        book = book.renamed(names)
        pairs = [Pair(one.module, *sorted((names[one.first], names[one.second])), *astuple(one)[3:]) for one in pairs]
    tables = _tables(book, messages, pairs, agreement, now)
    items = analyse(book.marks)

    to.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in FILES:
        (to / name).unlink(missing_ok=True)  # an older file with real names must not stay beside pseudonyms
    for table in tables:
        write_csv(table, to / f"{table.name}.csv")
    write_csv(_item_marks(book), to / "item_marks.csv")
    write_xlsx(tables, to / "report.xlsx")
    if not hidden:
        exports.write_moodle(book, to / "moodle.csv")
        exports.write_canvas(book, to / "canvas.csv")
    made = [name for name in FILES if name == "report.html" or (to / name).exists()]
    by_name = {table.name: table for table in tables}
    html = page(
        made=now.strftime("%Y-%m-%d %H:%M"),
        pseudonyms=hidden,
        figures=_figures(book),
        has_submissions=bool(book.submissions),
        problems=problems,
        rule=RULE,
        risk=by_name["at_risk"],
        marks=_marks_on_page(book),
        pictures=defaultdict(str, pictures(book, items)),
        late=_late(book),
        items=_without_module(by_name["items"]),
        messages=_without_module(_fewer_messages(by_name["messages"])),
        more_messages=len(by_name["messages"].rows),
        alike=_without_module(by_name["look_at_these_two"], ON_PAGE),
        more_pairs=len(pairs) if len(pairs) > ON_PAGE else 0,
        raters=by_name.get("raters", Table("raters", (), ())),
        files=[(name, FILES[name]) for name in made],
        hints=[] if hidden else [HINT],
    )  # fmt: skip
    (to / "report.html").write_text(html, encoding="utf-8", errors="replace")
    return made


def second_marks(second: Path) -> Mapping[tuple[str, str, str], float]:
    """Second marks out of a CSV file, or out of the gradebook of another course folder."""
    if not second.is_dir():
        return raters.read_second(second)
    from grading.marks import read_marks
    from grading.report.place import gradebook_of

    return raters.of_gradebook(read_marks(gradebook_of(second)))


def _read_work(book: Classbook, autograded: Path) -> tuple[list[tuple], list[Pair]]:
    messages, pairs = [], []
    for module in book.modules:  # one module after another: memory holds the answers of one
        right = {
            trainee: {mark.item for mark in marks if mark.points is not None and mark.points >= mark.most}
            for (trainee, name), marks in book.by_person.items()
            if name == module
        }
        counts, similar = Messages(), Similar()
        for work in read_all(autograded, ((trainee, module) for trainee in sorted(right))):
            counts.add(work, right[work.trainee])
            similar.add(work, {question_of(item) for item in right[work.trainee]})
        messages += counts.rows()
        pairs += similar.pairs()
    return messages, sorted(pairs, key=lambda pair: (-pair.weight, pair.module, pair.first, pair.second))


def _tables(
    book: Classbook, messages: list[tuple], pairs: list[Pair], agreement: list[raters.Agreement], now: datetime
) -> list[Table]:
    marks = []
    for person in book.people:
        mine = [book.totals.get((person, module)) for module in book.modules]
        there = [total for total in mine if total is not None]
        points = [None if total is None else round(total.points, 2) for total in mine]
        summary = [round(sum(t.points for t in there), 2), sum(t.marked for t in there), sum(t.waits for t in there)]
        marks.append([person, *points, *(summary if there else (None, None, None))])
    submissions = [(s.trainee, s.module, s.at, s.due, s.hours_late, s.penalty) for s in book.submissions]
    items = [
        (i.module, question_of(i.item), i.most, i.people, i.waits, i.facility, i.correlation, i.upper_lower, i.remark)
        for i in analyse(book.marks)
    ]
    risk = [(one.trainee, "; ".join(one.reasons), _per_cent(one.share)) for one in at_risk(book, now)]
    two = [(pair.module, pair.first, pair.second, "; ".join(pair.reasons)) for pair in pairs]
    heads = ("module", "item", "points", "people", "waiting", "got", "in line", "upper–lower", "remark")
    found = [
        Table("marks", ("trainee", *book.modules, "total", "of marked", "texts waiting"), marks),
        Table(
            "submissions", ("trainee", "module", "submitted (UTC)", "due (UTC)", "hours late", "penalty"), submissions
        ),
        Table("items", heads, items),
        Table("messages", ("module", "item", "people", "message"), messages),
        Table("at_risk", ("trainee", "why", "% of points"), risk),
        Table("look_at_these_two", ("module", "first", "second", "what is alike"), two),
    ]
    if agreement:
        heads = ("item", "texts", "kappa", "same points", "second minus first")
        found.append(Table("raters", heads, [astuple(one) for one in agreement]))
    return found


def _per_cent(share: float | None) -> int | None:
    return None if share is None else round(100 * share)


def _item_marks(book: Classbook) -> Table:
    heads = ("trainee", "module", "item", "points", "most", "state")
    return Table("item_marks", heads, [(m.trainee, m.module, m.item, m.points, m.most, m.state) for m in book.marks])


def _marks_on_page(book: Classbook) -> Table:
    rows = []
    for person in book.people:
        mine = [book.totals.get((person, module)) for module in book.modules]
        there = [total for total in mine if total is not None]
        cells = [None if total is None else Marked.of(round(total.points, 2), total.waits) for total in mine]
        whole = Marked.of(round(sum(total.points for total in there), 2), sum(total.waits for total in there))
        rows.append([person, *cells, whole if there else None])
    heads = [f"{module} (of {book.most[module]:g})" if module in book.most else module for module in book.modules]
    return Table("marks", ["trainee", *heads, "total"], rows)


def _fewer_messages(table: Table) -> Table:
    seen: dict[tuple, int] = defaultdict(int)
    rows = []
    for row in table.rows:
        seen[row[:2]] += 1
        if seen[row[:2]] <= MESSAGES_ON_PAGE:
            rows.append(row)
    return Table(table.name, table.heads, rows)


def _without_module(table: Table, most: int | None = None) -> Table:
    """The table without its first column, which a phone has no room for: an item's id begins with its module."""
    return Table(table.name, table.heads[1:], [row[1:] for row in table.rows[:most]])


def _figures(book: Classbook) -> list[tuple[str, str]]:
    waits = sum(total.waits for total in book.totals.values())
    graded = len(book.totals)
    return [
        (str(len(book.people)), "people in the gradebook"),
        (str(len(book.submissions)), "submissions"),
        (str(len(book.submissions) - graded), "not graded yet"),
        (str(waits), "texts wait for you"),
    ]


def _late(book: Classbook) -> str:
    known = [one.hours_late for one in book.submissions if one.hours_late is not None]
    if not known:
        return "No module has a due date in the gradebook, so nothing is late."
    late = [hours for hours in known if hours > 0]
    return f"{len(late)} of {len(known)} submissions with a due date came late; submissions.csv has each."


def _problems(book: Classbook) -> list[str]:
    if odd := exports.left_out(book):
        words = ", ".join(repr(one) for one in odd)
        return [f"Not in moodle.csv and canvas.csv, because a spreadsheet could run these ids as formulas: {words}."]
    return []
