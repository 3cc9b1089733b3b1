"""Compile the modules of wheels. Runs inside Pyodide (``compile.mjs``), never in the book's own Python.

``job.json`` in the folder lists ``{"source": "a.whl", "target": "b.whl", "keep": true}``; both lie in the folder.
"""

import importlib.util
import json
import marshal
import zipfile

_DATE = (2020, 1, 1, 0, 0, 0)
_UNCHECKED = 0b01  # never compared with a source file
_LEFT_OUT = ("/tests/", "/test/", "/typeshed/", "/conftest.py")


def pyc(source, name):
    """The content of a .pyc file."""
    code = compile(source, name, "exec", dont_inherit=True)
    header = importlib.util.MAGIC_NUMBER + _UNCHECKED.to_bytes(4, "little") + importlib.util.source_hash(source)
    return header + marshal.dumps(code)


def compile_wheel(source, target, keep):
    """Write ``target``: modules compiled, tests left out.

    Args:
        source: path of a wheel.
        target: path of the new wheel.
        keep: keep the sources too, beside ``__pycache__`` (a library that lists its own files needs them).
    """
    with zipfile.ZipFile(source) as given, zipfile.ZipFile(target, "w") as made:

        def add(name, content):
            made.writestr(zipfile.ZipInfo(name, _DATE), content, zipfile.ZIP_DEFLATED, 9)

        for name in sorted(given.namelist()):
            if name.endswith("/") or any(part in f"/{name}" for part in _LEFT_OUT):
                continue
            content = given.read(name)
            if not name.endswith(".py") or ".data/" in name:
                add(name, content)
                continue
            folder, _, file = name.rpartition("/")
            try:
                compiled = pyc(content, f"/lib/python3.12/site-packages/{name}")
            except SyntaxError:  # a template, or made for another Python
                add(name, content)
                continue
            if keep:
                add(name, content)
                add(f"{folder}/__pycache__/{file[:-3]}.cpython-312.pyc".lstrip("/"), compiled)
            else:
                add(f"{name}c", compiled)


def compile_all(folder):
    """Do the whole job."""
    with open(f"{folder}/job.json") as file:  # noqa: PTH123
        job = json.load(file)
    for one in job:
        compile_wheel(f"{folder}/{one['source']}", f"{folder}/{one['target']}", one["keep"])
