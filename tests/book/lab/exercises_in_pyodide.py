"""Answer and mark every exercise and every self-check, inside Pyodide (``exercises.mjs``)."""

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


def practised(desc):
    """Share and message of a practice question when its own key is the answer."""
    from course import questions
    from course.recorder import practice_outcome

    kind, practice = questions.get(desc["type"]), desc["practice"]
    value = practice.get("key")
    if value is None or desc["type"] in ("document", "dictionary"):  # the key of a dictionary is the human coding
        return None, "no key: rules or goals say what is right"
    if desc["type"] in ("match", "matrix"):
        value = first(value)
    outcome = practice_outcome(desc, kind.parse(desc, value))
    return outcome.fraction, outcome.message


def first(accepted):
    """Of several right picks the first one, in a dictionary of any depth."""
    if isinstance(accepted, dict):
        return {name: first(one) for name, one in accepted.items()}
    return accepted[0] if isinstance(accepted, list | tuple) else accepted


def one(item):
    """Points and message of one model answer."""
    from course import answers, ask
    from course.recorder import Recorder

    os.environ["COURSE_TRAINEE"] = item["trainee"]
    with tempfile.TemporaryDirectory() as folder:
        answers.use_folder(folder)
        exec(item["answer"], {})
        if "mark" not in item:
            return practised(ask.known[item["id"]])
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
