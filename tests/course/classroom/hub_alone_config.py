"""JupyterHub with the sign-in of some settings and nothing else: no proxy, no servers. Read by ``jupyterhub -f``."""

import json
import os
from pathlib import Path

from jupyterhub.proxy import Proxy
from jupyterhub.spawner import SimpleLocalProcessSpawner

from course.classroom import door, look
from course.classroom.place import Place
from course.classroom.settings import Settings
from course.classroom.sign_in import choose

_given = json.loads(os.environ["HUB_ALONE"])
_folder = Path(_given["folder"])


class NoProxy(Proxy):
    """The tests talk to the hub itself."""

    should_start = False

    async def get_all_routes(self):
        return {}

    async def add_route(self, routespec, target, data):
        pass

    async def delete_route(self, routespec):
        pass


c = get_config()  # noqa: F821 - JupyterHub brings it
c.JupyterHub.proxy_class = NoProxy
c.JupyterHub.spawner_class = SimpleLocalProcessSpawner
c.JupyterHub.bind_url = c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{_given['port']}"
c.JupyterHub.db_url = f"sqlite:///{_folder / 'hub.sqlite'}"
c.JupyterHub.cookie_secret = bytes(32)
door.hold_small()
_settings = Settings.model_validate(_given["settings"])
look.configure(c, _settings, _folder)
choose.configure(c, _settings, Place(_folder))
if "HUB_ALONE_REFRESH_AGE" in os.environ:  # a test does not wait for a minute
    c.Authenticator.auth_refresh_age = int(os.environ["HUB_ALONE_REFRESH_AGE"])
