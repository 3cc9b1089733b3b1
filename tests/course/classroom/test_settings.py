"""Settings of the classroom: safe defaults, and a sentence for each thing that cannot be."""

import pytest

pytest.importorskip("jupyterhub")

from course import i18n
from course.classroom import spawn
from course.classroom.names import is_name
from course.classroom.settings import BadSettings, load


def written(tmp_path, text):
    path = tmp_path / "classroom.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_it_is_a_workshop_on_this_machine():
    settings = load(None, {})
    assert settings.variant == "one_user" and settings.address.url == "http://127.0.0.1:8000/"
    assert settings.sign_in.kind == "workshop" and settings.courses[0].id == "migration-development"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[address]\nhost = "0.0.0.0"', "without TLS"),
        ('[address]\nhost = "classroom.example.org"', "without TLS"),
        ('[address]\ntls_key = "/nowhere/key.pem"', "belong together"),
        ("[address]\nport = 99999", "address.port"),
        ('[[courses]]\nid = "../other"', "is not a name"),
        ('[[courses]]\nid = "one"\n[[courses]]\nid = "one"', "same id"),
        ("colour = 1", "no such setting"),
        ('language = "xx"', "language: .*'en', 'fr', 'es' or 'ar'"),
        ("[limits]\nmemory = 512", "limits.memory: there is no such setting. Do you mean limits.memory_mb"),
        ('[[courses]]\ntitel = "One"', "courses.0.titel: there is no such setting. Do you mean courses.0.title"),
        ('[address]\npublic_url = "http://classroom.example.org"', "does not work: https"),
        ('[address]\npublic_url = "https://example.org/classroom"', "without a folder"),
        ('[address]\ntls_certificate = "no.pem"\ntls_key = "no.pem"', r"there is no file .*no\.pem"),
        ('database = "mysql://somebody:secret@host/db"', "postgresql"),
        ("title = ", "not a TOML file"),
    ],
)
def test_what_cannot_be_is_named(tmp_path, text, said):
    with pytest.raises(BadSettings, match=said) as problem:
        load(written(tmp_path, text), {})
    assert "secret" not in str(problem.value)


@pytest.mark.parametrize("code", i18n.NAMES)
def test_every_language_of_the_course_can_be_set(tmp_path, code):
    settings = load(written(tmp_path, f'language = "{code}"'), {})
    assert spawn.person_environment(settings)["COURSE_LANG"] == code


def test_another_machine_may_come_in_with_tls(tmp_path):
    for name in ("cert.pem", "key.pem"):
        (tmp_path / name).touch()
    # files beside the settings, wherever the command is started
    text = '[address]\nhost = "0.0.0.0"\ntls_certificate = "cert.pem"\ntls_key = "key.pem"\n'
    with pytest.raises(BadSettings, match="public_url"):
        load(written(tmp_path, text), {})
    address = load(written(tmp_path, text + 'public_url = "https://class.example.org:8000"'), {}).address
    assert address.url == "https://class.example.org:8000/" and address.door == "https://0.0.0.0:8000/"
    assert address.tls_key == tmp_path / "key.pem"


def test_behind_a_web_server_it_stays_on_this_machine(tmp_path):
    address = load(written(tmp_path, '[address]\npublic_url = "https://class.example.org"'), {}).address
    assert address.url == "https://class.example.org/" and address.door == "http://127.0.0.1:8000/"


def test_one_address_gives_each_room_its_own_schema(tmp_path):
    settings = load(None, {"COURSE_DATABASE": "postgresql://u:p@host/class", "COURSE_PORT": "8123"})
    assert settings.address.port == 8123
    hub, marks = (settings.database_url(room, tmp_path) for room in ("hub", "gradebook-migration-development"))
    assert hub == "postgresql+psycopg://u:p@host/class?options=-csearch_path=classroom_hub"
    assert marks.endswith("classroom_gradebook_migration_development")


@pytest.mark.parametrize("name", ["ana.lopez", "b2", "o-neill", "k_m"])
def test_names_that_work(name):
    assert is_name(name)


@pytest.mark.parametrize(
    "name", ["", "a", "Ana", "..", "a..b", "a/b", "a+b", "1a", "a.", "a\n", "é" * 3, "a" * 33, "a b"]
)
def test_names_that_do_not(name):
    assert not is_name(name)
