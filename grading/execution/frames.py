"""Messages between the grader and a submission's process: JSON with its length in front, never pickle.

The other side may be hostile: a frame has a largest size, and what is no JSON object is refused.
"""

from __future__ import annotations

import json
import select
import socket
import struct
import time
from typing import Any

LARGEST = 8 << 20  # bytes of one frame
_HEAD = struct.Struct(">I")


class Closed(ConnectionError):
    """The other side has ended."""


class Unreadable(ValueError):
    """What came is too large, or no JSON object."""


def send(connection: socket.socket, message: dict[str, Any]) -> None:
    """Send one message.

    Raises:
        Unreadable: It is larger than ``LARGEST``.
        OSError: The other side has ended.
    """
    connection.sendall(packed(message))


def packed(message: dict[str, Any]) -> bytes:
    """A message as it travels; several may travel together.

    Raises:
        Unreadable: It is larger than ``LARGEST``.
    """
    data = json.dumps(message, default=str).encode("utf-8", "replace")
    if len(data) > LARGEST:
        raise Unreadable(f"{len(data)} bytes")
    return _HEAD.pack(len(data)) + data


class Reader:
    """Reads messages from one connection."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._waiting = bytearray()

    def next(self, seconds: float | None = None) -> dict[str, Any]:
        """The next message.

        Args:
            seconds: How long to wait; None for ever.

        Raises:
            TimeoutError: Nothing complete came in time.
            Closed: The other side has ended.
            Unreadable: See above.
        """
        end = None if seconds is None else time.monotonic() + seconds
        self._fill(_HEAD.size, end)
        size = _HEAD.unpack(self._waiting[: _HEAD.size])[0]
        if size > LARGEST:
            raise Unreadable(f"{size} bytes")
        self._fill(_HEAD.size + size, end)
        data = bytes(self._waiting[_HEAD.size : _HEAD.size + size])
        del self._waiting[: _HEAD.size + size]
        try:
            message = json.loads(data)
            if b"\\ud" in data or b"\\uD" in data:  # half a character is in no file that can be written
                text = json.dumps(message, ensure_ascii=False)
                message = json.loads(text.encode("utf-8", "replace"))
        except (ValueError, RecursionError) as error:
            raise Unreadable("no JSON") from error
        if not isinstance(message, dict):
            raise Unreadable("no object")
        return message

    def _fill(self, size: int, end: float | None) -> None:
        while len(self._waiting) < size:
            left = None if end is None else end - time.monotonic()
            if left is not None and left <= 0:
                raise TimeoutError
            if not select.select([self._connection], [], [], left)[0]:
                raise TimeoutError
            try:
                piece = self._connection.recv(1 << 20)
            except ConnectionError as error:
                raise Closed(str(error)) from error
            if not piece:
                raise Closed("ended")
            self._waiting += piece
