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

    def keep(self, data: bytes) -> str:
        """Store content; give its SHA-256. On return it is on the disk."""
        digest = hashlib.sha256(data).hexdigest()
        target = self.path(digest)
        if target.is_file() and target.stat().st_size == len(data):
            return digest
        new = not target.parent.exists()
        target.parent.mkdir(mode=0o700, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.arriving)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o400)
            Path(name).replace(target)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
        _sync(target.parent)
        if new:
            _sync(self.root)
        return digest

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


def _sync(folder: Path) -> None:
    """Write the names in a folder to the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
