"""Run the cells of a submission: fast, because the libraries are loaded once, and kept in a sandbox.

``warm`` is a program that imports what submissions use and forks one child for each run; ``child`` runs cells in a real
IPython kernel without its network side; ``process`` talks to both; ``execute`` is the preprocessor that nbgrader calls.
No source notebook ever comes near the warm process: it holds no solution and no hidden test.
"""
