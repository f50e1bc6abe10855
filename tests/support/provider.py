"""A provider of OpenID Connect in a thread of the test, over real HTTP on this machine; it lies on demand."""

import base64
import hashlib
import hmac
import json
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.support.clock import FakeClock


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class Provider:
    """What it says of people, and how it errs: `claims` change the token, `alg` its signature."""

    clock: FakeClock
    client: str = "veche"
    secret: str = "a secret of the client"
    subject: str = "person-1"
    email: str = "olga@example.org"
    verified: Any = True
    claims: dict[str, Any] = field(default_factory=dict)
    alg: str = "RS256"
    described: dict[str, Any] = field(default_factory=dict)
    key: Any = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def ends(self) -> None:
        """Close the door; nobody answers any more."""
        self.server.shutdown()
        self.server.server_close()

    def turns(self) -> None:
        """Another key, under another name: what was known of the old one is worth nothing."""
        self.key = RSAKey.generate_key(2048, {"kid": secrets.token_hex(4)})

    def signs_in(self, address: str) -> str:
        """What the browser is sent back with by somebody who signed in there: the query."""
        given = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = secrets.token_urlsafe(16)
        self.codes[code] = given
        return urlencode({"code": code, "state": given["state"], "iss": self.issuer})

    def describes(self) -> dict[str, Any]:
        """Its description of itself."""
        return {
            "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token", "jwks_uri": f"{self.issuer}/keys",
            "end_session_endpoint": f"{self.issuer}/out",
            "authorization_response_iss_parameter_supported": True,
        } | self.described  # fmt: skip

    def gives(self, form: dict[str, str], header: str) -> dict[str, Any] | None:
        """Tokens for a code, once, to who has the secret and the verifier; nothing otherwise."""
        given = self.codes.pop(form.get("code", ""), None)
        pair = base64.b64decode(header.removeprefix("Basic ")).decode()
        right = urlencode({self.client: self.secret}).replace("=", ":", 1)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if given is None or pair != right or proof != given["code_challenge"]:
            return None
        if form.get("redirect_uri") != given["redirect_uri"]:
            return None
        now = int(self.clock.now().timestamp())
        said = {
            "iss": self.issuer, "aud": self.client, "sub": self.subject, "iat": now,
            "exp": now + 300, "nonce": given["nonce"], "email": self.email,
            "email_verified": self.verified,
        } | self.claims  # fmt: skip
        said = {name: value for name, value in said.items() if value is not None}
        return {"id_token": self.token(said), "token_type": "Bearer", "access_token": "a"}

    def token(self, said: dict[str, Any]) -> str:
        """A token in the way that the test wants it signed."""
        if self.alg == "none":
            parts = [json.dumps({"alg": "none"}), json.dumps(said)]
            sealed = [base64.urlsafe_b64encode(one.encode()).rstrip(b"=").decode() for one in parts]
            return ".".join(sealed) + "."
        if (
            self.alg == "HS256"
        ):  # by hand: no library signs with a public key as if it were a secret
            parts = [_b64(json.dumps(one).encode()) for one in ({"alg": "HS256"}, said)]
            pem = self.key.as_pem(private=False)
            return ".".join([*parts, _b64(hmac.digest(pem, ".".join(parts).encode(), "sha256"))])
        if self.alg == "stranger":
            return jwt.encode(
                {"alg": "RS256", "kid": self.key.kid}, said, RSAKey.generate_key(2048)
            )
        return jwt.encode({"alg": self.alg, "kid": self.key.kid}, said, self.key)


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Answers(BaseHTTPRequestHandler):
        def _say(self, said: Any, status: int = 200) -> None:
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            """Description and keys."""
            provider.asked.append(self.path)
            said: dict[str, Callable[[], Any]] = {
                "/.well-known/openid-configuration": provider.describes,
                "/keys": lambda: {"keys": [provider.key.as_dict(private=False)]},
            }
            if self.path in said:
                self._say(said[self.path]())
            else:
                self._say({"error": "nowhere"}, 404)

        def do_POST(self) -> None:
            """The code is changed for tokens."""
            size = int(self.headers.get("Content-Length", "0"))
            form = {
                name: values[0] for name, values in parse_qs(self.rfile.read(size).decode()).items()
            }
            found = provider.gives(form, self.headers.get("Authorization", ""))
            self._say(found or {"error": "invalid_grant"}, 200 if found else 400)

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    return Answers
