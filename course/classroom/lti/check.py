"""Check a token of the LMS: who signed it, for whom, when, from which deployment, and that it is used once."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import jwt

from course.classroom.lti import claims
from course.classroom.lti.keys import ALGORITHM
from course.classroom.lti.platform import Platform

_LEEWAY_S = 30  # clocks of two machines differ a little
_OLDEST_S = 600
_NEEDED = ["iss", "aud", "exp", "iat", "nonce", "sub"]


class BadLaunch(ValueError):
    """A launch that is refused; ``str`` says why, for the person and the log, without the token."""


class Checker:
    """Checks launches from one LMS.

    Args:
        platform: The LMS.
        first_time: Notes a nonce with the time until which it counts; False if it was used before.
        keys: Source of the LMS' public keys; fetched and kept for some minutes by default.
    """

    def __init__(
        self, platform: Platform, first_time: Callable[[str, float], bool], keys: jwt.PyJWKClient | None = None
    ) -> None:
        self._platform = platform
        self._first_time = first_time
        self._keys = keys or jwt.PyJWKClient(platform.jwks_url, lifespan=300, timeout=10)

    def check(self, token: str, nonce: str) -> Mapping[str, Any]:
        """The claims of a good token. Slow the first time: it fetches the LMS' keys.

        Args:
            token: As it came with the browser.
            nonce: The one that this sign-in began with.

        Raises:
            BadLaunch: In every other case.
        """
        platform = self._platform
        try:
            key = self._keys.get_signing_key_from_jwt(token).key
            found = jwt.decode(
                token, key, algorithms=[ALGORITHM], audience=platform.client_id, issuer=platform.issuer,
                leeway=_LEEWAY_S, options={"require": _NEEDED},
            )  # fmt: skip
        except jwt.PyJWKClientConnectionError:
            raise BadLaunch("the public keys of the LMS cannot be reached just now") from None
        except jwt.PyJWTError as problem:
            raise BadLaunch(_REASONS.get(type(problem), "the token of the LMS is not valid")) from None
        self._check_claims(found, nonce)
        until = float(found["exp"]) + _LEEWAY_S
        if not self._first_time(found["nonce"], until):
            raise BadLaunch("this sign-in was used before; start again from the LMS")
        return found

    def _check_claims(self, found: Mapping[str, Any], nonce: str) -> None:
        audience = found["aud"]
        if isinstance(audience, list) and len(audience) > 1 and found.get("azp") != self._platform.client_id:
            raise BadLaunch("the token is for another tool")
        if not nonce or found["nonce"] != nonce:
            raise BadLaunch("this sign-in did not begin here; start again from the LMS")
        if found["iat"] < time.time() - _OLDEST_S:
            raise BadLaunch("the token of the LMS is too old; start again from the LMS")
        if found.get(claims.VERSION) != "1.3.0" or found.get(claims.MESSAGE) not in (
            claims.LAUNCH,
            claims.LINKING_REQUEST,
        ):
            raise BadLaunch("the LMS sent a message that is not LTI 1.3")
        if found.get(claims.DEPLOYMENT) not in self._platform.deployments:
            raise BadLaunch("this place of the LMS is not registered here")
        context = found.get(claims.CONTEXT)
        allowed = self._platform.contexts
        if allowed and not (isinstance(context, dict) and context.get("id") in allowed):
            raise BadLaunch("this course of the LMS is not registered here")
        if not claims.read(found).subject:
            raise BadLaunch("the LMS does not say who you are")


_REASONS: dict[type[Exception], str] = {
    jwt.ExpiredSignatureError: "the token of the LMS has expired; start again from the LMS",
    jwt.ImmatureSignatureError: "the token of the LMS is from the future; check the clocks",
    jwt.InvalidAudienceError: "the token is for another tool",
    jwt.InvalidIssuerError: "the token is from another LMS",
    jwt.InvalidSignatureError: "the signature of the LMS is wrong",
}
