"""On a server with accounts the project is readable, but not what holds solutions and secrets."""

from __future__ import annotations

from pathlib import Path

from course.classroom import closed


def test_only_what_servers_need_stays_readable(tmp_path: Path) -> None:
    project = tmp_path / "opt" / "course"
    open_to_all = [
        "course/ask.py",
        "datasets/tables/a.csv",
        "grading/marks.py",
        ".venv/bin/python",
        "build/classroom/x",
    ]
    shut = ["modules/m00/exercises.ipynb", "tests/a.py", ".git/objects/1", "grading/demo/personas/a.toml", "README.md"]
    shut += ["build/nbgrader/source/a.ipynb", "classroom.toml"]
    for name in (*open_to_all, *shut, "build/classroom/classroom.toml"):
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    for path in (project, *project.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    outside = tmp_path / "elsewhere"
    outside.write_text("x")
    outside.chmod(0o644)
    (project / "link").symlink_to(outside)

    def readable(name: str) -> bool:
        path = project / name
        ways = [one for one in path.parents if one.is_relative_to(project)]
        return bool(path.stat().st_mode & 0o004) and all(one.stat().st_mode & 0o001 for one in ways)

    assert all(map(readable, [*open_to_all, *shut])), "so it is after a git clone"
    room = project / "build" / "classroom"
    found = closed.close(room, project, project / ".venv")
    assert set(found) == {
        "modules", "tests", ".git", "grading/demo", "README.md", "build/nbgrader", "classroom.toml",
        "build/classroom/classroom.toml",
    }  # fmt: skip
    assert [name for name in (*shut, "build/classroom/classroom.toml") if readable(name)] == []
    assert all(map(readable, open_to_all)) and outside.stat().st_mode & 0o004, "links are not followed"
    assert (project / "build").stat().st_mode & 0o777 == 0o711, "people walk through to their home"
    assert closed.close(room, project, project / ".venv") == [], "the next start has nothing to do"


def test_a_course_that_is_an_ordinary_package_has_nothing_beside_it_that_is_ours(tmp_path: Path) -> None:
    other = tmp_path / "site-packages" / "other"
    other.mkdir(parents=True)
    other.chmod(0o755)
    assert closed.close(tmp_path / "room", tmp_path / "site-packages", tmp_path) == []
    assert other.stat().st_mode & 0o777 == 0o755
