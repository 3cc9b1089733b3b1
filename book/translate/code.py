"""The words in the one-line cells that build a question, a tool or a chart: what people read, never what is compared.

Options are recorded by their ids, so a translated cell records the same answer as the English one.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator

# Names of arguments, and of entries in ``practice``, whose value is a sentence for people.
_WORDS = {"text", "unit", "title", "alt", "task", "right", "wrong", "message", "help", "note", "label"}
# Arguments whose value maps ids to words.
_MAPS = {"options", "columns", "needs", "items", "rows", "goals", "choices", "labels", "categories"}
# What maps an id to words when it stands without a name: ask.choice("m00-p2", {"a": "…"}).
_NO_WORDS = {"key", "value", "form", "piece", "kind", "id", "source", "x", "y", "model", "tool"}


def _words(node: ast.AST) -> Iterator[ast.Constant]:
    """The constants with words below one argument."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if any(letter.isalpha() for letter in node.value):
            yield node
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            name = key.value if isinstance(key, ast.Constant) else None
            if name not in _NO_WORDS:
                yield from _words(value)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        yield from _words(node.func.value)  # "… {million:.1f} …".format(million=…): the places stay
    elif isinstance(node, ast.List | ast.Tuple):
        for one in node.elts:
            if isinstance(one, ast.Dict):
                yield from _words(one)


def _found(tree: ast.AST) -> Iterator[ast.Constant]:
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        for argument in call.args:
            if isinstance(argument, ast.Dict):
                yield from _words(argument)
        for keyword in call.keywords:
            single = keyword.arg in _WORDS and isinstance(keyword.value, ast.Constant)
            if single or keyword.arg == "practice" or keyword.arg in _MAPS:
                yield from _words(keyword.value)
        if name == "rename_axis":
            yield from (one for keyword in call.keywords for one in _words(keyword.value))


def _positions(source: str) -> list[ast.Constant]:
    """The constants with words in the order of the cell, each once."""
    seen = {(node.lineno, node.col_offset): node for node in _found(ast.parse(source))}
    return [seen[place] for place in sorted(seen)]


def texts(source: str) -> list[str]:
    """The words of a cell in their order.

    Raises:
        SyntaxError: the cell is not Python.
    """
    return [node.value for node in _positions(source)]


def replaced(source: str, change: Callable[[str], str]) -> str:
    """The cell with each of its words replaced by ``change(words)``."""
    lines = [line.encode() for line in source.split("\n")]
    for node in reversed(_positions(source)):
        new = change(node.value)
        if new == node.value:
            continue
        first, last = node.lineno - 1, node.end_lineno - 1
        text = lines[first][: node.col_offset] + json.dumps(new, ensure_ascii=False).encode()
        text += lines[last][node.end_col_offset :]
        lines[first : last + 1] = [text]
    return b"\n".join(lines).decode()
