"""The content of releases, submissions and feedback: each file once, under the print of its content.

A file appears in one step (written aside, synced, renamed), and is never changed afterwards, so a killed service leaves
whole files only. What nobody refers to (the rows came too late) does no harm.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_STALE_S = 3600


class Damaged(OSError):
    """A stored file is missing, or is no longer what was stored."""


class Files:
    """Content-addressed files.

    Args:
        root: their folder; made with access for this user only.
    """

    def __init__(self, root: Path) -> None:
        self.root = Path(root)
        self.arriving = self.root / "arriving"
        for folder in (self.root, self.arriving):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._remove_stale()

    def _remove_stale(self) -> None:
        """Remove what a killed process left half written; a young file may belong to another process."""
        for left in self.arriving.iterdir():
            with suppress(OSError):
                if time.time() - left.lstat().st_mtime > _STALE_S:
                    left.unlink()

    def path(self, digest: str) -> Path:
        """Where the content with this SHA-256 is.

        Raises:
            ValueError: no SHA-256.
        """
        if not _DIGEST.fullmatch(digest):
            raise ValueError("no SHA-256")
        return self.root / digest[:2] / digest

    def keep(self, contents: Iterable[bytes]) -> list[str]:
        """Store the files of one package: all of them, or none when one cannot be read or written.

        Args:
            contents: The files, one after the other.

        Returns:
            The SHA-256 of each. On return they are on the disk.
        """
        digests: list[str] = []
        arrived: dict[Path, Path] = {}  # where each new file will be, and where it is
        try:
            for data in contents:
                digests.append(hashlib.sha256(data).hexdigest())
                target = self.path(digests[-1])
                if target in arrived or (target.is_file() and target.stat().st_size == len(data)):
                    continue
                handle, name = tempfile.mkstemp(dir=self.arriving)
                arrived[target] = Path(name)
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
            # all are written before the first is synced: the disk does most of it in one go
            for path in arrived.values():
                _sync(path)
            changed = {self.root} if any(not target.parent.exists() for target in arrived) else set()
            for target, path in arrived.items():
                target.parent.mkdir(mode=0o700, exist_ok=True)
                path.chmod(0o400)
                path.replace(target)
                changed.add(target.parent)
            for folder in changed:
                _sync(folder)
        finally:
            for path in arrived.values():
                path.unlink(missing_ok=True)
        return digests

    def read(self, digest: str) -> bytes:
        """The content with this SHA-256.

        Raises:
            Damaged: it is missing, or something else by now.
        """
        try:
            data = self.path(digest).read_bytes()
        except OSError as problem:
            raise Damaged(f"stored file {digest} cannot be read: {problem.strerror}") from None
        if hashlib.sha256(data).hexdigest() != digest:
            raise Damaged(f"stored file {digest} has changed on the disk")
        return data

    def free_bytes(self) -> int:
        """What the disk has left."""
        return shutil.disk_usage(self.root).free


def _sync(path: Path) -> None:
    """Write a file, or the names in a folder, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
