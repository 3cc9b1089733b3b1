"""Answer and mark every exercise, inside Pyodide (``exercises.mjs``)."""

import ast
import contextlib
import io
import json
import os
import pathlib
import tempfile
import traceback


def mark(source):
    """Run a graded cell as nbgrader does: its last expression is the points, what it prints is the message."""
    tree = ast.parse(source)
    names = {}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(ast.Module(tree.body[:-1], []), "mark", "exec"), names)
        points = eval(compile(ast.Expression(tree.body[-1].value), "mark", "eval"), names)
    return points, printed.getvalue()


def one(item):
    """Points and message of one model answer."""
    from course import answers, ask
    from course.recorder import Recorder

    os.environ["COURSE_TRAINEE"] = item["trainee"]
    with tempfile.TemporaryDirectory() as folder:
        answers.use_folder(folder)
        exec(item["answer"], {})
        reply = Recorder(ask.known[item["id"]]).record({"raw": item["raw"]})
        if not reply["ok"]:
            return None, reply["text"]
        return mark(item["mark"])


def run(text):
    """Results of all items by id, as JSON."""
    made = {}
    for item in json.loads(text):
        try:
            points, message = one(item)
        except Exception:
            points, message = None, traceback.format_exc()[-1500:]
        made[item["id"]] = [points, type(points).__name__, message]
    return json.dumps(made)


def plan():
    """What the assembler says of each kind of file, and the files that it wrote, as JSON."""
    from course.plan import check, examples, export

    with tempfile.TemporaryDirectory() as folder:
        made = export.write(pathlib.Path(folder), check.values(examples.pieces("XSV")))
        return json.dumps({one.kind: one.path.stat().st_size if one.path else one.problem for one in made})
