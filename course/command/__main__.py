"""Entry point of ``python3 -m course.command <name>``.

This file must be readable by old Pythons: it is the one that tells people that theirs is too old.
"""

import sys
from importlib import import_module

OLDEST = (3, 11)
COMMANDS = {
    "help": "list the commands",
    "start": "set up, build release and book, open JupyterLab and the book on this machine",
    "classroom": "JupyterHub for trainees and trainers on this machine; ARGS=down ends it",
    "test": "run every test (installs what the tests need)",
    "demo": "play a class of 12 trainees from release to grades, without a browser",
    "release": "make what trainees receive from the modules",
    "grade": "grade what was submitted, fast and in a sandbox",
    "report": "marks, statistics and exports of the class as a page and as files",
    "doctor": "find and repair broken submissions",
    "reviews": "plans of the capstone, two anonymous reviews of each: plans, assign, status, give_back",
    "result": "the course result of everybody, and a page for each trainee",
    "book": "build the book into build/book/index.html; in another language: make book LANG=fr",
    "lab": "build the book with its browser lab into build/book (fetches Pyodide the first time)",
    "kit": "build the offline kit: one zip with book, lab, data and PDF files, in build/kit",
    "translations": "bring the catalogues of the languages up to date; counts what is not translated",
    "coverage": "show which systems of the seed documents the modules cover, and the gaps",
    "bench": "measure speed and size, side by side in one run",
    "bench-grading": "measure grading beside stock nbgrader and otter-grader",
    "bench-classroom": "measure many trainees who sign in at once, beside stock settings",
    "lint": "check style and format",
    "requirements": "renew requirements.txt from pyproject.toml",
    "clean": "remove what was built; keep the work of trainees",
}

# these are programs of other rooms, started inside .venv and never imported
PROGRAMS = {
    "demo": "grading.demo",
    "release": "grading.release",
    "grade": "grading.grade",
    "report": "grading.report",
    "doctor": "grading.doctor",
    "reviews": "grading.peer_review",
    "result": "grading.result",
    "book": "book.build",
    "lab": "book.lab",
    "kit": "book.kit",
    "translations": "book.translate",
    "coverage": "tests.coverage",
    "bench": "tests.bench",
    "bench-grading": "grading.bench",
    "bench-classroom": "tests.bench.classroom",
}


def main():
    """Run one command. Returns the exit code."""
    name = sys.argv[1] if len(sys.argv) > 1 else "help"
    if name not in COMMANDS:
        print("There is no command '%s'. Known commands: %s." % (name, ", ".join(COMMANDS)))
        return 2
    if name == "help":
        for command, purpose in COMMANDS.items():
            print("  make %-13s %s" % (command, purpose))
        return 0
    if sys.version_info < OLDEST:
        print(
            "This course needs Python %d.%d or newer. This is Python %d.%d (%s)."
            % (OLDEST + tuple(sys.version_info[:2]) + (sys.executable,))
        )
        print("Install a newer Python, or name it: make %s PYTHON=python3.12" % name)
        return 1
    try:
        if name in PROGRAMS:
            return import_module("course.command.module").run_inside(PROGRAMS[name], sys.argv[2:])
        return import_module("course.command." + name).run(sys.argv[2:])
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130


if __name__ == "__main__":
    sys.exit(main())
