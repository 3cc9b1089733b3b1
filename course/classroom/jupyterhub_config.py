"""The hub's configuration: ``jupyterhub -f`` reads this file, and it reads the classroom's settings.

``COURSE_CLASSROOM`` in the environment names the folder of the classroom; `up` put the checked settings there.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import Any

import bcrypt

from course.classroom import away, door, frugal, look, prepare, roles, spawn
from course.classroom.place import Place
from course.classroom.settings import Settings
from course.classroom.sign_in import choose
from course.classroom.variables import EXCHANGE_URL, FOLDER, OWNER
from course.i18n import LANGUAGE

API_USER = "classroom"
EXCHANGE = "course.classroom.exchange.service"
#: A program of another room: the hub starts it, nothing here imports it.
TRAINER_PAGES = "grading.classroom.service"


def services(settings: Settings, place: Place, ports: dict[str, int]) -> list[dict[str, Any]]:
    """The services that the hub starts and watches.

    Each gets ``COURSE_CLASSROOM`` (the folder) and what JupyterHub gives every service: ``JUPYTERHUB_SERVICE_URL``,
    ``JUPYTERHUB_SERVICE_PREFIX``, ``JUPYTERHUB_API_URL``, ``JUPYTERHUB_API_TOKEN`` and so on. A trainers' service gets
    :func:`prepare.course_environment` and the address of the exchange, too; the exchange gets
    :func:`prepare.exchange_environment`.
    """
    common = {FOLDER: str(place.folder), OWNER: os.environ.get(OWNER, ""), "JUPYTER_PREFER_ENV_PATH": "1"}
    common |= frugal.MEMORY
    common |= choose.cookie_environment(settings)
    common |= {
        name: os.environ[name] for name in ("PYTHONPATH", "PATH", "LANG", "LC_ALL", "HOME") if name in os.environ
    }
    common[LANGUAGE] = settings.language
    idle = settings.limits.idle_minutes * 60
    found = [_service(roles.CULLER, "jupyterhub_idle_culler", common, f"--timeout={idle}")]
    exchange = common | prepare.exchange_environment(settings, place)
    found.append(_service(roles.EXCHANGE, EXCHANGE, exchange, port=ports["exchange"]))
    if _there(TRAINER_PAGES):
        for course in settings.courses:
            name = roles.trainer_pages(course.id)
            more = prepare.course_environment(settings, place, course) | {EXCHANGE_URL: exchange_url(ports)}
            found.append(_service(name, TRAINER_PAGES, common | more, port=ports[name]))
    return found


def _service(
    name: str, program: str, environment: dict[str, str], *arguments: str, port: int | None = None
) -> dict[str, Any]:
    service = {
        "name": name,
        "command": [sys.executable, "-m", program, *arguments],
        "environment": environment,
        "display": False,
    }
    if port is not None:
        # the hub would give up altogether when a busy machine needs longer
        service |= {"url": f"http://127.0.0.1:{port}", "oauth_no_confirm": True, "timeout": 150}
    return service


def _there(program: str) -> bool:
    try:
        return importlib.util.find_spec(program) is not None
    except ModuleNotFoundError:  # not even its folder
        return False


def exchange_url(ports: dict[str, int]) -> str:
    """The exchange as programs of this machine reach it: not through the proxy, which may be restarting."""
    return f"http://127.0.0.1:{ports['exchange']}/services/{roles.EXCHANGE}"


def configure(c: Any, settings: Settings, place: Place, ports: dict[str, int]) -> None:
    """Write everything into the hub's configuration ``c``.

    Args:
        c: JupyterHub's configuration.
        settings: Checked settings.
        place: Folder of the classroom.
        ports: ``hub``, ``proxy`` (the proxy's own interface), ``exchange`` and ``away``, all on loopback.
    """
    os.environ[LANGUAGE] = settings.language  # of the hub's own pages
    hub = c.JupyterHub
    hub.bind_url = settings.address.door
    if settings.address.public_url:
        hub.public_url = settings.address.public_url
    hub.hub_bind_url = f"http://127.0.0.1:{ports['hub']}/hub/"
    hub.db_url = settings.database_url("hub", place.state)
    hub.cookie_secret = bytes.fromhex(place.secret("cookie"))
    hub.proxy_class = "jupyterhub_traefik_proxy.fileprovider.TraefikFileProviderProxy"
    # the keeper starts hub and proxy side by side: when one of them dies the other goes on
    proxy = c.TraefikFileProviderProxy
    proxy.should_start = False
    proxy.traefik_api_url = f"http://127.0.0.1:{ports['proxy']}"
    proxy.traefik_api_username = API_USER
    proxy.traefik_api_password = place.secret("proxy", 16)
    # the password has 128 random bits: a slow hash protects nothing more, and the proxy would need a second of
    # processor time for each of the hub's questions, which everybody waits for at their start
    proxy.traefik_api_hashed_password = bcrypt.hashpw(place.secret("proxy", 16).encode(), bcrypt.gensalt(4)).decode()
    proxy.static_config_file = str(place.proxy_static)
    proxy.dynamic_config_file = str(place.proxy_routes)
    if away.AWAY in ports:  # a keeper that was started by an older version has no such page
        proxy.extra_dynamic_config = away.routes(ports[away.AWAY])
    if settings.address.tls_certificate:
        hub.ssl_cert, hub.ssl_key = str(settings.address.tls_certificate), str(settings.address.tls_key)
    hub.cleanup_servers = False  # servers of people outlive the hub; `down` ends them
    hub.cleanup_proxy = False
    door.hold_small()

    look.configure(c, settings, place.state / "look")
    hub.services = services(settings, place, ports)
    courses, running = [course.id for course in settings.courses], [service["name"] for service in hub.services]
    hub.load_roles = roles.load_roles(courses, running)
    hub.default_url = roles.first_page(courses, running)
    hub.allow_named_servers = False
    hub.authenticate_prometheus = True
    hub.activity_resolution = 60

    choose.configure(c, settings, place)
    spawn.configure(c, settings, place, exchange_url(ports))


if "get_config" in globals():  # JupyterHub reads this file
    from course.classroom.running import read_start

    _place = Place(Path(os.environ[FOLDER]))
    _settings, _ports = read_start(_place)
    configure(get_config(), _settings, _place, _ports)  # noqa: F821 - JupyterHub brings it
