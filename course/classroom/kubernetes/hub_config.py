"""The hub's configuration inside Zero to JupyterHub: ``hub.extraConfig`` calls :func:`configure`.

The same ``classroom.toml`` as on one machine, with ``variant = "kubernetes"``, decides about sign-in, courses, words.
The cluster brings the rest: proxy, spawner, addresses, limits.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from course.classroom import door, look, prepare, roles, spawn, variables
from course.classroom.place import Place
from course.classroom.settings import Settings, load
from course.classroom.sign_in import choose
from course.i18n import LANGUAGE

SETTINGS = Path("/etc/classroom/classroom.toml")
STATE = Path("/srv/jupyterhub/classroom")  # style sheets, made again at each start
RELEASE = Path("/srv/course/release")  # in the images of hub and servers: pages for trainees, no solutions
SERVER = "/srv/course/server"  # in the image of servers: Jupyter's settings, see the Dockerfile
EXCHANGE = "http://classroom-exchange:8181"


def trainer_address(course: str) -> str:
    """Where the trainers' pages of a course answer inside the cluster; the chart names its service alike."""
    return f"http://classroom-trainer-{course}:8182"


def services(settings: Settings, tokens: Mapping[str, str]) -> list[dict[str, Any]]:
    """The services that run beside the hub.

    Args:
        settings: Checked settings.
        tokens: A token for each service by ``COURSE_TOKEN_<NAME>``, from the chart's secret.

    Raises:
        ValueError: A token is missing.
    """
    addresses = {roles.EXCHANGE: EXCHANGE}
    addresses |= {roles.trainer_pages(one.id): trainer_address(one.id) for one in settings.courses}
    found = []
    for name, url in addresses.items():
        variable = "COURSE_TOKEN_" + name.upper().replace("-", "_")
        if not tokens.get(variable):
            raise ValueError(f"{variable} is not set: the chart's secret gives it to the hub")
        service = {"name": name, "url": url, "api_token": tokens[variable], "display": False}
        found.append(service | {"oauth_no_confirm": True})
    return found


def configure(c: Any, settings_file: Path = SETTINGS, state: Path = STATE) -> None:
    """Write the classroom into the hub's configuration ``c``.

    Args:
        c: JupyterHub's configuration, after Zero to JupyterHub has filled it.
        settings_file: The classroom's settings.
        state: A folder of the hub's pod.

    Raises:
        ValueError: The settings are for one machine, or a database, an address, a secret or a token is missing.
    """
    settings = load(settings_file)
    if settings.variant != "kubernetes":
        raise ValueError('the settings need variant = "kubernetes"')
    if not settings.database:
        raise ValueError("COURSE_DATABASE must name a PostgreSQL database: pods share no files")
    if not settings.address.public_url:
        raise ValueError("the settings need public_url below [address]: sign-in sends people back to it")
    if name := choose.missing(settings):
        raise ValueError(f"{name} is not set: the chart's secret gives it to the hub")
    os.environ[LANGUAGE] = settings.language  # of the hub's own pages
    door.hold_small()
    prepare.databases(settings)
    place = Place(state)
    place.make()
    look.write(place.state / "look")
    look.configure(c, settings, place.state / "look")
    choose.configure(c, settings, place)
    if settings.sign_in.kind == "lti":
        c.LtiAuthenticator.modules = choose.modules(settings, RELEASE)
    found = services(settings, os.environ)
    # added to what Zero to JupyterHub has set: its culler stays
    c.JupyterHub.services.extend(found)
    courses, running = [course.id for course in settings.courses], [service["name"] for service in found]
    c.JupyterHub.load_roles.extend(roles.load_roles(courses, running))
    c.JupyterHub.default_url = roles.first_page(courses, running)
    c.JupyterHub.public_url = settings.address.url
    c.Spawner.default_url = spawn.first_page()
    c.Spawner.environment.update(
        {
            **spawn.person_environment(settings),
            variables.EXCHANGE_URL: f"{EXCHANGE}/services/{roles.EXCHANGE}",
            variables.RELEASE: str(RELEASE),
            "JUPYTER_CONFIG_PATH": SERVER,  # not the hub's own: the two images may have different Pythons
            "JUPYTER_RUNTIME_DIR": "/tmp/run",  # short, or the names of kernel sockets become longer than Unix allows
        }
    )
