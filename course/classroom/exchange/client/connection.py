"""The line to the exchange service: one address, one token, plain words when it is down."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterable, Mapping
from typing import IO, Any
from urllib.parse import quote, urlsplit

import requests

from course.classroom.exchange.package import TYPE, pack
from course.classroom.variables import EXCHANGE_URL, TOKEN
from course.i18n import _

_CONNECT_S, _ANSWER_S, _PAGE_S = 5, 60, 10
_PAUSES_S = (0.5, 1.5, 4.0)  # a restart of the service takes about two seconds
_AWAY = frozenset({502, 503, 504})
_CHUNK_BYTES = 256_000


class Problem(Exception):
    """The service refused, or could not be reached; the message is for people. No answer: ``status`` is 0."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


class Connection:
    """Requests to the service, in the name of the token's owner.

    Args:
        address: as ``http://127.0.0.1:8000/services/exchange``; the environment's by default.
        token: the token; the environment's by default.
        pauses: seconds to wait before each further try when the service does not answer.
        answer_s: seconds to wait for an answer of a service that has taken the request; then there is no further try.

    Raises:
        Problem: there is no address or no token.
    """

    def __init__(
        self, address: str = "", token: str = "", pauses: Iterable[float] | None = None, answer_s: float = _ANSWER_S
    ) -> None:
        address = address or os.environ.get(EXCHANGE_URL, "")
        token = token or os.environ.get(TOKEN, "")
        if urlsplit(address).scheme not in ("http", "https") or not token:
            raise Problem(_("This notebook server does not belong to a classroom, so nothing can be sent or fetched."))
        self.base = address.rstrip("/") + "/api/"
        self.pauses, self.answer_s = _PAUSES_S if pauses is None else tuple(pauses), answer_s
        self.session = requests.Session()
        self.session.trust_env = False  # no proxy and no .netrc gets between us and the hub's token
        self.session.headers["Authorization"] = f"token {token}"

    def json(self, method: str, *path: str, **more: Any) -> dict[str, Any]:
        """Ask, and read the JSON answer (empty where there is none).

        Args:
            method: GET, PUT, POST or DELETE.
            path: the parts of the address; each is quoted.
            more: ``query``, ``headers``, and ``json`` or ``data`` as for ``requests``.

        Raises:
            Problem: refused or not reached.
        """
        answer = self._ask(method, path, **more)
        try:
            return answer.json() if answer.content else {}
        except ValueError:
            raise Problem(_away(), answer.status_code) from None

    def download(self, *path: str) -> IO[bytes]:
        """A package from the service, as an open temporary file.

        Raises:
            Problem: refused, not reached, or cut off.
        """
        for pause in (*self.pauses, None):
            target = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
            try:
                with self._ask("GET", path, stream=True) as answer:
                    for chunk in answer.iter_content(_CHUNK_BYTES):
                        target.write(chunk)
                    expected = int(answer.headers.get("Content-Length", target.tell()))
                if target.tell() == expected:
                    target.seek(0)
                    return target
            except requests.RequestException:
                pass
            except BaseException:
                target.close()
                raise
            target.close()
            if pause is not None:
                time.sleep(pause)
        raise Problem(_away())

    def upload(
        self,
        method: str,
        *path: str,
        files: Iterable[tuple[str, bytes]],
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        """Send files as a package.

        Raises:
            Problem: refused or not reached.
        """
        with tempfile.TemporaryFile() as package:
            pack(files, package)
            return self.json(
                method, *path, data=package, query=query, headers={"Content-Type": TYPE, **(headers or {})}
            )

    def _ask(
        self,
        method: str,
        path: tuple[str, ...],
        *,
        query: Mapping[str, str] | None = None,
        data: IO[bytes] | None = None,
        **more: Any,
    ) -> requests.Response:
        address = self.base + "/".join(quote(part, safe="") for part in path)
        for pause in (*self.pauses, None):
            if data is not None:
                data.seek(0)
            answer = None
            try:
                answer = self.session.request(
                    method,
                    address,
                    params=query,
                    data=data,
                    timeout=(_CONNECT_S, self.answer_s),
                    allow_redirects=False,  # a page of the hub is no answer, and the token stays here
                    **more,
                )
            except requests.ReadTimeout:  # it hangs: more tries would only keep the person waiting
                raise Problem(_away()) from None
            except requests.RequestException:
                pass
            if answer is not None and answer.status_code not in _AWAY:
                break
            if pause is None:
                raise Problem(_away())
            time.sleep(pause)
        if answer.status_code >= 300:
            with answer:
                raise Problem(_words(answer), answer.status_code)
        return answer


def impatient(address: str = "") -> Connection:
    """A line for pages: somebody sits before them, so they give up soon and say so."""
    return Connection(address, pauses=(0.3,), answer_s=_PAGE_S)


def _away() -> str:
    return _(
        "The classroom's exchange does not answer just now. Nothing is lost: your work stays in your folder. "
        "Please try again in a minute. If it goes on, tell your trainer."
    )


def _words(answer: requests.Response) -> str:
    """What a refusal means, in plain words."""
    try:
        said = str(answer.json()["error"])
    except (ValueError, KeyError, TypeError):
        return _away()  # not our service: the hub's proxy says that nobody is there
    match answer.status_code:
        case 401:
            return _("The hub does not know this server any more. Please sign in again and restart your server.")
        case 403:
            return _("You may not do this in this course: {reason}.").format(reason=said)
        case 413:
            return _("This is too large: {reason}. Nothing is lost: your work stays in your folder.").format(
                reason=said
            )
        case 507:
            return _(
                "The classroom's disk is full. Nothing is lost: your work stays in your folder. Tell your trainer."
            )
        case _:
            return _("The exchange refused: {reason}.").format(reason=said)
