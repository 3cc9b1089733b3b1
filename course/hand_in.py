"""What a trainee hands in: which files of a module's folder travel to the trainer, and how large they may be."""

#: Id of the course when nobody set another one.
COURSE_ID = "migration-development"

#: Never copied between trainee, exchange, ``submitted`` and ``autograded``. ``answers.json`` and ``country_file.json``
#: are not here: they are the trainee's answers.
IGNORED = [
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    "feedback",
    ".answers*",
    ".release.json",
    "answers-*.json",
    "*.tmp",
    "lesson.ipynb",
    ".DS_Store",
]

MAX_FILE_KB = 5_000
MAX_SUBMISSION_KB = 20_000
