"""Spare a cell what its text alone tells: IPython transforms each cell twice and reads it twice more for rare cases.

Every answer is the one that IPython would give.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ipykernel import compiler, ipkernel, kernelbase
from IPython.core.displayhook import DisplayHook
from IPython.core.inputtransformer2 import TransformerManager

_LONGEST = 20_000  # characters; a longer text is left to the sandbox, where its time is limited


class Texts:
    """What is known about the text of the cell that runs now."""

    def __init__(self) -> None:
        self.source = ""
        #: The text without IPython's own syntax.
        self.transformed: str | None = None
        #: The number in the name of its source file.
        self.number: int | None = None

    def new_cell(self, source: str, about: dict[str, Any]) -> None:
        """Begin with a cell; ``about`` is what ``known`` found, or empty."""
        self.source = source
        self.transformed, self.number = about.get("transformed"), about.get("number")


#: Of the cell that runs in this process.
TEXTS = Texts()


@lru_cache(maxsize=1024)
def known(source: str) -> dict[str, Any]:
    """What a child may be told about a cell of the course. Ask it only about texts that the course has written."""
    if len(source) > _LONGEST:
        return {}
    try:
        transformed = TransformerManager().transform_cell(source)
    except Exception:  # IPython says so when the cell runs
        return {}
    return {"transformed": transformed, "number": compiler.murmur2_x86(source, compiler.get_tmp_hash_seed())}


def install(shell: Any) -> None:
    """Let ``shell`` use what ``TEXTS`` knows about a cell."""
    _transform_once(shell.input_transformer_manager, TEXTS)
    _number_once(TEXTS)
    read_async = shell.should_run_async

    def should_run_async(raw_cell: str, *, transformed_cell: Any = None, preprocessing_exc_tuple: Any = None) -> bool:
        plain = transformed_cell is not None and "await" not in transformed_cell and "async" not in transformed_cell
        return not plain and read_async(
            raw_cell, transformed_cell=transformed_cell, preprocessing_exc_tuple=preprocessing_exc_tuple
        )

    shell.should_run_async = should_run_async
    # before each cell the kernel reads the signature of the shell's method again
    ipkernel._accepts_parameters = _accepts_parameters
    shell.displayhook.semicolon_at_end_of_expression = _ends_with_semicolon


def _accepts_parameters(method: Any, names: list[str]) -> Any:
    try:
        return _signature(method, tuple(names))
    except TypeError:  # a method of the notebook's that is no key
        return kernelbase._accepts_parameters(method, names)


@lru_cache(maxsize=8)
def _signature(method: Any, names: tuple[str, ...]) -> Any:
    return kernelbase._accepts_parameters(method, names)


def _ends_with_semicolon(expression: str) -> bool | None:
    return ";" in expression and DisplayHook.semicolon_at_end_of_expression(expression)


def _transform_once(manager: TransformerManager, texts: Texts) -> None:
    transform = manager.transform_cell
    own = [*manager.cleanup_transforms], [*manager.line_transforms], [*manager.token_transformers]

    def transform_cell(cell: str) -> str:
        if own != (manager.cleanup_transforms, manager.line_transforms, manager.token_transformers):
            return transform(cell)  # the notebook has added some of its own
        if cell != texts.source:
            return transform(cell)
        if texts.transformed is None:
            texts.transformed = transform(cell)
        return texts.transformed

    manager.transform_cell = transform_cell


def _number_once(texts: Texts) -> None:
    count = compiler.murmur2_x86

    def murmur2_x86(data: str, seed: int) -> int:
        if texts.number is not None and data == texts.source and seed == compiler.get_tmp_hash_seed():
            return texts.number
        return count(data, seed)

    compiler.murmur2_x86 = murmur2_x86
