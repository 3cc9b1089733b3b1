"""`make start`: a taken port is said clearly before anything is built."""

import socket

import pytest

from course.command import start


def test_taken_port_names_the_port_and_the_way_out(capsys):
    with socket.socket() as taken:
        taken.bind((start.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit) as stopped:
            start.run(["--lab-port", str(port)])
    assert stopped.value.code == 1
    said = capsys.readouterr().out
    assert str(port) in said and f"LAB_PORT={port + 1}" in said and "Traceback" not in said


def test_port_that_cannot_exist_is_refused(capsys):
    with pytest.raises(SystemExit):
        start.run(["--book-port", "99999"])
    assert "99999" in capsys.readouterr().out
