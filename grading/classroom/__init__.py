"""The trainers' pages of a course: a service that the hub starts, ``service``.

- ``application`` puts the addresses together; ``handler`` is what all pages share, ``room`` the course behind them.
- One page each: ``modules_page``, ``class_page``, ``marking_page``, ``live_page``, ``people_page``, ``reports_page``.
  How they look: ``pages/*.html``, ``files/trainer.css`` after ``classroom.css`` and ``modules.css`` of
  ``course/classroom/pages``.
- Where things stand: ``state`` (modules), ``standing`` (people in a module), ``marks``, ``collected``, ``live``,
  ``members``; ``questions`` and ``deadlines`` of a module; ``gradebooks`` keeps the gradebook open.
- Long work: ``jobs`` starts ``job``, which does the steps of ``work``; ``jobs_page`` shows it.
- Marking by hand: ``marking``, ``rubric``, ``mark_log``. People as CSV: ``roster``. Marks for the LMS: ``lms``,
  ``scores``, ``passback``. nbgrader's Formgrader as a page: ``formgrader`` and what begins with it.
"""
