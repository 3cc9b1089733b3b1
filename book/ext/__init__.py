"""Sphinx extensions of the book; each file has one job."""
