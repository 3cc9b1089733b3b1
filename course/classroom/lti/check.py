"""Check a token of the LMS: who signed it, for whom, when, from which deployment, and that it is used once."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import jwt

from course.classroom.lti import claims
from course.classroom.lti.keys import ALGORITHM
from course.classroom.lti.platform import Platform
from course.i18n import _

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
            raise BadLaunch(_("The classroom cannot reach the LMS just now. Try again in a minute.")) from None
        except jwt.PyJWTError as problem:
            raise BadLaunch(_reason(problem)) from None
        self._check_claims(found, nonce)
        until = float(found["exp"]) + _LEEWAY_S
        if not self._first_time(found["nonce"], until):
            raise BadLaunch(_("This sign-in was used before. Open the link in your course of the LMS again."))
        return found

    def _check_claims(self, found: Mapping[str, Any], nonce: str) -> None:
        audience = found["aud"]
        if isinstance(audience, list) and len(audience) > 1 and found.get("azp") != self._platform.client_id:
            raise BadLaunch(_for_another())
        if not nonce or found["nonce"] != nonce:
            raise BadLaunch(_("This sign-in did not begin here. Open the link in your course of the LMS again."))
        if found["iat"] < time.time() - _OLDEST_S:
            raise BadLaunch(_too_late())
        if found.get(claims.VERSION) != "1.3.0" or found.get(claims.MESSAGE) not in (
            claims.LAUNCH,
            claims.LINKING_REQUEST,
        ):
            raise BadLaunch(_("The LMS sent a message that is not LTI 1.3. Tell your trainer."))
        if found.get(claims.DEPLOYMENT) not in self._platform.deployments:
            raise BadLaunch(_("This place of the LMS is not registered here. Tell your trainer."))
        context = found.get(claims.CONTEXT)
        allowed = self._platform.contexts
        if allowed and not (isinstance(context, dict) and context.get("id") in allowed):
            raise BadLaunch(_("This course of the LMS is not registered here. Tell your trainer."))
        if not claims.read(found).subject:
            raise BadLaunch(_("The LMS does not say who you are. Tell your trainer."))


def _reason(problem: jwt.PyJWTError) -> str:
    """Why a token is not good, for the person who came with it."""
    match problem:
        case jwt.ExpiredSignatureError():
            return _too_late()
        case jwt.ImmatureSignatureError():
            return _("The clocks of the LMS and of the classroom differ. Tell your trainer.")
        case jwt.InvalidAudienceError():
            return _for_another()
        case jwt.InvalidIssuerError():
            return _("You come from an LMS that this classroom does not know. Tell your trainer.")
        case jwt.InvalidSignatureError():
            return _("The signature of the LMS is wrong. Open the link in your course again, or tell your trainer.")
        case _other:
            return _("The LMS sent something that cannot be checked. Open the link in your course again.")


def _too_late() -> str:
    return _("This sign-in took too long. Open the link in your course of the LMS again.")


def _for_another() -> str:
    return _("The LMS sent you here with a pass for another tool. Tell your trainer.")
