"""What people see of objections and complaints: the organiser their own, the desk what its posts allow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from records import plea_rows, rows, staff_rows
from records.errors import Missing
from records.notice_rows import After, Page
from records.plea_rows import PleaFilters, PleaRow, Reader
from records.roster_rows import Named, named
from records.tables import Decision, Notice, Plea
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime, Text
from regimes.shelf import Rulebook
from regimes.steps import Step
from workflow import law, objecting, pleas, policy, powers, routes
from workflow.actor import Actor


@dataclass(frozen=True, slots=True)
class PleaView:
    """One objection or complaint as its page shows it; drafts of an answer are the office's own."""

    id: int
    kind: str
    number: str
    revision: int
    stage: str
    title: Text
    public: Text
    final: bool
    filed_at: datetime
    about: str
    text: str
    wish: str
    due_at: datetime | None
    aim_at: datetime
    steps: tuple[Step, ...]
    missed_at: datetime | None
    outcome: str
    answer: str
    answered_at: datetime | None
    letter_number: str
    letters: tuple[int, ...]
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Ways:
    """What can be done about the decision in force."""

    decision_id: int
    routes: tuple[routes.Route, ...]
    objection: bool  # one can be filed here, now
    filed: str  # number of the one that was filed, '' if none


@dataclass(frozen=True, slots=True)
class AtDesk:
    """The desk's page: what was sent, about which decision, and what this person may do."""

    row: PleaRow
    view: PleaView
    regime: Regime
    decision: Decision | None
    preparer: str
    can: frozenset[str]  # assign draft submit send-back sign answer
    parted: bool  # this person had a part, so nothing is open to them
    able: tuple[Named, ...]
    signers: int  # how many could sign the answer today
    chosen: str  # of a complaint: by which part of the rule its reader was found


def ways(work: UnitOfWork, rulebook: Rulebook, notice: Notice) -> Ways | None:
    """The ways against the decision in force; None where none was released or none is known."""
    decision = rows.released_decision(work, notice)
    if decision is None:
        return None
    regime = law.regime_of(work, rulebook, notice)
    found = routes.of(work, regime, notice, decision)
    if not found:
        return None
    mine = plea_rows.against(work, decision.id or 0)
    way = objecting.way_for(work, regime, notice)
    still = way is not None and any(one.open and one.appeal == way[1] for one in found)
    return Ways(decision.id or 0, found, still and mine is None, mine.number if mine else "")


def own(work: UnitOfWork, notice: Notice) -> tuple[PleaView, ...]:
    """Everything that was sent about a notice, newest first, for whose notice it is."""
    found = [_view(work, one, drafts=False) for one in plea_rows.of_notice(work, notice.id or 0)]
    return tuple(reversed(found))


def own_one(work: UnitOfWork, notice: Notice, kind: str, number: int) -> PleaView:
    """One of them by kind and number of its row. Missing if it is of another notice."""
    for one in plea_rows.of_notice(work, notice.id or 0):
        if (one.kind, one.id) == (kind, number):
            return _view(work, one, drafts=False)
    raise Missing(f"{kind} {number} is not there.")


def _view(work: UnitOfWork, plea: Plea, *, drafts: bool) -> PleaView:
    stage = pleas.road_of(plea).stages[plea.stage]
    shown = drafts or plea.answered_at is not None
    letters: Sequence[int] = ()
    if plea.letter_number:
        notice = work.get(Notice, plea.notice_id)
        letters = [
            one.id or 0 for one in rows.letters(work, notice) if one.number == plea.letter_number
        ]
    return PleaView(
        id=plea.id or 0, kind=plea.kind, number=plea.number, revision=plea.revision, stage=plea.stage,
        title=stage.title, public=stage.public, final=stage.final, filed_at=plea.filed_at, about=plea.about,
        text=plea.text, wish=plea.wish, due_at=plea.due_at, aim_at=plea.aim_at,
        steps=tuple(map(Step.from_json, plea.steps)), missed_at=plea.missed_at,
        outcome=plea.outcome if shown else "", answer=plea.answer if shown else "",
        answered_at=plea.answered_at, letter_number=plea.letter_number, letters=tuple(letters),
        closed_at=plea.closed_at,
    )  # fmt: skip


# --- the desk ------------------------------------------------------------------------------------


def reader_of(actor: Actor) -> Reader:
    """Whose complaints this person may read: given to them; all, for the auditor; answered ones of their office."""
    every = any(post.role == "auditor" and post.unit_id is None for post in actor.posts)
    return Reader(actor.account_id, actor.units("officer", "head", "signatory", "clerk"), every)


def listed(
    work: UnitOfWork,
    actor: Actor,
    kind: str,
    *,
    filters: PleaFilters,
    after: After | None,
    limit: int,
) -> Page[PleaRow]:
    """One page of the list of a kind."""
    scope = policy.scope_of(actor)
    return plea_rows.page(
        work, scope, kind, reader=reader_of(actor), filters=filters, after=after, limit=limit
    )


def counted(work: UnitOfWork, actor: Actor, kind: str, *, filters: PleaFilters, most: int) -> int:
    """How many a list has, counted up to `most`."""
    scope = policy.scope_of(actor)
    return plea_rows.count(
        work, scope, kind, reader=reader_of(actor), filters=filters, most=most
    )  # fmt: skip


def at_desk(work: UnitOfWork, rulebook: Rulebook, actor: Actor, kind: str, plea_id: int) -> AtDesk:
    """The page of one at the desk. Missing when it is not there, of another kind, or not this person's to read."""
    row = plea_rows.one(work, policy.scope_of(actor), plea_id, reader=reader_of(actor))
    plea = plea_rows.plea(work, plea_id)
    if row.kind != kind:
        raise Missing(f"{kind} {plea_id} is not there.")
    notice = work.get(Notice, plea.notice_id)
    regime = law.regime_of(work, rulebook, notice)
    parted = actor.account_id in pleas.parted(work, plea)
    decision = work.get(Decision, plea.decision_id) if plea.decision_id is not None else None
    able = objecting.able(work, rulebook, plea) if kind == "objection" else []
    return AtDesk(
        row=row,
        view=_view(work, plea, drafts=True),
        regime=regime,
        decision=decision,
        preparer=_name(work, plea.prepared_by),
        can=frozenset() if parted else _can(actor, plea, notice, regime),
        parted=parted,
        able=named(work, able) if able else (),
        signers=_signers(work, regime, plea),
        chosen=plea.chosen,
    )


def _can(actor: Actor, plea: Plea, notice: Notice, regime: Regime) -> frozenset[str]:
    """What this person may do with it at its stage; the services ask the same again."""
    if plea.kind == "complaint":
        mine = plea.owner_id == actor.account_id and policy.may(actor, "complaint.answer")
        return (
            frozenset({"answer"})
            if mine and plea.answered_at is None and not plea.closed_at
            else frozenset()
        )
    stage = regime.stages[notice.stage]
    prepares = policy.allows(actor, "objection.prepare", notice, stage)
    found = set()
    if prepares and plea.stage in {"filed", "preparing"}:
        found.add("assign")
    if prepares and plea.stage == "preparing":
        found |= {"draft", "submit"} if plea.answer else {"draft"}
    if plea.stage == "for-signature":
        if policy.allows(actor, "objection.send-back", notice, stage):
            found.add("send-back")
        if (
            policy.allows(actor, "objection.sign", notice, stage)
            and plea.prepared_by != actor.account_id
        ):
            found.add("sign")
    return frozenset(found)


def _signers(work: UnitOfWork, regime: Regime, plea: Plea) -> int:
    """People who hold the power for this office today and had no part in the decision or the draft."""
    parted = pleas.parted(work, plea) | {plea.prepared_by}
    lines = powers.who_may(work, plea.unit_id, pleas.today(work, regime), "answered")
    return len({one.account_id for one in lines} - parted)


def _name(work: UnitOfWork, account_id: int | None) -> str:
    return "" if account_id is None else staff_rows.account(work, account_id).name


def waiting_for(work: UnitOfWork, actor: Actor) -> tuple[int, int]:
    """Open objections in reach and open complaints given to this person, each counted up to 99, for the desk's menu."""
    mine = PleaFilters(state="open", owner_id=actor.account_id)
    return (
        counted(work, actor, "objection", filters=PleaFilters(state="open"), most=99),
        counted(work, actor, "complaint", filters=mine, most=99),
    )
