"""A hostile notice: nothing is fetched, nothing becomes markup, nothing eats the machine (reliability.md P-1, P-2)."""

import io
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pikepdf
import pytest

from letters import press
from letters.attached import NAME
from letters.letter import KINDS, FactRow, Letter
from letters.page import LOCALES
from letters.parts import Unprintable
from letters.press import line, setting
from letters.press.children import Children
from letters.press.limits import Limits
from letters.specimens import specimen
from tests.letters.payloads import EXHAUSTING, FETCHING, HARMLESS, TYPED


class Canary(BaseHTTPRequestHandler):
    """Counts who comes."""

    hits: list[str]

    def do_GET(self) -> None:
        self.hits.append(self.path)
        self.send_error(404)


@pytest.fixture
def canary() -> Iterator[tuple[str, list[str]]]:
    hits: list[str] = []
    server = HTTPServer(("127.0.0.1", 0), type("Listening", (Canary,), {"hits": hits}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", hits
    server.shutdown()
    thread.join()
    server.server_close()


def _page(body: str) -> str:
    return f'<html lang="ru"><head><title>x</title></head><body>{body}</body></html>'


def test_nothing_is_fetched_by_any_markup(canary: tuple[str, list[str]]) -> None:
    address, hits = canary
    printed = []
    for body in FETCHING:
        try:
            pdf = setting.write(setting.lay(_page(body.replace("{canary}", address)), "ru"), b"x")
        except Unprintable:
            continue
        printed.append(body)  # WeasyPrint knows no such thing: then nothing may be inside either
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert not opened.attachments
            assert b"root:" not in pdf
    assert hits == []
    assert len(printed) <= 8


def _with_row(letter: Letter, words: str) -> Letter:
    row = FactRow(label="Особые пометки", value=words)
    return replace(letter, notified=replace(letter.notified, more=(row,)))


@pytest.mark.parametrize(
    ("kind", "locale"),
    [  # each kind in one language, in turns; in the other one before a release
        pytest.param(kind, locale, marks=[] if (at + other) % 2 == 0 else pytest.mark.deep)
        for at, kind in enumerate(KINDS)
        for other, locale in enumerate(LOCALES)
    ],
)
def test_what_was_typed_stays_words(kind: str, locale: str) -> None:
    for payloads in (TYPED, FETCHING[:12], FETCHING[12:]):
        words = " ".join(payloads).replace("{canary}", "http://127.0.0.1:9")
        hostile = press.pdf(_with_row(specimen(kind, locale), words))
        harmless = press.pdf(_with_row(specimen(kind, locale), words.translate(HARMLESS)))
        assert hostile.pages == harmless.pages
        with pikepdf.open(io.BytesIO(hostile.pdf)) as opened:
            assert set(opened.attachments) <= {NAME}
            assert all("/Annots" not in page for page in opened.pages)


@pytest.mark.parametrize("name", EXHAUSTING)
def test_what_eats_the_machine_dies_alone(name: str) -> None:
    def work(_: bytes) -> tuple[bytes, bool]:
        try:
            return setting.write(setting.lay(_page(EXHAUSTING[name]), "ru"), b"x"), True
        except (Unprintable, RecursionError, MemoryError):
            return b"stopped", False

    children = Children(work, Limits(cpu=1, wall=6.0))
    assert children.ask(b"") in (None, b"stopped")
    children.end()


def test_the_press_goes_on_after_a_letter_that_broke_it() -> None:
    letter = specimen("agreed", "ru")
    broken = replace(letter, notified=replace(letter.notified, aim="\ud800"))
    before = press.pdf(letter)
    with pytest.raises(Unprintable):
        press.pdf(broken)
    assert press.pdf(letter) == before


def test_a_press_that_died_is_started_again_and_knows_no_secret() -> None:
    own = line.Line()
    question = {"letter": specimen("receipt", "ru").to_json(), "mark": ""}
    first = own.ask(question)
    assert own.press is not None
    own.press.kill()
    own.press.wait()
    assert own.ask(question) == first
    environment = Path(f"/proc/{own.press.pid}/environ").read_text()
    own.stop()
    names = {pair.split("=")[0] for pair in environment.split("\0") if pair}
    assert names <= {
        "PATH",
        "HOME",
        "TMPDIR",
        "LANG",
        "FONTCONFIG_FILE",
    }  # and no secret of the house


def test_many_callers_get_their_own_letters() -> None:
    letters = [specimen(kind, "ru") for kind in KINDS]
    alone = [press.pdf(letter).sha256 for letter in letters]
    together: dict[int, str] = {}

    def caller(number: int) -> None:
        together[number] = press.pdf(letters[number]).sha256

    threads = [threading.Thread(target=caller, args=(number,)) for number in range(len(letters))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [together[number] for number in range(len(letters))] == alone
