"""Unpack an archive that a stranger made: no way out of the folder, no links, no bombs."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from grading.doctor.repairs import Repair

MOST_ARCHIVE_BYTES = 200_000_000
MOST_BYTES = 500_000_000  # of all members of an archive of a whole class
MOST_MEMBERS = 20_000
MOST_MEMBER_BYTES = 20_000_000
MOST_RATIO = 200  # JSON shrinks to a tenth; a bomb to a thousandth
_RATIO_COUNTS_FROM = 1_000_000
_BLOCK = 1 << 16
_OPENERS = {b"\x1f\x8b": gzip.open, b"BZ": bz2.open, b"\xfd7": lzma.open}
_ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
Member = tuple[str, BinaryIO]


class Bomb(Exception):
    """An archive grows beyond what submissions need."""


def is_archive(path: Path) -> bool:
    """True for a name that archives have."""
    return path.name.lower().endswith(_ENDINGS)


def unpack(archive: Path, target: Path, most: int = MOST_BYTES) -> list[Repair]:
    """Unpack the ordinary files of a zip or tar archive.

    Args:
        archive: The file; it is not changed.
        target: An empty folder.
        most: Bytes of all members together.

    Returns:
        What was left out and why; everything after a bomb is left out.
    """
    notes: list[Repair] = []
    size = archive.lstat().st_size
    if archive.is_symlink() or not archive.is_file():
        return [Repair("link" if archive.is_symlink() else "odd", archive.name)]
    if size > MOST_ARCHIVE_BYTES:
        return [Repair("large", archive.name)]
    left = min(most, max(size * MOST_RATIO, _RATIO_COUNTS_FROM))
    seen: set[str] = set()
    try:
        for count, (name, stream) in enumerate(_members(archive, left, notes)):
            place = _place(name)
            if count >= MOST_MEMBERS:
                raise Bomb("too many files")
            if place is None or place.as_posix().casefold() in seen:
                notes.append(Repair("unsafe_archive", archive.name, name))
                continue
            seen.add(place.as_posix().casefold())
            data = stream.read(min(MOST_MEMBER_BYTES, left) + 1)
            left -= len(data)
            if left < 0:
                raise Bomb("too large when unpacked")
            if len(data) > MOST_MEMBER_BYTES:
                notes.append(Repair("large", archive.name, name))
                continue
            path = target / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    except Bomb as problem:
        notes.append(Repair("unsafe_archive", archive.name, str(problem)))
    except (OSError, EOFError, ValueError, RuntimeError, zipfile.BadZipFile, tarfile.TarError, zlib.error,
            lzma.LZMAError, NotImplementedError) as problem:  # fmt: skip
        notes.append(Repair("damaged", archive.name, type(problem).__name__))
    return notes


def _members(archive: Path, most: int, notes: list[Repair]) -> Iterator[Member]:
    if zipfile.is_zipfile(archive):
        yield from _of_zip(archive, notes)
    else:
        yield from _of_tar(archive, most, notes)


def _of_zip(archive: Path, notes: list[Repair]) -> Iterator[Member]:
    with zipfile.ZipFile(archive) as opened:
        for member in opened.infolist()[: MOST_MEMBERS + 1]:
            kind = (member.external_attr >> 16) & 0o170000
            if member.is_dir():
                continue
            if kind not in (0, 0o100000) or member.flag_bits & 1:  # a link or device; encrypted
                notes.append(Repair("unsafe_archive", archive.name, member.filename))
                continue
            with opened.open(member) as stream:
                yield member.filename, stream


class _Capped(io.RawIOBase):
    """A stream that ends with ``Bomb`` when more was read than a submission needs."""

    def __init__(self, stream: BinaryIO, most: int) -> None:
        self._stream, self._left = stream, most

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if size < 0 or size > self._left:
            size = self._left + 1
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise Bomb("too large when unpacked")
        return data


def _of_tar(archive: Path, most: int, notes: list[Repair]) -> Iterator[Member]:
    with archive.open("rb") as raw:
        opener = _OPENERS.get(raw.read(2))
        raw.seek(0)
        stream = opener(raw) if opener else raw
        # headers and padding count, too: a tar file may be a bomb before its first member
        with tarfile.open(fileobj=_Capped(stream, most + _RATIO_COUNTS_FROM), mode="r|", bufsize=_BLOCK) as opened:
            for member in opened:
                if member.isdir():
                    continue
                if not member.isreg() or member.sparse is not None:
                    notes.append(Repair("unsafe_archive", archive.name, member.name))
                elif (stream := opened.extractfile(member)) is not None:
                    yield member.name, stream


def _place(name: str) -> PurePosixPath | None:
    """The place of a member below the target, or None if its name leads out or is no name."""
    name = name.replace("\\", "/")
    place = PurePosixPath(name)
    parts = place.parts
    if place.is_absolute() or not parts or ".." in parts or ":" in parts[0] or len(name) > 400:
        return None
    if any(not part.isprintable() or len(part.encode("utf-8", "replace")) > 200 for part in parts) or len(parts) > 8:
        return None
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return None
    return place
