"""What is kept is what would be made again; failures never are."""

from __future__ import annotations

from pathlib import Path

import pytest

from book.keep import kept


def test_the_same_inputs_are_not_made_twice_and_others_are(tmp_path: Path) -> None:
    made = []

    def make() -> bytes:
        made.append(1)
        return str(len(made)).encode()

    assert kept(tmp_path, "x", ["a", b"b"], make) == b"1"
    assert kept(tmp_path, "x", ["a", b"b"], make) == b"1"
    assert kept(tmp_path, "x", ["ab", b""], make) == b"2", "where one input ends counts"
    assert kept(tmp_path, "y", ["ab", b""], make) == b"3"
    assert sorted(path.name.partition("--")[0] for path in tmp_path.iterdir()) == ["x", "y"]


def test_a_failure_is_not_kept(tmp_path: Path) -> None:
    def fail() -> bytes:
        raise ValueError("no")

    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            kept(tmp_path, "x", ["a"], fail)
    assert list(tmp_path.iterdir()) == []
