"""Names of LTI 1.3's claims, and what a checked token says about a person.

Sources: LTI Core 1.3, LTI Deep Linking 2.0, LTI Assignment and Grade Services 2.0 (1EdTech).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

_LTI = "https://purl.imsglobal.org/spec/lti/claim/"
_LINKING = "https://purl.imsglobal.org/spec/lti-dl/claim/"
VERSION, MESSAGE, DEPLOYMENT = _LTI + "version", _LTI + "message_type", _LTI + "deployment_id"
TARGET, ROLES, CONTEXT, CUSTOM = _LTI + "target_link_uri", _LTI + "roles", _LTI + "context", _LTI + "custom"
RESOURCE = _LTI + "resource_link"
LINKING_SETTINGS = _LINKING + "deep_linking_settings"
LINKING_ITEMS, LINKING_DATA = _LINKING + "content_items", _LINKING + "data"
SERVICE = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
SCOPE_ITEM = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem"
SCOPE_SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score"
LAUNCH, LINKING_REQUEST, LINKING_RESPONSE = "LtiResourceLinkRequest", "LtiDeepLinkingRequest", "LtiDeepLinkingResponse"

# Only roles in the course count: an administrator of the LMS is not by that a trainer here.
_COURSE_ROLE = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
_TRAINER = frozenset({"Instructor", "ContentDeveloper"})
_TRAINEE = frozenset({"Learner", "Mentor"})
_SMALL = 500  # letters of any single text that is kept


@dataclass(frozen=True)
class Launch:
    """What one launch says, after its signature and claims were checked.

    Attributes:
        subject: The LMS' id of the person.
        role: Role in the course; None for somebody who is neither learner nor instructor there.
        learns: Whether marks of this person may go back: learners only.
        module: The module that the link leads to; empty for the start page.
        items: Address of the LMS' list of gradebook columns; empty if it offers none.
        item: Address of the column of this link; empty if it has none.
        names: Given name and family name, as far as the LMS tells them.
        deep_linking: The settings of a deep-linking request, else None.
    """

    subject: str
    role: Literal["trainee", "trainer"] | None
    learns: bool
    module: str
    items: str
    item: str
    names: tuple[str, str]
    deployment: str
    deep_linking: Mapping[str, Any] | None


def read(token: Mapping[str, Any]) -> Launch:
    """Read the claims of a token that was checked."""
    named = token.get(ROLES)
    own = {one.removeprefix(_COURSE_ROLE) for one in named if isinstance(one, str) and one.startswith(_COURSE_ROLE)} \
        if isinstance(named, list) else set()  # fmt: skip
    service, custom = _object(token.get(SERVICE)), _object(token.get(CUSTOM))
    linking = token.get(MESSAGE) == LINKING_REQUEST
    return Launch(
        subject=_text(token.get("sub")),
        role="trainer" if own & _TRAINER else "trainee" if own & _TRAINEE else None,
        learns="Learner" in own and not own & _TRAINER,
        module=_text(custom.get("module")),
        items=_text(service.get("lineitems")),
        item=_text(service.get("lineitem")),
        names=(_text(token.get("given_name")), _text(token.get("family_name"))),
        deployment=_text(token.get(DEPLOYMENT)),
        deep_linking=_object(token.get(LINKING_SETTINGS)) if linking else None,
    )


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) and len(value) <= _SMALL else ""
