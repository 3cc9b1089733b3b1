"""`make` and the command line: the list, unknown names, too old Pythons."""

import subprocess
import sys
from pathlib import Path

from course.command import __main__ as entry

ROOT = Path(__file__).parents[3]


def call(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "course.command", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_make_alone_lists_every_target_with_a_sentence():
    listed = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    targets = [line.split(":")[0] for line in (ROOT / "Makefile").read_text().splitlines() if ": ; @$(PYTHON)" in line]
    assert set(targets) == set(entry.COMMANDS)
    for target in targets:
        assert f"make {target} " in listed


def test_unknown_command_names_the_known_ones():
    answer = call("strat")
    assert answer.returncode == 2
    assert "strat" in answer.stdout and "start" in answer.stdout


def test_old_python_is_told_so(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(sys, "argv", ["course", "start"])
    assert entry.main() == 1
    said = capsys.readouterr().out
    assert "3.11" in said and "3.9" in said and "PYTHON=" in said
