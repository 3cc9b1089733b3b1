"""The classroom: JupyterHub for trainees and trainers, from one laptop to a cluster.

``python -m course.classroom up`` starts it; the README names each file. What the hub and people's servers import lives
here; the trainers' pages, a service for each course, live in ``grading/classroom``. ``course`` never imports
``grading``.
"""
