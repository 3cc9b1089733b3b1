"""What can be set about a classroom: one typed object, read from ``classroom.toml`` and checked in one go.

Every setting has a default, so a classroom without a file is a workshop on one machine. A few settings that differ
between machines can come from the environment: ``COURSE_PORT``, ``COURSE_DATABASE``.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, get_args, get_origin
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from course.classroom.lti.platform import Platform
from course.classroom.names import is_module, is_name, name_rule
from course.classroom.safe_address import is_loopback, is_safe
from course.classroom.sign_in.provider import Provider
from course.hand_in import COURSE_ID
from course.i18n import N_

COURSE_TITLE = N_("Migration and development")  # pages say it in the language of the classroom
EVERY_ADDRESS = ("0.0.0.0", "::")

Variant = Literal["one_user", "system_users", "kubernetes"]


class BadSettings(ValueError):
    """The settings cannot be used. ``str`` gives one sentence a line, for the person who wrote them."""


def _name(text: str) -> str:
    if not is_name(text):
        raise ValueError(f"'{text[:40]}' is not a name that works: {name_rule()}")
    return text


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Address(_Part):
    """Where browsers reach the classroom."""

    host: str = "127.0.0.1"
    port: int = Field(8000, ge=1, le=65535)
    tls_certificate: Path | None = None
    tls_key: Path | None = None
    #: The address in people's browsers, where it is another one: behind a web server, in a cluster, or by a name.
    public_url: str = ""

    @field_validator("public_url")
    @classmethod
    def _plain_address(cls, url: str) -> str:
        if url and (not is_safe(url) or urlsplit(url).path not in ("", "/") or urlsplit(url).query):
            raise ValueError(
                f"'{url[:80]}' does not work: https:// and a name, without a folder, as https://classroom.example.org"
            )
        return url and url.rstrip("/") + "/"

    @model_validator(mode="after")
    def _safe(self) -> Address:
        if (self.tls_certificate is None) != (self.tls_key is None):
            raise ValueError("tls_certificate and tls_key belong together: give both or none")
        for file in filter(None, (self.tls_certificate, self.tls_key)):
            if not file.is_file():
                raise ValueError(f"there is no file {file}")
            if not os.access(file, os.R_OK):
                raise ValueError(f"{file} cannot be read by the user who starts the classroom")
        if not self.tls_certificate and not is_loopback(self.host):
            raise ValueError(
                f"{self.host} can be reached from other machines, and without TLS passwords and answers would travel "
                "readable. Give tls_certificate and tls_key, or keep host = '127.0.0.1'"
            )
        if self.host in EVERY_ADDRESS and not self.public_url:
            raise ValueError(
                f"{self.host} is every address of this machine, and no browser can go there. Give the one that people "
                'use, which is also the name on the certificate, as public_url = "https://classroom.example.org:8000"'
            )
        return self

    @property
    def door(self) -> str:
        """Where the proxy listens, with its final ``/``."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.tls_certificate else 'http'}://{host}:{self.port}/"

    @property
    def url(self) -> str:
        """The address of the first page as browsers know it, with its final ``/``."""
        return self.public_url or self.door


class Course(_Part):
    """One course of the classroom: who teaches it is in the list of people, see :mod:`course.classroom.people`."""

    id: str = COURSE_ID
    title: str = Field(COURSE_TITLE, min_length=1, max_length=80)
    #: Folders of modules, as ``m00_orientation``; empty for all.
    modules: tuple[str, ...] = ()

    _check = field_validator("id")(_name)

    @field_validator("modules")
    @classmethod
    def _plain(cls, modules: tuple[str, ...]) -> tuple[str, ...]:
        for name in modules:
            if not is_module(name):
                raise ValueError(f"'{name[:40]}' is not the name of a module, as m00_orientation")
        return modules


class SignIn(_Part):
    """How people prove who they are."""

    kind: Literal["workshop", "oauth", "lti"] = "workshop"
    #: Workshop: may somebody who is not on the list join with the trainees' shared password?
    open: bool = True
    #: Shortest password that people may choose.
    least_characters: int = Field(10, ge=8, le=64)
    oauth: Provider | None = None
    lti: Platform | None = None

    @model_validator(mode="after")
    def _complete(self) -> SignIn:
        if self.kind == "oauth" and self.oauth is None:
            raise ValueError("kind = 'oauth' needs the part [sign_in.oauth]: the provider's addresses and client_id")
        if self.kind == "lti" and self.lti is None:
            raise ValueError("kind = 'lti' needs the part [sign_in.lti]: the LMS' addresses, client_id and deployments")
        return self


class Limits(_Part):
    """What one person may use, and how many servers start at the same time."""

    memory_mb: int = Field(1024, ge=256)
    idle_minutes: int = Field(60, ge=5)
    #: A kernel whose page is closed ends after so many minutes without work; 0 = never.
    idle_kernel_minutes: int = Field(20, ge=0)
    starts_at_once: int = Field(4, ge=1)
    servers: int = Field(0, ge=0, description="most servers at the same time; 0 = no limit")
    start_seconds: int = Field(180, ge=20)
    #: The most that the exchange keeps of one person's submissions in a course, in megabytes.
    kept_mb: int = Field(500, ge=20)
    #: The most submissions of one person for one module.
    submissions: int = Field(200, ge=1)


class Backup(_Part):
    """The nightly backup, which the classroom takes by itself while it runs."""

    nightly: bool = True
    #: Hour of this machine's clock.
    hour: int = Field(2, ge=0, le=23)
    #: How many are kept.
    keep: int = Field(14, ge=1)


class Settings(_Part):
    """All settings of one classroom."""

    title: str = Field(COURSE_TITLE, min_length=1, max_length=80)
    #: Language of the classroom's own pages, of questions' buttons and of feedback. The modules are in English.
    language: Literal["en", "fr", "es", "ar"] = "en"
    variant: Variant = "one_user"
    address: Address = Field(default_factory=Address)
    sign_in: SignIn = Field(default_factory=SignIn)
    limits: Limits = Field(default_factory=Limits)
    backup: Backup = Field(default_factory=Backup)
    #: Fork servers and kernels from a process that has loaded everything: quicker, and they share memory.
    warm_start: bool = True
    courses: tuple[Course, ...] = Field(default_factory=lambda: (Course(),), min_length=1)
    #: Empty: SQLite files in the classroom's folder. Else one PostgreSQL address for hub, exchange, people, gradebooks.
    database: str = ""

    @field_validator("courses")
    @classmethod
    def _different(cls, courses: tuple[Course, ...]) -> tuple[Course, ...]:
        ids = [course.id for course in courses]
        if len(set(ids)) < len(ids):
            raise ValueError("two courses have the same id")
        return courses

    @model_validator(mode="after")
    def _accounts(self) -> Settings:
        # a name that somebody chooses would be the name of a Unix account, with its files
        if self.variant == "system_users" and self.sign_in.kind == "lti":
            raise ValueError(
                'variant = "system_users" gives people the Unix account of their name, and with LTI the LMS makes the '
                'names: use variant = "kubernetes", or another sign-in'
            )
        if self.variant == "system_users" and self.sign_in.kind == "workshop" and self.sign_in.open:
            raise ValueError(
                'variant = "system_users" gives people the Unix account of their name, so names come from the list '
                "only: set open = false below [sign_in], and add people with add-trainee"
            )
        return self

    @field_validator("database")
    @classmethod
    def _known_database(cls, address: str) -> str:
        parts = urlsplit(address)
        if address and (parts.scheme not in ("postgresql", "postgresql+psycopg") or not parts.path.strip("/")):
            # the address may hold a password: it is not repeated
            raise ValueError("must be empty or look like postgresql+psycopg://user:password@host/name")
        return address.replace("postgresql://", "postgresql+psycopg://", 1)

    def database_url(self, room: str, state: Path) -> str:
        """The database of one room.

        Args:
            room: ``hub``, ``people``, ``exchange``, or ``gradebook-<course>``.
            state: Folder for SQLite files.

        Returns:
            An address for SQLAlchemy. In PostgreSQL each room has its own schema: hub and gradebook both keep their
            version in a table ``alembic_version``.
        """
        if not self.database:
            return f"sqlite:///{state / room}.sqlite"
        joint = "&" if "?" in self.database else "?"
        # no "%": Alembic reads addresses from an INI file, where that sign means something else
        return f"{self.database}{joint}options=-csearch_path={schema(room)}"


def schema(room: str) -> str:
    """Name of the schema of a room in PostgreSQL."""
    return "classroom_" + re.sub(r"[^a-z0-9]", "_", room)


def load(path: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Read and check the settings.

    Args:
        path: A ``classroom.toml``; None gives the defaults.
        environment: Where ``COURSE_PORT`` and ``COURSE_DATABASE`` are looked up; the process's own by default.

    Raises:
        BadSettings: The file is missing, is not TOML, or holds something that cannot be.
    """
    environment = os.environ if environment is None else environment
    raw: dict[str, Any] = {}
    if path is not None:
        try:
            raw = tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise BadSettings(f"{path} cannot be read: {error.strerror}.") from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise BadSettings(f"{path} is not a TOML file: {error}.") from None
    address = raw.setdefault("address", {})
    if isinstance(address, dict):
        for name in {"tls_certificate", "tls_key"} & address.keys() if path is not None else ():
            # beside the settings, wherever the command is started; the hub runs in a folder of its own
            address[name] = str(path.absolute().parent / str(address[name]))
        if port := environment.get("COURSE_PORT"):
            address["port"] = port
    if database := environment.get("COURSE_DATABASE"):
        raw["database"] = database
    try:
        return Settings.model_validate(raw)
    except ValidationError as error:
        raise BadSettings("\n".join(_sentence(problem) for problem in error.errors())) from None


def names(part: type[BaseModel] = Settings, before: str = "") -> dict[str, Any]:
    """Every setting and its default: ``address.port`` → 8000; ``courses.0.id`` for those of a course."""
    found: dict[str, Any] = {}
    for name, field in part.model_fields.items():
        inner = [one for one in (field.annotation, *get_args(field.annotation)) if isinstance(one, type)]
        deeper = next((one for one in inner if issubclass(one, BaseModel)), None)
        where = f"{before}{name}." + ("0." if get_origin(field.annotation) is tuple else "")
        if deeper:
            found |= names(deeper, where)
        else:
            found[before + name] = field.get_default(call_default_factory=True)
    return found


def _sentence(problem: Mapping[str, Any]) -> str:
    where = ".".join(str(part) for part in problem["loc"]) or "classroom.toml"
    if problem["type"] == "extra_forbidden":
        near = get_close_matches(where, names(), 1)
        return f"{where}: there is no such setting.{f' Do you mean {near[0]}?' if near else ''}"
    return f"{where}: {problem['msg'].removeprefix('Value error, ')}."
