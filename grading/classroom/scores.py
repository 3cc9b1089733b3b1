"""The LMS' gradebook over HTTP: Assignment and Grade Services 2.0."""

from __future__ import annotations

import json
import secrets
import time
from datetime import UTC, datetime
from typing import Any

import requests

from course.classroom.lti.claims import SCOPE_ITEM, SCOPE_SCORE
from course.classroom.lti.keys import ToolKey
from course.classroom.lti.platform import Platform
from course.i18n import _

_ITEMS = "application/vnd.ims.lis.v2.lineitemcontainer+json"
_ITEM = "application/vnd.ims.lis.v2.lineitem+json"
_SCORE = "application/vnd.ims.lis.v1.score+json"
_WAIT_S = 20
_BIGGEST = 2_000_000  # bytes of an answer


class NotSent(RuntimeError):
    """The LMS did not take something; ``str`` says why."""


class Scores:
    """One conversation with the LMS; it gets leave once and keeps it until it expires.

    Args:
        platform: The LMS.
        key: The tool's key.
    """

    def __init__(self, platform: Platform, key: ToolKey) -> None:
        self._platform = platform
        self._key = key
        self._session = requests.Session()
        self._session.trust_env = False  # a .netrc must not replace the token
        self._until = 0.0

    def _leave(self) -> None:
        if time.time() < self._until:
            return
        platform, now = self._platform, int(time.time())
        claim = {
            "iss": platform.client_id, "sub": platform.client_id, "aud": platform.token_url,
            "iat": now, "exp": now + 300, "jti": secrets.token_urlsafe(24),
        }  # fmt: skip
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": self._key.sign(claim),
            "scope": f"{SCOPE_ITEM} {SCOPE_SCORE}",
        }
        found = self._call("POST", platform.token_url, data=form)
        token = found.get("access_token") if isinstance(found, dict) else None
        if not isinstance(token, str):
            raise NotSent(_("The LMS gives no leave to send marks. Check the client id and the address for tokens."))
        self._session.headers["Authorization"] = f"Bearer {token}"
        seconds = found.get("expires_in", 3600)
        self._until = time.time() + max(0, (seconds if isinstance(seconds, int | float) else 3600) - 60)

    def _call(self, verb: str, url: str, **more: Any) -> Any:
        if not self._platform.may_send_to(url):
            raise NotSent(_("{url} is no address of this LMS. See 'services' in the settings.").format(url=url[:80]))
        try:
            # no redirects: the leave must not follow to another host
            answer = self._session.request(verb, url, timeout=_WAIT_S, allow_redirects=False, stream=True, **more)
            with answer:
                if answer.status_code // 100 != 2:
                    where = url.split("?")[0][:80]
                    raise NotSent(_("The LMS answers {code} at {url}.").format(code=answer.status_code, url=where))
                body = answer.raw.read(_BIGGEST + 1, decode_content=True)
        except requests.RequestException as problem:
            raise NotSent(_("The LMS cannot be reached ({reason}).").format(reason=type(problem).__name__)) from None
        if len(body) > _BIGGEST:
            raise NotSent(_("The answer of the LMS is too long."))
        try:
            return json.loads(body) if body else {}
        except ValueError:
            return {}

    def column(self, items: str, module: str, title: str, most: float) -> str:
        """Address of the column of a module: the one that is there, or a new one.

        Args:
            items: Address of the list of columns.
            module: Folder of the module; columns are found by it, because titles may be changed in the LMS.
            title: Title of a new column.
            most: Most points of a new column.

        Raises:
            NotSent: The LMS refuses.
        """
        self._leave()
        joint = "&" if "?" in items else "?"
        found = self._call("GET", f"{items}{joint}resource_id={module}", headers={"Accept": _ITEMS})
        for one in found if isinstance(found, list) else []:
            if isinstance(one, dict) and one.get("resourceId") == module and isinstance(one.get("id"), str):
                return one["id"]
        fresh = {"scoreMaximum": most, "label": title, "resourceId": module}
        made = self._call("POST", items, json=fresh, headers={"Content-Type": _ITEM, "Accept": _ITEM})
        if not (isinstance(made, dict) and isinstance(made.get("id"), str)):
            raise NotSent(_("The LMS made no column for the marks."))
        return made["id"]

    def send(self, column: str, subject: str, points: float | None, most: float) -> None:
        """Send one score.

        Args:
            column: Address of the column.
            subject: The LMS' id of the person.
            points: Points; None while a trainer still has to mark something.
            most: Most points.

        Raises:
            NotSent: The LMS refuses.
        """
        self._leave()
        path, _mark, query = column.partition("?")
        url = f"{path.rstrip('/')}/scores{'?' + query if query else ''}"
        score: dict[str, Any] = {
            "userId": subject,
            "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "activityProgress": "Submitted" if points is None else "Completed",
            "gradingProgress": "PendingManual" if points is None else "FullyGraded",
        }
        if points is not None:
            score |= {"scoreGiven": points, "scoreMaximum": most}
        self._call("POST", url, json=score, headers={"Content-Type": _SCORE})

    def close(self) -> None:
        """Let go of the connection."""
        self._session.close()
