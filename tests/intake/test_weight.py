"""What a telephone must load to file: bytes as they are sent, of the first page and of each next one.

Fonts are counted as Chromium loads them: a page that offers both languages shows signs of both.
"""

import gzip
import re
from urllib.parse import urlsplit

import pytest
from werkzeug.test import TestResponse

from places import citymap
from places.atlas import SCHEMATIC
from tests.intake.conftest import PAGES, Door, sign
from tests.support.client import Grumbler

FIRST, NEXT = 100_000, 30_000  # bytes
LINKED = re.compile(r'(?:src|href)="(/static/[^"]+)"')
FONTS = ("golos-text-latin-wght-normal.woff2", "golos-text-cyrillic-wght-normal.woff2")


def bytes_of(answer: TestResponse) -> int:
    """Bytes of the body and of the headers, as HTTP/1.1 sends them."""
    head = sum(len(name) + len(value) + 4 for name, value in answer.headers)
    return head + len(answer.get_data())


class Telephone:
    """A browser that keeps what it was told to keep, and counts what it loads."""

    def __init__(self, browser: Grumbler, *, scripts: bool) -> None:
        self.browser, self.scripts = browser, scripts
        self.kept: set[str] = set()
        self.loaded: dict[str, tuple[int, int]] = {}  # address -> requests, bytes

    def _asks(self, path: str) -> TestResponse:
        packed = {"Accept-Encoding": "gzip"}
        return self.browser._client.get(path, **self.browser._where({"headers": packed}))

    def opens(self, path: str) -> None:
        """Load a page and what it links to; a page that was opened before a cookie came is read by its text."""
        answer = self._asks(path)
        assert answer.status_code == 200, path
        body = answer.get_data()
        text = (gzip.decompress(body) if answer.content_encoding == "gzip" else body).decode()
        linked = [_plain(one) for one in LINKED.findall(text)] + [
            f"/static/fonts/{name}" for name in FONTS
        ]
        new = [one for one in dict.fromkeys(linked) if one not in self.kept]
        if not self.scripts:
            new = [one for one in new if ".js" not in one]
        self.kept.update(new)
        weights = [bytes_of(answer), *(bytes_of(self._asks(one)) for one in new)]
        self.loaded[path] = len(weights), sum(weights)
        self.browser.get(path)


def _plain(address: str) -> str:
    parts = urlsplit(address.replace("&amp;", "&"))
    return (
        f"{parts.path}?{parts.query}" if parts.query and "fonts/" not in parts.path else parts.path
    )


def files(telephone: Telephone) -> None:
    """A march, from the first page to the page of the notice."""
    browser = telephone.browser
    telephone.opens("/")
    telephone.opens("/notices/new")
    answer = browser.post("/notices/new", kind="march", another="y")
    while "/draft/answers" not in answer.headers["Location"]:
        page = answer.headers["Location"].rsplit("/", 1)[-1]
        telephone.opens(f"/draft/{page}")
        for do in ("go", "keep"):  # told what the law says against it, they keep it
            answer = browser.post(f"/draft/{page}", **PAGES.get(page, {}), do=do)
            if answer.status_code == 303:
                break
    telephone.opens("/draft/answers")
    answer = sign(browser)
    telephone.opens(urlsplit(answer.headers["Location"]).path)
    telephone.opens("/notices/27-0001")


@pytest.mark.parametrize(("language", "scripts"), [("en", True), ("ru", True), ("ru", False)])
def test_a_filing_is_light_enough_for_a_telephone(door: Door, language: str, scripts: bool) -> None:
    """In a city with the map of the box. Planted and found: the first page sent as it is."""
    home = door.app.extensions["veche"].settings.home
    citymap.keep(home / "places", SCHEMATIC.read_text("utf-8"))
    telephone = Telephone(door.visitor(language), scripts=scripts)
    files(telephone)
    (_, first), *rest = telephone.loaded.values()
    assert len(rest) >= 13
    assert first < FIRST
    assert max(weight for _, weight in rest) < NEXT, telephone.loaded


def test_the_length_of_a_page_of_one_s_own_says_nothing(door: Door) -> None:
    """Planted: the same packing for everybody."""
    browser = door.visitor()
    asked = {"headers": {"Accept-Encoding": "gzip"}}
    first = browser._client.get("/", **browser._where(asked))
    assert first.content_encoding == "gzip"
    assert "Accept-Encoding" in first.vary
    plain = browser._client.get("/", **browser._where({}))
    assert gzip.decompress(first.get_data()) == plain.get_data()
    lengths = {len(browser._client.get("/", **browser._where(asked)).get_data()) for _ in range(8)}
    assert len(lengths) == 1

    browser.get("/notices/new")  # a form, so a cookie and its token
    own = [browser._client.get("/notices/new", **browser._where(asked)) for _ in range(40)]
    assert len({one.get_data(as_text=False)[-8:] for one in own}) == 1  # the same page each time
    assert len({len(one.get_data()) for one in own}) > 10
