"""The feedback page that a trainee receives: one self-contained HTML file per module."""

from grading.feedback.exporter import FeedbackExporter

__all__ = ["FeedbackExporter"]
