"""The organiser answers: a proposal is accepted or declined, a request to cure is met."""

from collections.abc import Sequence
from datetime import datetime

from records import rows
from records.tables import File, Notice
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import (
    arcs,
    attaching,
    bounds,
    came,
    countering,
    curing,
    drawing,
    law,
    mailing,
    needs,
    organising,
    policy,
    recounting,
    versions,
)
from workflow.actor import Actor
from workflow.content import Content
from workflow.errors import N_, Invalid, NotPossible

ADD_THE_PAPER = N_("Add the paper that the request names, then send.")


def accept(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    seen: int,
    note: str = "",
    came_at: datetime | None = None,
) -> Notice:
    """Take the proposed place or time: it becomes the next version, with nothing typed again (A09).

    What the notice lacked before is no reason to turn the answer away. `note`: how it came, where
    the office records it; `came_at`: when its paper truly came.
    """
    notice = work.notice(reference, seen)
    regime = law.regime_of(work, rulebook, notice)
    proposal = rows.open_proposal(work, notice)
    if proposal is None:
        raise NotPossible(N_("Not possible: no proposal waits for your answer."))
    old = versions.content_of(work, notice)
    sessions = tuple(drawing.session_from(item) for item in proposal.sessions)
    places = tuple(drawing.place_from(item) for item in proposal.places)
    content = Content(
        old.kind, sessions or old.sessions, places or old.places, old.attendance, old.answers
    )
    _come_back(
        work, rulebook, regime, notice, content, actor, why="proposal-accepted", note=note,
        came_at=came_at,
    )  # fmt: skip
    proposal.answer, proposal.answered_at = "accepted", came_at or work.now
    countering.dropped(work, notice)
    return notice


def decline(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    seen: int,
    reason: str,
    came_at: datetime | None = None,
) -> Notice:
    """Decline the proposal with a reason: the notice is then not agreed (decisions 11)."""
    notice = work.notice(reference, seen)
    regime = law.regime_of(work, rulebook, notice)
    move = regime.move_for("decline", notice.stage)
    if move is None:
        raise NotPossible(N_("Not possible: no proposal waits for your answer."))
    proposal = rows.open_proposal(work, notice)
    at = came.at(work, notice, actor, came_at)
    arcs.take(
        work, regime, notice, actor=actor, name=move.name, note=reason, at=at,
        details=came.details(came_at),
    )  # fmt: skip
    if proposal is not None:
        proposal.answer, proposal.answered_at, proposal.answer_reason = "declined", at, reason
    countering.dropped(work, notice)
    mailing.moved(work, notice, "declined")
    mailing.answer_received(work, notice, "declined", at)
    return notice


def asked_questions(work: UnitOfWork, regime: Regime, notice: Notice) -> tuple[str, ...]:
    """Ids of the questions that the request to cure names; only they open (M10)."""
    row = rows.released_decision(work, notice)
    if row is None or regime.stages[notice.stage].awaits != "organiser":
        return ()
    fields = [item["field"] for item in row.items if item.get("field")]
    return tuple(field for field in fields if not field.startswith(curing.PAPER))


def cure(
    work: UnitOfWork,
    rulebook: Rulebook,
    *,
    actor: Actor,
    reference: str,
    seen: int,
    content: Content,
    came_at: datetime | None = None,
) -> Notice:
    """Answer a request to cure: a new version in which only the named questions may differ.

    Papers that the organiser added become part of it; with one that came since the request no answer has to differ.
    What a scanner refused is no paper, and one that was there before is no answer. Raises Invalid when nothing was changed or added, or another answer was touched.
    """
    notice = work.notice(reference, seen)
    regime = law.regime_of(work, rulebook, notice)
    open_now = asked_questions(work, regime, notice)
    old = versions.content_of(work, notice)
    content = content.settled(old)
    bounds.check_change(old, content)
    changed = differences(old, content)
    papers, fresh = attaching.for_answer(work, notice)
    if not changed and not fresh and not (actor.staff and curing.brought(work, notice)):
        text = N_("Change what the request names, then send.")
        raise Invalid(open_now[0] if open_now else "note", text if open_now else ADD_THE_PAPER)
    asked = {
        *open_now,
        *(["places"] if "route" in open_now else []),
    }  # a route is a place with points
    foreign = [question for question in changed if question not in asked]
    if foreign:
        raise Invalid(foreign[0], N_("This answer is not asked about and stays as it was filed."))
    unanswered = [question for question in needs.missing(regime, content) if question in open_now]
    if unanswered:
        raise Invalid(unanswered[0], N_("Answer this question."))
    _come_back(work, rulebook, regime, notice, content, actor, why="cured", papers=papers,
               came_at=came_at)  # fmt: skip
    organising.follow(work, notice, old, content)
    return notice


def differences(old: Content, new: Content) -> tuple[str, ...]:
    """Ids of the questions whose answers differ."""
    shapes: Sequence[tuple[str, bool]] = (
        ("kind", old.kind != new.kind),
        ("sessions", old.sessions != new.sessions),
        ("places", old.places != new.places),
        ("attendance", old.attendance != new.attendance),
    )
    keys = sorted({*old.answers, *new.answers})
    words = [key for key in keys if old.answers.get(key) != new.answers.get(key)]
    return (*(name for name, differs in shapes if differs), *words)


def _come_back(
    work: UnitOfWork,
    rulebook: Rulebook,
    regime: Regime,
    notice: Notice,
    content: Content,
    actor: Actor,
    *,
    why: str,
    note: str = "",
    papers: Sequence[File] = (),
    came_at: datetime | None = None,
) -> None:
    """The next version, then back to the review, and the clock that the answer starts."""
    policy.require(actor, "notice.answer", notice, regime.stages[notice.stage])
    move = regime.move_for("return", notice.stage)
    if move is None:
        raise NotPossible(N_("Not possible: no answer of yours is awaited."))
    at = came.at(work, notice, actor, came_at)
    arcs.check(work, regime, notice, actor=actor, name=move.name, at=at)
    notice.version += 1
    version = versions.write(
        work, notice, content, zone=regime.zone, why=why, actor=actor, papers=papers
    )
    arcs.take(
        work, regime, notice, actor=actor, name=move.name, note=note, at=at,
        details={"version": notice.version, "hash": version.hash, "why": why, **came.details(came_at)},
    )  # fmt: skip
    recounting.answered(work, rulebook, regime, notice, at)
    mailing.moved(work, notice, "answered")
    mailing.answer_received(work, notice, "cured" if why == "cured" else "accepted", at)
