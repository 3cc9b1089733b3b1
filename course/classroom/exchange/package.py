"""Files on their way between a client and the service: a plain tar archive, never compressed.

Compression is refused, so that a package cannot grow when it is opened. Only ordinary files with safe names come out of
one; nothing is unpacked by ``tarfile`` itself.
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterable, Iterator
from typing import IO

from course.classroom.exchange.names import BadName, file_path
from course.i18n import _
from course.numbers import format_number

#: What tar adds: a header and padding for each file, longer ones for long names, two empty blocks.
_OVERHEAD_BYTES = 4096
TYPE = "application/x-tar"


class BadPackage(ValueError):
    """A package that is damaged, or holds what it must not; the message can be shown."""


class TooLarge(BadPackage):
    """A package with more, or with larger files, than the limits allow."""


def body_limit(total_bytes: int, files: int) -> int:
    """The most bytes that a package of so many files can have on the wire."""
    return total_bytes + (files + 4) * _OVERHEAD_BYTES


def pack(files: Iterable[tuple[str, bytes]], target: IO[bytes]) -> None:
    """Write files into ``target`` in the order given; the same files give the same bytes."""
    with tarfile.open(fileobj=target, mode="w:", format=tarfile.PAX_FORMAT) as archive:
        for path, data in files:
            member = tarfile.TarInfo(file_path(path))
            member.size, member.mode, member.mtime = len(data), 0o644, 0
            archive.addfile(member, io.BytesIO(data))


def unpack(source: IO[bytes], *, total_bytes: int, file_bytes: int, files: int) -> Iterator[tuple[str, bytes]]:
    """The files of a package, one after the other.

    Args:
        source: the package.
        total_bytes: the most that all files may have together.
        file_bytes: the most that one file may have.
        files: the most entries.

    Yields:
        Path and content of each file.

    Raises:
        BadPackage: no tar archive, cut off, a link or device inside, an unsafe name, a name twice.
        TooLarge: more than the limits allow.
    """
    seen: set[str] = set()
    folders: set[str] = set()
    total = 0
    try:
        with tarfile.open(fileobj=source, mode="r:") as archive:
            for number, member in enumerate(archive, 1):
                if number > files:
                    raise TooLarge(_("more than {count} files").format(count=files))
                path = file_path(member.name)
                if member.isdir():
                    continue
                if not member.isreg() or member.issparse():
                    raise BadPackage(_("{path} is a link or no ordinary file").format(path=path))
                total += member.size
                if member.size > file_bytes:
                    words = _("{path} has {size} MB; a file may have {most} MB")
                    raise TooLarge(words.format(path=path, size=_mb(member.size), most=_mb(file_bytes)))
                if total > total_bytes:
                    raise TooLarge(_("the files have more than {most} MB together").format(most=_mb(total_bytes)))
                above = {path[:place] for place, letter in enumerate(path) if letter == "/"}
                if path in seen or path in folders or above & seen:
                    raise BadPackage(_("{path} is there twice").format(path=path))
                seen.add(path)
                folders |= above
                content = archive.extractfile(member)
                data = content.read() if content else b""
                if len(data) != member.size:
                    raise BadPackage(_("it is cut off"))
                yield path, data
    except BadName as problem:
        raise BadPackage(str(problem)) from None
    except (tarfile.TarError, EOFError, OSError, ValueError, OverflowError, RecursionError) as problem:
        if isinstance(problem, BadPackage):
            raise
        raise BadPackage(_("it is no package, or damaged")) from None


def _mb(size: int) -> str:
    return format_number(size / 1_000_000, 1)
