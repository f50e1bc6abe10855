"""Versions of a notice beside one another, as far as a person may see them, and which of them they looked at last."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from records import casefile, looked_rows, queries, rows
from records.case_rows import VersionRow
from records.tables import Notice
from records.unit_of_work import UnitOfWork
from regimes.regime import Regime
from regimes.shelf import Rulebook
from workflow import attached, gone, law, policy, seeing
from workflow.actor import Actor
from workflow.attached import PaperView
from workflow.content import Content, PlaceIn, SessionIn, named_only


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version: what it says, when it was made and why; `reason` as it was typed, where it may be read."""

    number: int
    why: str
    made_at: datetime
    content: Content
    reason: str
    effect: str  # of a change: regimes.words.AMENDS
    erased: bool
    papers: tuple[PaperView, ...] = ()
    papers_hidden: int = 0  # how many more it holds that this person does not see


@dataclass(frozen=True, slots=True)
class Versions:
    """All versions, the newest first. `looked`: the last one that this person acted on or looked at; 0 = none."""

    regime: Regime
    reference: str
    revision: int
    all: tuple[VersionView, ...]
    looked: int

    def of(self, number: int) -> VersionView | None:
        """One by its number."""
        return next((one for one in self.all if one.number == number), None)

    @property
    def unseen(self) -> bool:
        """Whether the organiser changed the notice since this person looked."""
        since = [one for one in self.all if one.number > self.looked]
        return any(one.why in {"amended", "cured", "counter-accepted"} for one in since)


def versions_of(work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str) -> Versions:
    """Every version of the notice with what this person may see now. Missing out of reach."""
    scope = policy.scope_of(actor)
    card = queries.notice_card(work, scope, reference)
    notice = work.get(Notice, card.row.id)
    regime = law.regime_of(work, rulebook, notice)
    opened = rows.opened_this_hour(work, actor.account_id, card.row.id)
    shut = seeing.hidden_from(actor, notice, regime, opened=opened)
    scope = replace(scope, hidden=shut)
    said = looked_rows.why(work, card.row.id)
    found = casefile.versions(work, scope, card.row.id)
    read = "note" not in shut and "organiser" not in shut
    papers = attached.by_version(work, regime, notice, actor)
    return Versions(
        regime,
        reference,
        notice.revision,
        tuple(
            _view(row, said.get(row.number), shut, papers.get(row.number, ((), 0)), read=read)
            for row in found
        ),
        looked_rows.last_looked(work, card.row.id, actor.account_id),
    )


def _view(
    row: VersionRow,
    said: Any,
    shut: frozenset[str],
    papers: tuple[tuple[PaperView, ...], int],
    *,
    read: bool,
) -> VersionView:
    reason, effect = said or ("", "")
    return VersionView(
        row.number,
        row.why,
        row.made_at,
        content_of(row, shut),
        reason if read else "",
        effect,
        row.erased,
        *papers,
    )


def content_of(row: VersionRow, shut: frozenset[str]) -> Content:
    """A version as plain values, without what is shut."""
    answers = {**row.answers, **row.personal}
    kind, attendance = str(answers.pop("kind")), int(answers.pop("attendance"))
    if "phone" in shut and "authorised" in answers:
        answers["authorised"] = named_only(answers["authorised"])
    return Content(
        kind,
        tuple(
            SessionIn(one.day, one.start, one.end, one.setup_from, one.cleared_by)
            for one in row.sessions
        ),
        tuple(
            PlaceIn(one.name, one.okrug, one.district, one.points, one.form, one.geo)
            for one in row.places
        ),
        attendance,
        {name: value for name, value in answers.items() if name not in shut},
    )


def look(
    work: UnitOfWork, rulebook: Rulebook, *, actor: Actor, reference: str, number: int
) -> None:
    """The person says that they have looked at this version: written down, so that nobody is told twice."""
    card = queries.notice_card(work, policy.scope_of(actor), reference)
    notice = work.get(Notice, card.row.id)
    regime = law.regime_of(work, rulebook, notice)
    policy.require(actor, "version.look", notice, regime.stages[notice.stage])
    gone.refuse(work, notice)
    work.log(
        "notice.looked",
        actor=actor,
        subject=("notice", notice.id or 0),
        details={"version": min(number, notice.version)},
        personal={"by": actor.name},
    )
