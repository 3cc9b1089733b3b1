"""Compare grading with stock nbgrader: the same marks and files (``compare``), and how fast each way is."""
