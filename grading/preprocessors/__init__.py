"""Steps that the course adds to nbgrader's own: one step per file."""

from grading.preprocessors.harden_marks import HardenMarks
from grading.preprocessors.hide_marking import HideMarking
from grading.preprocessors.protect_cells import ProtectCells
from grading.preprocessors.restore_cells import RestoreCells
from grading.preprocessors.restore_metadata import RestoreMetadata
from grading.preprocessors.sanitize_outputs import SanitizeOutputs
from grading.preprocessors.unlink_copies import UnlinkCopies

__all__ = [
    "HardenMarks",
    "HideMarking",
    "ProtectCells",
    "RestoreCells",
    "RestoreMetadata",
    "SanitizeOutputs",
    "UnlinkCopies",
]
