"""Deep links: a teacher chooses modules here, and the LMS gets a link and a gradebook column for each."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from course.classroom.lti import claims
from course.classroom.lti.platform import Platform

COOKIE = "course-deep-link"
MINUTES = 30
POINTS = 100.0  # of a column in the LMS; marks go there as a share of it


class Ticket(NamedTuple):
    """What is remembered between the list of modules and the answer; it comes from a checked token."""

    return_url: str
    deployment: str
    data: str | None


def answer(platform: Platform, ticket: Ticket, chosen: Sequence[tuple[str, str]], launch_url: str) -> Mapping[str, Any]:
    """Claims of the answer to the LMS.

    Args:
        platform: The LMS.
        ticket: Of the request that is answered.
        chosen: Folder and title of the modules.
        launch_url: Address that the LMS opens for each of them.
    """
    now = int(time.time())
    items = [
        {
            "type": "ltiResourceLink",
            "title": title,
            "url": launch_url,
            "custom": {"module": module},
            "lineItem": {"scoreMaximum": POINTS, "label": title, "resourceId": module},
        }
        for module, title in chosen
    ]
    found = {
        "iss": platform.client_id, "aud": [platform.issuer], "iat": now, "exp": now + 300,
        "nonce": secrets.token_urlsafe(24), claims.VERSION: "1.3.0", claims.MESSAGE: claims.LINKING_RESPONSE,
        claims.DEPLOYMENT: ticket.deployment, claims.LINKING_ITEMS: items,
    }  # fmt: skip
    return found if ticket.data is None else found | {claims.LINKING_DATA: ticket.data}


def origin(url: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
