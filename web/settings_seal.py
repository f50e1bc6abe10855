"""With which certificate letters are signed."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, field_validator


class Seal(BaseModel):
    """A certificate with its private key (PKCS#12); named, every letter is signed with it or held."""

    model_config = ConfigDict(frozen=True)
    file: str = ""
    passphrase_file: str = ""

    @field_validator("file", "passphrase_file")
    @classmethod
    def _whole_path(cls, file: str) -> str:
        if file and not Path(file).is_absolute():
            raise ValueError("is a whole path, like /etc/veche/letters.p12.")
        return file
