"""What is known about the text of a cell is what IPython would find out."""

from __future__ import annotations

import pytest
from ipykernel import compiler
from IPython.core.displayhook import DisplayHook
from IPython.core.interactiveshell import InteractiveShell

from grading.execution import quick

CELLS = [
    "1",
    "x = 5; x\nx + 1;",
    "  indented = 1\n  indented",
    "%precision 3\n3.14",
    "%%capture said\nprint('kept')",
    "!ls\nfiles = !ls",
    "?len",
    "print('a;b')  # a comment;",
    "import asyncio\nawait asyncio.sleep(0)",
    "async def f():\n    return 1\nf",
    "def broken(\n",
    "text = '''\n%no magic;\n'''\ntext",
]


@pytest.fixture
def shells() -> tuple[InteractiveShell, InteractiveShell]:
    """One as it is, and one that is quick."""
    plain, fast = InteractiveShell(), InteractiveShell()
    count = compiler.murmur2_x86
    quick.install(fast)
    compiler.murmur2_x86 = count
    return plain, fast


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize("source", CELLS)
def test_a_quick_shell_reads_a_cell_as_ipython(
    shells: tuple[InteractiveShell, InteractiveShell], source: str, told: bool
) -> None:
    plain, fast = shells
    quick.TEXTS.new_cell(source, quick.known(source) if told else {})
    text = plain.transform_cell(source)
    assert fast.transform_cell(source) == text == fast.transform_cell(source)
    assert fast.should_run_async(source, transformed_cell=text) == plain.should_run_async(source, transformed_cell=text)
    if "broken" not in source:
        stock = DisplayHook.semicolon_at_end_of_expression(text)
        assert bool(fast.displayhook.semicolon_at_end_of_expression(text)) == bool(stock)


def test_the_own_transformer_of_a_notebook_is_asked(shells: tuple[InteractiveShell, InteractiveShell]) -> None:
    _plain, fast = shells
    quick.TEXTS.new_cell("x", quick.known("x"))
    fast.input_transformer_manager.line_transforms.append(lambda lines: [line.upper() for line in lines])
    assert fast.transform_cell("x") == "X\n"


def test_the_number_is_that_of_the_kernel() -> None:
    source = "print(1)"
    assert quick.known(source)["number"] == compiler.murmur2_x86(source, compiler.get_tmp_hash_seed())


def test_long_texts_are_left_to_the_sandbox() -> None:
    assert quick.known("x = 1\n" * 10_000) == {}
