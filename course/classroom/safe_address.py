"""Addresses in the settings to which passwords, tokens or marks go: nobody on the way may read what goes there."""

from __future__ import annotations

import ipaddress
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator


def is_safe(url: str) -> bool:
    """Whether nobody on the way can read what goes to ``url``."""
    parts = urlsplit(url)
    if parts.scheme == "https":
        return bool(parts.hostname)
    return parts.scheme == "http" and is_loopback(parts.hostname or "")


def is_loopback(host: str) -> bool:
    """Whether only programs of this machine can reach ``host``."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _checked(url: str) -> str:
    if not is_safe(url):
        raise ValueError(f"{url[:80]} must begin with https:// (http only on this machine)")
    return url


#: The type of such an address in the settings.
SafeAddress = Annotated[str, AfterValidator(_checked)]
