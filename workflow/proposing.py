"""Another place or time as data: concrete, still ahead, and other than what was notified."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from records import rows
from records.tables import Decision, Notice, Proposal
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import asking_back, versions, when
from workflow.content import PlaceIn, SessionIn
from workflow.errors import N_, Invalid


def write(
    work: UnitOfWork,
    rulebook: Rulebook,
    regime: Regime,
    notice: Notice,
    row: Decision,
    sessions: tuple[SessionIn, ...],
    places: tuple[PlaceIn, ...],
) -> None:
    """Keep the proposal of a draft, or take it away where its outcome has none.

    Raises Invalid for hours that do not exist, lie before the day by which the organiser answers,
    or are those of the notice.
    """
    proposal = rows.proposal_of(work, row)
    if "alternative" not in regime.outcomes[row.outcome].requires:
        if proposal is not None:
            rows.drop(work, proposal)
        return
    reply_by = asking_back.until(work, rulebook, regime, notice, row.outcome)
    _must_help(work, regime, notice, sessions, places, reply_by or work.now)
    if proposal is None:
        proposal = Proposal(
            notice_id=notice.id or 0, decision_id=row.id or 0, sessions=[], places=[]
        )
    proposal.sessions, proposal.places = sessions_kept(sessions), places_kept(places)
    proposal.reply_by = reply_by
    work.add(proposal)
    work.flush()


def sessions_kept(sessions: tuple[SessionIn, ...]) -> list[dict[str, Any]]:
    """Days and hours as JSON keeps them."""
    return [
        {"day": item.day.isoformat(), "start": item.start, "end": item.end} for item in sessions
    ]


def places_kept(places: tuple[PlaceIn, ...]) -> list[dict[str, Any]]:
    """Places as JSON keeps them."""
    return [
        {
            "name": item.name,
            "okrug": item.okrug,
            "district": item.district,
            "points": list(item.points),
            "form": item.form,
            "geo": item.geo,
        }
        for item in places
    ]


def fix_day(
    work: UnitOfWork, rulebook: Rulebook, regime: Regime, notice: Notice, row: Decision
) -> None:
    """A released proposal keeps the day that its letter names."""
    proposal = rows.proposal_of(work, row)
    if proposal is not None:
        proposal.reply_by = asking_back.until(work, rulebook, regime, notice, row.outcome)


def _must_help(
    work: UnitOfWork,
    regime: Regime,
    notice: Notice,
    sessions: tuple[SessionIn, ...],
    places: tuple[PlaceIn, ...],
    answered_by: datetime,
) -> None:
    if any(when.span(one, regime.zone)[0] <= answered_by for one in sessions):
        raise Invalid(
            "proposal_sessions",
            N_("Propose a time after the day by which the organiser answers."),
        )
    told = versions.content_of(work, notice)
    notified = tuple((one.day, one.start, one.end) for one in told.sessions)
    same_time = not sessions or tuple((one.day, one.start, one.end) for one in sessions) == notified
    meant = replace(told, places=places).settled(told).places
    same_place = not places or meant == told.places
    if (sessions or places) and same_time and same_place:
        raise Invalid(
            "proposal_sessions", N_("Propose another place or time than the notice names.")
        )
