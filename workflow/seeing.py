"""What a person may see of a notice: the desk's page and the organiser's page, from the same reads."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from records import casefile, notice_rows, queries, reads, rows
from records.case_rows import DecisionRow, HistoryRow, ProposalRow, VersionRow
from records.scope import Scope
from records.tables import Notice
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from regimes.shelf import Rulebook
from regimes.steps import Step
from workflow import (
    aims,
    arcs,
    asking_back,
    asking_on_paper,
    attached,
    gathering,
    gone,
    law,
    machine,
    policy,
    printable,
    roadmap,
    since_change,
)
from workflow.actor import Actor
from workflow.content import LOGGED, PERSONAL, named_only
from workflow.errors import N_, Invalid, NotAllowed
from workflow.versions import content_of
from workflow.views import AnswerView, DueView, MoveView, NoticeView

FILERS = frozenset({"organiser", "visitor"})
"""Roles under which the log knows those who file."""

REACH = frozenset({"phone", "email", "address", "postcode", "bank_account"})
"""Answers by which a person is reached: shown to the office only when opened with a reason."""


def notice_page(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    before: int | None = None,
) -> NoticeView:
    """The notice for this person: only what the stage and the post allow. Missing if out of reach."""
    scope, card, notice, regime = reached(work, rulebook, actor, reference)
    versions = casefile.versions(work, scope, card.row.id)
    newest = versions[0]
    answers = _answers(regime, newest, scope.hidden)
    office = actor.holds(notice.unit_id, "officer", "head", "signatory", "clerk")
    return NoticeView(
        card=card,
        regime=regime,
        stage_title=regime.stages[notice.stage].title,
        public=regime.stages[notice.stage].public,
        awaits=regime.stages[notice.stage].awaits,
        kind_name=regime.kinds[notice.kind].name,
        stages=roadmap.stage_line(regime, notice, _entries(work, notice, named=office)),
        dues=dues_of(work, scope, regime, notice),
        version=newest.number,
        version_hash=newest.hash,
        made_at=newest.made_at,
        sessions=newest.sessions,
        places=newest.places,
        answers=answers,
        hidden=tuple(
            regime.questions[name].title for name in regime.questions if name in scope.hidden
        ),
        consultations=casefile.consultations_of(work, scope, card.row.id),
        decisions=_decisions(work, scope, actor, notice),
        proposals=_proposals(work, scope, card.row.id),
        letters=asking_on_paper.shown(actor, casefile.letters_of(work, scope, card.row.id)),
        history=history_of(work, scope, card.row.id, before),
        moves=moves_of(work, rulebook, regime, notice, actor),
        personal_shown=actor.staff and any(answer.personal for answer in answers),
        read_noted=rows.noted_this_hour(work, actor.account_id, card.row.id),
        papers=attached.of_notice(work, regime, notice, actor),
        papers_hidden=attached.hidden(work, regime, notice, actor),
        unprintable=printable.missing(regime, content_of(work, notice)) if office else (),
    )


def reached(
    work: UnitOfWork, rulebook: Rulebook, actor: Actor, reference: str
) -> tuple[Scope, queries.NoticeCard, Notice, Regime]:
    """What this person may see, the head of the notice as they see it, and its law. Missing if out of reach."""
    scope = policy.scope_of(actor)
    card = queries.notice_card(work, scope, reference)
    notice = work.get(Notice, card.row.id)
    regime = law.regime_of(work, rulebook, notice)
    opened = rows.opened_this_hour(work, actor.account_id, card.row.id)
    scope = replace(scope, hidden=hidden_from(actor, notice, regime, opened=opened))
    return scope, _card(scope, card, actor, notice, regime), notice, regime


def hidden_from(actor: Actor, notice: Notice, regime: Regime, *, opened: bool) -> frozenset[str]:
    """Question ids that this person does not see now (decisions 16, 41).

    The organiser sees everything of the own notice. A body sees place, time, size and measures,
    at every stage. The office sees what the stage does not hide; what reaches a person, and what
    the stage hides, only after opening it with a reason, for that hour.
    """
    if policy.looks(actor, notice, regime.stages[notice.stage]):
        return frozenset()
    at_stage = frozenset(regime.stages[notice.stage].hides)
    anywhere = frozenset(name for stage in regime.stages.values() for name in stage.hides)
    if actor.holds(notice.unit_id, "officer", "head", "clerk", "signatory"):
        return frozenset() if opened else at_stage | REACH
    return anywhere | PERSONAL | (LOGGED if policy.only_asked(actor) else frozenset())


def history_of(
    work: UnitOfWork, scope: Scope, notice_id: int, before: int | None = None, limit: int = 25
) -> tuple[HistoryRow, ...]:
    """The log of the notice; where the organiser is hidden, so are name, words and personal papers of their entries."""
    found = casefile.history(work, scope, notice_id, before, limit)
    if "organiser" not in scope.hidden:
        return found
    return tuple(
        replace(row, personal={}, actor="", actor_ru="", details=attached.unnamed(row.details))
        if row.role in FILERS
        else row
        for row in found
    )


def case_history(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, limit: int
) -> tuple[HistoryRow, ...]:
    """The log of the notice as its page shows it to this person, in one piece. Missing out of reach."""
    scope, _, notice, _ = reached(work, rulebook, actor, reference)
    return history_of(work, scope, notice.id or 0, limit=limit)


def _entries(work: UnitOfWork, notice: Notice, *, named: bool) -> list[roadmap.Entry]:
    """Stages as they were reached; the names of the office's people are for the office."""
    found = rows.stage_entries(work, notice)
    return found if named else [(stage, at, "") for stage, at, _ in found]


def _card(
    scope: Scope, card: queries.NoticeCard, actor: Actor, notice: Notice, regime: Regime
) -> queries.NoticeCard:
    """The head of the page. The check code opens the notice as its organiser does.

    So it is theirs, and of those in the office who hand over the receipt of a paper notice.
    """
    card = replace(card, row=notice_rows.without(scope, card.row))
    theirs = policy.looks(actor, notice, regime.stages[notice.stage])
    hands_over = notice.channel == "paper" and actor.holds(notice.unit_id, "clerk", "officer")
    return card if theirs or hands_over else replace(card, check_code="")


def open_personal(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, reason: str
) -> None:
    """Open what is closed at this stage, for this hour, with a reason that is kept (decisions 16, 22)."""
    card = queries.notice_card(work, policy.scope_of(actor), reference)
    notice = work.get(Notice, card.row.id)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, "desk.open-personal", notice, regime.stages[notice.stage])
    gone.refuse(work, notice)
    if not reason.strip():
        raise Invalid("reason", N_("Say why you need it: the reason is kept."))
    if actor.account_id is None:
        raise NotAllowed(N_("Not yours: this step belongs to somebody else."))
    reads.note(work, actor.account_id, card.row.id, sorted({*PERSONAL, "purpose"}), reason)


def note_reading(work: UnitOfWork, *, actor: Actor, view: NoticeView) -> None:
    """Write down that personal data of the notice was read, once a person and hour (decisions 22)."""
    if actor.account_id is not None:
        fields = [answer.question for answer in view.answers if answer.personal]
        reads.note(work, actor.account_id, view.card.row.id, fields)


def dues_of(work: UnitOfWork, scope: Scope, regime: Regime, notice: Notice) -> tuple[DueView, ...]:
    """The clocks of the notice, explained; those of clocks that the regime no longer names are left out."""
    running = {clock.name for clock in regime.pending_clocks(notice.stage)}
    found = []
    for due in casefile.dues_of(work, scope, notice.id or 0):
        clock = regime.clocks.get(due.clock)
        if clock is None:
            continue
        found.append(
            DueView(
                clock=due.clock,
                title=clock.title,
                side=due.side,
                due_at=due.due_at,
                steps=since_change.told(map(Step.from_json, due.steps), notice.received_at),
                rule=clock.text,
                silence=aims.silence(regime, clock, notice.window),
                article=f"{clock.source.act}, {clock.source.article}",
                running=due.clock in running,
                done_at=due.done_at,
                result=due.result,
                set_at=due.set_at,
                own=aims.own(clock),
            )
        )
    return tuple(found)


def moves_of(
    work: UnitOfWork, rulebook: Rulebook, regime: Regime, notice: Notice, actor: Actor
) -> tuple[MoveView, ...]:
    """Every move that leaves the stage, in the regime's order, with why another is not open."""
    days = asking_back.reply_days(work, rulebook, regime, notice)
    facts = gathering.facts_of(work, regime, notice, actor, days)
    found = []
    for move, closed in machine.open_moves(regime, notice.stage, facts):
        if move.verb == "uphold":
            continue  # made with the answer to an objection, on its own page
        why = closed or arcs.against(work, regime, notice, move)
        allowed = policy.allows_move(actor, move, notice, regime.stages[notice.stage])
        found.append(
            MoveView(
                name=move.name,
                verb=move.verb,
                title=move.title,
                effect=move.effect,
                forward=move.forward,
                open=why is None,
                allowed=allowed,
                why_not=why.text if why else "",
                values=why.values if why else {},
            )
        )
    return tuple(found)


def _answers(
    regime: Regime, version: VersionRow, hidden: Collection[str] = ()
) -> tuple[AnswerView, ...]:
    """What may be shown. Where nobody is to be reached, authorised persons stand without their telephones."""
    said = {**version.answers, **version.personal}
    if "phone" in hidden and "authorised" in said:
        said["authorised"] = named_only(said["authorised"])
    return tuple(
        AnswerView(name, question.title, said[name], name in PERSONAL)
        for name, question in regime.questions.items()
        if said.get(name) not in (None, "", [], {})
    )


def _decisions(
    work: UnitOfWork, scope: Scope, actor: Actor, notice: Notice
) -> tuple[DecisionRow, ...]:
    """Drafts are the office's own; others see what was released, and bodies only what it was."""
    found = casefile.decisions_of(work, scope, notice.id or 0)
    if actor.holds(notice.unit_id, "officer", "head", "signatory", "auditor"):
        return found
    released = tuple(row for row in found if row.released_at is not None)
    if "purpose" not in policy.scope_of(actor).hidden:
        return released
    return tuple(
        replace(row, facts="", reasons="", measures=(), items=(), extra={}, replace_reason="")
        for row in released
    )


def _proposals(work: UnitOfWork, scope: Scope, notice_id: int) -> tuple[ProposalRow, ...]:
    """What was proposed; the organiser's own words are not for bodies."""
    found = casefile.proposals_of(work, scope, notice_id)
    if "note" not in scope.hidden:
        return found
    return tuple(replace(row, answer_reason="") for row in found)


def _reason(row: HistoryRow) -> str:
    return str(row.personal.get("note") or row.personal.get("reason") or "")


def public_history(
    history: Sequence[HistoryRow], regime: Regime | None = None
) -> tuple[HistoryRow, ...]:
    """What the organiser reads of the log: facts without names of the office, drafts and its notes.

    The reason is theirs where the office ends or changes their notice (the mail of it says so).
    """
    inside = {"decision.saved", "notice.owned", "consultation.closed", "commission.undecided", "notice.sectioned"}  # fmt: skip
    moves = regime.moves.values() if regime else ()
    ends = {f"notice.{move.name}" for move in moves if move.verb in {"void", "duplicate"}}
    told = {"notice.amended", "notice.corrected", "notice.forwarded", "due.prolonged", *ends}
    return tuple(
        replace(
            row,
            personal={"note": _reason(row)} if row.kind in told else {},
            actor=row.actor if row.role == "organiser" else "",
            actor_ru=row.actor_ru if row.role == "organiser" else "",
        )
        for row in history
        if row.kind not in inside
    )
