"""Warm start: one process has loaded what servers and kernels load, and forks for each of them.

Forty people who come at nine would otherwise load the same libraries forty times. ``nursery`` is that process, kept by
the keeper; ``fork`` asks it; ``kernels`` lets Jupyter's kernels come from it. When it is away, everything starts in the
ordinary way, only slower.
"""
