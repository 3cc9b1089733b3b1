"""A whole class without a browser: release, answers, submission, marks, feedback, exports."""
