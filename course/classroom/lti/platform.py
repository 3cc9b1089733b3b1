"""What the classroom must know about the LMS: one typed object, part of ``classroom.toml``."""

from __future__ import annotations

from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field

from course.classroom.safe_address import SafeAddress, is_safe


class Platform(BaseModel):
    """The LMS, as its page for registered tools shows it.

    Attributes:
        issuer: Who signs: an address, compared letter by letter.
        client_id: What the LMS calls this tool.
        deployments: Ids of the places where the LMS shows the tool; launches from others are refused.
        contexts: Ids of the LMS' courses that may open this classroom; empty for all courses of these deployments.
        authorize_url: Where a sign-in begins.
        jwks_url: The LMS' public keys.
        token_url: Where the tool gets leave to send marks.
        services: More hosts to which marks may be sent, if the LMS keeps them elsewhere.
        course: The course of the classroom that launches lead into; empty for the first one.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    issuer: str = Field(min_length=1)
    client_id: str = Field(min_length=1)
    deployments: tuple[str, ...] = Field(min_length=1)
    contexts: tuple[str, ...] = ()
    authorize_url: SafeAddress
    jwks_url: SafeAddress
    token_url: SafeAddress
    services: tuple[str, ...] = ()
    course: str = ""

    def may_send_to(self, url: str) -> bool:
        """Whether marks, and the leave to send them, may go to this address: only to hosts of this LMS."""
        known = {urlsplit(one).netloc for one in (self.issuer, self.authorize_url, self.jwks_url, self.token_url)}
        return is_safe(url) and urlsplit(url).netloc in known | set(self.services)
