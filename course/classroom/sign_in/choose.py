"""Which kind of sign-in the settings ask for, as the hub's configuration."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from course.classroom.my_course import pages_of_module
from course.classroom.place import Place
from course.classroom.settings import Course, Settings
from course.classroom.sign_in.provider import SECRET


def missing(settings: Settings) -> str:
    """Name of the secret that the sign-in needs and the environment does not hold; empty when all is there."""
    provider = settings.sign_in.oauth
    return SECRET if settings.sign_in.kind == "oauth" and provider is not None and not provider.secret else ""


def configure(c: Any, settings: Settings, place: Place) -> None:
    """Write the sign-in into the hub's configuration ``c``."""
    kind = settings.sign_in.kind
    own = {"workshop": _workshop, "oauth": _oauth, "lti": _lti}[kind](c, settings, place)
    own.database = settings.database_url("people", place.state)
    own.courses = [course.id for course in settings.courses]
    # who was put on the list or moved to another role gets it after a minute, without signing out
    c.Authenticator.auth_refresh_age = 60
    # ... and for tokens, too: who must sign in again has no rights until then, also not from a server that runs
    c.Authenticator.auth_refresh_strict = True
    c.Authenticator.admin_users = set()
    if options := cookie_options(settings):
        c.JupyterHub.tornado_settings.update({"cookie_options": options})


def cookie_options(settings: Settings) -> dict[str, str]:
    """What is added to cookies of the sign-in: a form or a picture on another site never brings them along.

    Whatever the browser's own rule is. An LMS shows the classroom inside its own pages.
    """
    return {} if settings.sign_in.kind == "lti" else {"SameSite": "Lax"}


def cookie_environment(settings: Settings) -> dict[str, str]:
    """The same for the trainers' pages and people's servers, which have cookies of their own."""
    options = cookie_options(settings)
    return {"JUPYTERHUB_COOKIE_OPTIONS": json.dumps(options)} if options else {}


def _workshop(c: Any, settings: Settings, place: Place) -> Any:
    from course.classroom.sign_in.workshop import WorkshopAuthenticator

    c.JupyterHub.authenticator_class = WorkshopAuthenticator
    c.WorkshopAuthenticator.open = settings.sign_in.open
    c.WorkshopAuthenticator.least_characters = settings.sign_in.least_characters
    return c.WorkshopAuthenticator


def _oauth(c: Any, settings: Settings, place: Place) -> Any:
    from course.classroom.sign_in.oauth import ListedAuthenticator

    provider = settings.sign_in.oauth
    assert provider is not None, "the settings were checked"
    c.JupyterHub.authenticator_class = ListedAuthenticator
    own = c.ListedAuthenticator
    own.authorize_url, own.token_url, own.userdata_url = (
        provider.authorize_url,
        provider.token_url,
        provider.userdata_url,
    )
    own.client_id, own.client_secret = provider.client_id, provider.secret
    own.username_claim, own.scope = provider.name_claim, list(provider.scopes)
    own.oauth_callback_url = f"{settings.address.url}hub/oauth_callback"
    own.auto_login = True
    return own


def _lti(c: Any, settings: Settings, place: Place) -> Any:
    from course.classroom.lti.keys import key_file
    from course.classroom.lti.sign_in import LtiAuthenticator

    c.JupyterHub.authenticator_class = LtiAuthenticator
    own = c.LtiAuthenticator
    own.platform = settings.sign_in.lti
    own.key_file = str(key_file(place))
    own.modules = modules(settings, place.release(launched(settings).id))
    if settings.address.url.startswith("https://"):
        # the LMS sends the browser back with a form from its own site, often inside a frame
        c.JupyterHub.tornado_settings.update({"cookie_options": {"SameSite": "None", "Secure": True}})
    return own


def launched(settings: Settings) -> Course:
    """The course that launches from an LMS lead into."""
    wanted = settings.sign_in.lti.course if settings.sign_in.lti else ""
    return next((one for one in settings.courses if one.id == wanted), settings.courses[0])


def modules(settings: Settings, release: Path) -> list[tuple[str, str]]:
    """Folder and title of each module for deep links, in order.

    Args:
        settings: The classroom's settings.
        release: Folder with the pages for the trainees of that course, perhaps also of modules that it leaves out.
    """
    chosen = launched(settings).modules
    found = [(one.folder, one.title) for one in pages_of_module.read(release)]
    return [one for one in found if not chosen or one[0] in chosen] or [(name, name) for name in chosen]
