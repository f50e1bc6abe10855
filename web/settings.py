"""Every setting of Veche, read once at the start from the environment and from VECHE_HOME."""

import json
import re
import secrets
from datetime import date, time
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict, SettingsError

from web.keys import KEY_NAMES, BadSettings, Ring, strong
from web.settings_backup import Backup
from web.settings_checkpoints import Checkpoints
from web.settings_seal import Seal
from web.settings_sign_in import Oidc, SignIn
from web.settings_watch import Log, Watch
from web.storing import S3, scanner_fault, url_fault

__all__ = ["HOUSE", "KEY_NAMES", "BadSettings", "City", "Office", "Settings", "Silence", "Smtp", "Words", "load", "prepare"]  # fmt: skip
HOUSE = Path(__file__).resolve().parent.parent
Names = Annotated[tuple[str, ...], NoDecode]
"""A list that is written with commas, or as JSON."""


class Words(BaseModel):
    """One text in the languages of the pages."""

    model_config = ConfigDict(frozen=True)
    en: str = ""
    ru: str = ""

    def in_(self, locale: str) -> str:
        """Give the text of this language, or the English one."""
        return (self.ru if locale == "ru" else self.en) or self.en or self.ru


class Office(BaseModel):
    """The office that answers for this installation, as shown on its pages."""

    model_config = ConfigDict(frozen=True)
    name: Words = Words(
        en="Department of Public Events of the City of Moscow",
        ru="Департамент публичных мероприятий города Москвы",
    )
    address: Words = Words(
        en="1 Vechevaya Square, Moscow, 101000", ru="101000, Москва, Вечевая площадь, 1"
    )
    hours: Words = Words(
        en="Monday to Thursday 08:00 to 17:00, Friday 08:00 to 15:45",
        ru="понедельник – четверг 08:00–17:00, пятница 08:00–15:45",
    )
    phone: str = "+7 (495) 000-00-00"
    email: str = "dpm@veche.example"
    emergency_phone: str = "112"


class City(BaseModel):
    """What the header says: the wordmark's second half and the city's name."""

    model_config = ConfigDict(frozen=True)
    name: Words = Words(en="Moscow", ru="Москва")
    tagline: Words = Words(en="Public events in Moscow", ru="Публичные мероприятия в Москве")


class Smtp(BaseModel):
    """Where mail leaves; without a host mails wait in the outbox, and no try is counted."""

    model_config = ConfigDict(frozen=True)
    host: str = ""
    port: int = 25
    user: str = ""
    password: SecretStr = SecretStr("")
    starttls: bool = True
    sender: str = "veche@localhost"
    bounces: str = Field(default="", pattern=r"^([^@\s<>]+@[^@\s<>]+)?$")
    patience: float = Field(default=20, gt=0, le=300)


class Silence(BaseModel):
    """How the office keeps an answer from being missed: thresholds before the end of a clock, office hours."""

    model_config = ConfigDict(frozen=True)
    owned_hours: int = Field(default=24, ge=1, le=336)
    head_hours: int = Field(default=6, ge=1, le=336)
    signatory_days: int = Field(default=7, ge=1, le=90)
    opens: time = time(9)
    closes: time = time(18)

    @model_validator(mode="after")
    def _in_order(self) -> "Silence":
        if self.head_hours > self.owned_hours:
            raise ValueError(
                "The head is told after the notice has an owner, with fewer hours left."
            )
        if self.closes <= self.opens:
            raise ValueError("The office closes after it opens.")
        return self


class Settings(BaseSettings):
    """All settings; each is VECHE_<NAME>, nested ones VECHE_OFFICE__PHONE."""

    model_config = SettingsConfigDict(
        env_prefix="VECHE_", env_nested_delimiter="__", extra="ignore", frozen=True
    )
    home: Path = Field(default_factory=lambda: Path.home() / ".local/share/veche")
    mode: Literal["production", "development", "test"] = "production"
    demo: bool = False
    database_url: str = Field(default="", validate_default=True)
    owner_database_url: str = ""
    lock_wait: float = Field(default=5, gt=0, le=60)
    public_base_url: str = "http://localhost:8000"
    trusted_hosts: Names = ()
    proxy_hops: int = Field(default=0, ge=0, le=5)
    bind: str = "127.0.0.1:8000"
    processes: int = Field(default=2, ge=1, le=64)
    threads: int = Field(default=32, ge=1, le=256)
    secret_key: SecretStr = SecretStr("")
    secret_key_fallbacks: tuple[SecretStr, ...] = ()
    regimes: Names = ("ru-moscow-assembly", "ru-moscow-mass")
    timezone: str = "Europe/Moscow"
    languages: Names = ("en", "ru")
    office: Office = Office()
    city: City = City()
    smtp: Smtp = Smtp()
    silence: Silence = Silence()
    letter_layout: str = "gost-lengthwise"
    interests: Literal["year", "each", "free"] = "year"
    sign_in: SignIn = SignIn()
    oidc: Oidc = Oidc()
    uploads_url: str = ""
    s3: S3 = S3()
    scanner: str = ""
    checkpoints: Checkpoints = Checkpoints()
    seal: Seal = Seal()
    log: Log = Log()
    watch: Watch = Watch()
    backup: Backup = Backup()
    register_starts: date | None = None
    erasure_journal: Path | None = None

    @field_validator("home")
    @classmethod
    def _outside(cls, home: Path) -> Path:
        home = home.expanduser().resolve()
        if home.is_relative_to(HOUSE):
            raise ValueError(f"VECHE_HOME is inside the checkout: {home}. Name a folder outside.")
        return home

    @field_validator("regimes", "languages", "trusted_hosts", mode="before")
    @classmethod
    def _names(cls, given: Any) -> Any:
        return _parted(given) if isinstance(given, str) else given

    @field_validator("regimes")
    @classmethod
    def _some_law(cls, ids: tuple[str, ...]) -> tuple[str, ...]:
        if not ids:
            raise ValueError("Names no law. Name one: see `veche regimes list`.")
        return tuple(dict.fromkeys(ids))

    @field_validator("languages")
    @classmethod
    def _spoken(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        known = tuple(Words.model_fields)
        if not codes or not set(codes) <= set(known):
            raise ValueError(f"Name one or more of {', '.join(known)}.")
        return tuple(dict.fromkeys(codes))

    @field_validator("uploads_url", "scanner")
    @classmethod
    def _address(cls, given: str, info: ValidationInfo) -> str:
        fault = (scanner_fault if info.field_name == "scanner" else url_fault)(given)
        if fault:
            raise ValueError(f"{given} is no such address. {fault}")
        return given

    @field_validator("database_url")
    @classmethod
    def _database(cls, url: str, info: ValidationInfo) -> str:
        return url or f"sqlite:///{info.data.get('home', Path())}/veche.db"

    @property
    def journal_path(self) -> Path:
        """The erasure journal: a file that a restore of the database does not put back."""
        return (self.erasure_journal or self.home / "erasures.jsonl").expanduser()

    @property
    def production(self) -> bool:
        """Whether strangers can reach this installation: cookies are secure, keys are its own."""
        return self.mode == "production"

    @property
    def development(self) -> bool:
        """Whether /patterns and the demo helpers may be shown."""
        return self.mode == "development"

    @property
    def secure(self) -> bool:
        """Whether visitors come by https, so that cookies may be marked Secure."""
        return urlsplit(self.public_base_url).scheme == "https"

    @property
    def hosts(self) -> list[str]:
        """Names under which Veche answers; others get 400."""
        own = urlsplit(self.public_base_url).hostname or "localhost"
        local = [] if self.production else ["localhost", "127.0.0.1", "[::1]"]
        return [*dict.fromkeys([own, *self.trusted_hosts, *local])]

    def keys(self, name: str) -> list[str]:
        """Keys for one purpose, newest first; the older ones are only read with.

        `session` may come from the environment (VECHE_SECRET_KEY and its FALLBACKS).
        Raises BadSettings when production has none, or one that is bad.
        """
        if name == "session" and self.secret_key.get_secret_value():
            given = [self.secret_key, *self.secret_key_fallbacks]
            return [strong(key.get_secret_value(), "VECHE_SECRET_KEY") for key in given]
        return self.ring.keys(name)

    @cached_property
    def ring(self) -> Ring:
        """The files of keys."""
        return Ring(self.home / "secrets", production=self.production)


def prepare(settings: Settings) -> list[Path]:
    """Make VECHE_HOME with its folders and the keys that are missing; never change one.

    Returns the files that were made.
    """
    made: list[Path] = []
    # A folder that is there keeps its mode: the city may have chosen it.
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    for folder in ("secrets", "uploads", "regimes", "brand", "places", "mail"):
        (settings.home / folder).mkdir(parents=True, exist_ok=True, mode=0o700)
    (settings.home / "secrets").chmod(0o700)
    for path in lacking(settings):
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32) + "\n", "ascii")
        made.append(path)
    return made


def lacking(settings: Settings) -> list[Path]:
    """Files of keys that are missing and that `prepare` would make."""
    paths = [settings.home / "secrets" / name for name in KEY_NAMES]
    return [path for path in paths if not path.exists()]


def load(**given: Any) -> Settings:
    """Read the settings; what is given here goes before the environment.

    Raises BadSettings with a line for each variable that can't be read.
    """
    try:
        return Settings(**given)
    except ValidationError as error:
        raise BadSettings("\n".join(_told(fault) for fault in error.errors())) from error
    except SettingsError as error:
        named = re.search(r'field "(\w+)"', str(error))
        name = f"VECHE_{named[1].upper()}" if named else "A setting"
        raise BadSettings(f"{name} is not JSON. See docs/settings.md.") from error


def _told(fault: Any) -> str:
    name = "VECHE_" + "__".join(str(part) for part in fault["loc"]).upper()
    return f"{name}: {fault['msg'].removeprefix('Value error, ')}"


def _parted(text: str) -> list[str]:
    """The names of `a,b` or of a JSON list. ValueError for what is meant as JSON and is none."""
    if not text.lstrip().startswith(("[", "{", '"')):
        return [name.strip() for name in text.split(",") if name.strip()]
    try:
        found = json.loads(text)
    except ValueError as error:
        raise ValueError("is not a list. Write names with commas between: one,two") from error
    if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
        raise ValueError("is not a list of names. Write them with commas between: one,two")
    return found
