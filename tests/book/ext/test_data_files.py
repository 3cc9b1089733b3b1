"""Large descriptions in files of their own."""

from __future__ import annotations

import json
import re
from pathlib import Path

from book.ext import views
from book.ext.data_files import LARGE, placed

TOOL = {"schema": 1, "kind": "tool", "tool": "flows", "id": "m10-t4", "data": {"rows": ["</script>ł"] * 1000}}


def test_a_large_value_gets_a_file_named_after_its_content(tmp_path: Path) -> None:
    attribute, script = placed(TOOL, tmp_path)
    assert script == ""
    name = re.fullmatch(r' data-src="([0-9a-f]{16})"', attribute).group(1)
    text = (tmp_path / f"{name}.js").read_text("utf-8")
    assert "</script>" not in text
    assert json.loads(text.removeprefix(f'courseParts.data("{name}", ').removesuffix(");\n")) == TOOL
    assert placed(dict(reversed(TOOL.items())), tmp_path) == (attribute, ""), "the order of names does not matter"
    assert placed({**TOOL, "id": "m10-t5"}, tmp_path)[0] != attribute


def test_a_small_value_stays_in_the_page(tmp_path: Path) -> None:
    attribute, script = placed({"id": "x", "text": "a" * (LARGE // 2)}, tmp_path)
    assert attribute == "" and script.startswith('<script type="application/json">')
    assert list(tmp_path.iterdir()) == []


def test_a_view_says_what_the_loader_must_know(tmp_path: Path) -> None:
    html = views.element(TOOL, "<p>still</p>", tmp_path)
    assert html.startswith('<div class="course-view" data-kind="tool" data-name="flows" data-view="m10-t4" data-src="')
    assert html.endswith("<p>still</p></div>")
    simulate = {"kind": "question", "type": "simulate", "id": "m10-p9", "model": "multiplier"}
    assert 'data-name="simulate" data-model="multiplier"' in views.element(simulate, "")
