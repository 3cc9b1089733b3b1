"""The Jupyter Book of the course: configuration, front pages, Sphinx extensions and the program that builds it."""
