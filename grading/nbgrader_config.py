"""The nbgrader settings of the course, in one place.

Trainers use the stock ``nbgrader`` commands and the stock Formgrader inside a *course folder* (``build/nbgrader``).
That folder holds a three-line ``nbgrader_config.py`` (see :func:`write_config_file`) that calls :func:`configure`.
"""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path

from sqlalchemy.exc import SAWarning
from traitlets.config import Config

from course.classroom.variables import COURSE, EXCHANGE_URL, GRADEBOOK
from course.hand_in import COURSE_ID, IGNORED, MAX_FILE_KB, MAX_SUBMISSION_KB

PROJECT = Path(__file__).resolve().parents[1]

CELL_TIMEOUT_S = 60  # a busy machine may need 20 s to import pandas

_CONFIG_FILE = '''"""Settings of this nbgrader course folder; they live in grading/nbgrader_config.py of the project."""
import sys

sys.path.insert(0, {project!r})
from grading.nbgrader_config import configure

configure(get_config(), {root!r})  # noqa: F821 - get_config comes from nbgrader
'''


def configure(c: Config, root: str | Path, exchange: str | Path | None = None) -> Config:
    """Write the settings of the course into ``c``.

    Args:
        c: The configuration object that nbgrader reads (``get_config()`` in a configuration file).
        root: The course folder, with ``source``, ``release``, ``submitted``, ``autograded``, ``feedback``.
        exchange: Folder through which assignments and submissions travel; ``exchange`` beside ``root`` by default.

    Returns:
        The same object.
    """
    from grading import formgrader_view, quick_validation
    from grading.doctor import stock as careful

    _course_folder(c, Path(root).resolve(), exchange)
    _release(c)
    _autograde(c)
    _feedback(c)
    formgrader_view.configure(c)

    _use_this_environment()
    quick_validation.install()
    careful.install()
    # nbgrader 0.9.6 was written for an older SQLAlchemy; what it warns about is harmless and would frighten a trainer
    warnings.filterwarnings("ignore", message="Object of type .* not in session", category=SAWarning)
    return c


def _course_folder(c: Config, root: Path, exchange: str | Path | None) -> None:
    """Where things are, and what may travel."""
    c.CourseDirectory.root = str(root)
    c.CourseDirectory.course_id = os.environ.get(COURSE) or COURSE_ID
    c.CourseDirectory.ignore = list(IGNORED)
    c.CourseDirectory.max_file_size = MAX_FILE_KB
    c.CourseDirectory.max_dir_size = MAX_SUBMISSION_KB
    # SQLite lets one process write at a time: the others wait for it instead of failing.
    c.CourseDirectory.db_url = os.environ.get(GRADEBOOK) or f"sqlite:///{root / 'gradebook.db'}?timeout=60"
    if exchange is None and os.environ.get(EXCHANGE_URL):
        from course.classroom.exchange.client.configure import use_http_exchange

        use_http_exchange(c)
    else:
        c.Exchange.root = str(Path(exchange) if exchange else root.parent / "exchange")


def _release(c: Config) -> None:
    """What trainees receive."""
    from nbgrader.converters import GenerateAssignment

    from grading.preprocessors import ProtectCells

    # after the last step of nbgrader's own, so that a new version of nbgrader brings its steps along
    c.GenerateAssignment.preprocessors = [*GenerateAssignment.preprocessors.default(), ProtectCells]
    c.ClearSolutions.code_stub = {"python": "# Write your code here."}
    c.ClearSolutions.text_stub = "Write your text here."


def _autograde(c: Config) -> None:
    """Mend what was handed in, run it in the sandbox, mark it."""
    from nbgrader.converters import Autograde
    from nbgrader.preprocessors import CheckCellMetadata, ClearOutput, Execute, OverwriteCells, OverwriteKernelspec

    from grading.doctor.stock import DoctorExporter
    from grading.execution.execute import SandboxedExecute
    from grading.preprocessors import HardenMarks, RestoreCells, RestoreMetadata, SanitizeOutputs, UnlinkCopies
    from grading.submission import receive

    # RestoreCells stands before OverwriteCells, which then gives restored graded cells their hidden tests again.
    c.Autograde.sanitize_preprocessors = [
        ClearOutput,
        UnlinkCopies,
        OverwriteKernelspec,
        RestoreMetadata,
        RestoreCells,
        OverwriteCells,
        CheckCellMetadata,
    ]
    c.Autograde.pre_convert_hook = receive
    c.Autograde.exporter_class = DoctorExporter
    # the same steps as nbgrader's, with our execution in the place of its own
    stock = Autograde.autograde_preprocessors.default()
    place = stock.index(Execute)
    c.Autograde.autograde_preprocessors = [
        *stock[:place],
        SandboxedExecute,
        HardenMarks,
        SanitizeOutputs,
        *stock[place + 1 :],
    ]
    c.Execute.timeout = CELL_TIMEOUT_S
    c.LimitOutput.max_lines = 300
    c.LimitOutput.max_traceback = 60


def _feedback(c: Config) -> None:
    """Pages for trainees."""
    from nbgrader.preprocessors import GetGrades

    from grading.feedback import FeedbackExporter
    from grading.feedback.overview import write_overview
    from grading.preprocessors import HideMarking

    c.GenerateFeedback.preprocessors = [GetGrades, HideMarking]
    c.GenerateFeedback.exporter_class = FeedbackExporter
    c.GenerateFeedback.post_convert_hook = write_overview


def _use_this_environment() -> None:
    """Let nbgrader's child processes belong to this Python environment, even when it was not activated."""
    # "python3" must be the kernel of this environment, not one that a user once installed in the home folder
    os.environ.setdefault("JUPYTER_PREFER_ENV_PATH", "1")
    # nbgrader starts the program "alembic" from the PATH when it makes a gradebook
    folder = str(python_folder())
    if folder not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"


def course_config(root: str | Path, exchange: str | Path | None = None) -> Config:
    """A fresh configuration for calls of nbgrader's Python interface in this process."""
    return configure(Config(), root, exchange)


def write_config_file(root: str | Path) -> Path:
    """Make ``root`` a course folder that the stock ``nbgrader`` commands understand, and return its configuration file.

    Args:
        root: Folder to create when missing. An equal file is not rewritten.
    """
    root = Path(root).resolve()
    (root / "source").mkdir(parents=True, exist_ok=True)
    if not os.environ.get(EXCHANGE_URL):
        _make_exchange(root.parent / "exchange")
    path = root / "nbgrader_config.py"
    text = _CONFIG_FILE.format(project=str(PROJECT), root=str(root))
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
    return path


def _make_exchange(folder: Path) -> None:
    """nbgrader's own exchange: a folder that trainees and trainers share."""
    folder.mkdir(parents=True, exist_ok=True)
    if folder.stat().st_uid == os.getuid():
        folder.chmod(0o777)


def python_folder() -> Path:
    """Folder of this environment's programs (``nbgrader``, ``jupyter``)."""
    return Path(sys.executable).parent
