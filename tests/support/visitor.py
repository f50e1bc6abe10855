"""A browser without a screen: keeps cookies, carries the token of the last page, quotes what it sees."""

import html
import re
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

_TOKEN = re.compile(r'name="csrf_token" value="([0-9a-f]{64})"')


class Visitor:
    """One person at one browser."""

    def __init__(self, app: Flask, *, address: str = "203.0.113.7", language: str = "en") -> None:
        self._client = app.test_client()
        self._base = app.extensions["veche"].settings.public_base_url
        self._client.set_cookie("veche_language", language, domain=self._host)
        self.address = address
        self.token = ""
        self.last: TestResponse | None = None

    @property
    def _host(self) -> str:
        return str(self._base.split("//")[1].split(":")[0])

    def get(self, path: str, **options: Any) -> TestResponse:
        """Open a page; its token is remembered."""
        return self._keep(self._client.get(path, **self._where(options)))

    def head(self, path: str) -> TestResponse:
        """Ask for the headers only, as scanners of mail do."""
        return self._client.head(path, **self._where({}))

    def post(
        self, path: str, /, *, token: str | None = None, headers: Any = None, **fields: Any
    ) -> TestResponse:
        """Send a form with the token of the last page (one is fetched if there was none)."""
        if token is None and not self.token:
            self.get("/sign-in")
        data = fields | {"csrf_token": self.token if token is None else token}
        return self._keep(self._client.post(path, data=data, headers=headers, **self._where({})))

    def cookie(self, name: str = "veche") -> str:
        """What the browser keeps under this name."""
        found = self._client.get_cookie(name, domain=self._host)
        return found.value if found else ""

    def steal(self, secret: str, name: str = "veche") -> None:
        """Put somebody's cookie into this browser."""
        self._client.set_cookie(name, secret, domain=self._host)

    @property
    def text(self) -> str:
        """The last page as words, without tags."""
        assert self.last is not None, "open a page first"
        plain = re.sub(
            r"<(script|style|head)\b.*?</\1>|<[^>]+>", " ", self.last.text, flags=re.DOTALL
        )
        return " ".join(html.unescape(plain).split())

    @property
    def title(self) -> str:
        """The heading of the last page."""
        assert self.last is not None, "open a page first"
        found = re.search(r"<h1[^>]*>(.*?)</h1>", self.last.text, re.DOTALL)
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", found[1])).split()) if found else ""

    def hidden(self, name: str) -> str:
        """The value of a hidden field of the last page."""
        assert self.last is not None, "open a page first"
        found = re.search(rf'name="{name}" value="([^"]*)"', self.last.text)
        return html.unescape(found[1]) if found else ""

    def _where(self, options: dict[str, Any]) -> dict[str, Any]:
        return {
            "base_url": self._base,
            "environ_overrides": {"REMOTE_ADDR": self.address},
        } | options

    def _keep(self, answer: TestResponse) -> TestResponse:
        self.last = answer
        for name, value in answer.headers.items():
            value.encode("latin-1")  # a server can't send anything else; this client would
            assert "\n" not in value, name
        if "Set-Cookie" in answer.headers:
            self.token = ""  # perhaps another session; the next page has its token
        if answer.mimetype == "text/html" and (found := _TOKEN.search(answer.text)):
            self.token = found[1]
        return answer
