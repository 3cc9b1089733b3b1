"""Let the stock ``nbgrader autograde`` read submissions with the same care."""

from __future__ import annotations

import datetime
import stat
from functools import wraps
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbconvert.exporters.exporter import ResourcesDict
from nbgrader import utils
from nbgrader.api import Gradebook
from nbgrader.converters import base
from nbgrader.coursedir import CourseDirectory

from grading.doctor.files import ACTIVE, MOST_FILE_BYTES, content, is_second_name
from grading.doctor.load import load_submission
from grading.doctor.repairs import Repair
from grading.doctor.text import Unusable

_find_all_files = utils.find_all_files


class DoctorExporter(NotebookExporter):
    """nbgrader's exporter of notebooks; a submitted one is read by the doctor."""

    export_from_notebook = "Notebook, repaired"

    def from_filename(self, filename: str, resources: ResourcesDict | None = None, **kw: Any) -> tuple[Any, Any]:
        """Convert the notebook of a file; the file may be broken, or not be there at all."""
        if not getattr(self.parent, "_sanitizing", False):
            return super().from_filename(filename, resources=resources, **kw)
        path = Path(filename)
        loaded = load_submission(path.parent, path.stem)
        for repair in loaded.repairs:
            self.log.warning("%s: %s", path.parent, repair.for_trainer())
        about = ResourcesDict() if resources is None else resources
        if not path.exists():
            _wait_again(about["nbgrader"])
        about["metadata"] = ResourcesDict()
        about["metadata"]["name"], about["metadata"]["path"] = path.stem, str(path.parent)
        when = datetime.datetime.fromtimestamp(path.parent.stat().st_mtime, tz=datetime.UTC)
        about["metadata"]["modified_date"] = when.strftime("%B %d, %Y")
        return self.from_notebook_node(loaded.notebook, resources=about, **kw)


def _wait_again(about: dict[str, Any]) -> None:
    """Let texts wait for the trainer again: nbgrader has just given 0 to a notebook whose file it did not see."""
    with Gradebook(about["db_url"]) as gradebook:
        notebook = gradebook.find_submission_notebook(about["notebook"], about["assignment"], about["student"])
        for grade in notebook.grades:
            grade.auto_score, grade.needs_manual_grade = None, grade.manual_score is None
        gradebook.db.commit()


def install() -> None:
    """Let nbgrader, in this process, copy only ordinary files of submissions and survive odd time stamps."""
    base.find_all_files = find_ordinary_files
    if not hasattr(CourseDirectory.get_existing_timestamp, "__wrapped__"):
        CourseDirectory.get_existing_timestamp = _careful(CourseDirectory.get_existing_timestamp)


def find_ordinary_files(path: str, exclude: list[str] | None = None) -> list[str]:
    """nbgrader's ``find_all_files``; of a submission only ordinary files that no browser runs."""
    found = _find_all_files(path, exclude)
    if "submitted" not in Path(path).parts[-3:]:
        return found
    return [name for name in found if _ordinary(Path(name))]


def _ordinary(path: Path) -> bool:
    about = path.lstat()
    plain = stat.S_ISREG(about.st_mode) and not is_second_name(path, about)
    return plain and about.st_size <= MOST_FILE_BYTES and path.suffix.lower() not in ACTIVE


def _careful(stock: Any) -> Any:
    @wraps(stock)
    def get_existing_timestamp(self: CourseDirectory, dest_path: str) -> datetime.datetime | None:
        path = Path(dest_path) / "timestamp.txt"
        try:
            text = content(path, 1_000).decode("utf-8").strip()
            return utils.parse_utc(text) if text else stock(self, dest_path)
        except FileNotFoundError:
            return None
        except (Unusable, ValueError, OverflowError) as problem:
            kind = problem.kind if isinstance(problem, Unusable) else "time"
            self.log.warning("%s: %s", dest_path, Repair(kind, path.name).for_trainer())
            return None

    return get_existing_timestamp
