"""Changes of the files of a submission. A function gives the notebook to write, or None if it wrote all itself."""

from __future__ import annotations

import json
import os
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from tests.grading.attacks.attack_changes import Places


def link_to_gradebook(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    (folder / "book.db").symlink_to(Path(places["course"]) / "gradebook.db")
    (folder / "all").symlink_to(places["canary"])
    (folder / "loop").symlink_to(folder)
    return nb


def link_to_answers(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    (folder / "answers.json").unlink()
    (folder / "answers.json").symlink_to(Path(places["other"]) / "answers.json")
    return nb


def notebook_is_link(nb: NotebookNode, folder: Path, places: Places) -> None:
    (folder / "exercises.ipynb").unlink()
    (folder / "exercises.ipynb").symlink_to(Path(places["other"]) / "exercises.ipynb")


def notebook_is_pipe(nb: NotebookNode, folder: Path, places: Places) -> None:
    (folder / "exercises.ipynb").unlink()
    os.mkfifo(folder / "exercises.ipynb")


def data_is_pipe(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    os.mkfifo(folder / "data.csv")
    return nb


def notebook_is_folder(nb: NotebookNode, folder: Path, places: Places) -> None:
    (folder / "exercises.ipynb").unlink()
    (folder / "exercises.ipynb").mkdir()
    (folder / "exercises.ipynb" / "x.txt").write_text("x")


def _text(text: str | bytes) -> Any:
    def write(nb: NotebookNode, folder: Path, places: Places) -> None:
        data = text if isinstance(text, bytes) else text.encode()
        (folder / "exercises.ipynb").write_bytes(data)

    return write


broken_json = _text('{"cells": [')
empty_file = _text("")
only_zeros = _text(b"\0" * 4096)
list_not_object = _text("[]")
deep_json = _text("[" * 200_000 + "]" * 200_000)
no_cells = _text('{"nbformat": 4, "nbformat_minor": 5, "metadata": {}}')
version_ninety = _text('{"nbformat": 90, "nbformat_minor": 0, "metadata": {}, "cells": []}')


def byte_order_mark(nb: NotebookNode, folder: Path, places: Places) -> None:
    path = folder / "exercises.ipynb"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


def utf_16(nb: NotebookNode, folder: Path, places: Places) -> None:
    path = folder / "exercises.ipynb"
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))


def version_three(nb: NotebookNode, folder: Path, places: Places) -> None:
    cells = [
        {"cell_type": "code", "input": c.source, "outputs": [], "language": "python", "metadata": dict(c.metadata)}
        for c in nb.cells
        if c.cell_type == "code"
    ]
    old = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {"name": ""},
        "worksheets": [{"metadata": {}, "cells": cells}],
    }
    (folder / "exercises.ipynb").write_text(json.dumps(old), encoding="utf-8")


def huge_notebook(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    nb.metadata["ballast"] = "x" * 60_000_000
    return nb


def many_cells(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    nb.cells += [nbformat.v4.new_markdown_cell("x") for _ in range(3000)]
    return nb


def same_ids(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    for cell in nb.cells:
        cell["id"] = "same"
    return nb


def odd_ids(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    for number, cell in enumerate(nb.cells):
        cell["id"] = ["", " ", "\x00", "ä" * 100, 5][number % 5]
    return nb


def lone_surrogates(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    nb.cells.append(nbformat.v4.new_code_cell('print("\ud800")  # \udfff', id="odd"))
    return nb


def unicode_name(nb: NotebookNode, folder: Path, places: Places) -> None:
    (folder / "exercises.ipynb").rename(folder / "exércices – copie (1)\u202egpj.ipynb")


def huge_answers(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    (folder / "answers.json").write_bytes(b'{"schema": 1, "answers": {"a": "' + b"x" * 40_000_000 + b'"}}')
    return nb


def deep_answers(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    (folder / "answers.json").write_text("[" * 100_000 + "]" * 100_000)
    return nb


def answers_is_folder(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    (folder / "answers.json").unlink()
    (folder / "answers.json").mkdir()
    return nb


def many_files(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    for number in range(1500):
        (folder / f"file-{number}.txt").write_text("x")
    return nb


def deep_folders(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    inner = folder.joinpath(*["d"] * 60)
    inner.mkdir(parents=True)
    (inner / "x.txt").write_text("x")
    return nb


def course_files(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    """Files that Python or the course might load instead of their own."""
    trap = f'open({places["canary"]!r} + "/trap", "w").write("loaded")\n'
    for name in ("course.py", "pandas.py", "sitecustomize.py", "usercustomize.py", "nbgrader_config.py", "json.py"):
        (folder / name).write_text(trap)
    (folder / "grading").mkdir()
    (folder / "grading" / "__init__.py").write_text(trap)
    (folder / "matplotlibrc").write_text("backend: module://trap\n")
    return nb


def odd_attachments(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    text = "![a](attachment:x) <svg><script>document.title='XSS'</script></svg> <math><mtext><table><mglyph><style>"
    text += "<img src=x onerror=\"document.title='XSS'\"></style>"
    files = {"x": {"text/html": "<script>", "image/svg+xml": 5}, "../../y": [1], "z": "q"}
    raw = "<script>document.title='XSS'</script>"
    nb.cells.insert(1, nbformat.v4.new_markdown_cell(text, id="own-text"))
    nb.cells[1]["attachments"] = files
    nb.cells.insert(1, nbformat.v4.new_raw_cell(raw, id="own-raw", metadata={"format": "text/html"}))
    nb.cells[0].source += "\n\n<form><button formaction='javascript:alert(1)'>x</button></form><base href='http://x'>"
    return nb


def odd_title(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    nb.cells[0].source = "# <script>document.title='XSS'</script> </title> {{7*7}} {% include '/etc/passwd' %}"
    return nb


def forge_then_large(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    """Answers in the place of its process, and never reads again: the next order is larger than the line holds."""
    code = """
import gc, json, signal, socket, struct, time
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
line = [one for one in gc.get_objects() if isinstance(one, socket.socket) and one.fileno() > 2][0]
order = [one for one in gc.get_objects() if isinstance(one, dict) and "token" in one and "do" in one][0]
data = json.dumps({"is": "reply", "token": order["token"], "content": {"status": "ok"}, "touched": []}).encode()
line.sendall(struct.pack(">I", len(data)) + data)
while True: time.sleep(1)
"""
    nb.cells.append(nbformat.v4.new_code_cell(code, id="forge"))
    nb.cells.append(nbformat.v4.new_code_cell("# " + "x" * 3_000_000, id="large"))
    return nb


def _rewritten(change: Any) -> Any:
    def write(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
        path = folder / "answers.json"
        path.write_text(change(path.read_text()))
        return nb

    return write


_TWICE = '"answers": {"m92-e1": {"type": "number", "value": 192.075, "at": "x"}}, "answers": {'
duplicate_keys = _rewritten(lambda text: text.replace('"answers": {', _TWICE, 1))
answers_nan = _rewritten(lambda text: text.replace('"value": 1.0', '"value": NaN'))
answers_1e400 = _rewritten(lambda text: text.replace('"value": 1.0', '"value": 1e400'))
answers_hugeint = _rewritten(lambda text: text.replace('"value": 1.0', '"value": ' + "9" * 100_000))
surrogate_answer = _rewritten(lambda text: text.replace("SURROGATE", "\\ud800 text \\udfff <b>"))


def answers_strange(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    answers = {
        "m92-e1": {"type": "number", "value": {"__eq__": 1}, "at": {"a": [1]}},
        "m92-t1": {"type": "table", "value": {"columns": "corridor", "rows": {"0": [1]}}, "at": None},
        "__proto__": {"x": 1},
        "m92-r1": [],
        "\u202e<script>": 5,
    }
    (folder / "answers.json").write_text(json.dumps({"schema": [1], "trainee": {"a": 1}, "answers": answers}))
    return nb


def odd_names(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    names = "a\nb.csv|..a|\u202egpj.exe|x\x1b[31m.csv|-rf|$(id).csv|=cmd.csv|<img src=x onerror=alert(1)>.csv|a\\b.csv"
    for name in [*names.split("|"), "a" * 250 + ".csv", os.fsdecode(b"\xff\xfe.csv")]:
        (folder / name).write_text("x")
    return nb


def hard_links(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    os.link(Path(places["course"]) / "gradebook.db", folder / "book.csv")
    os.link(Path(places["canary"]) / "secret.txt", folder / "secret.csv")
    return nb


def timestamp_pipe(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    os.mkfifo(folder / "timestamp.txt")
    return nb


def timestamp_odd(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    (folder / "timestamp.txt").write_text("9999-12-31 23:59:59 +99:99 <script>\n" * 10)
    return nb


def bomb_archives(nb: NotebookNode, folder: Path, places: Places) -> NotebookNode:
    """Bombs, and the answers only in an archive beside them."""
    answers = (folder / "answers.json").read_bytes()
    (folder / "answers.json").unlink()
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("zeros", b"\0" * 40_000_000)
        packed.writestr("../../../../evil.json", "x")
        packed.writestr("/etc/evil", "x")
    with tarfile.open(folder / "t.tar.gz", "w:gz") as packed:
        for kind, name in ((tarfile.LNKTYPE, "answers.json"), (tarfile.SYMTYPE, "link"), (tarfile.CHRTYPE, "device")):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            packed.addfile(member)
    with zipfile.ZipFile(folder / "good.zip", "w") as packed:
        packed.writestr("inner/answers.json", answers)
    return nb
