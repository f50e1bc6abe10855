"""Posts: which role an account holds in which office, from when until when."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import col, select

from records.errors import Missing
from records.tables import Post, SigningPower, Unit
from records.unit_of_work import UnitOfWork


def give_post(
    work: UnitOfWork,
    account_id: int,
    role: str,
    *,
    unit_code: str = "",
    from_day: date,
    to_day: date | None = None,
    basis: str = "",
    title: tuple[str, str] = ("", ""),
) -> int:
    """The account holds a role from a day on; the row's id. Missing if there is no such unit."""
    unit_id: int | None = None
    if unit_code:
        unit_id = work.session.exec(select(Unit.id).where(Unit.code == unit_code)).first()
        if unit_id is None:
            raise Missing(f"There is no unit {unit_code}.")
    row = Post(
        account_id=account_id, role=role, unit_id=unit_id, from_day=from_day, to_day=to_day, basis=basis,
        title_en=title[0], title_ru=title[1],
    )  # fmt: skip
    work.add(row)
    work.flush()
    assert row.id is not None  # flushed
    if role == "signatory":
        work.add(_power_of(row, work))
        work.flush()
    return row.id


def _power_of(post: Post, work: UnitOfWork) -> SigningPower:
    """The line of the register that comes with a post to sign: every letter, over the same days, by the same order."""
    return SigningPower(
        account_id=post.account_id, unit_id=post.unit_id, kinds=[], from_day=post.from_day, to_day=post.to_day,
        order_no=post.basis, post_id=post.id, given_at=work.now,
    )  # fmt: skip


def post_for(
    work: UnitOfWork,
    account_id: int,
    role: str,
    unit_id: int | None,
    first: date,
    last: date | None,
    *,
    basis: str,
    title: tuple[str, str],
) -> int | None:
    """A post of this role that covers the days: the one that is there, else a new one. Its id."""
    rows = select(Post).where(Post.account_id == account_id, Post.role == role)
    for post in work.session.exec(rows.order_by(col(Post.id))):
        open_end = post.to_day is None or (last is not None and last <= post.to_day)
        if post.unit_id in (unit_id, None) and post.from_day <= first and open_end:
            return post.id
    row = Post(
        account_id=account_id, role=role, unit_id=unit_id, from_day=first, to_day=last, basis=basis,
        title_en=title[0], title_ru=title[1],
    )  # fmt: skip
    work.add(row)
    work.flush()
    return row.id


@dataclass(frozen=True, slots=True)
class Ended:
    """A post that has its last day now."""

    account_id: int
    role: str


def end_post(work: UnitOfWork, post_id: int, last_day: date) -> Ended:
    """Give a post its last day; a post that is over already is not made longer.

    Ended on the day before its first, the post was never held. Missing if there is no such post,
    ValueError with a sentence for a day that makes no sense.
    """
    row = work.get(Post, post_id)
    if row.to_day is not None and row.to_day <= last_day:
        raise ValueError(f"Post {post_id} ends on {row.to_day} already.")
    if last_day < row.from_day - timedelta(days=1):
        raise ValueError(f"Post {post_id} begins on {row.from_day}, after that day.")
    row.to_day = last_day
    for power in work.session.exec(select(SigningPower).where(SigningPower.post_id == post_id)):
        _ends_with(power, last_day, work)
    work.flush()
    return Ended(row.account_id, row.role)


def _ends_with(power: SigningPower, last_day: date, work: UnitOfWork) -> None:
    """A power to sign is never longer than the post that it came with."""
    if power.ended_at is not None or (power.to_day is not None and power.to_day <= last_day):
        return
    if last_day < power.from_day:
        power.ended_at, power.end_reason = work.now, "post"
    else:
        power.to_day = last_day
