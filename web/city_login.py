"""Signing in by the city's single sign-on: sent there with state, nonce and PKCE, back with a code, once.

The account is found by issuer and subject; the first time by an address that the provider says it has verified.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Any
from urllib.parse import urlencode, urlsplit

import structlog
from flask import url_for
from joserfc.jwk import KeySet

from records import accounts, city_logins
from records.accounts import Person
from records.unit_of_work import UnitOfWork
from web import limits, oidc
from web.entering import Answer, actor_of, enter, person_of, refused
from web.i18n import language
from web.oidc import Away, Provider, Told, Unsound
from web.sessions import browser, new_secret
from web.telling_person import tell
from web.work import house, now, settings, unit_of_work
from workflow.actor import VISITOR

LOG = structlog.get_logger("veche.city_login")
FRESH = timedelta(hours=1)  # how long the provider's description and keys are believed
AGAIN = timedelta(minutes=1)  # an unknown key makes us look for new ones, so often at most
PENDING = timedelta(minutes=10)
LONGEST_HINT = 6000  # of an address that browsers and proxies take


@dataclass(frozen=True, slots=True)
class Back:
    """What came of it: `why` is '' | away | unsound | unverified | staff | taken."""

    answer: Answer
    why: str = ""


def is_open() -> bool:
    """Whether this city has a single sign-on."""
    return bool(settings().oidc.issuer)


def _back() -> str:
    return settings().public_base_url.rstrip("/") + url_for("accounts.city_back")


def _known() -> tuple[Provider, KeySet, datetime]:
    """The provider's description and keys, asked for once an hour in each process."""
    key = ("oidc", settings().oidc.issuer)
    found = house().kept.get(key)
    if found is None or now() - found[2] >= FRESH:
        provider = oidc.discover(settings().oidc)
        found = house().kept[key] = (provider, oidc.read_keys(provider), now())
    return found[0], found[1], found[2]


def _newer_keys() -> KeySet | None:
    """The keys asked for anew, where that was not done just now: providers change them (section 10.1.1)."""
    provider, _, at = _known()
    if now() - at < AGAIN:
        return None
    keys = oidc.read_keys(provider)
    house().kept["oidc", settings().oidc.issuer] = (provider, keys, now())
    return keys


def begin(next_path: str, *, join: Person | None = None) -> str:
    """Where to send the browser; what belongs to it stays in its session, for ten minutes. Raises Away, Unsound."""
    provider, _, _ = _known()
    state, nonce, verifier = new_secret(), new_secret(), new_secret()
    browser()["city"] = {
        "state": state, "nonce": nonce, "verifier": verifier, "next": next_path,
        "at": now().isoformat(), "join": join.id if join else 0,
    }  # fmt: skip
    return oidc.address_to(
        provider, settings().oidc, back=_back(), state=state, nonce=nonce, verifier=verifier
    )


def finish(said: dict[str, str]) -> Back:
    """The browser came back. Whatever is wrong, nobody is signed in, and what waited is used up."""
    pending = browser().pop("city", None)
    try:
        if pending is None or now() - datetime.fromisoformat(pending["at"]) >= PENDING:
            raise Unsound("nothing waits for this")
        if not compare_digest(said.get("state", "").encode(), pending["state"].encode()):
            raise Unsound("state")
        return _enter(_ask(said, pending), pending)
    except Away as error:
        return _refuse("away", str(error))
    except Unsound as error:
        return _refuse("unsound", str(error))


def _ask(said: dict[str, str], pending: dict[str, Any]) -> Told:
    provider, keys, _ = _known()
    named = said.get("iss", "")
    if (named or provider.names_itself) and named != provider.issuer:
        raise Unsound("another provider answers")  # mix-up, RFC 9207
    if not said.get("code"):
        raise Unsound("no code")  # declined there, or an error
    here = settings().oidc
    tokens = oidc.redeem(
        provider, here, code=said["code"], back=_back(), verifier=pending["verifier"]
    )
    try:
        claims = oidc.claims_of(tokens["id_token"], keys)
    except Unsound:
        newer = _newer_keys()
        if newer is None:
            raise
        claims = oidc.claims_of(tokens["id_token"], newer)
    oidc.check(claims, here, nonce=pending["nonce"], now=now())
    return oidc.told(provider, claims, tokens)


def _refuse(why: str, reason: str) -> Back:
    LOG.warning("city login refused", why=why, reason=reason)
    return Back(Answer(), why)


def _enter(told: Told, pending: dict[str, Any]) -> Back:
    with unit_of_work() as work:
        left = limits.wait(work, limits.SIGN_IN_ADDRESS, limits.address())
        if left:
            return Back(Answer(wait=left))
        known = city_logins.account_of(work, told.issuer, told.subject)
        if pending["join"]:
            return _join(work, told, known, int(pending["join"]), pending["next"])
        account_id = known or _by_address(work, told)
        if account_id is None:
            return Back(Answer(), "unverified")
        person = person_of(work, account_id)
        if person is None or not person.active or (person.posts and not person.demo):
            refused(work, account_id, "city")
            return Back(Answer(), "staff")
        if known is None:
            _write_join(work, person, told)
        enter(work, account_id, "city")
        accounts.adopt(work, account_id)
        browser()["way"] = "city"
        browser()["city_hint"] = told.hint if len(told.hint) <= LONGEST_HINT else ""
    return Back(Answer(done=True, next_path=pending["next"]))


def _by_address(work: UnitOfWork, told: Told) -> int | None:
    """The account of a verified address, made where there is none; nobody for an address that is not verified."""
    if not told.email:
        return None
    found = accounts.find(work, told.email)
    if found is None:
        found = accounts.create(work, email=told.email, locale=language(), demo=settings().demo)
        work.log("account.created", actor=VISITOR, subject=("account", found))
    return found


def _join(work: UnitOfWork, told: Told, known: int | None, account_id: int, next_path: str) -> Back:
    """Join them to the account that is signed in here, whatever address they have there."""
    person = browser().person
    if person is None or person.id != account_id or browser().state != "in":
        return Back(Answer(), "unsound")
    if known is not None and known != account_id:
        return Back(Answer(), "taken")
    if known is None:
        _write_join(work, person, told)
    return Back(Answer(done=True, next_path=next_path))


def _write_join(work: UnitOfWork, person: Person, told: Told) -> None:
    city_logins.join(work, person.id, told.issuer, told.subject)
    work.log("account.city-joined", actor=actor_of(person), subject=("account", person.id))
    tell(work, person, "city-joined", "")


def way_out() -> str:
    """Where one signs out of the single sign-on itself (RP-Initiated Logout 1.0), if this session came from there."""
    if not is_open() or browser().get("way") != "city":
        return ""
    found = house().kept.get(("oidc", settings().oidc.issuer))
    provider: Provider | None = found[0] if found else None
    if provider is None or not provider.end_session:
        return ""
    asked = {
        "client_id": settings().oidc.client_id,
        "post_logout_redirect_uri": settings().public_base_url.rstrip("/") + "/",
    }
    if browser().get(
        "city_hint"
    ):  # so that the provider knows whose session ends, and asks nothing
        asked["id_token_hint"] = browser()["city_hint"]
    joint = "&" if urlsplit(provider.end_session).query else "?"
    return provider.end_session + joint + urlencode(asked)
