"""The classroom's commands: start and stop it, put people on its list, save and bring back everybody's work."""

from __future__ import annotations

import argparse
import errno
import sys
from pathlib import Path

import sqlalchemy as sa

from course.classroom import prepare
from course.classroom.people import ROLES, NotPossible, People, Role
from course.classroom.place import Place
from course.classroom.settings import Settings
from course.classroom.sign_in import passwords
from course.classroom.up import settings_or_stop, up
from course.command.console import Stop
from course.command.paths import BUILD

EXAMPLE = (
    'In the project folder: make classroom ARGS="add-trainer mara", or .venv/bin/course classroom add-trainer mara'
)


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Returns the exit code."""
    options = _options(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(options)
    except sa.exc.DBAPIError as problem:  # the statement, which may hold a hash, is not shown
        full = "full" in str(problem.orig)
        reason = str(problem.orig).splitlines()[0] if str(problem.orig) else type(problem.orig).__name__
        raise Stop(f"the list of people: {reason}.", _advice(errno.ENOSPC if full else None, options.folder)) from None
    except OSError as problem:  # what nobody foresaw: a full disk, a folder of somebody else
        what = f"{problem.filename}: " if problem.filename else ""
        raise Stop(f"{what}{problem.strerror or problem}.", _advice(problem.errno, options.folder)) from None


def _advice(number: int | None, folder: Path) -> str:
    if number in (errno.ENOSPC, errno.EDQUOT):
        return "Make room on the disk, then run the command again. What was saved before is still there."
    if number in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"Run it as the user to whom {folder} belongs, or choose another folder with --folder."
    return "Run the command again. If it says the same, read the logs in the classroom's folder."


def _run(options: argparse.Namespace) -> int:
    place = Place(options.folder)
    if options.command in ("down", "status"):
        from course.classroom import down

        return getattr(down, options.command)(place)
    path = options.settings or _settings_file(options.folder)
    settings = settings_or_stop(path)
    if options.command == "up":
        return up(place, settings, allow_root=options.allow_root)
    if options.command == "backup":
        from course.classroom.backup import backup

        return backup(place, settings, options.file)
    if options.command == "restore":
        from course.classroom.restore import restore

        return restore(place, settings, options.file)
    place.state.mkdir(mode=0o700, parents=True, exist_ok=True)
    prepare.databases(settings)
    with People(settings.database_url("people", place.state)) as people:
        try:
            return _people_command(options, people, settings)
        except NotPossible as problem:
            raise Stop(str(problem)) from None


def _settings_file(folder: Path) -> Path | None:
    """``classroom.toml`` in the classroom's folder, else in the current folder, else none."""
    return next((path for path in (folder / "classroom.toml", Path("classroom.toml")) if path.is_file()), None)


def _people_command(options: argparse.Namespace, people: People, settings: Settings) -> int:
    if options.command == "new-passwords":
        for role in ROLES:
            fresh = passwords.fresh(role)
            people.set_shared_password(role, passwords.hashed(fresh))
            print(f"  {role + 's':9} {fresh}")
        print("For the first sign-in. Who has an own password keeps it.")
        return 0
    if options.command == "people":
        for person in people.everybody():
            roles = ", ".join(f"{role} of {course}" for course, role in sorted(person.roles.items()))
            print(f"{person.name:32}  {roles}{'' if person.password else '  (has not signed in yet)'}")
        return 0
    if options.command == "forget-password":
        for name in options.names:
            if not people.forget_password(name):
                raise NotPossible(f"There is nobody called {name}.")
            print(f"{name} signs in with the shared password next time and chooses an own one again.")
        return 0
    role: Role = "trainer" if options.command == "add-trainer" else "trainee"
    course = options.course or settings.courses[0].id
    known = [entry.id for entry in settings.courses]
    if course not in known:
        raise NotPossible(f"There is no course {course} in this classroom. Its courses: {', '.join(known)}.")
    for name in options.names:
        added = people.add(name, role, course)
        print(f"{name}: {role} of {course}{'' if added else ' already'}", flush=True)
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--folder", type=Path, default=BUILD / "classroom", help="folder of the classroom")
    common.add_argument("--settings", type=Path, help="a classroom.toml (default: the one in the folder)")
    parser = argparse.ArgumentParser(prog="course classroom", description=__doc__, epilog=EXAMPLE)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, purpose: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, parents=[common], help=purpose, description=purpose)

    start = command("up", "start the classroom and return when people can sign in")
    start.add_argument("--allow-root", action="store_true", help="run as root (containers only)")
    command("down", "end every process of the classroom; work is kept")
    command("status", "what runs, how much memory it needs, where the backups are")
    for role in ROLES:
        add = command(f"add-{role}", f"put {role}s on the list; works while the classroom runs")
        add.add_argument("names", nargs="+", metavar="NAME")
        add.add_argument("--course", help="id of the course (default: the first)")
    command("people", "who is on the list")
    forget = command("forget-password", "let people choose a new password, with the shared one")
    forget.add_argument("names", nargs="+", metavar="NAME")
    command("new-passwords", "make new shared passwords for the first sign-in")
    save = command("backup", "copy databases and everybody's work into one file")
    save.add_argument("file", type=Path, nargs="?")
    load = command("restore", "bring back what a backup holds; the classroom must be down")
    load.add_argument("file", type=Path)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
