"""The folder of a classroom: private, and with short names for sockets."""

import stat

import pytest

from course.classroom.place import BadPlace, Place, write_private


def test_only_the_owner_looks_in(tmp_path):
    place = Place(tmp_path / "room")
    place.make()
    for folder in (place.folder, place.state, place.homes, place.run):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert place.secret("cookie") == Place(tmp_path / "room").secret("cookie") != place.secret("proxy")
    assert stat.S_IMODE((place.state / "secrets.json").stat().st_mode) == 0o600
    place.run.rmdir()


def test_sockets_fit_into_the_length_that_unix_allows(tmp_path):
    place = Place(tmp_path / ("deep/" * 30))
    assert len(str(place.run / ("n" * 32) / f"kernel-{'0' * 36}-ipc-5")) < 107


def test_a_link_in_the_place_of_the_run_folder_is_refused(tmp_path):
    place = Place(tmp_path / "room")
    place.run.symlink_to(tmp_path)
    try:
        with pytest.raises(BadPlace, match="belongs to somebody else"):
            place.make()
    finally:
        place.run.unlink()


def test_a_private_file_is_all_or_nothing(tmp_path):
    path = tmp_path / "file"
    write_private(path, "one")
    write_private(path, "two")
    assert path.read_text() == "two" and list(tmp_path.iterdir()) == [path]
