"""A telephone on the wire: keeps cookies and what it was told to keep, and counts requests and bytes as they are sent."""

import gzip
import html
import http.client
import re
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode, urlsplit

LINKED = re.compile(r'(?:src|href)="(/static/[^"]+)"')
HIDDEN = re.compile(r'type="hidden" name="([^"]+)" value="([^"]*)"')
FONTS = ("latin", "cyrillic")
"""Both: a page that offers two languages shows signs of both."""


def march(day: date) -> dict[str, dict[str, str]]:
    """What somebody types on each page of the form."""
    return {
        "what": {"title": "Memorial walk", "purpose": "In memory of the founders of a library", "form_details": "On foot"},
        "when": {
            "sessions-0-day-day": str(day.day), "sessions-0-day-month": str(day.month),
            "sessions-0-day-year": str(day.year), "sessions-0-start": "12:00", "sessions-0-end": "13:30",
        },
        "where": {"places-0-name": "Lipovy Boulevard, from No. 4", "places-0-okrug": "SVAO", "places-0-district": "ostankinsky"},
        "route": {"route-0": "Lipovy Boulevard", "route-1": "Sadovnikov Street", "route-2": "Melnichnaya Square", "vehicles_used": "no"},
        "people": {"attendance": "350"},
        "order": {"order": "12 stewards with armbands", "medical": "Two first-aiders"},
        "things": {"sound_used": "yes", "sound": "One loudspeaker, 13:00 to 13:20, on the square"},
        "organiser": {
            "organiser_kind": "citizen", "organiser": "Vera Andreevna Sokolnikova", "postcode": "129515",
            "address": "Moscow, Prudovaya Street 8, flat 31", "phone": "+7 495 000-14-20", "email": "vera@example.com",
        },
        "helpers": {"authorised-0-name": "Ilya Maratovich Ganeev", "authorised-0-phone": "+7 495 000-14-21"},
    }  # fmt: skip


@dataclass
class Telephone:
    """One browser at one address. `turns`: path -> requests and bytes of each step, what it loads beside included."""

    base: str
    language: str
    scripts: bool
    cookies: dict[str, str] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    turns: list[tuple[str, int, int]] = field(default_factory=list)
    text: str = ""

    def asks(
        self, path: str, sent: bytes | None = None, kind: str = "application/x-www-form-urlencoded"
    ) -> tuple[int, str, int, str]:
        """Status, where it leads, bytes of the answer with its head, and its text."""
        host = urlsplit(self.base).netloc
        line = http.client.HTTPConnection(host, timeout=60)
        cookies = {"veche_language": self.language, **self.cookies}
        head = {
            "Accept-Encoding": "gzip",
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        }
        if sent is not None:
            head |= {"Content-Type": kind, "Origin": self.base}
        line.request("GET" if sent is None else "POST", path, sent, head)
        answer = line.getresponse()
        body = answer.read()
        line.close()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        weight = len(body) + sum(len(name) + len(value) + 4 for name, value in answer.getheaders())
        packed = answer.getheader("Content-Encoding") == "gzip"
        text = (gzip.decompress(body) if packed else body).decode("utf-8", "replace")
        return answer.status, urlsplit(answer.getheader("Location") or "").path, weight, text

    def opens(self, path: str) -> None:
        """Load a page and whatever it names that is not kept yet."""
        status, _to, weight, self.text = self.asks(path)
        if status != 200:
            raise RuntimeError(f"{path}: {status}")
        linked = [one.replace("&amp;", "&") for one in LINKED.findall(self.text)]
        linked += [f"/static/fonts/golos-text-{half}-wght-normal.woff2" for half in FONTS]
        linked = list(dict.fromkeys(_plain(one) for one in linked))
        new = [one for one in linked if one not in self.kept and (self.scripts or ".js" not in one)]
        self.kept.update(new)
        weights = [weight, *(self.asks(one)[2] for one in new)]
        self.turns.append((path, len(weights), sum(weights)))

    def sends(self, path: str, **typed: str) -> str:
        """Send the form of the page that is open; where it leads, or an empty text where the page comes back."""
        unseen = dict(HIDDEN.findall(self.text))
        fields = {name: html.unescape(value) for name, value in unseen.items()} | typed
        _status, to, weight, text = self.asks(path, urlencode(fields).encode())
        self.turns.append((f"POST {path}", 1, weight))
        self.text = text or self.text
        return to

    def files(self, day: date) -> str:
        """A march, from the first page to the page of the notice; the path of its receipt."""
        typed = march(day)
        self.opens("/")
        self.opens("/notices/new")
        to = self.sends("/notices/new", kind="march")
        while to != "/draft/answers":
            page = to.rsplit("/", 1)[-1]
            self.opens(to)
            to = next(
                (
                    there
                    for do in ("go", "keep")  # told what the law says against it, they keep it
                    if (there := self.sends(f"/draft/{page}", **typed.get(page, {}), do=do))
                ),
                "",
            )
            if not to:
                raise RuntimeError(f"The page {page} asks for more than was typed.")
        self.opens(to)
        receipt = self.sends(to, signature="Vera Sokolnikova", declared="y", do="file")
        self.opens(receipt)
        self.opens(receipt.removesuffix("/receipt"))
        return receipt


def _plain(address: str) -> str:
    return address.partition("?")[0] if "/fonts/" in address else address
