"""Answers to questions whose numbers differ between trainees: arithmetic over what this trainee draws."""

from __future__ import annotations

import ast
import operator
from collections.abc import Mapping
from typing import Any

_OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.USub: operator.neg,
}


def solve(raw: Any, draw: Mapping[str, Any] | None) -> Any:
    """``raw`` itself, or the result of its arithmetic when it is a text that starts with ``=``.

    Must run where ``course`` sees the trainee's folder.

    Args:
        raw: For example ``"= 100 * fee / 200 + margin"``.
        draw: What the question draws: ``{"of": "m10-e1a", "fee": [3, 6, 7]}``.

    Raises:
        ValueError: When the arithmetic uses anything but numbers, drawn names and ``+ - * /``.
    """
    if not (isinstance(raw, str) and raw.startswith("=")):
        return raw
    from course import variant

    choices = {name: values for name, values in (draw or {}).items() if name != "of"}
    names = vars(variant(draw["of"], **choices)) if draw else {}
    return _calculate(ast.parse(raw[1:].strip(), mode="eval").body, names)


def _calculate(node: ast.AST, names: Mapping[str, float]) -> float:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return node.value
    if isinstance(node, ast.Name) and node.id in names:
        return names[node.id]
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return _OPERATORS[type(node.op)](_calculate(node.left, names), _calculate(node.right, names))
    if isinstance(node, ast.UnaryOp) and type(node.op) in _OPERATORS:
        return _OPERATORS[type(node.op)](_calculate(node.operand, names))
    raise ValueError(f"only arithmetic over {sorted(names)} is allowed: {ast.unparse(node)}")


def typed(value: float, style: str) -> str:
    """A number as a person of this style types it: with two decimals, as the questions ask, or four below 1."""
    digits = 2 if abs(value) >= 1 else 4
    text = f"{float(value):,.{digits}f}".rstrip("0").rstrip(".")
    thousands, point = {"en": (",", "."), "fr": ("\u202f", ","), "de": (".", ","), "plain": ("", ".")}[style]
    return text.replace(",", "\0").replace(".", point).replace("\0", thousands)
