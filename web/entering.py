"""Signing in and out: each step is one unit of work with its log entry; hashing happens outside it.

Nothing here tells a known person from an unknown one, in words, in time or in what is written.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from records import accounts, credentials, sessions
from records.accounts import Person
from records.unit_of_work import UnitOfWork
from web import factors, limits
from web.filters import today
from web.i18n import language
from web.sessions import LONGEST, Browser, browser, hashed
from web.work import now, reading, settings, unit_of_work
from workflow.actor import VISITOR, Actor, PostHeld, SeatHeld

HALF = timedelta(minutes=10)  # between the password and the code
NOTHING = limits.NOTHING
STRONG = frozenset({"second-factor", "password-passkey", "demo"})
"""Ways in that show two factors; a session of another way is over once its person holds a post."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a step: done, or wrong, or too often."""

    done: bool = False
    second: bool = False  # the second factor follows
    wait: timedelta = NOTHING
    next_path: str = ""


def actor_of(person: Person, notices: frozenset[int] = frozenset()) -> Actor:
    """The person as the policy and the log see them; the first post names the role."""
    names = (person.name_ru, person.name) if language() == "ru" else (person.name, person.name_ru)
    held = tuple(
        SeatHeld(one.organisation_id, one.name, one.role, one.organisers) for one in person.seats
    )
    return Actor(
        account_id=person.id,
        name=names[0] or names[1] or person.email,
        role=person.posts[0].role if person.posts else "organiser",
        posts=tuple(
            PostHeld(post.role, post.unit_id, post.unit_code, post.unit_kind)
            for post in person.posts
        ),
        organisers=person.organisers.union(*(one.organisers for one in held if one.files)),
        notices=notices,
        recused=person.recused,
        reads=frozenset[int]().union(*(one.organisers for one in held if not one.files)),
        seats=held,
    )


def person_of(work: UnitOfWork, account_id: int | None) -> Person | None:
    """The account with what it holds today."""
    return None if account_id is None else accounts.person(work, account_id, today())


# --- by password and second factor -----------------------------------------------------------


def use_password(email: str, password: str, next_path: str) -> Answer:
    """The first half of a staff sign-in; what follows is the second factor, within ten minutes."""
    address, here = accounts.plain_email(email), browser()
    whose = (address, limits.address())
    with unit_of_work() as work:
        left = limits.wait(work, limits.SIGN_IN_ADDRESS, limits.address())
        left = left or limits.wait(work, limits.SIGN_IN, *whose)
        if left:
            return Answer(wait=left)
        account_id = accounts.find(work, address)
        proof = credentials.proof(work, account_id or 0)
    right = factors.same_password(proof.password if proof else None, password)
    with unit_of_work() as work:
        if proof is None or not right or not proof.active:
            refused(work, account_id, "password")
            return Answer()
        limits.forget(work, limits.SIGN_IN, *whose)
        person = person_of(work, proof.account_id)
        if person is not None and not _has_second(person):
            enter(work, person.id, "password")
            return Answer(done=True, next_path=next_path)
        half = {"account": proof.account_id, "at": now().isoformat(), "next": next_path}
        here.leave(work, half=half, **_carried(here))
    return Answer(done=True, second=True)


def _has_second(person: Person) -> bool:
    """Whether a code follows the password: for people of an office, and whoever has a telephone joined."""
    return bool(person.posts) or person.has_key


def _carried(here: Browser) -> dict[str, Any]:
    return {"kept": here["kept"]} if "kept" in here else {}


def half_way() -> tuple[int, str] | None:
    """Who gave the right password in this browser of late, and where they want to go."""
    half = browser().get("half")
    if not half or now() - datetime.fromisoformat(half["at"]) >= HALF:
        return None
    return int(half["account"]), str(half["next"])


def use_second(account_id: int, typed: str, then: Callable[[UnitOfWork], None]) -> Answer:
    """Check a code of the telephone, or a recovery code, each good once; if right, do `then`."""
    with unit_of_work() as work:
        left = limits.wait(work, limits.CODE, str(account_id))
        if left:
            return Answer(wait=left)
        proof = credentials.proof(work, account_id)
        if proof is None or not proof.active or not _right_code(work, proof, typed):
            refused(work, account_id, "second-factor")
            return Answer()
        limits.forget(work, limits.CODE, str(account_id))
        then(work)
    return Answer(done=True)


def _right_code(work: UnitOfWork, proof: credentials.Proof, typed: str) -> bool:
    key = factors.open_key(proof.totp_key, settings().keys("totp")) if proof.totp_key else None
    step = factors.step_of(key, typed, work.now) if key else None
    if step is not None:
        return credentials.use_step(work, proof.account_id, step)
    code = factors.code_hash(proof.account_id, typed)
    return credentials.use_recovery(work, proof.account_id, code)


def second_step(account_id: int, typed: str, *, idle: bool) -> Answer:
    """Check the code and sign in, or wake the session of somebody who was away."""

    def then(work: UnitOfWork) -> None:
        if idle:
            browser().wake(work)
        else:
            enter(work, account_id, "second-factor")

    return use_second(account_id, typed, then)


def has_key(account_id: int) -> bool:
    """Whether a telephone is joined to the account."""
    with reading() as work:
        person = person_of(work, account_id)
    return person is not None and person.has_key


def email_of(account_id: int) -> str:
    """The address of the account, for the label in the telephone."""
    with reading() as work:
        person = person_of(work, account_id)
    return person.email if person else ""


def pending_key() -> str:
    """The key that a telephone is being set up with; made once for this half-way sign-in."""
    here = browser()
    locked = here.get("key")
    key = factors.open_key(locked, settings().keys("totp")) if locked else None
    if key is None:
        key = factors.new_key()
        here["key"] = factors.lock_key(key, settings().keys("totp"))
    return key


def set_up(account_id: int, typed: str) -> list[str]:
    """Keep the telephone that showed the right code, sign in; ten recovery codes, or none if wrong."""
    key = pending_key()
    with unit_of_work() as work:
        step = factors.step_of(key, typed, work.now)
        proof = credentials.proof(work, account_id)
        if step is None or proof is None or not proof.active or proof.totp_key:
            refused(work, account_id, "second-factor")
            return []
        codes = keep_key(work, account_id, key)
        credentials.use_step(work, account_id, step)
        enter(work, account_id, "second-factor")
    return codes


def keep_key(work: UnitOfWork, account_id: int, key: str) -> list[str]:
    """Give the account a new second factor; its recovery codes, to be shown once."""
    codes = factors.recovery_codes()
    hashes = [factors.code_hash(account_id, code) for code in codes]
    credentials.set_key(work, account_id, factors.lock_key(key, settings().keys("totp")), hashes)
    work.log("account.key-set", actor=VISITOR, subject=("account", account_id))
    return codes


# --- in and out --------------------------------------------------------------------------------


def enter(work: UnitOfWork, account_id: int, way: str) -> None:
    """Sign this browser in under a new id, and say so in the log."""
    person = person_of(work, account_id)
    assert person is not None  # the caller just read it
    here = browser()
    weak = {} if way in STRONG else {"weak": True}
    here.enter(work, account_id, posts=posts_mark(person), **weak)
    work.log(
        "account.signed-in",
        actor=actor_of(person),
        subject=("account", account_id),
        details={"way": way},
    )


def posts_mark(person: Person) -> str:
    """What changes when the posts of a person change, or their places in organisations."""
    held: list[tuple[str, int | None]] = [(post.role, post.unit_id) for post in person.posts]
    held += [(seat.role, seat.organisation_id) for seat in person.seats]
    return hashed(repr(held))[:16]


def sign_out(here: Browser) -> None:
    """End this browser's session; its cookie opens nothing any more."""
    person = here.person
    with unit_of_work() as work:
        here.leave(work)
        if person is not None:
            actor = actor_of(person)
            work.log("account.signed-out", actor=actor, subject=("account", person.id))
    here.gone = True


def be_demo(account_id: int) -> bool:
    """Sign in as a person of the demo city, without any proof; never as anybody else."""
    with unit_of_work() as work:
        person = person_of(work, account_id)
        if not settings().demo or accounts.has_real_people(work):
            return False
        if person is None or not person.demo or not person.active:
            return False
        enter(work, account_id, "demo")
    return True


def refused(work: UnitOfWork, account_id: int | None, why: str) -> None:
    """Say in the log that somebody was not let in, known (the id) or not (0)."""
    work.log(
        "account.refused",
        actor=VISITOR,
        subject=("account", account_id or 0),
        details={"why": why},
    )


# --- the own account -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OwnView:
    """What the page of the own account shows besides the person."""

    others: int  # other browsers that are signed in
    codes_left: int


def own_view(person: Person) -> OwnView:
    """Count other browsers and recovery codes."""
    with reading() as work:
        live = sessions.count(work, person.id, now() - LONGEST)
        return OwnView(max(live - 1, 0), credentials.recovery_left(work, person.id))


def say_of_oneself(person: Person, *, name: str, locale: str) -> None:
    """Change the own name and language."""
    with unit_of_work() as work:
        accounts.rename(work, person.id, name=name, locale=locale)
        work.log(
            "account.changed",
            actor=actor_of(person),
            subject=("account", person.id),
            details={"locale": locale},
            personal={"name": name},
        )


def end_others(person: Person) -> None:
    """End the sessions of every other browser of this person."""
    with unit_of_work() as work:
        ended = sessions.end_all(work, person.id, but=browser().id_hash)
        work.log(
            "account.others-ended",
            actor=actor_of(person),
            subject=("account", person.id),
            details={"count": ended},
        )
