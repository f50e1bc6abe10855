"""Settings of the log of the machine and of the alarms: thresholds, and who hears."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

from web.mailboxes import Mailboxes, addresses


class Log(BaseModel):
    """How much the log of the machine says, and where it goes."""

    model_config = ConfigDict(frozen=True)
    level: Literal["debug", "info", "warning", "error"] = "info"
    file: Path | None = None  # nothing: the error output, for the journal of the machine

    @field_validator("file")
    @classmethod
    def _whole_path(cls, file: Path | None) -> Path | None:
        if file and not file.is_absolute():
            raise ValueError("is a whole path, like /var/log/veche/veche.log.")
        return file


class Watch(BaseModel):
    """When an alarm rings (reliability section 8), and to whom it is mailed."""

    model_config = ConfigDict(frozen=True)
    mail_to: Mailboxes = ""
    token: SecretStr = SecretStr("")
    backup_minutes: int = Field(default=30, ge=1, le=10_080)
    checkpoint_minutes: int = Field(default=120, ge=1, le=10_080)
    outbox_minutes: int = Field(default=15, ge=1, le=1440)
    worker_seconds: int = Field(default=120, ge=90, le=3600)
    disk_mb: int = Field(default=2048, ge=1, le=10_000_000)
    disk_least_mb: int = Field(default=500, ge=0, le=10_000_000)
    clock_back_seconds: float = Field(default=2, gt=0, le=3600)
    clock_off_seconds: float = Field(default=60, gt=0, le=3600)
    refusals_a_minute: int = Field(default=20, ge=1, le=60)
    unowned_hours: int = Field(default=24, ge=1, le=336)
    scanner_minutes: int = Field(default=30, ge=1, le=1440)
    failures_percent: float = Field(default=0.5, ge=0, le=100)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Whom an alarm is mailed to."""
        return addresses(self.mail_to)

    @field_validator("token")
    @classmethod
    def _not_short(cls, given: SecretStr) -> SecretStr:
        if 0 < len(given.get_secret_value()) < 16:
            raise ValueError("is too short to be a secret: take 16 characters or more.")
        return given
