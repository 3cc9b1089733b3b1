"""The classroom: JupyterHub for trainees and trainers, from one laptop to a cluster.

``python -m course.classroom up`` starts it. What a trainee's server imports lives here; what only a trainer's server
runs lives in ``grading/classroom``. ``course`` never imports ``grading``.
"""
