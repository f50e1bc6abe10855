"""OpenID Connect Core 1.0, the code flow with PKCE: the provider's papers, and what its token must say.

Signatures and keys are joserfc's; every rule of section 3.1.3.7 is asked here, in order.
"""

import base64
import hashlib
import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from web.settings_sign_in import Oidc

ALGORITHMS = ["RS256", "PS256", "ES256"]  # asymmetric ones; `none` and shared secrets never
SKEW = timedelta(seconds=60)  # clocks differ
OLDEST = timedelta(minutes=10)  # a token of a sign-in that is going on
PATIENCE = 10  # seconds for each answer of the provider
LARGEST = 256 * 1024
LONGEST_SUBJECT = 255  # Core 1.0, section 2


class Unsound(Exception):
    """The provider, or somebody in its name, said what can't be believed; the reason is for the log."""


class Away(Exception):
    """The provider does not answer, or not in its language; the reason is for the log and the doctor."""


@dataclass(frozen=True, slots=True)
class Provider:
    """What the provider says of itself (Discovery 1.0)."""

    issuer: str
    authorize: str
    token: str
    keys: str
    end_session: str
    userinfo: str
    names_itself: bool  # its answer carries `iss` (RFC 9207)
    basic: bool  # takes the secret in the header


@dataclass(frozen=True, slots=True)
class Told:
    """Who signed in, as the provider vouches; the address only where it says that it is verified."""

    issuer: str
    subject: str
    email: str
    hint: str = ""  # its token, given back when one signs out (RP-Initiated Logout 1.0, section 2)


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """A provider that sends us elsewhere is not followed."""


_wire = urllib.request.build_opener(_Stay)


def _ask(address: str, data: bytes | None = None, **headers: str) -> Any:
    """One JSON answer. Raises Away."""
    whole = {"Accept": "application/json", **headers}
    request = urllib.request.Request(address, data, whole)  # noqa: S310 - the settings and `discover` let http(s) in alone
    try:
        with _wire.open(request, timeout=PATIENCE) as answer:
            read = answer.read(LARGEST + 1)
        said = json.loads(read) if len(read) <= LARGEST else None
    except urllib.error.HTTPError as error:
        error.close()
        raise Away(f"{urlsplit(address).path} answered {error.code}") from error
    except (OSError, ValueError) as error:
        raise Away(f"{urlsplit(address).path}: {type(error).__name__}") from error
    if not isinstance(said, dict):
        raise Away(f"{urlsplit(address).path} gave no JSON object")
    return said


def discover(settings: Oidc) -> Provider:
    """Read the provider's own description. Away where it can't be had, Unsound where it names somebody else."""
    said = _ask(settings.issuer.rstrip("/") + "/.well-known/openid-configuration")
    if said.get("issuer") != settings.issuer:
        raise Unsound("the description names another issuer")
    names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    more = ("end_session_endpoint", "userinfo_endpoint")
    scheme = urlsplit(settings.issuer).scheme
    for name in names + more:
        value = said.get(name, "")
        if not isinstance(value, str) or (value and urlsplit(value).scheme != scheme):
            raise Unsound(f"{name} is no {scheme} address")
        if name in names and not value:
            raise Unsound(f"{name} is missing")
    methods = said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return Provider(
        issuer=said["issuer"],
        authorize=said["authorization_endpoint"],
        token=said["token_endpoint"],
        keys=said["jwks_uri"],
        end_session=said.get("end_session_endpoint", ""),
        userinfo=said.get("userinfo_endpoint", ""),
        names_itself=said.get("authorization_response_iss_parameter_supported") is True,
        basic="client_secret_basic" in methods,
    )  # fmt: skip


def read_keys(provider: Provider) -> KeySet:
    """The provider's public keys. Raises Away, or Unsound for what is no set of keys."""
    try:
        return KeySet.import_key_set(_ask(provider.keys))
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise Unsound("the keys are no set of keys") from error


def address_to(
    provider: Provider, settings: Oidc, *, back: str, state: str, nonce: str, verifier: str
) -> str:
    """Where the browser is sent: section 3.1.2.1, with PKCE (RFC 7636, S256)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    asked = {
        "response_type": "code", "client_id": settings.client_id, "redirect_uri": back,
        "scope": settings.scope, "state": state, "nonce": nonce,
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }  # fmt: skip
    return provider.authorize + ("&" if "?" in provider.authorize else "?") + urlencode(asked)


def redeem(
    provider: Provider, settings: Oidc, *, code: str, back: str, verifier: str
) -> dict[str, Any]:
    """Change the code for tokens at the provider. Raises Away; Unsound where it gives no token."""
    form = {
        "grant_type": "authorization_code", "code": code, "redirect_uri": back,
        "code_verifier": verifier,
    }  # fmt: skip
    secret, headers = settings.client_secret.get_secret_value(), {}
    if secret and provider.basic:
        pair = urlencode({settings.client_id: secret}).replace("=", ":", 1)
        headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
    else:
        form |= {"client_id": settings.client_id} | ({"client_secret": secret} if secret else {})
    said: dict[str, Any] = _ask(provider.token, urlencode(form).encode(), **headers)
    if not isinstance(said.get("id_token"), str) or len(said["id_token"]) > LARGEST:
        raise Unsound("no id_token")
    return said


def claims_of(token: str, keys: KeySet) -> dict[str, Any]:
    """What the token says, its signature checked with one of the keys. Raises Unsound."""
    try:
        return dict(jwt.decode(token, keys, algorithms=ALGORITHMS).claims)
    except (JoseError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unsound(f"signature: {type(error).__name__}") from error


def check(claims: dict[str, Any], settings: Oidc, *, nonce: str, now: datetime) -> None:
    """Ask every rule of section 3.1.3.7 that a code flow has. Raises Unsound with the first that is broken."""
    audience = claims.get("aud")
    audience = [audience] if isinstance(audience, str) else audience
    subject = claims.get("sub")
    soon, late = (now + SKEW).timestamp(), (now - SKEW).timestamp()
    rules = (
        ("issuer", claims.get("iss") == settings.issuer),
        ("audience", isinstance(audience, list) and settings.client_id in audience),
        ("authorised party", claims.get("azp", settings.client_id) == settings.client_id),
        (
            "several audiences",
            not isinstance(audience, list) or len(audience) == 1 or "azp" in claims,
        ),
        ("expiry", _number(claims.get("exp"), 0) > late),
        ("not yet", _number(claims.get("nbf"), 0) <= soon),
        ("issued", (now - OLDEST).timestamp() <= _number(claims.get("iat"), 0) <= soon),
        ("nonce", bool(nonce) and claims.get("nonce") == nonce),
        ("subject", isinstance(subject, str) and 0 < len(subject) <= LONGEST_SUBJECT),
    )
    broken = [name for name, holds in rules if not holds]
    if broken:
        raise Unsound(broken[0])


def _number(value: Any, missing: float) -> float:
    good = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if good else missing


def told(provider: Provider, claims: dict[str, Any], tokens: dict[str, Any]) -> Told:
    """Who it is; the address is asked of the provider where the token has none (section 5.3)."""
    said = claims
    if "email" not in claims and provider.userinfo and isinstance(tokens.get("access_token"), str):
        bearer = f"Bearer {tokens['access_token']}"
        said = _ask(provider.userinfo, Authorization=bearer) if bearer.isprintable() else {}
        if said.get("sub") != claims["sub"]:
            raise Unsound("the provider speaks of somebody else")
    email = said.get("email")
    sure = said.get("email_verified") is True and isinstance(email, str)
    return Told(provider.issuer, claims["sub"], str(email) if sure else "", tokens["id_token"])
