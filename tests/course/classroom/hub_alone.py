"""Start a real hub that only signs people in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from course.classroom.place import Place

ROOT = Path(__file__).parents[3]


@contextmanager
def running_hub(
    folder: Path, port: int, settings: dict[str, Any], environment: dict[str, str] | None = None
) -> Iterator[str]:
    """A hub that runs; gives its address, with ``/hub`` at the end.

    Args:
        folder: For its databases; ``hub.log`` is there, too.
        port: Where it listens.
        settings: As ``classroom.toml`` has them.
        environment: More for its environment.
    """
    Place(folder).make()
    given = {"folder": str(folder), "port": port, "settings": settings}
    places = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    more = {"HUB_ALONE": json.dumps(given), "PYTHONPATH": places} | (environment or {})
    url = f"http://127.0.0.1:{port}/hub"
    with (folder / "hub.log").open("w") as log:
        command = [sys.executable, "-m", "jupyterhub", "-f", str(Path(__file__).with_name("hub_alone_config.py"))]
        process = subprocess.Popen(command, cwd=folder, env=os.environ | more, stdout=log, stderr=log)
        try:
            for _try in range(960):
                assert process.poll() is None, (folder / "hub.log").read_text()[-3000:]
                try:
                    requests.get(f"{url}/api", timeout=5)
                    break
                except requests.RequestException:
                    time.sleep(0.25)
            yield url
        finally:
            process.terminate()
            process.wait(120)  # a busy machine
