"""Broken submissions: what is wrong with them, and a sound notebook all the same.

``load_submission`` is what grading calls before anything else touches a submission. It reads with caps, follows no
link, and never changes a trainee's file: repairs happen in memory. ``python -m grading.doctor SUBMISSIONS`` shows the
same to a trainer.
"""

from grading.doctor.load import Loaded, NothingToGrade, load_submission
from grading.doctor.repairs import Repair

__all__ = ["Loaded", "NothingToGrade", "Repair", "load_submission"]
