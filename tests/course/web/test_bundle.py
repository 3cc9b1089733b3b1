"""One script without imports, from modules that import each other; and every string that it uses exists."""

from __future__ import annotations

import re
import subprocess

import pytest

from course.web import bundle


def node_accepts(folder, name: str, text: str, node: str) -> None:
    (folder / name).write_text(text, "utf-8")
    checked = subprocess.run([node, "--check", str(folder / name)], capture_output=True, text=True, timeout=300)
    assert checked.returncode == 0, checked.stderr


def test_both_scripts_are_valid_and_need_nothing_else(tmp_path, node_path):
    node_accepts(tmp_path, "views.mjs", bundle.esm(), node_path)
    node_accepts(tmp_path, "views.cjs", bundle.classic(), node_path)
    for text in (bundle.esm(), bundle.classic()):
        assert not re.search(r"^\s*import\b", text, re.M)
        assert "http" not in re.sub(r"http://www\.w3\.org/2000/svg", "", text)
    assert bundle.esm().endswith("export default { render: renderWidget };\n")
    assert "export" not in re.sub(r'"[^"\n]*"', "", bundle.classic())


def test_modules_come_after_those_they_need(tmp_path):
    (tmp_path / "a.js").write_text('import { b } from "./z.js";\n/** Doc. */\nexport const a = b + 1;\n')
    (tmp_path / "z.js").write_text("// why\nexport const b = 1;\n")
    text = bundle.body(tmp_path)
    assert text.index("const b = 1;") < text.index("const a = b + 1;")
    assert "Doc" not in text and "why" not in text


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ('import { gone } from "./gone.js";\n', "gone.js, which does not exist"),
        ('import { b as c } from "./b.js";\n', "renames an import"),
        ('import all from "./b.js";\n', "cannot bundle"),
        ("export default 1;\n", "cannot bundle"),
        ("const b = 2;\n", "b is declared in"),
        ("const { c } = {};\n", "takes an object apart"),
    ],
)
def test_what_cannot_be_bundled_is_refused(tmp_path, source, complaint):
    (tmp_path / "a.js").write_text(source)
    (tmp_path / "b.js").write_text("export const b = 1;\n")
    with pytest.raises(bundle.BundleError, match=complaint):
        bundle.body(tmp_path)


def test_a_string_stands_in_one_file_only(tmp_path):
    (tmp_path / "one.en.json").write_text('{"a": "A"}')
    (tmp_path / "two.en.json").write_text('{"a": "B"}')
    with pytest.raises(bundle.BundleError, match="a second time"):
        bundle.strings(tmp_path)


def test_every_string_of_the_questions_is_used_and_exists():
    """Ids stand in the modules as whole words; those of ``asks_<type>`` are put together."""
    import json

    ours = json.loads((bundle.JS / "ui.en.json").read_text("utf-8"))
    sources = "".join(path.read_text("utf-8") for path in bundle.JS.rglob("*.js"))
    unused = [id for id in ours if f'"{id}"' not in sources and not id.startswith("asks_") and id not in KINDS]
    assert unused == [], "these strings of ui.en.json are used nowhere"
    from course import questions

    missing = {f"asks_{name}" for name in questions.names()} - ours.keys()
    assert not missing, "ui.en.json: what a reader of the book sees instead of a marked question of this type"
    used = set(re.findall(r'(?:words|say)\((?:desc, )?"(\w+)"', sources))
    assert used <= bundle.strings().keys()


KINDS = {"undo", "check", "clear"}  # the buttons of a marked question are named after their messages


def test_the_style_sheet_uses_only_tokens_that_exist():
    sheet = bundle.css()
    declared = set(re.findall(r"(--mdt-[\w-]+)\s*:", sheet))
    own = "".join((bundle.CSS / name).read_text("utf-8") for name in ("base.css", "question.css"))
    assert set(re.findall(r"var\((--mdt-[\w-]+)", own)) <= declared
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgb\(", own), "colours belong into course/look"
