"""Settings of signing in: passkeys for offices, and the city's single sign-on (OpenID Connect)."""

from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, SecretStr, field_validator, model_validator


class SignIn(BaseModel):
    """What a city allows beyond the mailed link, and the password with a code."""

    model_config = ConfigDict(frozen=True)
    staff_passkeys: bool = False  # instead of the telephone's code, after the password


class Oidc(BaseModel):
    """The city's single sign-on; without an issuer there is none."""

    model_config = ConfigDict(frozen=True)
    issuer: str = ""
    client_id: str = ""
    client_secret: SecretStr = SecretStr("")
    scope: str = "openid email"
    name_en: str = "the city's sign-in"
    name_ru: str = "единая система входа города"

    @field_validator("issuer")
    @classmethod
    def _address(cls, given: str) -> str:
        parts = urlsplit(given)
        here = parts.hostname in {"localhost", "127.0.0.1", "::1"}
        if given and (parts.scheme != "https" and not (here and parts.scheme == "http")):
            raise ValueError("is an address with https, as the provider names itself.")
        if given and (parts.query or parts.fragment or not parts.hostname):
            raise ValueError("is an address without ? and #, as the provider names itself.")
        return given

    @field_validator("scope")
    @classmethod
    def _openid(cls, given: str) -> str:
        if "openid" not in given.split():
            raise ValueError("names openid, and e-mail if the provider has it: openid email.")
        return given

    @model_validator(mode="after")
    def _whole(self) -> "Oidc":
        if self.issuer and not self.client_id:
            raise ValueError("The single sign-on needs VECHE_OIDC__CLIENT_ID too.")
        return self

    def name_in(self, locale: str) -> str:
        """What the button calls it."""
        return self.name_ru if locale == "ru" else self.name_en
