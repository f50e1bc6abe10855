"""A complaint about how a notice was handled: delay, manner, wrong information. It never touches the notice's road.

It goes to a person who had no part in the notice, found by a rule that is written down; nobody of those who
handle the notice reads it before it was answered, so that nobody can lean on who complained while it is open.
"""

from dataclasses import dataclass
from datetime import date

from records import interest_rows, plea_rows, staff_rows
from records.tables import Notice, Plea
from records.unit_of_work import UnitOfWork
from regimes.pleas import roads
from regimes.shelf import Rulebook
from regimes.words import HANDLING
from workflow import law, plea_mailing, plea_missed, pleas, policy
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotAllowed, NotPossible
from workflow.issuing_answers import answer_letter

MOST_OPEN = 5
"""Open complaints about one notice at a time: enough for anybody, too few to flood a head."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who answers, by which part of the rule, and how many were passed over for having had a part."""

    account_id: int | None
    how: str  # head-of-unit | head-of-office | head-elsewhere | auditor | nobody
    passed: int


def choose(work: UnitOfWork, notice: Notice, day: date, involved: frozenset[int]) -> Chosen:
    """The first who had no part and has none to have (an interest recuses): a head of the unit, of the whole office, of another unit, an auditor.

    Of several at one step the one whose account is older; who is absent comes after who is at work.
    """
    involved |= interest_rows.recused_from(work, notice.id or 0)
    heads = staff_rows.holders(work, "head", day)
    auditors = staff_rows.holders(work, "auditor", day)
    present = {one.account_id for one in staff_rows.present(work, day)}
    steps = (
        ("head-of-unit", [one for one in heads if one.unit_id == notice.unit_id]),
        ("head-of-office", [one for one in heads if one.unit_id is None]),
        ("head-elsewhere", [one for one in heads if one.unit_id not in (notice.unit_id, None)]),
        ("auditor", list(auditors)),
    )
    passed = 0
    for how, people in steps:
        able = [one.account_id for one in people if one.account_id not in involved]
        passed += len(people) - len(able)
        if able:
            found = min(able, key=lambda one: (how != "auditor" and one not in present, one))
            return Chosen(found, how, passed)
    return Chosen(None, "nobody", passed)


def choose_for(work: UnitOfWork, rulebook: Rulebook, plea: Plea) -> Chosen:
    """Who would answer this complaint today."""
    notice = work.get(Notice, plea.notice_id)
    day = pleas.today(work, law.regime_of(work, rulebook, notice))
    return choose(work, notice, day, plea_rows.involved(work, plea.notice_id))


def file(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    about: str,
    text: str,
    locale: str = "",
) -> Plea:
    """File a complaint; number, clock, receipt and who answers in one unit.

    By the organiser, or whoever opened the notice with its receipt. Raises Invalid without words or a
    subject, NotPossible where five are open already.
    """
    notice = work.notice(reference)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, "complaint.file", notice, regime.stages[notice.stage])
    if about not in HANDLING:
        raise Invalid("about", N_("Choose what your complaint is about."))
    words = pleas.said("text", text, N_("Say what happened, and when."))
    mine = [one for one in plea_rows.of_notice(work, notice.id or 0) if one.kind == "complaint"]
    open_still = [one for one in mine if one.closed_at is None]
    again = next((one for one in open_still if (one.about, one.text) == (about, words)), None)
    if again is not None:
        return again  # the same form sent twice is one complaint
    if len(open_still) >= MOST_OPEN:
        raise NotPossible(N_("Not possible: five complaints about this notice are open already."))
    term = regime.handling.decides_days if regime.handling else None
    clock = pleas.count(
        work, regime, notice, decides_days=term, aim_days=roads()["complaint"].aim_days, before_event=False
    )  # fmt: skip
    day = pleas.today(work, regime)
    chosen = choose(work, notice, day, plea_rows.involved(work, notice.id or 0))
    plea = pleas.begin(
        work, notice, "complaint", clock, actor=actor, text=words, locale=locale, about=about,
        owner_id=chosen.account_id, chosen=chosen.how, passed_over=chosen.passed,
    )  # fmt: skip
    if chosen.account_id is not None:
        plea_mailing.to_account(work, "desk-complaint", plea, chosen.account_id, "new")
    else:
        _tell_nobody_is_there(work, plea, day)
    return plea


def _tell_nobody_is_there(work: UnitOfWork, plea: Plea, day: date) -> None:
    """Everybody had a part, or no head and no auditor is there: administrators are told to name one."""
    for one in staff_rows.holders(work, "administrator", day):
        plea_mailing.to_account(work, "desk-complaint-nobody", plea, one.account_id, "new")


def answer(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, plea_id: int, seen: int, text: str
) -> Plea:
    """Answer a complaint, once: letter, mail and page. By whom it was given to alone.

    A person who came to have a part in the notice since then does not answer (a trigger says it too).
    """
    plea = plea_rows.plea(work, plea_id, seen)
    if plea.kind != "complaint" or plea.owner_id != actor.account_id:
        raise NotAllowed(N_("Not yours: the complaint was given to somebody else."))
    if not policy.may(actor, "complaint.answer"):
        raise NotAllowed(N_("Not yours: this step belongs to somebody else."))
    pleas.require_other_eyes(work, plea, actor.account_id)
    words = pleas.said("answer", text, N_("Write the answer: what you found, and what follows."))
    notice = work.get(Notice, plea.notice_id)
    regime = law.regime_of(work, rulebook, notice)
    plea_missed.late_answer(work, rulebook, plea)
    plea.outcome, plea.answer = "answered", words
    pleas.take(work, plea, "answer", actor=actor)
    number = answer_letter(
        work, regime, notice, plea, actor
    )  # what is answered is written once, whole
    plea.prepared_by = plea.signed_by = actor.account_id
    plea.prepared_at = plea.answered_at = plea.closed_at = work.now
    plea.letter_number = number
    work.flush()
    return plea
