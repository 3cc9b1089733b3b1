"""Good plans, fresh for each test."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from course.plan import check, examples


@pytest.fixture
def plan() -> Callable[[str], dict[str, dict[str, Any]]]:
    """``plan("NPL")``: the values of a good plan, which the test may change."""
    return lambda country="XSV": copy.deepcopy(check.values(examples.pieces(country)))
