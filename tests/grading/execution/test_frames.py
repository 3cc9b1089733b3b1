"""Messages from a hostile sender."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator

import pytest

from grading.execution import frames


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, frames.Reader]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield theirs, frames.Reader(ours)


def test_messages_arrive_whole_and_in_order(pair: tuple[socket.socket, frames.Reader]) -> None:
    theirs, reader = pair
    for number in range(3):
        frames.send(theirs, {"n": number, "text": "ü\ud800"})
    assert [reader.next(1)["n"] for _ in range(3)] == [0, 1, 2]


def test_silence_ends_in_time(pair: tuple[socket.socket, frames.Reader]) -> None:
    theirs, reader = pair
    theirs.sendall(b"\0\0")
    with pytest.raises(TimeoutError):
        reader.next(0.05)


def test_half_a_message_can_be_continued(pair: tuple[socket.socket, frames.Reader]) -> None:
    theirs, reader = pair
    theirs.sendall(struct.pack(">I", 2) + b"{")
    with pytest.raises(TimeoutError):
        reader.next(0.05)
    theirs.sendall(b"}")
    assert reader.next(1) == {}


@pytest.mark.parametrize(
    "data", [b"[]", b"nonsense", b"5", b"[" * 100_000, b"\xff\xfe"], ids=lambda data: str(data[:9])
)
def test_what_is_no_object_is_refused(pair: tuple[socket.socket, frames.Reader], data: bytes) -> None:
    theirs, reader = pair
    theirs.sendall(struct.pack(">I", len(data)) + data)
    with pytest.raises(frames.Unreadable):
        reader.next(1)


def test_too_large_is_refused_at_both_ends(pair: tuple[socket.socket, frames.Reader]) -> None:
    theirs, reader = pair
    theirs.sendall(b"\xff\xff\xff\xff")
    with pytest.raises(frames.Unreadable):
        reader.next(1)
    with pytest.raises(frames.Unreadable):
        frames.send(theirs, {"x": "x" * frames.LARGEST})


def test_the_end_is_noticed(pair: tuple[socket.socket, frames.Reader]) -> None:
    theirs, reader = pair
    theirs.close()
    with pytest.raises(frames.Closed):
        reader.next(1)
