"""Settings of backups and of the receipt journal."""

from datetime import timedelta
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field


class Backup(BaseModel):
    """Where backups go, how often, how long they stay; where the receipt journal lies."""

    model_config = ConfigDict(frozen=True)
    to: str = ""  # folders, with commas between; `backups` of VECHE_HOME if none is named
    minutes: int = Field(default=15, ge=0, le=1440)  # 0: only by hand
    keep_hours: int = Field(default=24, ge=1, le=720)
    keep_days: int = Field(default=30, ge=1, le=3650)
    journal: Path | None = None

    def places(self, home: Path) -> list[Path]:
        """The folders, each once."""
        named = [Path(one.strip()).expanduser() for one in self.to.split(",") if one.strip()]
        return list(dict.fromkeys(named)) or [home / "backups"]

    @property
    def every(self) -> timedelta:
        """How long after a backup the next is begun."""
        return timedelta(minutes=self.minutes)
