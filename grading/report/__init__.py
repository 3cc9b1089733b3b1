"""Reports and exports for the trainer: ``python -m grading.report``.

Everything is read from nbgrader's gradebook and from the autograded submissions; nothing there is changed.

- :mod:`grading.report.gather` reads who handed in what, when, and for how many points;
- :mod:`grading.report.notebooks` reads which message each item printed, and which numbers each person was given;
- :mod:`grading.report.items`, ``risk``, ``raters`` and ``similar`` are plain arithmetic without files;
- :mod:`grading.report.tables`, ``exports`` and ``page`` write files for spreadsheets, Moodle and Canvas, and the page.
"""
