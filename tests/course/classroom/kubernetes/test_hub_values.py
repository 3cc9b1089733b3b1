"""Values for Zero to JupyterHub, and the hub's configuration that they call."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from tornado.httpserver import HTTPServer
from traitlets.config import Config

import course.classroom.kubernetes as room
from course.classroom.kubernetes import hub_config
from course.classroom.sign_in.provider import SECRET

FOLDER = Path(room.__file__).parent
VALUES = yaml.safe_load((FOLDER / "values.yaml").read_text())

_ANY = {"type": "object"}
_TEXT = {"type": "string", "minLength": 1}


def _only(**parts: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": parts}


_ON = _only(enabled={"type": "boolean"})
_IMAGE = _only(name=_TEXT, tag=_TEXT, pullPolicy=_TEXT)
#: The keys of Zero to JupyterHub 4 that we use, written down from its documentation. The chart itself is not at hand
#: here; its own schema refuses unknown keys at the first install.
KNOWN = _only(
    hub=_only(
        image=_IMAGE,
        db=_only(type={"enum": ["postgres"]}, url={"type": "string", "pattern": "^postgresql"}),
        concurrentSpawnLimit={"type": "integer"},
        activeServerLimit={"type": "integer"},
        allowNamedServers={"const": False},
        redirectToServer={"type": "boolean"},
        authenticatePrometheus={"const": True},
        extraEnv=_ANY,
        extraVolumes={"type": "array"},
        extraVolumeMounts={"type": "array"},
        extraConfig=_only(classroom=_TEXT),
        resources=_ANY,
        networkPolicy=_ON,
    ),
    proxy=_only(
        chp=_only(resources=_ANY, networkPolicy=_ON),
        https=_only(
            enabled={"const": True},
            type={"enum": ["letsencrypt", "manual", "offload", "secret"]},
            hosts={"type": "array", "items": _TEXT, "minItems": 1},
            letsencrypt=_only(contactEmail=_TEXT),
        ),
    ),
    singleuser=_only(
        image=_IMAGE,
        uid={"const": 1000},
        fsGid={"type": "integer"},
        cmd=_TEXT,
        startTimeout={"type": "integer"},
        storage=_only(capacity=_TEXT, homeMountPath=_TEXT),
        memory=_only(guarantee=_TEXT, limit=_TEXT),
        cpu=_only(guarantee={"type": "number"}, limit={"type": "number"}),
        cloudMetadata=_only(blockWithIptables={"const": True}),
        allowPrivilegeEscalation={"const": False},
        extraPodConfig=_ANY,
        networkPolicy=_only(
            enabled={"const": True},
            egressAllowRules=_only(
                cloudMetadataServer={"const": False},
                dnsPortsCloudMetadataServer={"const": False},
                dnsPortsKubeSystemNamespace={"const": True},
                dnsPortsPrivateIPs={"const": False},
                nonPrivateIPs={"const": False},
                privateIPs={"const": False},
            ),
            egress={"type": "array"},
        ),
    ),
    cull=_only(
        enabled={"const": True},
        timeout={"type": "integer"},
        every={"type": "integer"},
        concurrency={"type": "integer"},
        users={"const": False},
    ),
    scheduling=_only(
        userScheduler=_ON,
        podPriority=_ON,
        userPlaceholder=_only(enabled={"type": "boolean"}, replicas={"type": "integer"}),
    ),
    prePuller=_only(hook=_ON, continuous=_ON),
)


def test_the_values_have_known_keys_and_safe_values() -> None:
    jsonschema.validate(VALUES, KNOWN)


def test_people_can_write_to_their_disk() -> None:
    # extraPodConfig replaces the security settings that KubeSpawner makes from fsGid
    single = VALUES["singleuser"]
    assert single["extraPodConfig"]["securityContext"]["fsGroup"] == single["fsGid"]


def test_a_value_that_is_not_safe_is_noticed() -> None:
    broken = yaml.safe_load(yaml.safe_dump(VALUES))
    broken["singleuser"]["networkPolicy"]["egressAllowRules"]["privateIPs"] = True
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, KNOWN)


def test_no_secret_is_in_the_values() -> None:
    given = dict(VALUES["hub"]["extraEnv"])
    assert given.pop("COURSE_LTI_KEY").endswith(".pem")  # a file's name
    for variable in given.values():
        assert set(variable) == {"valueFrom"}
    assert "@classroom-postgres" in VALUES["hub"]["db"]["url"]
    assert ":" not in VALUES["hub"]["db"]["url"].split("//")[1].split("@")[0]


@pytest.fixture
def ready(monkeypatch: pytest.MonkeyPatch) -> Iterator[Config]:
    monkeypatch.setattr(hub_config.prepare, "databases", lambda settings: None)
    monkeypatch.setenv(SECRET, "s3cret")
    monkeypatch.setenv("COURSE_DATABASE", "postgresql+psycopg://classroom:word@classroom-postgres/classroom")
    monkeypatch.setenv("COURSE_TOKEN_EXCHANGE", "e" * 48)
    monkeypatch.setenv("COURSE_TOKEN_TRAINER_MIGRATION_DEVELOPMENT", "t" * 48)
    monkeypatch.setenv("COURSE_LANG", "")  # set by the configuration; put back after the test
    # as Zero to JupyterHub leaves it
    yield Config(
        JupyterHub={"services": [{"name": "culler"}], "load_roles": [{"name": "culler", "scopes": ["list:users"]}]},
        Spawner={"environment": {"MORE": "1"}},
    )
    HTTPServer.configure(None)  # the hub's door is for every server of its process; other tests have servers here


def test_the_hub_knows_services_roles_and_sign_in(ready: Config, tmp_path: Path) -> None:
    hub_config.configure(ready, FOLDER / "classroom.toml", tmp_path / "state")
    services = {one["name"]: one for one in ready.JupyterHub.services}
    assert set(services) == {"culler", "exchange", "trainer-migration-development"}
    assert services["exchange"]["url"] == "http://classroom-exchange:8181"
    assert all(not one.get("admin") for one in services.values())
    scopes = {scope for role in ready.JupyterHub.load_roles for scope in role["scopes"]}
    assert not any(scope.startswith("admin") for scope in scopes)
    assert ready.JupyterHub.authenticator_class.__name__ == "ListedAuthenticator"
    assert ready.ListedAuthenticator.database.endswith("search_path=classroom_people")
    assert next(role["name"] for role in ready.JupyterHub.load_roles) == "culler"
    assert ready.JupyterHub.default_url(Visitor()) == "/hub/login?next=%2Fhub%2F"
    assert ready.ListedAuthenticator.oauth_callback_url == "https://classroom.example.org/hub/oauth_callback"
    assert (tmp_path / "state" / "state" / "look" / "classroom.css").is_file()  # or the pages would be bare
    address, _handler, found = ready.JupyterHub.extra_handlers[0]
    assert address.startswith("/course-look") and found == {"path": str(tmp_path / "state" / "state" / "look")}
    assert ready.Spawner.environment["JUPYTER_CONFIG_PATH"] == "/srv/course/server"
    assert ready.Spawner.environment["COURSE_EXCHANGE_URL"] == "http://classroom-exchange:8181/services/exchange"


class Visitor:
    """A request of somebody who has not signed in."""

    current_user = None

    class hub:
        base_url = "/hub/"

    class request:
        uri = "/hub/"


def test_what_the_cluster_set_before_stays(ready: Config, tmp_path: Path) -> None:
    hub_config.configure(ready, FOLDER / "classroom.toml", tmp_path / "state")
    assert ready.JupyterHub.services[0] == {"name": "culler"}
    assert ready.Spawner.environment["MORE"] == "1"


def test_an_empty_configuration_is_filled_too(ready: Config, tmp_path: Path) -> None:
    fresh = Config()
    hub_config.configure(fresh, FOLDER / "classroom.toml", tmp_path / "state")
    assert fresh.JupyterHub.services.get_value([])[0]["name"] == "exchange"


def test_a_missing_token_is_said(ready: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COURSE_TOKEN_EXCHANGE")
    with pytest.raises(ValueError, match="COURSE_TOKEN_EXCHANGE is not set"):
        hub_config.configure(ready, FOLDER / "classroom.toml", tmp_path / "state")


@pytest.mark.parametrize(
    ("kind", "change"),
    [("public_url", ("public_url", "port = 443\n#")), (SECRET, ("", ""))],
)
def test_what_people_need_to_come_back_is_asked_for(
    ready: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, change: tuple[str, str]
) -> None:
    if kind == SECRET:
        monkeypatch.delenv(SECRET)
    text = (FOLDER / "classroom.toml").read_text().replace(*change) if change[0] else None
    (tmp_path / "classroom.toml").write_text(text or (FOLDER / "classroom.toml").read_text())
    with pytest.raises(ValueError, match=kind):
        hub_config.configure(ready, tmp_path / "classroom.toml", tmp_path / "state")


def test_settings_of_one_machine_are_refused(ready: Config, tmp_path: Path) -> None:
    (tmp_path / "classroom.toml").write_text("")
    with pytest.raises(ValueError, match="kubernetes"):
        hub_config.configure(ready, tmp_path / "classroom.toml", tmp_path / "state")


def test_a_database_is_needed(ready: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COURSE_DATABASE")
    with pytest.raises(ValueError, match="PostgreSQL"):
        hub_config.configure(ready, FOLDER / "classroom.toml", tmp_path / "state")
