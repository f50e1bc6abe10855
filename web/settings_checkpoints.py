"""Where checkpoints of the log go, and under which name they are signed."""

import re
from pathlib import Path

from pydantic import BaseModel, ConfigDict, field_validator

from web.mailboxes import Mailboxes, addresses


class Checkpoints(BaseModel):
    """Signed checkpoints leave the machine: by mail to people, into a folder of another machine."""

    model_config = ConfigDict(frozen=True)
    origin: str = ""
    mail_to: Mailboxes = ""
    folder: str = ""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Whom a checkpoint is mailed to."""
        return addresses(self.mail_to)

    @property
    def sent_out(self) -> bool:
        """Whether a checkpoint goes anywhere at all."""
        return bool(self.addresses or self.folder)

    @field_validator("origin")
    @classmethod
    def _one_word(cls, origin: str) -> str:
        if origin and not re.fullmatch(r"[!-*,-~]{3,100}", origin):
            raise ValueError("is one word without plus signs, like veche.example/log.")
        return origin

    @field_validator("folder")
    @classmethod
    def _whole_path(cls, folder: str) -> str:
        if folder and not Path(folder).is_absolute():
            raise ValueError("is a whole path, like /mnt/witness/veche.")
        return folder
