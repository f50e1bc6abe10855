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
    "hold",
    "keep_for_later",
    "load",
    "others",
    "save",
    "turn",
]

KEY = "draft"
KNOWN = frozenset(
    {"sessions", "attendance", "places"}
)  # what a person may say before a page is saved
OTHERS = "drafts"
MOST_OTHERS = 8
"""Secrets of drafts that this browser wrote before the one in hand, the newest first."""


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
    hold(secret)
    return secret


def hold(secret: str) -> None:
    """Go on with this draft in this browser; the one that was in hand before stays within its reach."""
    last = session.get(KEY, "")
    if last == secret:
        return
    if last:
        before = [one for one in session.get(OTHERS, ()) if one not in {last, secret}]
        session[OTHERS] = [last, *before][:MOST_OTHERS]
    session[KEY] = secret


def others() -> list[Paper]:
    """Drafts with answers that this browser holds, the one in hand first; without those that are filed or gone."""
    found = []
    for secret in dict.fromkeys([session.get(KEY, ""), *session.get(OTHERS, ())]):
        try:
            here = load(secret)
        except (Missing, KindLost):
            continue
        written = here.draft.trail.get("asked") or not KNOWN.isdisjoint(here.answers)
        if written and not here.draft.filed_reference:
            found.append(here)
    return found


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

    With `lost` also one whose kind the law knows no more; else KindLost. A form that proves its draft gives it
    into this browser's hand: after a lost session, and where another tab holds another draft, the next page is of
    the draft that was just sent.
    """
    sent = request.form.get("draft", "")
    secret = sent or session.get(KEY, "")
    if not secret:
        return None
    try:
        here = load(secret)
    except Missing:
        return None
    except KindLost:
        if not lost:
            raise
        with reading() as work:
            here = Paper(secret, drafting.load(work, secret))
    if sent:
        hold(sent)
    return here


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


def _promise(work: Any, here: Paper, address: str, *, link: bool) -> str:
    found = here.dates.judgement if here.dates else None
    return mail_drafts.promise(
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


def keep_for_later(paper: Paper, email: str, *, remind: bool) -> tuple[Paper, str]:
    """Mail the link of the draft, and promise reminders of its window; what became of the link, as `mail_drafts` says."""
    with unit_of_work() as work:
        drafting.save(work, paper.secret, email=email, remind=remind)
        became = _promise(work, paper, email, link=True)
        return Paper(paper.secret, drafting.load(work, paper.secret)), became
