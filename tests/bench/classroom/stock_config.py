"""Stock settings for the comparison: JupyterHub, JupyterLab and nbgrader as their manuals set them up, one Unix user.

Only what makes them run here is set: ports, folders, a password, and the user's name for nbgrader.
"""

import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821 - JupyterHub brings it
root, ports = Path(os.environ["BENCH_FOLDER"]), os.environ["BENCH_PORTS"].split()
c.JupyterHub.bind_url = f"http://127.0.0.1:{ports[0]}/"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{ports[1]}/"
c.JupyterHub.db_url = f"sqlite:///{root / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(root / "cookie_secret")
c.JupyterHub.proxy_class = "jupyterhub_traefik_proxy.fileprovider.TraefikFileProviderProxy"
c.TraefikFileProviderProxy.traefik_api_url = f"http://127.0.0.1:{ports[2]}"
c.TraefikFileProviderProxy.static_config_file = str(root / "static.toml")
c.TraefikFileProviderProxy.dynamic_config_file = str(root / "dynamic.toml")
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = os.environ["BENCH_PASSWORD"]
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(root / "homes" / "{username}")
c.Spawner.cmd = [sys.executable, "-m", "jupyterhub.singleuser"]
c.Spawner.args = ["--allow-root"] if os.geteuid() == 0 else []
c.Spawner.default_url = "/lab"
c.Spawner.start_timeout = c.Spawner.http_timeout = 600
c.Spawner.environment = {"JUPYTER_CONFIG_PATH": str(root / "config"), "JUPYTER_PREFER_ENV_PATH": "1"}
