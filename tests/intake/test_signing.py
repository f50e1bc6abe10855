"""A notice signed by the city's single sign-on: where the law takes it, nothing is typed, and who it was is kept."""

import html
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlmodel import select

from records.tables import LogDetail, LogEntry
from tests.intake.conftest import Door, Fill, sign
from tests.intake.test_attorney import PAPER
from tests.support.client import Grumbler
from tests.support.clock import FakeClock
from tests.support.provider import Provider
from web.settings_sign_in import Oidc
from workflow import signed as signing
from workflow.errors import Invalid

LAW = Path(__file__).parents[2] / "regimes" / "ru-moscow-assembly.2022-12-05.toml"
ALONE = 'ways        = ["declaration", "single_sign_on"]'


@pytest.fixture
def provider(clock: FakeClock) -> Iterator[Provider]:
    """The city's single sign-on, for one story."""
    made = Provider(clock)
    yield made
    made.ends()


def trusting(opens: Callable[..., Door], provider: Provider, law: str = "") -> Door:
    """A city with that single sign-on, perhaps under a law of its own."""
    here = Oidc(issuer=provider.issuer, client_id="veche", client_secret=SecretStr(provider.secret))
    return opens({"ru-moscow-assembly.2023-01-01": law} if law else None, oidc=here)


def signs_in(browser: Grumbler, provider: Provider) -> None:
    """By the button of the single sign-on, and back."""
    browser.get("/sign-in")
    page = browser.post("/sign-in/city").get_data(as_text=True)
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page)
    assert found
    query = provider.signs_in(html.unescape(found[1]))
    assert browser.get(f"/sign-in/city/back?{query}").status_code == 303


def signed(door: Door) -> tuple[dict[str, object], dict[str, object]]:
    """What the log keeps of the filing: for ever, and until the person is erased."""
    with door.city.reading() as work:
        entry = work.session.exec(select(LogEntry).where(LogEntry.kind == "notice.filed")).one()
        detail = work.session.exec(select(LogDetail).where(LogDetail.seq == entry.seq)).one()
    return dict(entry.details), dict(detail.details)


def test_whom_the_single_sign_on_vouches_for_types_no_name(
    opens: Callable[..., Door], provider: Provider, fill: Fill
) -> None:
    door = trusting(opens, provider)
    olga = door.visitor()
    signs_in(olga, provider)
    fill(olga)
    assert "You sign by" in olga.text
    assert 'name="signature"' not in (olga.last.text if olga.last else "")

    filed = olga.post("/draft/answers", declared="y", key=olga.hidden("key"), signature="Somebody")

    assert filed.status_code == 303, olga.text
    told, personal = signed(door)
    assert told["signed"] == "single_sign_on"
    assert personal["signature"] == "olga@example.org"
    assert (personal["issuer"], personal["subject"]) == (provider.issuer, "person-1")


def test_who_did_not_sign_in_by_it_types_the_name_and_is_offered_it(
    opens: Callable[..., Door], provider: Provider, fill: Fill
) -> None:
    door = trusting(opens, provider)
    olga = door.visitor()
    fill(olga)
    assert "instead of typing your name" in olga.text
    assert sign(olga).status_code == 303
    told, personal = signed(door)
    assert "signed" not in told
    assert (personal["signature"], "subject" in personal) == ("Vera Sokolnikova", False)


def test_whoever_files_by_power_of_attorney_signs_and_nobody_else_for_them(
    opens: Callable[..., Door], provider: Provider, fill: Fill
) -> None:
    door = trusting(opens, provider)
    olga = door.visitor()
    signs_in(olga, provider)
    fill(olga, organiser=PAPER)
    assert "You sign by" not in olga.text

    unsigned = olga.post("/draft/answers", declared="y", key=olga.hidden("key"), signature="")

    assert unsigned.status_code == 422
    assert 'name="signature"' in unsigned.get_data(as_text=True)
    assert door.numbers() == []


def test_a_law_may_take_nothing_else(
    opens: Callable[..., Door], provider: Provider, walk: Fill
) -> None:
    text = LAW.read_text("utf-8")
    law = re.sub(r'ways +=.*"single_sign_on"\]', ALONE, text)
    assert law != text
    law = law.replace("valid_from = 2022-12-05", "valid_from = 2023-01-01")
    door = trusting(opens, provider, law)
    olga = door.visitor()
    walk(olga)
    assert "This law wants the notice signed by" in olga.text
    key = olga.hidden("key")

    refused = olga.post("/draft/answers", declared="y", key=key, signature="Vera")

    assert refused.status_code == 422
    assert "sign in with it, then file" in olga.text
    assert door.numbers() == []


def test_a_law_that_does_not_name_it_takes_it_from_nobody(door: Door) -> None:
    regime = door.city.rulebook.current("uk-procession", date(2027, 3, 1))
    with pytest.raises(Invalid, match="does not take that signature"):
        signing.require(regime, "Vera", "single_sign_on", declared=True)
    signing.require(regime, "Vera", "typed_name", declared=True)
