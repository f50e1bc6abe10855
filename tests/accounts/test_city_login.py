"""The city's single sign-on, over real HTTP against a provider that tells the truth, and one that lies."""

import html
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from pydantic import SecretStr

from records import accounts
from records.unit_of_work import reading
from tests.accounts.conftest import Stage
from tests.support.clock import FakeClock
from tests.support.provider import Provider
from tests.support.visitor import Visitor
from web import doctor_sign_in
from web.settings_sign_in import Oidc


@pytest.fixture
def provider(clock: FakeClock) -> Iterator[Provider]:
    """It runs for one story."""
    made = Provider(clock)
    yield made
    made.ends()


@pytest.fixture
def city(build: Callable[..., Stage], provider: Provider) -> Stage:
    """A city that trusts this provider."""
    return build(
        oidc=Oidc(
            issuer=provider.issuer, client_id="veche", client_secret=SecretStr(provider.secret)
        )
    )


def sent(visitor: Visitor, **fields: Any) -> str:
    """Press the button; the address at the provider."""
    visitor.get("/sign-in")
    answer = visitor.post(fields.pop("path", "/sign-in/city"), **fields)
    assert answer.status_code == 200, answer.text
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', answer.text)
    assert found
    return html.unescape(found[1])


def back(visitor: Visitor, query: str) -> int:
    """Come back with this query; the status."""
    return visitor.get(f"/sign-in/city/back?{query}").status_code


def who(stage: Stage, email: str) -> int | None:
    with reading(stage.engine, stage.clock) as work:
        return accounts.find(work, email)


def test_a_verified_address_becomes_an_account_and_is_known_by_subject_after(
    city: Stage, provider: Provider
) -> None:
    visitor = city.visitor()
    address = sent(visitor, next="/account")
    assert "code_challenge_method=S256" in address
    before = visitor.cookie()
    assert back(visitor, provider.signs_in(address)) == 303
    assert visitor.cookie() != before  # a new id at the sign-in (AD-7)
    assert "olga@example.org" in visitor.get("/account").text
    olga = who(city, "olga@example.org")
    # The provider now gives the person another address: it is still the same account.
    provider.email, other = "new@example.org", city.visitor()
    assert back(other, provider.signs_in(sent(other))) == 303
    assert "olga@example.org" in other.get("/account").text
    assert (who(city, "olga@example.org"), who(city, "new@example.org")) == (olga, None)
    answer = other.post("/sign-out")
    assert f"{provider.issuer}/out?" in answer.text
    ends = parse_qs(
        urlsplit(html.unescape(re.findall(r'"([^"]*/out\?[^"]*)"', answer.text)[0])).query
    )
    hint = jwt.decode(ends["id_token_hint"][0], provider.key).claims
    assert (hint["sub"], ends["client_id"]) == ("person-1", ["veche"])
    assert other.get("/account").status_code == 303


LIES: dict[str, dict[str, Any]] = {
    "another nonce": {"claims": {"nonce": "n"}},
    "no nonce": {"claims": {"nonce": None}},
    "another audience": {"claims": {"aud": "other"}},
    "audience among others, no party": {"claims": {"aud": ["veche", "other"]}},
    "another party": {"claims": {"azp": "other"}},
    "another issuer": {"claims": {"iss": "https://evil.example"}},
    "expired": {"claims": {"exp": 1}},
    "no expiry": {"claims": {"exp": None}},
    "expiry as text": {"claims": {"exp": "9999999999"}},
    "issued in the future": {"claims": {"iat": 9_999_999_999}},
    "issued long ago": {"claims": {"iat": 1}},
    "not yet good": {"claims": {"nbf": 9_999_999_999}},
    "no subject": {"claims": {"sub": ""}},
    "a long subject": {"claims": {"sub": "x" * 256}},
    "a subject that is no text": {"claims": {"sub": 7}},
    "no signature": {"alg": "none"},
    "the public key as a secret": {"alg": "HS256"},
    "somebody else's key": {"alg": "stranger"},
    "an address that is not verified": {"verified": False},
    "verified as a word": {"verified": "true"},
    "no word of it": {"verified": None},
}


def test_no_lie_signs_anybody_in(city: Stage, provider: Provider) -> None:
    city.organiser()  # Olga has an account by her mailed link
    told = {}
    for name, lie in LIES.items():
        kept = {key: getattr(provider, key) for key in lie}
        for key, value in lie.items():
            setattr(provider, key, value)
        visitor = city.visitor()
        told[name] = back(visitor, provider.signs_in(sent(visitor)))
        assert visitor.get("/account").status_code == 303, name
        assert "not signed in" in city_page(city, visitor, provider)
        for key, value in kept.items():
            setattr(provider, key, value)
    assert told == dict.fromkeys(LIES, 400)
    honest = city.visitor()
    assert back(honest, provider.signs_in(sent(honest))) == 303


def city_page(city: Stage, visitor: Visitor, provider: Provider) -> str:
    """The page of a visit that nothing waits for."""
    visitor.get("/sign-in/city/back?state=x&code=y")
    return visitor.text


def test_what_comes_back_is_for_this_browser_once_and_in_time(
    city: Stage, provider: Provider
) -> None:
    visitor, other = city.visitor(), city.visitor(address="198.51.100.9")
    query = provider.signs_in(sent(visitor))
    assert back(other, query) == 400  # a browser that was not sent (CSRF, fixation)
    assert back(visitor, query.replace("state=", "state=x")) == 400
    assert back(visitor, query) == 400  # what waited was used up by the wrong state
    query = provider.signs_in(sent(visitor))
    mixed = re.sub(r"iss=[^&]*", "iss=https%3A%2F%2Fevil.example", query)
    assert back(visitor, mixed) == 400
    silent = re.sub(r"&iss=[^&]*", "", provider.signs_in(sent(visitor)))
    assert back(visitor, silent) == 400  # this provider says that it always names itself
    assert (
        back(visitor, provider.signs_in(sent(visitor)).replace("code=", "error=denied&c=")) == 400
    )
    query = provider.signs_in(sent(visitor))
    city.clock.advance(minutes=10)
    assert back(visitor, query) == 400
    query = provider.signs_in(sent(visitor))
    assert back(visitor, query) == 303
    again = city.visitor()
    sent(again)
    assert back(again, query) == 400
    assert back(visitor, query) == 400  # replayed
    assert visitor.get("/account").status_code == 200  # and nobody is signed out by it


def test_nobody_is_sent_to_another_site_afterwards(city: Stage, provider: Provider) -> None:
    for bad in (
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
    ):
        visitor = city.visitor()
        visitor.get("/sign-in/city/back?" + provider.signs_in(sent(visitor, next=bad)))
        assert visitor.last is not None
        assert "evil" not in visitor.last.headers["Location"], bad
        assert visitor.last.headers["Location"].startswith("/")


def test_keys_may_change_and_a_clock_may_be_a_minute_off(city: Stage, provider: Provider) -> None:
    first = city.visitor()
    assert back(first, provider.signs_in(sent(first))) == 303
    provider.turns()
    city.clock.advance(minutes=2)
    second = city.visitor()
    assert back(second, provider.signs_in(sent(second))) == 303
    asked = provider.asked.count("/keys")
    provider.alg = "stranger"
    for _ in range(3):  # wrong signatures do not make us ask again and again
        visitor = city.visitor()
        assert back(visitor, provider.signs_in(sent(visitor))) == 400
    assert provider.asked.count("/keys") <= asked + 1
    provider.alg = "RS256"
    now = int(city.clock.now().timestamp())
    for claims, status in (
        ({"exp": now - 59}, 303),
        ({"exp": now - 61}, 400),
        ({"iat": now + 59}, 303),
    ):
        provider.claims, visitor = claims, city.visitor()
        assert back(visitor, provider.signs_in(sent(visitor))) == status, claims


def test_people_of_an_office_and_accounts_that_are_off_do_not_come_this_way(
    city: Stage, provider: Provider
) -> None:
    vera = city.staff()
    provider.email = vera.email
    visitor = city.visitor()
    assert back(visitor, provider.signs_in(sent(visitor))) == 400
    assert "password and a code" in visitor.text
    assert visitor.get("/account").status_code == 303


def test_an_account_is_joined_from_within_whatever_address_one_has_there(
    city: Stage, provider: Provider
) -> None:
    olga = city.organiser()
    provider.subject, provider.email, provider.verified = "civil-77", "", False
    address = sent(olga, path="/account/city", do="join")
    assert back(olga, provider.signs_in(address)) == 303
    assert "Joined to this account." in olga.get("/account/ways").text
    told = {"mail": "city-joined", "to": "person", "address": "olga@example.org", "locale": "en"}
    assert city.mailed() == told
    visitor = city.visitor()
    assert back(visitor, provider.signs_in(sent(visitor))) == 303
    assert "olga@example.org" in visitor.get("/account").text
    eve = city.organiser("eve@example.org")
    assert back(eve, provider.signs_in(sent(eve, path="/account/city", do="join"))) == 400
    assert "belongs to another account" in eve.text
    olga.get("/account/ways")
    assert olga.post("/account/city", do="part").status_code == 303
    assert city.mailed() == told | {"mail": "city-parted"}
    visitor = city.visitor()
    assert back(visitor, provider.signs_in(sent(visitor))) == 400


def test_a_silent_provider_is_said_to_be_away_and_the_link_still_works(
    city: Stage, provider: Provider
) -> None:
    provider.ends()
    visitor = city.visitor()
    visitor.get("/sign-in")
    assert visitor.post("/sign-in/city").status_code == 503
    assert "does not answer now" in visitor.text
    assert city.organiser().get("/account").status_code == 200
    found = list(doctor_sign_in.city(city.settings))
    assert [one.well for one in found] == [False]


def test_the_doctor_reads_the_description_as_a_sign_in_does(
    city: Stage, provider: Provider
) -> None:
    assert [one.well for one in doctor_sign_in.city(city.settings)] == [True]
    for wrong in (
        {"issuer": "https://evil.example"},
        {"token_endpoint": None},
        {"jwks_uri": "ftp://x"},
    ):
        provider.described = wrong
        assert [one.well for one in doctor_sign_in.city(city.settings)] == [False], wrong


def test_without_a_setting_there_is_no_such_page(stage: Stage) -> None:
    visitor = stage.visitor()
    assert "single sign-on" not in visitor.get("/sign-in").text
    assert visitor.post("/sign-in/city").status_code == 404
    assert visitor.get("/sign-in/city/back?code=x&state=y").status_code == 404
    assert list(doctor_sign_in.city(stage.settings)) == []
