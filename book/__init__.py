"""The Jupyter Book of the course: configuration, front pages, Sphinx extensions and the program that builds it."""

from course.lean_imports import without_address_grammars

without_address_grammars()
