"""Two anonymous reviews of each plan, within nbgrader's files.

The plans are those of the submissions of ``m15_capstone``; the reviews are an assignment of their own, ``m15_reviews``.
Who reads whose plan stands in ``peer_review.json`` in nbgrader's course folder, which only trainers can read.
"""
