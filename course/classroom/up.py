"""``up``: checks what could go wrong, starts the keeper, waits until people can sign in."""

from __future__ import annotations

import contextlib
import os
import random
import secrets
import shutil
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from course.classroom import away, closed, keeper, line, look, prepare, roles, upgrade
from course.classroom.people import Role
from course.classroom.place import BadPlace, Place, write_private
from course.classroom.running import end_all, read_record, tail, write_start
from course.classroom.settings import EVERY_ADDRESS, BadSettings, Settings, load
from course.classroom.sign_in import choose
from course.classroom.variables import FOLDER, OWNER
from course.command.console import Steps, Stop

PATIENCE = 400  # seconds; a free machine needs about ten, a busy one longer
LEAST_DISK_MB = 200  # databases, logs, the nightly backups, and a few MB for each person
LOUD = """
!! This classroom isolates nobody. All servers run as the same Unix user: whoever writes code in a notebook can
!! read and change the files of all others, the marks and the list of people. Use it for a workshop among people
!! who trust each other, never for marks that count. For those set variant = "system_users" or "kubernetes".
"""


def up(place: Place, settings: Settings, *, allow_root: bool = False) -> int:
    """Start the classroom and return when it is ready.

    Args:
        place: Its folder.
        settings: Checked settings.
        allow_root: Start as root although servers of people would be root, too (containers).
    """
    record = read_record(place)
    if record and record.process():
        print(f"The classroom runs already.\nready: {record.url}", flush=True)
        return 0
    steps = Steps(4)
    steps.begin("Checks")
    _check_user(settings, allow_root)
    _check_proxy()
    _check_sign_in(settings)
    if record:  # the last one was not taken down: what it left behind holds its ports
        end_all(record.mark)
    _check_port(settings)
    try:
        place.make(for_others=settings.variant == "system_users")
    except BadPlace as problem:
        raise Stop(str(problem)) from None
    _check_disk(place)
    steps.done()
    if settings.variant == "system_users" and (shut := closed.close(place.folder)):
        print(f"      other accounts of this machine cannot read these any more: {', '.join(shut)}", flush=True)
    steps.begin("Databases, people, looks")
    prepare.databases(settings)
    upgrade.upgrade(place, settings)
    first = prepare.shared_passwords(place, settings)
    look.write(place.state / "look")
    away.write(place, settings)
    pages = [roles.trainer_pages(course.id) for course in settings.courses]
    write_start(place, settings, _inner_ports(settings, "hub", "proxy", "exchange", away.AWAY, *pages))
    steps.done(str(place.folder))
    steps.begin("Pages for trainees, folders for trainers")
    prepare.release(place, settings)
    steps.done()
    steps.begin("Hub, proxy, exchange")
    process = _start_keeper(place)
    try:
        _wait(place, settings, process)
    except BaseException:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(30)
        raise
    steps.done("up")
    if settings.variant == "one_user":
        print(LOUD, flush=True)
    _tell(first, place)
    print(f"\nready: {settings.address.url}   (trainees and trainers sign in here)")
    print("It goes on when you close this window. To end it: make classroom ARGS=down", flush=True)
    return 0


def _check_user(settings: Settings, allow_root: bool) -> None:
    root = os.geteuid() == 0
    if settings.variant == "kubernetes":
        raise Stop(
            'variant = "kubernetes" is not started here.',
            "course/classroom/kubernetes/README.md says how a cluster uses these settings.",
        )
    if settings.variant == "one_user" and root and not allow_root:
        raise Stop(
            "you are root, and everybody in this classroom would be root, too.",
            "Run it as an ordinary user. In a container made for nothing else: make classroom ARGS='up --allow-root'",
        )
    if settings.variant == "system_users":
        if not root:
            raise Stop(
                'variant = "system_users" starts servers as other Unix users, which only root can.',
                "Run it as root, or use one_user or kubernetes.",
            )
        if blocked := unreadable(Path(sys.executable)) or unreadable(Path(__file__)):
            raise Stop(
                f"other Unix users cannot read {blocked}, so their servers could not start.",
                "Put the project where everybody can read it, for example below /opt, and make its environment with a "
                "Python of the system: make classroom PYTHON=/usr/bin/python3",
            )


def unreadable(path: Path) -> Path | None:
    """The first folder or file on the way to ``path`` (links followed) that other Unix users cannot enter or read."""
    for target in dict.fromkeys((path, path.resolve())):
        for part in (*reversed(target.parents), target):
            need = 0o5 if part.is_dir() else 0o4
            if part.exists() and part.stat().st_mode & need != need:
                return part
    return None


def _check_proxy() -> None:
    if keeper.proxy_program() is None:
        raise Stop(
            "the proxy 'traefik' is missing in this Python environment.",
            "Install what the classroom needs: pip install '.[classroom]'",
        )


def _check_sign_in(settings: Settings) -> None:
    """What people need to come in: a certificate that fits its key, the secret of a provider."""
    address = settings.address
    if address.tls_certificate:
        try:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(address.tls_certificate, address.tls_key, password="")
        except (ssl.SSLError, OSError) as problem:
            raise Stop(
                f"{address.tls_certificate} and {address.tls_key} are not a certificate and its key ({problem}).",
                "Give both as PEM files that belong together; the key without a password.",
            ) from None
    if name := choose.missing(settings):
        raise Stop(
            f"{name} is not set: the secret that your provider gave for this classroom.",
            f"Set it in this terminal, then start again: export {name}=…",
        )


def _check_disk(place: Place) -> None:
    free = shutil.disk_usage(place.folder).free / 2**20
    if free < LEAST_DISK_MB:
        raise Stop(
            f"only {free:.0f} MB are free where {place.folder} is; a class needs {LEAST_DISK_MB} MB at least.",
            "Make room, or choose a folder on another disk with --folder.",
        )


def _check_port(settings: Settings) -> None:
    address = settings.address
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address.host, address.port))
        except OSError as error:
            raise Stop(
                f"port {address.port} at {address.host} is not free ({error.strerror}).",
                f"Stop the program that uses it, or choose another: make classroom COURSE_PORT={address.port + 1}",
            ) from None


def _inner_ports(settings: Settings, *names: str) -> dict[str, int]:
    """Ports of hub, proxy and services.

    Where people have Unix users of their own, only root can open them: nobody can wait for a service to restart, take
    its port and read the tokens and passwords that arrive.
    """
    if settings.variant != "system_users":
        return {name: line.free_port() for name in names}
    least = int(Path("/proc/sys/net/ipv4/ip_unprivileged_port_start").read_text())
    found: dict[str, int] = {}
    for port in random.sample(range(600, max(600, least)), k=max(0, least - 600)):
        if len(found) < len(names):
            with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
                found[names[len(found)]] = port
    # a container may let everybody open every port
    return found if len(found) == len(names) else {name: line.free_port() for name in names}


def _tell(first: dict[Role, str], place: Place) -> None:
    """Show new shared passwords on the screen; into a private file when the output is a log."""
    if not first:
        return
    lines = [f"  {role + 's':9} {password}" for role, password in first.items()]
    if sys.stdout.isatty():
        print("Passwords for the first sign-in. They are shown only now, so write them down:")
        print("\n".join(lines))
        print("Everybody chooses an own password then. New ones: make classroom ARGS=new-passwords", flush=True)
    else:
        note = place.folder / "first-passwords.txt"
        write_private(note, "\n".join(lines) + "\n")
        print(f"Passwords for the first sign-in are in {note}. Read them, then delete the file.", flush=True)


def _start_keeper(place: Place) -> subprocess.Popen[bytes]:
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_PASSWORD")}
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    environment |= {FOLDER: str(place.folder), OWNER: secrets.token_hex(16), "PATH": programs}
    with (place.logs / "keeper.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "course.classroom.keeper", str(place.folder)],
            cwd=place.state,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # closing the terminal does not end the class
        )


def _wait(place: Place, settings: Settings, process: subprocess.Popen[bytes]) -> None:
    begun = time.monotonic()
    told = 0
    while (waited := time.monotonic() - begun) < PATIENCE:
        if process.poll() is not None:
            raise Stop(f"the classroom did not start:\n{tail(place.logs / 'keeper.log')}", f"Logs: {place.logs}")
        if answers(settings):
            return
        if waited // 10 > told:
            told = int(waited // 10)
            print(f"      still starting ({waited:.0f} s)", flush=True)
        time.sleep(0.3)
    raise Stop(
        f"nobody could sign in within {PATIENCE} s. The hub's last words:\n{tail(place.logs / 'hub.log')}",
        f"Logs: {place.logs}",
    )


def answers(settings: Settings) -> bool:
    """Whether the sign-in page comes through the proxy."""
    door = settings.address.door
    if settings.address.host in EVERY_ADDRESS:
        door = door.replace("0.0.0.0", "127.0.0.1").replace("[::]", "[::1]")
    trust = ssl.create_default_context()
    trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE  # we ask ourselves, not by the certificate's name
    with (
        contextlib.suppress(urllib.error.URLError, OSError),
        urllib.request.urlopen(f"{door}hub/login", timeout=5, context=trust) as answer,
    ):
        return answer.status == 200
    return False


def settings_or_stop(path: Path | None) -> Settings:
    """The settings, or a clear end of the command."""
    try:
        return load(path)
    except BadSettings as problem:
        raise Stop(str(problem), "Mend the settings, then try again.") from None
