"""Grade many submissions: several workers sanitise, run and score; one writer owns the gradebook.

Files, rows and scores are those of ``nbgrader autograde``; a stopped run is continued by starting it again.
"""

from grading import lazy_formats  # noqa: F401 - before nbgrader is imported
