"""What the classroom must know about an OAuth provider: one typed object, part of ``classroom.toml``."""

from __future__ import annotations

import os

from pydantic import BaseModel, ConfigDict, Field

from course.classroom.safe_address import SafeAddress

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

    authorize_url: SafeAddress
    token_url: SafeAddress
    userdata_url: SafeAddress
    client_id: str = Field(min_length=1)
    name_claim: str = "preferred_username"
    scopes: tuple[str, ...] = ("openid", "profile")

    @property
    def secret(self) -> str:
        """The secret that the provider shares with the classroom; empty if nobody set it."""
        return os.environ.get(SECRET, "")
