"""What the page of a draft decision shows: the draft, what it lacks, what may be chosen, who may sign."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from records import queries, rows
from records.people import Account
from records.power_rows import PowerRow
from records.tables import Decision, Notice
from records.unit_of_work import UnitOfWork
from regimes.regime import Ground, Reason, Regime, Text
from regimes.shelf import Rulebook
from workflow import (
    agreeing,
    asking_back,
    curing,
    deciding,
    gathering,
    lastsafe,
    law,
    machine,
    policy,
    powers,
    readiness,
    when,
)
from workflow.actor import Actor
from workflow.deciding import DecisionIn
from workflow.guards import WhyNot
from workflow.readiness import Ready


@dataclass(frozen=True, slots=True)
class OutcomeChoice:
    """An answer that the office may give; `why_not` where the law shuts it for this notice now."""

    name: str
    title: Text
    help: Text
    needs: tuple[str, ...]  # parts that it requires
    why_not: WhyNot | None


@dataclass(frozen=True, slots=True)
class DraftView:
    """The page of a draft decision. `draft` is None before the first save."""

    draft: DecisionIn | None
    suggested: DecisionIn | None  # where both sides have agreed: nobody types the letter again
    decision_id: int | None
    prepared_by: int | None
    preparer: Text | None
    prepared_at: datetime | None
    ready: tuple[Ready, ...]
    replaces: bool
    outcomes: tuple[OutcomeChoice, ...]
    grounds: tuple[Ground, ...]
    reasons: tuple[Reason, ...]
    questions: tuple[tuple[str, Text], ...]  # and papers, that may be asked for
    signatories: tuple[PowerRow, ...]
    last: lastsafe.LastMoments  # until when the organiser can still act (A02)
    asks_back: bool  # the draft sends the notice back to the organiser


def look(work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str) -> DraftView:
    """The draft of this notice for the office's people. NotAllowed for others, Missing out of reach."""
    card = queries.notice_card(work, policy.scope_of(actor), reference)
    notice = work.get(Notice, card.row.id)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, "letter.read", notice, regime.stages[notice.stage])
    row = rows.draft_decision(work, notice)
    last = lastsafe.of(work, rulebook, regime, notice)
    return DraftView(
        draft=_typed(work, notice, row, actor) if row else None,
        suggested=_suggested(work, regime, notice) if row is None else None,
        decision_id=row.id if row else None,
        prepared_by=row.prepared_by if row else None,
        preparer=_name(work, row) if row else None,
        prepared_at=row.prepared_at if row else None,
        ready=readiness.of(work, regime, notice, row) if row else (),
        replaces=rows.released_decision(work, notice) is not None,
        outcomes=_outcomes(work, rulebook, regime, notice, actor),
        grounds=tuple(regime.grounds.values()),
        reasons=tuple(regime.reasons.values()),
        questions=tuple(
            (field, title)
            for field, title in curing.points(regime, notice.kind)
            if lastsafe.repairable(last, field)
        ),
        last=last,
        asks_back=row is not None and lastsafe.asks_back_by(regime, row.outcome),
        signatories=powers.who_may(
            work,
            notice.unit_id,
            _today(work, regime),
            regime.outcomes[row.outcome].letter if row else "",
        ),
    )  # fmt: skip


AGREED_ON = frozenset({"proposal-accepted", "counter-accepted"})


def _suggested(work: UnitOfWork, regime: Regime, notice: Notice) -> DecisionIn | None:
    """After an accepted offer: the answer that agrees, with what the letter before said of place and people.

    Where a letter with conditions is replaced: the same, with the conditions as the office decided on objections.
    """
    agreed = next((one.name for one in regime.outcomes.values() if one.letter == "agreed"), None)
    before = rows.released_decision(work, notice)
    if before is not None and agreeing.in_force(work, regime, notice) is not None:
        typed = deciding.as_typed(work, before)
        return replace(typed, conditions=agreeing.as_decided(work, before), replace_reason="")
    if agreed is None or before is None or rows.version(work, notice).why not in AGREED_ON:
        return None
    typed = deciding.as_typed(work, before)
    return DecisionIn(
        agreed,
        capacity=typed.capacity,
        capacity_rule=typed.capacity_rule,
        representative_name=typed.representative_name,
        representative_phone=typed.representative_phone,
    )


def _typed(work: UnitOfWork, notice: Notice, row: Decision, actor: Actor) -> DecisionIn:
    """The draft; facts about a person only for those who write or sign it (decisions 40)."""
    typed = deciding.as_typed(work, row)
    if actor.holds(notice.unit_id, "officer", "head", "signatory"):
        return typed
    return replace(typed, person_facts="", person_source="")


def _today(work: UnitOfWork, regime: Regime) -> date:
    return when.local(work.now, regime.zone).date()


def _name(work: UnitOfWork, row: Decision) -> Text:
    account = work.get(Account, row.prepared_by)
    return Text(account.name, account.name_ru or account.name)


def _outcomes(
    work: UnitOfWork, rulebook: Rulebook, regime: Regime, notice: Notice, actor: Actor
) -> tuple[OutcomeChoice, ...]:
    """Every outcome; those that the law shuts say why, asked as if the draft were whole and the signer right."""
    days = asking_back.reply_days(work, rulebook, regime, notice)
    facts = gathering.facts_of(work, regime, notice, actor, days)
    found = []
    for name, outcome in regime.outcomes.items():
        releases = [
            (stage, move)
            for move in regime.moves.values()
            if move.verb == "release" and move.outcome == name
            for stage in move.sources
        ]
        whole = replace(
            facts,
            outcome=name,
            lacks=(),
            preparer=None,
            signer_has_power=True,
            outcome_title=outcome.title,
        )
        shut = [machine.why_not(regime, stage, move.name, whole) for stage, move in releases]
        why = None if not shut or None in shut else shut[0]
        found.append(
            OutcomeChoice(name, outcome.title, outcome.help, gathering.needed_parts(outcome), why)
        )
    return tuple(found)
