"""What goes wrong while a file of the trainee is changed is said in plain language."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from course.saving import NotSaved, saving


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full. What you recorded before is safe"),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), "the disk is full"),
        (PermissionError(errno.EACCES, "Permission denied"), r"cannot be written \(Permission denied\)"),
        (TypeError("a set"), "no such value"),
    ],
)
def test_each_trouble_has_its_sentence(tmp_path: Path, trouble: Exception, words: str) -> None:
    with pytest.raises(NotSaved, match=words), saving(tmp_path / "answers.json", "no such value"):
        raise trouble
