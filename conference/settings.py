"""The settings of one installation: the one door to the environment."""

import contextlib
import difflib
import os
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from conference.core.addresses import clean_address
from conference.core.errors import Invalid
from conference.core.tokens import public_id, random_key
from conference.core.words import _

PREFIX = "CONFERENCE_"
OF_THE_TESTS = {"CONFERENCE_SHARED", "CONFERENCE_SOAK", "CONFERENCE_SEED"}
DEFAULT_PORT = 8000
SHORTEST_SECRET = 32
MOST_PROXIES = 9
SERVED_AT = "served-at"
OF_NUMBERS = {
    "trusted_proxies": f"must be a whole number from 0 to {MOST_PROXIES}",
    "port": "must be a whole number from 1 to 65535",
}


class FaultySettings(Exception):
    """Settings that cannot be used; the message names each by its variable, one sentence a line."""


class Settings(BaseSettings):
    """What may be set by `CONFERENCE_...` variables; every default is right for one machine."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True)

    data_dir: Path = Field(default=Path("instance"))
    database_url: str = ""
    secret_key: str = ""
    base_url: str = ""
    smtp_url: str = ""
    owner_email: str = ""
    trusted_proxies: int = Field(default=0, ge=0, le=MOST_PROXIES)
    port: int = Field(default=DEFAULT_PORT, ge=1, le=65535, exclude=True)

    @field_validator("data_dir")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        try:
            return value.expanduser().resolve()
        except (OSError, RuntimeError):
            raise ValueError("must be the path of a folder") from None

    @field_validator("base_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if value and not _is_origin(value.rstrip("/")):
            raise ValueError("must be a web address without a path, such as https://events.example.org")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        if value and not value.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
            raise ValueError("must begin with sqlite:/// or postgresql://")
        return value

    @field_validator("smtp_url")
    @classmethod
    def _mail_server(cls, value: str) -> str:
        if value and not value.startswith(("smtp://", "smtps://")):
            raise ValueError("must begin with smtp:// or smtps://")
        return value

    @field_validator("secret_key")
    @classmethod
    def _secret(cls, value: str) -> str:
        if value and len(value) < SHORTEST_SECRET:
            raise ValueError(f"must have at least {SHORTEST_SECRET} characters")
        return value

    @field_validator("owner_email")
    @classmethod
    def _owner(cls, value: str) -> str:
        try:
            return clean_address(value) if value else ""
        except Invalid:
            raise ValueError("must be one e-mail address, like name@example.org") from None

    @property
    def address(self) -> str:
        """The address of the home page without the last slash: the base URL, else of the port that is given, else where
        the site of this folder was served last.
        """
        kept = "" if "port" in self.model_fields_set else _kept_address(self.data_dir / SERVED_AT)
        return self.base_url or kept or f"http://127.0.0.1:{self.port}"

    def keep_address(self) -> None:
        """Let commands that know neither base URL nor port point to where this site is served."""
        (self.data_dir / SERVED_AT).write_text(self.address + "\n", encoding="utf-8")

    def make_folder(self) -> None:
        """Make the data folder where there is none; raises FaultySettings where nothing can be kept in it."""
        try:
            self.data_dir.mkdir(parents=True, exist_ok=True)
            with TemporaryFile(dir=self.data_dir):
                return
        except OSError as error:
            raise FaultySettings(_(
                "CONFERENCE_DATA_DIR: nothing can be kept in the folder %(folder)s (%(reason)s).",
                folder=self.data_dir, reason=error.strerror,
            )) from None  # fmt: skip

    @property
    def database(self) -> str:
        """The address of the database, as SQLAlchemy reads it."""
        if not self.database_url:
            return f"sqlite:///{self.data_dir / 'conference.sqlite'}"
        return self.database_url.replace("postgresql://", "postgresql+psycopg://", 1)

    @property
    def mail_folder(self) -> Path:
        """Where mails are written when no mail server is set."""
        return self.data_dir / "mail"

    @property
    def files_folder(self) -> Path:
        """Where uploaded and made files lie."""
        return self.data_dir / "files"

    @property
    def queue_file(self) -> Path:
        """The file that wakes the worker; it may be deleted at any time."""
        return self.data_dir / "queue.sqlite"

    @property
    def is_secure(self) -> bool:
        """Whether people reach the site by https."""
        return self.address.startswith("https://")

    def secret(self) -> str:
        """The secret that signs links and cookies: the setting, else a key made once and kept in the data folder."""
        return self.secret_key or _kept_secret(self.data_dir / "secret-key")


def _is_origin(value: str) -> bool:
    """Whether this is scheme, host and perhaps a port, and nothing else."""
    try:
        parts = urlsplit(value)
        is_at_host = bool(parts.hostname) and parts.port != 0 and parts.username is None
    except ValueError:
        return False
    return is_at_host and value in {f"{scheme}://{parts.netloc}" for scheme in ("http", "https")}


def _kept_address(file: Path) -> str:
    try:
        kept = file.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""
    return kept if _is_origin(kept) else ""


def _kept_secret(file: Path) -> str:
    """The key in the file; made whole beside it and then linked to its name, so that nobody ever reads half a key."""
    if not file.exists():
        _make_secret(file)
    kept = file.read_text(encoding="ascii").strip()
    if len(kept) < SHORTEST_SECRET:
        raise FaultySettings(_("The file %(file)s holds no whole key. Delete it, and a new one is made.", file=file))
    return kept


def _make_secret(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    whole = file.with_name(f"{file.name}-{public_id()}")
    descriptor = os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(random_key())
    with contextlib.suppress(FileExistsError):
        os.link(whole, file)
    whole.unlink()


def load_settings(**given: Any) -> Settings:
    """The settings from the environment, with `given` ones before them; raises FaultySettings naming each fault."""
    try:
        return Settings(**given)
    except ValidationError as error:
        raise FaultySettings("\n".join(_in_words(fault) for fault in error.errors())) from None


def _in_words(fault: Any) -> str:
    field = str(fault["loc"][0]) if fault["loc"] else ""
    said = OF_NUMBERS.get(field) or str(fault["msg"]).removeprefix("Value error, ")
    return f"{PREFIX}{field.upper()}: {said}."


def unknown_settings() -> list[str]:
    """A sentence for each `CONFERENCE_...` variable that means nothing, with the nearest one that does."""
    known = {PREFIX + name.upper() for name in Settings.model_fields} - {PREFIX + "PORT"}
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known | OF_THE_TESTS)
    return [_about(name, difflib.get_close_matches(name, known, n=1)) for name in unknown]


def _about(name: str, near: list[str]) -> str:
    if near:
        return _("%(name)s is not a setting. Did you mean %(near)s?", name=name, near=near[0])
    return _("%(name)s is not a setting.", name=name)
