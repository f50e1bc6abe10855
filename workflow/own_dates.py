"""An organiser's own dates for a calendar: event days, answers, last moments. And the secret address that gives them."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from records import own_dates, plea_rows, rows
from records.tables import CalendarLink, Notice
from records.unit_of_work import UnitOfWork
from regimes.regime import Text
from regimes.shelf import Rulebook
from workflow import law, plea_views, pleas, policy, reminding, versions
from workflow.actor import Actor
from workflow.errors import N_, NotAllowed


@dataclass(frozen=True, slots=True)
class OwnDate:
    """One date. `uid` is stable, so that a calendar moves it and never shows it twice; `end` is None for a moment."""

    uid: str
    what: str  # event | due | objection | complaint | way
    title: Text
    reference: str
    place: str
    at: datetime
    end: datetime | None
    stamp: datetime  # when it came to be as it is
    ended: bool = False  # the event will not be held under this notice
    open: bool = False  # the city has not answered yet whether it can be
    name: str = ""  # what the organiser calls the event


def of_notice(work: UnitOfWork, rulebook: Rulebook, notice: Notice) -> tuple[OwnDate, ...]:
    """The dates of one notice: its sessions, clocks of the law that run, answers awaited, ways that end."""
    regime = law.regime_of(work, rulebook, notice)
    kind, stage = regime.kinds[notice.kind].name, regime.stages[notice.stage]
    version = rows.version(work, notice)
    over = stage.final and not reminding.held(regime, notice.stage)
    name = str(versions.content_of(work, notice).answers.get("title") or "")
    found = [
        OwnDate(
            f"{notice.reference}-event-{one.ordinal}", "event", kind, notice.reference, notice.place_line,
            one.starts_at, one.ends_at, version.made_at, ended=over,
            open=not stage.final, name=name,
        )
        for one in rows.sessions(work, version)
    ]  # fmt: skip
    running = {clock.name for clock in regime.pending_clocks(notice.stage)}
    found += [
        OwnDate(
            f"{notice.reference}-due-{due.id}", "due", regime.clocks[due.clock].title,
            notice.reference, "", due.due_at, None, due.set_at,
        )
        for due in rows.pending_dues(work, notice)
        if due.clock in running
    ]  # fmt: skip
    for plea in plea_rows.of_notice(work, notice.id or 0):
        if plea.closed_at is None and plea.answered_at is None:
            title = pleas.stage_of(plea.kind, plea.stage).title
            found.append(
                OwnDate(
                    plea.number.replace("/", "-"), plea.kind, title, plea.number, "", plea.aim_at, None, plea.filed_at
                )
            )  # fmt: skip
    return (*found, *_ways(work, rulebook, notice))


def _ways(work: UnitOfWork, rulebook: Rulebook, notice: Notice) -> list[OwnDate]:
    """Last moments of the ways against the decision in force, while they are open."""
    ways = plea_views.ways(work, rulebook, notice)
    if ways is None:
        return []
    return [
        OwnDate(
            f"{notice.reference}-way-{ways.decision_id}-{one.appeal.id}", "way", one.appeal.title,
            notice.reference, "", one.until, None, one.told_at or notice.entered_at,
        )
        for one in ways.routes
        if one.open and one.until is not None
    ]  # fmt: skip


def own(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str
) -> tuple[OwnDate, ...]:
    """The dates of a notice for whose it is. NotAllowed for anybody else."""
    notice = work.notice(reference)
    stage = law.regime_of(work, rulebook, notice).stages[notice.stage]
    policy.require(actor, "notice.own", notice, stage)
    return of_notice(work, rulebook, notice)


def by_secret(
    work: UnitOfWork, rulebook: Rulebook, secret: str
) -> tuple[str, tuple[OwnDate, ...]] | None:
    """The account's language and every date of its notices; None for a secret that opens nothing (any more)."""
    found = own_dates.account_of(work, _hash(secret))
    if found is None:
        return None
    account_id, locale = found
    dates = [
        one
        for notice in own_dates.notices_of(work, account_id)
        for one in of_notice(work, rulebook, notice)
    ]
    return locale, tuple(sorted(dates, key=lambda one: (one.at, one.uid)))


def has_link(work: UnitOfWork, actor: Actor) -> datetime | None:
    """Since when the account has a secret address; None if it has none."""
    link = own_dates.link_of(work, actor.account_id) if actor.account_id is not None else None
    return link.made_at if link is not None else None


def renew(work: UnitOfWork, *, actor: Actor) -> str:
    """A fresh secret for the account; the one before opens nothing from now on. Only the hash is kept."""
    account_id = _account(actor)
    own_dates.drop(work, account_id)
    secret = secrets.token_urlsafe(32)
    work.add(CalendarLink(account_id=account_id, secret_hash=_hash(secret), made_at=work.now))
    work.flush()
    work.log(
        "account.calendar-link",
        actor=actor,
        subject=("account", account_id),
        details={"made": True},
    )
    return secret


def revoke(work: UnitOfWork, *, actor: Actor) -> None:
    """Take the secret address back."""
    account_id = _account(actor)
    if own_dates.drop(work, account_id):
        work.log(
            "account.calendar-link", actor=actor, subject=("account", account_id), details={"made": False}
        )  # fmt: skip


def _account(actor: Actor) -> int:
    if actor.account_id is None:
        raise NotAllowed(N_("Sign in first: the address belongs to an account."))
    return actor.account_id


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
