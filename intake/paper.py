"""The draft in hand: begun, opened by its secret, saved, turned into one of another kind, kept for later."""

from collections.abc import Mapping
from typing import Any

from flask import request, session

from intake import inputs, reconciling
from intake.questions import questions_with
from intake.whole import Paper
from records.errors import Missing
from web import mail_drafts
from web.i18n import language
from web.kinds import Choice
from web.sessions import browser
from web.work import current_actor, reading, unit_of_work
from workflow import drafting

__all__ = [
    "KEY",
    "KindLost",
    "Paper",
    "begin",
    "current",
    "form_of",
    "keep_for_later",
    "load",
    "save",
    "turn",
]

KEY = "draft"


class KindLost(Exception):
    """The law, as it is in force today, has no such kind any more: another one is chosen, and the answers stay."""


def begin(choice: Choice, locale: str, answers: Mapping[str, Any]) -> str:
    """Begin a draft in this browser; returns its secret."""
    with unit_of_work() as work:
        secret = drafting.begin(
            work,
            actor=current_actor(),
            regime_id=choice.regime.id,
            kind=choice.kind.id,
            locale=locale,
            trail={"form": form_of(choice), "short": choice.kind.short is not None},
        )
        work.flush()
        drafting.save(work, secret, answers=answers)
    session[KEY] = secret
    return secret


def form_of(choice: Choice) -> dict[str, str]:
    """The marks of the form that a draft of this kind is begun with."""
    beside = inputs.of(choice.regime, choice.kind)
    asked = questions_with(choice.regime, beside)
    return reconciling.marks_of(choice.regime, choice.kind, asked, beside)


def load(secret: str) -> Paper:
    """Open a draft. Missing if there is none behind the secret; KindLost if the law knows its kind no more."""
    with reading() as work:
        here = Paper(secret, drafting.load(work, secret))
    if not here.draft.filed_reference and here.kind_lost:
        raise KindLost(secret)
    return here


def current(*, lost: bool = False) -> Paper | None:
    """The draft that the sent form belongs to, else the one this browser is writing; None if there is none.

    With `lost` also one whose kind the law knows no more; else KindLost.
    """
    secret = request.form.get("draft") or session.get(KEY, "")
    if not secret:
        return None
    try:
        return load(secret)
    except Missing:
        return None
    except KindLost:
        if not lost:
            raise
        with reading() as work:
            return Paper(secret, drafting.load(work, secret))


def save(paper: Paper, answers: Mapping[str, Any], **more: Any) -> Paper:
    """Keep new answers and give the draft as it is now. Apart if another page was faster with other words."""
    with unit_of_work() as work:
        drafting.save(
            work, paper.secret, answers=answers, account_id=current_actor().account_id, **more
        )
        now = Paper(paper.secret, drafting.load(work, paper.secret))
    return _watched(now) if now.days and now.days != paper.days else now


def _watched(now: Paper) -> Paper:
    """Promise reminders of a window that has just become known or another one.

    To the address that was left with the draft, as long as nobody stopped them; to the account's own where
    none was left. Nobody is written to at an address that somebody only typed into the form.
    """
    address, asked = now.draft.email, now.draft.remind
    person = browser().person if current_actor().account_id is not None else None
    if not address and person is not None and person.email:
        address, asked = person.email, True
    if not asked or now.dates is None:
        return now
    with unit_of_work() as work:
        drafting.save(work, now.secret, email=address, remind=True)
        _promise(work, now, address, link=False)
        return Paper(now.secret, drafting.load(work, now.secret))


def _promise(work: Any, here: Paper, address: str, *, link: bool) -> None:
    found = here.dates.judgement if here.dates else None
    mail_drafts.promise(
        work,
        secret=here.secret,
        address=address,
        locale=language(),
        days=[day.isoformat() for day in here.days],
        opens=found.opens if found else None,
        closes=found.closes if found else None,
        link=link,
    )


def turn(paper: Paper, choice: Choice, answers: Mapping[str, Any]) -> Paper:
    """Make the draft one of another kind, with its law; what was typed stays, and the form is a new one."""
    trail = {"form": form_of(choice), "short": choice.kind.short is not None}
    return save(paper, answers, kind=choice.kind.id, regime_id=choice.regime.id, trail=trail)


def keep_for_later(paper: Paper, email: str, *, remind: bool) -> Paper:
    """Mail the link of the draft, and promise reminders of its window where they are wanted."""
    with unit_of_work() as work:
        drafting.save(work, paper.secret, email=email, remind=remind)
        _promise(work, paper, email, link=True)
        return Paper(paper.secret, drafting.load(work, paper.secret))
