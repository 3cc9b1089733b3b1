"""Pages and contents made from module.toml."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from book.places import ROOT, TOC
from book.write import modules, toc

REAL = modules.read_modules(ROOT / "modules")


def sample(name: str = "m05_sector", **more: object) -> modules.Module:
    return modules.Module(name, {"number": name[:3].upper(), "title": "Sector lists", "minutes": {"self": 45}, **more})


def test_modules_come_in_the_order_of_their_folders(tmp_path: Path) -> None:
    for name in ("m10_b", "m02_a"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "module.toml").write_text(f'number = "{name[:3].upper()}"\ntitle = "T"\n')
    assert [module.name for module in modules.read_modules(tmp_path)] == ["m02_a", "m10_b"]


def test_a_module_without_a_title_is_named(tmp_path: Path) -> None:
    (tmp_path / "m01_x").mkdir()
    (tmp_path / "m01_x" / "module.toml").write_text('number = "M01"\n')
    with pytest.raises(ValueError, match="m01_x"):
        modules.read_modules(tmp_path)


def test_the_first_page_says_what_how_long_and_what_comes_first() -> None:
    first, second = sample("m00_start"), sample(prerequisites=["m00_start"], objective=[{"text": "Say one thing."}])
    page = modules.first_page(second, [first, second])
    assert page.startswith("# M05 · Sector lists")
    assert "about 45 minutes" in page
    assert "[M00 Sector lists](../m00_start/index.md)" in page
    assert "1. Say one thing." in page


def test_the_contents_hold_every_module_in_order() -> None:
    contents = yaml.safe_load(toc.contents(TOC, REAL))
    part = next(part for part in contents["parts"] if part["caption"] == "Modules")
    taught = [module for module in REAL if not module.is_test]
    assert [chapter["file"] for chapter in part["chapters"]] == [f"modules/{module.name}/index" for module in taught]
    assert part["chapters"][0]["sections"][1]["file"].endswith("/exercises")


def test_the_two_forms_of_the_test_stand_apart_and_without_a_number() -> None:
    contents = yaml.safe_load(toc.contents(TOC, REAL))
    part = next(part for part in contents["parts"] if part["caption"] == "Before you start, and at the end")
    assert [chapter["title"] for chapter in part["chapters"]] == ["Test, form A", "Test, form B"]
    form = sample("m90_test", kind="test", title="Test, form A")
    assert modules.first_page(form, [form]).startswith("# Test, form A\n")
    assert "M90" not in modules.notebook_header(form, "lesson") + modules.table([form])


def test_contents_without_a_place_for_modules_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "_toc.yml"
    path.write_text("root: index\nparts:\n- caption: A\n  chapters:\n  - file: x\n")
    with pytest.raises(ValueError, match="modules: all"):
        toc.contents(path, REAL)


def test_the_real_modules_tell_minutes_and_objectives() -> None:
    assert {"m00_orientation", "m10_remittances"} <= {module.name for module in REAL}
    for module in REAL:
        assert module.minutes["self"] > 0 and 3 <= len(module.objectives) <= 5
