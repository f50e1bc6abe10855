"""Accounts: the only reads and writes of the tables of sign-in. Who may do what is decided elsewhere."""

import unicodedata
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlmodel import col, select

from records import interest_rows, seats, sessions
from records.people import Account
from records.posts import Ended, end_post, give_post
from records.seats import Seat
from records.tables import Mark, Member, Organiser, Post, Unit
from records.unit_of_work import UnitOfWork
from records.upsert import insert_into

__all__ = ["Ended", "end_post", "give_post"]  # beside what is here: posts go with their accounts


@dataclass(frozen=True, slots=True)
class PostRow:
    """A role held on the day that was asked for; `unit_id` None is the whole office."""

    role: str
    unit_id: int | None
    unit_code: str
    unit_kind: str  # addressee | body | site | nothing
    unit_en: str
    unit_ru: str
    to_day: date | None
    id: int | None = None  # of the post


@dataclass(frozen=True, slots=True)
class Person:
    """An account with what it holds today."""

    id: int
    email: str
    name: str
    name_ru: str
    locale: str
    active: bool
    demo: bool
    about_en: str
    about_ru: str
    has_password: bool
    has_key: bool
    posts: tuple[PostRow, ...]
    organisers: frozenset[int]  # their own
    seats: tuple[Seat, ...] = ()  # in organisations
    recused: frozenset[int] = frozenset()  # notices in which a person of the office has no part
    declared_until: date | None = None  # interests, as a person of the office


def plain_email(typed: str) -> str:
    """One spelling of an address: NFKC, no spaces around, small letters."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def person(work: UnitOfWork, account_id: int, day: date) -> Person | None:
    """The account with the posts of `day` and its organisers, None if there is no such account."""
    row = work.session.get(Account, account_id)
    if row is None or row.id is None:
        return None
    mine = select(Member.organiser_id).where(Member.account_id == account_id)
    own = frozenset(work.session.exec(mine).all())
    held = seats.of_account(work, account_id)
    found = _person(row, _posts(work, day, account_id), own, held)
    if not found.posts:
        return found
    return replace(
        found,
        recused=interest_rows.recused_of(work, account_id),
        declared_until=interest_rows.declared_until(work, account_id),
    )


def _person(
    row: Account,
    posts: tuple[PostRow, ...],
    organisers: frozenset[int],
    held: tuple[Seat, ...] = (),
) -> Person:
    assert row.id is not None  # it came from the database
    return Person(
        id=row.id,
        email=row.email or "",
        name=row.name,
        name_ru=row.name_ru,
        locale=row.locale,
        active=row.active,
        demo=row.demo,
        about_en=row.about_en,
        about_ru=row.about_ru,
        has_password=row.password is not None,
        has_key=row.totp_key is not None,
        posts=posts,
        organisers=organisers,
        seats=held,
    )


def _posts(work: UnitOfWork, day: date, account_id: int) -> tuple[PostRow, ...]:
    rows = work.session.execute(OWN_POSTS, {"day": day, "account": account_id}).all()
    return tuple(PostRow(*row[1:]) for row in rows)


def _posts_on() -> "sa.Select[int, str, int | None, str, str, str, str, date | None, int | None]":
    day = sa.bindparam("day", type_=sa.Date())
    return (
        sa.select(
            col(Post.account_id),
            col(Post.role),
            col(Post.unit_id),
            sa.func.coalesce(col(Unit.code), ""),
            sa.func.coalesce(col(Unit.kind), ""),
            sa.func.coalesce(col(Unit.name_en), ""),
            sa.func.coalesce(col(Unit.name_ru), ""),
            col(Post.to_day),
            col(Post.id),
        )
        .join(Unit, col(Unit.id) == Post.unit_id, isouter=True)
        .where(
            col(Post.from_day) <= day, sa.or_(col(Post.to_day).is_(None), col(Post.to_day) >= day)
        )
        .order_by(col(Post.id))
    )


# Asked at every request of a person who is signed in: put together once, not each time.
POSTS_ON = _posts_on()
OWN_POSTS = POSTS_ON.where(col(Post.account_id) == sa.bindparam("account"))


def find(work: UnitOfWork, email: str) -> int | None:
    """The id of the account with this address."""
    return work.session.exec(select(Account.id).where(Account.email == plain_email(email))).first()


def create(
    work: UnitOfWork,
    *,
    email: str | None,
    name: str = "",
    name_ru: str = "",
    locale: str = "ru",
    password: str | None = None,
    totp_key: str | None = None,
    demo: bool = False,
    about: tuple[str, str] = ("", ""),
) -> int:
    """A new account; its id. The password comes as a hash, the key encrypted."""
    row = Account(
        email=plain_email(email) if email else None,
        name=name,
        name_ru=name_ru,
        locale=locale,
        password=password,
        totp_key=totp_key,
        demo=demo,
        about_en=about[0],
        about_ru=about[1],
        created_at=work.now,
    )
    work.add(row)
    work.flush()
    assert row.id is not None  # flushed
    return row.id


def unit_codes(work: UnitOfWork) -> tuple[str, ...]:
    """The codes of all offices, in order."""
    return tuple(work.session.exec(select(Unit.code).order_by(Unit.code)))


def adopt(work: UnitOfWork, account_id: int) -> int:
    """Join the account to the organisers that gave its address, after the mailbox was proved; how many.

    A notice filed without signing in is found again this way (decisions 3, 4).
    """
    row = work.get(Account, account_id)
    if not row.email:
        return 0
    mine = select(Member.organiser_id).where(Member.account_id == account_id)
    theirs = select(Organiser.id).where(
        sa.func.lower(col(Organiser.email)) == row.email,
        col(Organiser.organisation_id).is_(None),  # there membership counts, not an address
        col(Organiser.id).not_in(mine),
    )
    found = [one for one in work.session.exec(theirs).all() if one is not None]
    for organiser_id in found:
        work.add(Member(account_id=account_id, organiser_id=organiser_id))
    work.flush()
    return len(found)


def rename(work: UnitOfWork, account_id: int, *, name: str, locale: str) -> None:
    """What a person says about themself."""
    row = work.get(Account, account_id)
    row.name, row.locale = name, locale
    work.flush()


def disable(work: UnitOfWork, account_id: int) -> None:
    """Switch the account off; all its sessions end at once."""
    row = work.get(Account, account_id)
    row.active, row.disabled_at = False, work.now
    work.flush()
    sessions.end_all(work, account_id)


def listing(work: UnitOfWork, day: date, *, after: int = 0, limit: int = 50) -> list[Person]:
    """Accounts by id with their posts of the day, for the administrator's command."""
    rows = work.session.exec(
        select(Account).where(col(Account.id) > after).order_by(col(Account.id)).limit(limit)
    ).all()
    return _with_posts(work, list(rows), day)


def demo_people(work: UnitOfWork, day: date) -> list[Person]:
    """Everybody of the demo city that one can be."""
    rows = work.session.exec(
        select(Account).where(Account.demo, Account.active).order_by(col(Account.id))
    ).all()
    return _with_posts(work, list(rows), day)


def _with_posts(work: UnitOfWork, rows: list[Account], day: date) -> list[Person]:
    held: dict[int, list[PostRow]] = {}
    wanted = POSTS_ON.where(col(Post.account_id).in_([row.id for row in rows]))
    for row in work.session.execute(wanted, {"day": day}).all():
        held.setdefault(row[0], []).append(PostRow(*row[1:]))
    return [_person(row, tuple(held.get(row.id or 0, ())), frozenset()) for row in rows]


def has_real_people(work: UnitOfWork) -> bool:
    """Whether somebody in this database is not of the demo city."""
    real = select(Account.id).where(col(Account.demo).is_(False)).limit(1)
    return work.session.exec(real).first() is not None


def is_new(work: UnitOfWork) -> bool:
    """Whether the database has no tables yet."""
    return not sa.inspect(work.session.connection()).has_table("marks")


def city(work: UnitOfWork) -> str:
    """Whose city this database holds: `demo`, `real`, or nothing yet."""
    return work.session.exec(select(Mark.value).where(Mark.name == "city")).first() or ""


def mark_city(work: UnitOfWork, value: str) -> None:
    """Say once whose city this is; a second, different word is a mistake of the program."""
    row = insert_into(work.session, Mark).values(name="city", value=value)
    work.session.execute(row.on_conflict_do_nothing(index_elements=["name"]))
    if city(work) != value:
        raise ValueError(f"This database already holds a {city(work)} city.")
