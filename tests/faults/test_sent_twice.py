"""The same form sent twice, ten times, cut off, again with other words: one notice, one number, one mail.

Over a real wire to a real `veche serve`. Found by: a filing that does not look for its key first.
"""

import socket
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from sqlmodel import select

from records.tables import Notice, Outbox
from tests.faults.conftest import Ready, Site
from tests.faults.ward import Answer, Process, reader

pytestmark = pytest.mark.once  # as long as half of the rest; `make deep` runs it on PostgreSQL

TEN = 10


@pytest.fixture(params=[20, pytest.param(200, marks=pytest.mark.deep)], ids=["suite", "deep"])
def forms(request: pytest.FixtureRequest, site: Site) -> list[Ready]:
    """Filled in and waiting to be sent; each way of sending has so many."""
    return [site.ready() for _ in range(request.param)]


@pytest.fixture
def server(site: Site) -> Process:
    """A `veche serve` of its own."""
    return site.ward.serves()


def sent(server: Process, form: Ready, number: int, **changes: str) -> Answer:
    """Send it; where the city is busy (503: nothing was written) come again, as its page asks."""
    for _ in range(20):
        answer = server.post(form.path, form.cookie, form.sent | changes, reader(number))
        if answer.status != 503:
            break
    return answer


def one_each(site: Site, answers: list[list[Answer]]) -> None:
    """Every form led to one number, told each time, and to one receipt in the outbox."""
    for told in answers:
        assert {answer.status for answer in told} == {303}, told[0].text
        assert len({answer.place for answer in told}) == 1
    site.acknowledged += [told[0].place.split("/")[2] for told in answers]
    assert len(set(site.acknowledged)) == len(answers)
    site.whole()
    with site.city.reading() as work:
        notices = list(work.session.exec(select(Notice.id)))
        mails = [key for key in work.session.exec(select(Outbox.key)) if "receipt" in key]
    assert len(notices) == len(answers)
    assert sorted(mails) == sorted(f"mail:receipt:{one}" for one in notices)


@pytest.mark.parametrize("times", [2, TEN])
def test_sent_many_times_at_once(
    site: Site, server: Process, forms: list[Ready], times: int
) -> None:
    with ThreadPoolExecutor(TEN) as pool:
        waiting = [
            [pool.submit(sent, server, form, number) for _ in range(times)]
            for number, form in enumerate(forms[: max(4, 2 * len(forms) // times)])
        ]
        answers = [[one.result() for one in told] for told in waiting]

    one_each(site, answers)


def test_sent_looked_at_and_sent_again(site: Site, server: Process, forms: list[Ready]) -> None:
    """The Back button: the receipt is seen first, then the old page is sent once more."""
    answers = []
    for number, form in enumerate(forms):
        first = sent(server, form, number)
        assert server.get(first.place, form.cookie).status == 200
        answers.append([first, sent(server, form, number)])

    one_each(site, answers)


def test_cut_off_in_the_middle_of_sending_or_of_waiting(
    site: Site, server: Process, forms: list[Ready]
) -> None:
    """Odd ones lose the wire with half of the form sent, even ones before the answer came."""
    answers = []
    for number, form in enumerate(forms):
        body = urlencode(form.sent)
        head = (
            f"POST {form.path} HTTP/1.1\r\nHost: localhost\r\nCookie: veche={form.cookie}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        part = body[: len(body) // 2] if number % 2 else body
        with socket.create_connection(
            ("127.0.0.1", server.port), source_address=(reader(number), 0)
        ) as wire:
            wire.sendall((head + part).encode())
        answers.append([sent(server, form, number), sent(server, form, number)])

    one_each(site, answers)


def test_the_same_form_with_other_words(site: Site, server: Process, forms: list[Ready]) -> None:
    """Shown the filed notice, with what was typed since; 409, since a person is told and not a program."""
    answers = []
    for number, form in enumerate(forms):
        answers.append([sent(server, form, number)])
        other = sent(server, form, number, signature=f"Vera the {number}th")
        key = sent(server, form, number, key="another-key", signature=f"Vera the {number}th")
        for late in (other, key):
            assert late.status == 409
            assert answers[-1][0].place.split("/")[2] in late.text
            assert f"Vera the {number}th" in late.text

    one_each(site, answers)
