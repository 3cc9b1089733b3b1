"""Servers that start: a line in which people wait for their turn, ports, and the moment when a server listens."""

from __future__ import annotations

import asyncio
import itertools
import random
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress

#: Below the ports that the system gives to any program that connects to another one: a port from there could be taken
#: between the choice and the moment when the server opens it.
_PORTS = range(20_000, 32_000)
_LOOK_EVERY_S = 0.05
_ports = itertools.cycle(random.sample(_PORTS, len(_PORTS)))
_turns: dict[int, asyncio.Semaphore] = {}


def of(at_once: int) -> asyncio.Semaphore:
    """The turns of this hub."""
    return _turns.setdefault(at_once, asyncio.Semaphore(at_once))


def free_port() -> int:
    """A port of this machine that nobody uses, and that no other server has been given for a long time.

    Raises:
        OSError: all are taken.
    """
    for port in itertools.islice(_ports, len(_PORTS)):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise OSError("no port is free")


async def until_open(where: tuple[str, int], ended: Callable[[], Awaitable[int | None]], seconds: float) -> None:
    """Wait until somebody listens.

    Args:
        where: Address and port.
        ended: Gives None while the server's process runs; when it has ended, nobody waits for it any more.
        seconds: The longest time; the hub then says itself what is wrong.
    """
    end = asyncio.get_running_loop().time() + seconds
    while asyncio.get_running_loop().time() < end:
        with suppress(OSError):
            _reader, writer = await asyncio.open_connection(*where)
            writer.close()
            return
        if await ended() is not None:
            return
        await asyncio.sleep(_LOOK_EVERY_S)
