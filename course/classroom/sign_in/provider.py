"""What the classroom must know about an OAuth provider: one typed object, part of ``classroom.toml``."""

from __future__ import annotations

import os

from pydantic import BaseModel, ConfigDict, Field, field_validator

from course.classroom.lti.platform import is_safe

SECRET = "COURSE_OAUTH_SECRET"  # in the environment: a settings file may be shown to others


class Provider(BaseModel):
    """A provider of OpenID Connect, as its page for registered programs shows it.

    Attributes:
        authorize_url: Where a sign-in begins.
        token_url: Where the classroom exchanges the code.
        userdata_url: Where it asks who has signed in.
        client_id: What the provider calls this classroom.
        name_claim: Which of the provider's facts is the name on the classroom's list.
        scopes: What the classroom asks for.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    authorize_url: str
    token_url: str
    userdata_url: str
    client_id: str = Field(min_length=1)
    name_claim: str = "preferred_username"
    scopes: tuple[str, ...] = ("openid", "profile")

    @field_validator("authorize_url", "token_url", "userdata_url")
    @classmethod
    def _safe_address(cls, url: str) -> str:
        if not is_safe(url):
            raise ValueError(f"{url[:80]} must begin with https:// (http only on this machine)")
        return url

    @property
    def secret(self) -> str:
        """The secret that the provider shares with the classroom; empty if nobody set it."""
        return os.environ.get(SECRET, "")
